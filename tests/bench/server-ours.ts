// SPDX-License-Identifier: EUPL-1.2

/** Our server in a process of its own: `server-ours.ts <folder> <writers> <statements>`. */
import {templateDigest} from "@wederhoor/format"
import {createServer, demoIdentity, readLayouts, sqliteStore} from "@wederhoor/server"
import {newSigningKey, softwareSigner} from "@wederhoor/signoff"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import {join} from "node:path"

import {persons, template} from "./report.ts"
import {report, writtenContent} from "./server-report.ts"

const [folder = "", writers = "2", statements = "20"] = process.argv.slice(2)
const store = sqliteStore(join(folder, "wederhoor.db"))
const identity = await demoIdentity()
const {privateJwk, publicJwk} = await newSigningKey()
const server = createServer({
  store,
  identity,
  keys: {signer: await softwareSigner(privateJwk), published: {keys: [publicJwk]}},
  metrics: "open",
  organisation: {name: "Verzonnen organisatie"},
  policies: policies as never,
  layouts: readLayouts(),
})
const team = Array.from({length: Number(writers)}, (_, n) => ({
  id: `schrijver-${n}`,
  role: "coAuthor" as const,
  name: `Schrijver ${n}`,
  label: "lokaal team",
}))
const made = await server.createReport({
  id: report,
  template,
  lang: "nl",
  persons: [...persons, ...team],
  content: writtenContent(Number(statements)),
})
if (!made.ok) throw new Error(`${made.code} ${made.at}`)
const {url} = await server.listen()
process.send?.({
  url: `${url.replace("http", "ws")}/wederhoor/collaboration`,
  place: `${report}/content`,
  digest: await templateDigest(template),
  tokens: await Promise.all(team.map(person => identity.tokenFor(report, person))),
})
// In kilobytes, over the whole life of this process.
process.on("message", () => {
  const peak = process.resourceUsage().maxRSS
  void fetch(`${url}/wederhoor/metrics`)
    .then(answer => answer.text())
    .then(metrics => process.send?.({peak, metrics}))
})
process.on("disconnect", () => process.exit())
