// SPDX-License-Identifier: EUPL-1.2

/** `kill -9` on the real server while two people type: what was acknowledged must be there afterwards. */
import {sqliteStore, verifyLog} from "@wederhoor/server"
import {mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import * as Y from "yjs"

import {progress, sane, small} from "./measure.ts"
import {type Random, random} from "./random.ts"
import {type Client, enter, place, serve, wait, writers} from "./served.ts"

/** Seconds after which no new round starts. */
const enough = small ? 1 : 20

/**
 * `kills`; `ackedLost`: acknowledged words that a restarted server does not have; `chainBroken`: kills
 * after which the log does not verify; `replayMismatch`: kills after which the log, replayed, is not what
 * the restarted server shows.
 */
export const bench: () => Promise<object> = async () => {
  const folder = mkdtempSync(join(tmpdir(), "wederhoor-bench-"))
  const acknowledged = new Set<string>()
  const lost = new Set<string>()
  const found = {kills: 0, ackedLost: 0, chainBroken: 0, replayMismatch: 0}
  let typed = 0
  try {
    const start = performance.now()
    while (found.kills === 0 || performance.now() - start < enough * 1000) {
      const r = random(found.kills)
      const {url, end} = await serve(folder)
      const clients = await Promise.all(writers.map(person => enter(url, person)))
      const stop = {now: false}
      const typing = clients.map((client, who) =>
        type(client, `${found.kills}.${who}`, {r, stop, acknowledged}),
      )
      await wait(150 + r.below(400))
      await end("SIGKILL")
      stop.now = true
      for (const count of await Promise.all(typing)) typed += count
      for (const client of clients) client.close()
      found.kills++

      const {replayed, holds} = await readLog(folder)
      if (!holds) found.chainBroken++
      const again = await serve(folder)
      const reader = await enter(again.url, writers[0] as string)
      const shown = textOf(reader.doc)
      reader.close()
      await again.end("SIGTERM")
      if (shown !== textOf(replayed)) found.replayMismatch++
      for (const word of acknowledged) if (!shown.includes(word)) lost.add(word)
      progress(
        `kill ${found.kills}: ${acknowledged.size} of ${typed} edits acknowledged, ${lost.size} lost`,
      )
    }
  } finally {
    rmSync(folder, {recursive: true})
  }
  sane(acknowledged.size > 3 * found.kills, `only ${acknowledged.size} edits acknowledged`)
  return {...found, ackedLost: lost.size, typed, acked: acknowledged.size}
}

/** Type words into a statement of one's own until told to stop; gives how many. */
async function type(
  client: Client,
  name: string,
  {r, stop, acknowledged}: {r: Random; stop: {now: boolean}; acknowledged: Set<string>},
): Promise<number> {
  const text = newStatement(client.doc, `bench-${name.replace(".", "-")}`)
  let waiting: string[] = []
  let count = 0
  for (; !stop.now; count++) {
    const word = ` w${name}.${count};`
    text.insert(text.length, word)
    waiting.push(word)
    await wait(r.below(6))
    // Now and then a pause: when nothing is on its way any more, all typed so far is acknowledged.
    if (r.chance(0.5)) continue
    while (!stop.now && !client.acknowledged()) await wait(1)
    // A connection that broke takes nothing back, but asking it then would prove nothing.
    if (stop.now) break
    for (const each of waiting) acknowledged.add(each)
    waiting = []
  }
  return count
}

/** The log as a third party reads it: does its chain hold, and which document does it make? */
async function readLog(folder: string): Promise<{replayed: Y.Doc; holds: boolean}> {
  const store = sqliteStore(join(folder, "wederhoor.db"))
  try {
    const {ok} = await verifyLog(store, place)
    const replayed = new Y.Doc()
    for (const {bytes} of await store.updates(place))
      if (bytes !== null) Y.applyUpdate(replayed, bytes)
    return {replayed, holds: ok}
  } finally {
    await store.close()
  }
}

const textOf = (doc: Y.Doc): string => doc.getXmlFragment("doc").toJSON()

/** A statement with one empty line at the end of the first section, as the editor makes it. */
function newStatement(doc: Y.Doc, id: string): Y.XmlText {
  const text = new Y.XmlText()
  doc.transact(() => {
    const statement = new Y.XmlElement("statement")
    const line = new Y.XmlElement("line")
    statement.setAttribute("id", id)
    ;(doc.getXmlFragment("doc").get(0) as Y.XmlElement).push([statement])
    statement.push([line])
    line.push([text])
  })
  return text
}
