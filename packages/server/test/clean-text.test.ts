// SPDX-License-Identifier: EUPL-1.2

/** What somebody pastes from a word processor: control characters never get into the record. */
import {afterAll, beforeAll, describe, expect, test} from "vitest"

import {done, example} from "./examples.ts"
import {draft, people, type Running, running} from "./running.ts"

const {author, coAuthor, mother} = people
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/

describe("control characters in the texts of an act", () => {
  let here: Running
  beforeAll(async () => void (here = await running()))
  afterAll(() => here.stop())

  test("are taken out before anything is judged; a line break of a word processor stays one", async () => {
    const how = "Thuis,\u000bmet\tde tolk.\u0007\r\nOok\u0085juf\u0000 Annelies\u200b.\ufffe"
    const hearing = {person: "sem-van-dalen", state: "heard", on: "2026-04-01", how} as const
    const {status, body} = await here.act(author, {act: "recordHearing", hearing})
    expect(status).toBe(200)
    const kept = body.hearings.find(one => one.person === "sem-van-dalen")?.how
    expect(kept).toBe("Thuis,\nmet\tde tolk.\nOok\njuf Annelies\u200b.")
    for (const [seq, entry] of (await here.store.entries(here.report)).entries())
      expect([seq, control.test(textOf(entry))]).toEqual([seq, false])
  })
  test("what is nothing else is nothing", async () => {
    const check = {reader: mother, outcome: "safe", note: "\u0007", second: coAuthor} as const
    const {body} = await here.act(author, {act: "checkDisclosure", check})
    expect(body.disclosure?.find(one => one.reader === mother)?.note).toBe("")
    const {body: refused} = await here.act(people.reviewer, {
      act: "reviewDraft",
      outcome: "returned",
      reason: "\u000b\u0000 \u009f",
    })
    expect(refused.code).toBe("reason-missing")
  })
  test("the draft of a reaction is compared without them too", async () => {
    const words = "Dat was op maandag.\u000bNiet op dinsdag."
    const given = example("escalatieverslag")
    const other = await running({given, now: () => "2026-03-13T09:00:00Z"})
    const [wendy, gwen] = ["wendy-prins", "gwen-martina"]
    for (const reader of [gwen, "ria-hofman", "levi-martina"]) {
      const check = {reader, outcome: "safe", note: "", second: "ellen-vroom"} as const
      await done(other, wendy, {act: "checkDisclosure", check})
    }
    await done(other, wendy, {act: "offer"})
    await (await other.get(gwen, "/versions/1/rendition")).arrayBuffer()
    const client = await other.open(gwen, `reply/${gwen}`)
    await client.synced()
    // As a browser has it in its field: the same line break, written otherwise.
    await draft(client, "", "ownView", words.replace("\u000b", "\n"))
    const sent = {
      act: "react",
      reactionType: "ownView",
      on: "",
      version: 1,
      draft: "draft",
    } as const
    const view = await done(other, gwen, {...sent, text: words})
    expect(view.reactions.map(one => one.text)).toEqual([words.replace("\u000b", "\n")])
    client.close()
    await other.stop()
  })
})

const textOf = (entry: unknown): string => {
  const texts: string[] = []
  JSON.stringify(entry, (_key, value: unknown) => {
    if (typeof value === "string") texts.push(value)
    return value
  })
  return texts.join("\n")
}
