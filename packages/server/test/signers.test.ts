// SPDX-License-Identifier: EUPL-1.2

/**
 * People besides the family who are asked to sign: a grandmother with a task in a family plan, and the
 * professionals who took part in the talk of which a record was made. What they get is looked at in
 * the bytes that leave the server.
 */
import {type ReportView, plainText} from "@wederhoor/format"
import type {NewReport} from "@wederhoor/server"
import {verifyBundle} from "@wederhoor/signoff"
import {afterAll, beforeAll, describe, expect, test} from "vitest"

import {done, example} from "./examples.ts"
import {type Running, running} from "./running.ts"

const wordsOf = ({content}: NewReport): Map<string, string> =>
  new Map(
    (content?.sections ?? []).flatMap(({statements}) =>
      statements.map(one => [one.id, plainText(one).slice(0, 24)] as const),
    ),
  )

async function shown(
  here: Running,
  person: string,
  version = 2,
): Promise<{page: string; sha: string}> {
  const response = await here.get(person, `/versions/${version}/rendition`)
  expect(response.status).toBe(200)
  return {page: await response.text(), sha: response.headers.get("x-wederhoor-sha256") ?? ""}
}

/** From a draft to a version that can be signed. */
async function untilSigning(
  here: Running,
  given: NewReport,
  on: string,
  second: string,
): Promise<ReportView> {
  const author = given.persons.find(one => one.role === "author")?.id ?? ""
  const family = given.persons.filter(one => ["parent", "carer", "child"].includes(one.role))
  for (const {id: reader} of family) {
    const check = {reader, outcome: "safe", note: "besproken", second} as const
    await done(here, author, {act: "checkDisclosure", check})
  }
  await done(here, author, {act: "offer"})
  for (const {id: person} of family) {
    const hearing = {person, state: "heard", on, how: "thuis, in een gesprek"} as const
    await done(here, author, {act: "recordHearing", hearing})
  }
  return done(here, author, {act: "submit"})
}

describe("a family plan in which a grandmother has a task", () => {
  const given = example("gezinsplan")
  const words = wordsOf(given)
  const [author, mother, father, oma] = [
    "hafsa-benali",
    "lotte-willems",
    "ruben-smeets",
    "trees-willems",
  ] as const
  const hers = ["a1", "a5"]
  let here: Running
  beforeAll(async () => {
    here = await running({given, now: () => "2026-06-22T09:00:00Z"})
  })
  afterAll(() => here.stop())

  test("before there is a version to sign she learns nothing of the text", async () => {
    const early = await here.view(oma)
    expect(early.persons.map(one => one.id).toSorted()).toEqual(
      [author, "olaf-de-ruiter", oma].toSorted(),
    )
    const view = await untilSigning(here, given, "2026-06-22", "olaf-de-ruiter")
    expect(view.phase).toBe("signing")
    expect(view.signers.find(one => one.person === oma)?.purposes).toEqual(["plan"])
  })

  test("CNF-5: she reads where she has a task or checks, and not one other sentence", async () => {
    const {page} = await shown(here, oma)
    const view = JSON.stringify(await here.view(oma))
    const report = await (await here.get(oma, "/report.html")).text()
    for (const [id, text] of words) {
      expect([id, page.includes(text)]).toEqual([id, hers.includes(id)])
      expect([id, report.includes(text)]).toEqual([id, hers.includes(id)])
      expect([id, view.includes(text)]).toEqual([id, false])
    }
    // Whom her passages name, and nobody else; no field, no source, no hearing, no signature of others.
    for (const bytes of [page, report, view]) {
      expect(bytes).not.toMatch(/Stijn|Ruben|Tijn|gezagsregister|ruziën/)
      expect(bytes).not.toContain("Dan maken wij geen plan")
    }
    expect(page).toContain("Lotte Willems")
    expect(page).toContain("Fenna Smeets")
    expect((await here.get(oma, "/versions/1/rendition")).status).toBe(404)
    expect((await here.get(oma, "/findings?gate=final")).status).toBe(403)
    expect((await here.get(oma, "/history")).status).toBe(403)
  })

  test("SGN-3: she signs the plan, and only that; then it is an agreement", async () => {
    const {sha} = await shown(here, oma)
    const act = {act: "sign", decision: "agreed", remarks: "", version: 2, shown: sha} as const
    for (const purpose of ["report", "ownWords", "consent"] as const)
      expect((await here.act(oma, {...act, purpose})).body.code).toBe("purpose-not-asked")
    const mine = await done(here, oma, {...act, purpose: "plan"})
    expect(mine.signOffs).toMatchObject([{person: oma, purpose: "plan", state: "current"}])
    const proposals = async (): Promise<number> =>
      (await (await here.get(author, "/report.html")).text()).split("Voorstel (nog niet").length
    const before = await proposals()
    const {sha: hash} = await shown(here, mother)
    await done(here, mother, {...act, shown: hash, purpose: "plan"})
    expect(await proposals()).toBeLessThan(before)
    expect((await here.get(oma, "/bundle.json")).status).toBe(403)
    expect((await here.view(father)).signOffs).toEqual([])
  })
})

