// SPDX-License-Identifier: EUPL-1.2

/**
 * A plan that nobody has to approve: each signs for what is asked of them, sees whether explanations
 * are recognised, and can take consent to the plan back after it is final.
 */
import type {Act, Content, ReportView, SignPurpose, Template} from "@wederhoor/format"
import {verifyBundle} from "@wederhoor/signoff"
import {afterAll, beforeAll, describe, expect, test} from "vitest"

import {invented, people, type Running, running} from "./running.ts"

const {author, coAuthor, reviewer, mother, father, daughter} = people
const teacher = "annelies-de-boer"
const both = (text: string) => ({nl: text, en: text})
const given = invented()
const template: Template = {
  format: "wederhoor-template/1",
  id: "plan-proef",
  version: "1.0.0",
  status: "active",
  title: both("Plan"),
  languages: ["nl", "en"],
  sections: [
    {
      id: "voices",
      title: both("Wat mensen zeggen"),
      layer: "voice",
      allows: ["account", "view", "wish", "childVoice"],
    },
    {id: "why", title: both("Verklaringen"), layer: "appraisal", allows: ["hypothesis"]},
    {
      id: "plan",
      title: both("Afspraken"),
      layer: "plan",
      allows: ["agreement", "goal", "action", "condition"],
    },
  ],
  recognition: true,
  review: {beforeFamily: "required", approve: "none"},
  signOffs: [
    {purpose: "plan", roles: ["parent", "child"], required: true},
    {purpose: "consent", roles: ["parent", "child"], required: false},
    {purpose: "ownWords", roles: ["parent", "child"], required: false},
  ],
  rights: {
    correction: both("U mag reageren."),
    ownStatement: both("U mag uw eigen kijk laten opnemen."),
    support: both("U mag iemand meenemen."),
    complaint: both("U mag klagen."),
    contact: both("Vragen? Bel."),
  },
}
const talk = (id: string, person: string) => ({
  id,
  title: `Gesprek met ${id}`,
  medium: "talk" as const,
  date: "2026-03-20",
  person,
  consent: "akkoord met gebruik",
})
const said = (id: string, by: string, source: string, words: string) => ({
  id,
  kind: "account" as const,
  lines: [[{text: words}]],
  attrs: {
    by,
    at: "2026-03-20",
    knowledge: "selfSeen",
    channel: "conversation",
    verbatim: "paraphrase",
    accordAt: "2026-03-21",
  },
  relations: [{type: "source" as const, ref: source}],
})
const content: Content = {
  sources: [talk("b1", father), talk("b2", teacher), talk("b3", mother)],
  sections: [
    {
      id: "voices",
      statements: [
        said("w1", father, "b1", "Ik breng de kinderen op maandag naar school."),
        said("w2", teacher, "b2", "De kinderen komen op tijd."),
        said("w3", mother, "b3", "Ik haal de kinderen op."),
      ],
    },
    {
      id: "why",
      statements: [
        {
          id: "h1",
          kind: "hypothesis",
          lines: [[{text: "De avonden zijn te vol."}]],
          attrs: {
            by: author,
            alternative: "De kinderen slapen te kort.",
            state: "open",
            counter: "geen",
          },
          relations: [
            {type: "basedOn", ref: "w1"},
            {type: "basedOn", ref: "w3"},
          ],
        },
      ],
    },
    {
      id: "plan",
      statements: [
        {
          id: "a1",
          kind: "agreement",
          lines: [[{text: "De kinderen gaan elke schooldag op tijd weg."}]],
          attrs: {
            by: father,
            together: mother,
            checkedBy: coAuthor,
            until: "2026-12-31",
            ifNot: "dan bellen zij Bas",
          },
          relations: [{type: "accord", ref: coAuthor}],
        },
      ],
    },
  ],
}

