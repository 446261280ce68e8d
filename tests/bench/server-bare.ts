// SPDX-License-Identifier: EUPL-1.2

/** Hocuspocus as it comes, kept in SQLite: `server-bare.ts <folder> <writers> <statements>`. */
import {Database} from "@hocuspocus/extension-database"
import {Server} from "@hocuspocus/server"
import {seedContent} from "@wederhoor/collab"
import {join} from "node:path"
import {DatabaseSync} from "node:sqlite"
import * as Y from "yjs"

import {report, writtenContent} from "./server-report.ts"

const [folder = "", writers = "2", statements = "20"] = process.argv.slice(2)
const place = `${report}/content`
const file = new DatabaseSync(join(folder, "bare.db"))
file.exec("CREATE TABLE documents (name TEXT PRIMARY KEY, data BLOB NOT NULL)")
const put = file.prepare("INSERT OR REPLACE INTO documents VALUES (?, ?)")
const get = file.prepare("SELECT data FROM documents WHERE name = ?")
const seed = new Y.Doc()
seedContent(seed, writtenContent(Number(statements)))
put.run(place, Y.encodeStateAsUpdate(seed))

const server = new Server({
  port: 0,
  address: "127.0.0.1",
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({documentName}) => {
        const row = get.get(documentName) as {data: Uint8Array} | undefined
        return row?.data ?? null
      },
      store: async ({documentName, state}) => void put.run(documentName, state),
    }),
  ],
})
await server.listen()
process.send?.({
  url: server.webSocketURL,
  place,
  digest: "",
  tokens: Array.from({length: Number(writers)}, (_, n) => `schrijver-${n}`),
})
process.on("disconnect", () => process.exit())