describe("a record of a talk that its participants sign", () => {
  const restricted = "h1"
  const given = example("escalatieverslag", ({sources, sections}) => ({
    sources,
    sections: sections.map(({id, statements}) => ({
      id,
      statements: statements.map(one =>
        one.id === restricted
          ? {
              ...one,
              relations: [...one.relations, {type: "reader" as const, ref: "gwen-martina"}],
            }
          : one,
      ),
    })),
  }))
  const words = wordsOf(given)
  const [author, mother, thijs, nadia] = [
    "wendy-prins",
    "gwen-martina",
    "thijs-brouwer",
    "nadia-bouzid",
  ] as const
  let here: Running
  beforeAll(async () => {
    here = await running({given, now: () => "2026-03-23T09:00:00Z"})
    await untilSigning(here, given, "2026-03-23", "ellen-vroom")
  })
  afterAll(() => here.stop())

  test("they read it as the family does: what has limited readers stays limited", async () => {
    const {page} = await shown(here, thijs)
    for (const [id, text] of words)
      expect([id, page.includes(text)]).toEqual([id, id !== restricted])
    expect((await shown(here, mother)).page).toContain(words.get(restricted))
    for (const bytes of [page, JSON.stringify(await here.view(thijs))])
      expect(bytes).not.toContain(words.get(restricted))
  })

  const signed = async (person: string, version: number, remarks = ""): Promise<ReportView> => {
    const {sha} = await shown(here, person, version)
    const decision = remarks === "" ? "agreed" : "agreedWithRemarks"
    const act = {act: "sign", decision, remarks, version, shown: sha} as const
    expect((await here.act(person, {...act, purpose: "plan"})).body.code).toBe("purpose-not-asked")
    return done(here, person, {...act, purpose: "report"})
  }
  test("HRG-17: a remark made when signing is answered, printed and shown to who made it", async () => {
    const mine = (await signed(thijs, 2, "Het park is op woensdag.")).signOffs[0]
    const reaction = mine?.id ?? ""
    const reply = {act: "answer", reaction, kind: "added", text: "Dat staat erbij."} as const
    expect((await here.act(mother, reply)).body.code).toBe("not-your-act")
    expect((await here.act(author, {...reply, kind: "changed"})).body.code).toBe("text-is-fixed")
    expect((await here.act(author, {...reply, reaction: "r1"})).body.code).toBe("unknown-remark")
    await done(here, author, reply)
    expect((await here.act(author, reply)).body.code).toBe("already-answered")
    expect((await here.view(thijs)).signOffs[0]?.answer).toMatchObject({
      kind: "added",
      text: "Dat staat erbij.",
      by: author,
    })
    expect((await here.view(nadia)).signOffs).toEqual([])
    expect(await (await here.get(author, "/report.html")).text()).toContain("Dat staat erbij.")
  })

  test("the way back: the text opens, signatures keep their version, and all are asked anew", async () => {
    const reason = "Er staat een verkeerde dag in."
    expect((await here.act(nadia, {act: "reopen", reason})).body.code).toBe("not-your-act")
    expect((await here.act(author, {act: "reopen", reason: ""})).body.code).toBe("reason-missing")
    const open = await done(here, author, {act: "reopen", reason})
    expect([open.phase, open.contentOpen]).toEqual(["hearing", true])
    const told = [{version: 2, at: "2026-03-23T09:00:00Z", reason}]
    expect((await here.view(mother)).reopenings).toEqual(told)
    expect((await here.view(thijs)).signOffs).toMatchObject([{version: 2, state: "current"}])
    const {sha} = await shown(here, thijs)
    const early = {act: "sign", decision: "agreed", remarks: "", version: 2, shown: sha} as const
    expect((await here.act(nadia, early)).body.code).toBe("wrong-phase")
    await done(here, author, {
      act: "setField",
      section: "outcome",
      field: "checkOn",
      value: "2026-05-08",
      expected: 1,
    })
    const again = await done(here, author, {act: "submit"})
    expect([again.phase, again.versions.at(-1)?.number]).toEqual(["signing", 3])
    expect((await here.view(thijs)).signOffs).toMatchObject([{version: 2, state: "superseded"}])
    expect((await here.act(author, {act: "finalise"})).body.code).toBe("gate-closed")
  })

  test("SGN-3: they sign the report; the bundle they get leaves out what they may not read", async () => {
    for (const person of [thijs, nadia]) await signed(person, 3)
    await done(here, author, {act: "finalise"})
    const text = await (await here.get(nadia, "/bundle.json")).text()
    expect((await verifyBundle(text, {keys: here.keys})).issues).toEqual([])
    expect(text).not.toContain(words.get(restricted))
    expect(text).toContain(words.get("j1"))
  })
})