describe("a plan that nobody has to approve", () => {
  let here: Running
  const persons = given.persons.map(one =>
    one.id === mother || one.id === father ? {...one, authority: true} : one,
  )
  beforeAll(async () => {
    here = await running({given: {id: "plan-1", template, persons, lang: "nl", content}})
  })
  afterAll(() => here.stop())
  const shown = async (person: string, version: number): Promise<string> => {
    const response = await here.get(person, `/versions/${version}/rendition`)
    await response.arrayBuffer()
    return response.headers.get("x-wederhoor-sha256") ?? ""
  }
  const done = async (person: string, act: Act): Promise<ReportView> => {
    const {status, body} = await here.act(person, act)
    expect([act.act, status, body.code, body.findings?.map(one => JSON.stringify(one))]).toEqual([
      act.act,
      200,
      undefined,
      undefined,
    ])
    return body
  }
  const code = async (person: string, act: Act): Promise<string | undefined> =>
    (await here.act(person, act)).body.code

  test("REV-15: the family does not read before the reviewer said it is ready", async () => {
    for (const reader of [mother, father, daughter, "sem-van-dalen"]) {
      const check = {reader, outcome: "safe", note: "besproken", second: coAuthor} as const
      await done(author, {act: "checkDisclosure", check})
    }
    const back = {act: "reviewDraft", outcome: "returned", reason: "Zeg wie dit nagaat."} as const
    expect(await code(reviewer, {...back, reason: ""})).toBe("reason-missing")
    expect(await code(author, {...back, outcome: "ready"})).toBe("not-your-act")
    await done(reviewer, back)
    const ready = await done(reviewer, {act: "reviewDraft", outcome: "ready", reason: ""})
    expect(ready.draftReviews?.map(one => one.outcome)).toEqual(["returned", "ready"])
    expect((await here.view(mother)).draftReviews).toBeUndefined()
    const view = await done(author, {act: "offer"})
    expect(view.phase).toBe("hearing")
  })

  test("people say what they recognise, of what they were shown; a child's word stays with the child", async () => {
    const on = {act: "recognise", on: "h1", recognition: "yes", version: 1} as const
    expect(await code(mother, on)).toBe("not-shown")
    for (const person of [mother, father, daughter]) await shown(person, 1)
    await done(mother, {...on, recognition: "no"})
    await done(mother, on)
    await done(father, {...on, recognition: "partly"})
    await done(daughter, {...on, recognition: "no"})
    expect(await code(father, {...on, on: "w1"})).toBe("not-an-explanation")
    expect(await code(father, {...on, on: "x"})).toBe("unknown-statement")
    const answer = async (who: string): Promise<string | undefined> =>
      (await here.view(who)).recognition?.[0]?.parties.find(one => one.person === daughter)?.answer
    expect(await answer(author)).toBe("no")
    expect(await answer(daughter)).toBe("no")
    expect(await answer(father)).toBe("notAnswered")
    expect((await here.view(author)).recognition?.[0]?.shared).toBe(false)
    expect((await here.view(teacher)).recognition).toEqual([])
  })

  test("submitting freezes what is signed at once; each is asked for their own", async () => {
    const child = {person: "sem-van-dalen", state: "heard", on: "2026-04-01", how: "thuis"} as const
    await done(author, {act: "recordHearing", hearing: child})
    for (const person of [mother, father, daughter])
      await done(author, {act: "recordHearing", hearing: {...child, person}})
    const view = await done(author, {act: "submit"})
    expect(view.phase).toBe("signing")
    expect(view.versions.at(-1)).toMatchObject({number: 2, purpose: "signing"})
    const asked = Object.fromEntries(view.signers.map(one => [one.person, one.purposes]))
    expect(asked).toMatchObject({
      [father]: ["ownWords", "plan", "consent"],
      [mother]: ["ownWords", "plan", "consent"],
      [teacher]: ["ownWords"],
    })
    expect((await here.view(father)).signers.map(one => one.person)).toEqual([father])
    expect((await here.view(daughter)).signers.flatMap(one => one.purposes)).not.toContain("plan")
  })

  test("an informant reads and confirms their own words, and nothing else", async () => {
    const page = await (await here.get(teacher, "/versions/2/rendition")).text()
    expect(page).toContain("De kinderen komen op tijd.")
    expect(page).not.toContain("op maandag naar school")
    const sha = await shown(teacher, 2)
    const sign = {act: "sign", decision: "agreed", remarks: "", version: 2, shown: sha} as const
    expect(await code(teacher, sign)).toBe("purpose-not-asked")
    expect(await code(teacher, {...sign, purpose: "plan"})).toBe("purpose-not-asked")
    const view = await done(teacher, {...sign, purpose: "ownWords"})
    expect(view.signOffs).toMatchObject([{purpose: "ownWords", decision: "agreed"}])
    expect((await here.get(teacher, "/bundle.json")).status).toBe(403)
  })

  const sign = async (person: string, purpose: SignPurpose): Promise<ReportView> =>
    done(person, {
      act: "sign",
      purpose,
      decision: "agreed",
      remarks: "",
      version: 2,
      shown: await shown(person, 2),
    })
  test("an agreement is one when all who have a task signed the plan", async () => {
    await sign(father, "plan")
    const page = async (): Promise<string> => (await here.get(mother, "/report.html")).text()
    expect(await page()).toContain("Voorstel (nog niet afgesproken)")
    await sign(mother, "plan")
    expect(await page()).not.toContain("Voorstel (nog niet afgesproken)")
    await sign(father, "ownWords")
    await sign(father, "consent")
  })

  test("plan and consent can be taken back when the report is final, and the next issue seals that (formaat, besluit 16)", async () => {
    const final = await done(author, {act: "finalise"})
    expect(final.phase).toBe("final")
    const mine = (await here.view(father)).signOffs
    const of = (purpose: string) => mine.find(one => one.purpose === purpose)
    expect(mine.filter(one => one.withdrawable).map(one => one.purpose)).toEqual([
      "plan",
      "consent",
    ])
    const back = (purpose: string): Act => ({
      act: "withdrawSignOff",
      signOff: of(purpose)?.id ?? "",
      reason: "Ik doe niet meer mee.",
    })
    expect(await code(father, back("ownWords"))).toBe("too-late-to-withdraw")
    expect(await code(mother, back("plan"))).toBe("unknown-sign-off")
    const view = await done(father, back("plan"))
    expect(view.signOffs.find(one => one.id === of("plan")?.id)?.state).toBe("withdrawn")
    const page = await (await here.get(mother, "/report.html")).text()
    expect(page).toContain("Ingetrokken")
    expect(page).toContain("Voorstel (nog niet afgesproken)")
    const check = async () => {
      const text = await (await here.get(mother, "/bundle.json")).text()
      return verifyBundle(text, {keys: here.keys})
    }
    expect((await check()).issues).toEqual([])
    await done(author, {act: "issue", recipients: [mother, father], changed: ""})
    const after = await check()
    expect(after.issues).toEqual([])
    expect(after.signOffs.map(one => one.state)).toContain("withdrawn")
  })
})
