// SPDX-License-Identifier: EUPL-1.2
import {type ReportView, verifyLog, verifyRecord} from "@wederhoor/server"
import {describeVerification, sha256, verifyBundle} from "@wederhoor/signoff"
import {mkdtempSync, readFileSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import * as Y from "yjs"

import {serve} from "./command.ts"
import {addStatement, draft, people, type Running, running, textOf, until, wait} from "./running.ts"

interface Correction {
  readonly withdrawn?: boolean
  readonly readers?: readonly string[]
  readonly convert?: string
  readonly text?: string
  readonly attrs?: {readonly [name: string]: string}
  readonly sources?: readonly string[]
  readonly basedOn?: readonly string[]
  readonly answers?: string
}

const given = JSON.parse(
  readFileSync(
    new URL("../../../templates/feitenonderzoek/noor-en-sem.json", import.meta.url),
    "utf8",
  ),
) as {
  corrections: {[id: string]: Correction}
  reactions: {
    by: string
    on: string
    type: "addition"
    text: string
    answer: {kind: "added"; text: string}
  }[]
  hearings: {person: string; state: "heard"; on: string; how: string}[]
}

const elements = (node: Y.XmlFragment): Y.XmlElement[] =>
  node.toArray().filter((one): one is Y.XmlElement => one instanceof Y.XmlElement)

function statement(doc: Y.Doc, id: string): Y.XmlElement {
  const found = elements(doc.getXmlFragment("doc"))
    .flatMap(elements)
    .find(one => one.getAttribute("id") === id)
  if (!found) throw new Error(`no statement ${id}`)
  return found
}

function correct(doc: Y.Doc, id: string, change: Correction): void {
  const before = statement(doc, id)
  // To another layer is another section: a new statement there, and the old one is withdrawn.
  if (change.convert) {
    addStatement(doc, "facts", `${id}-feit`, change.text ?? "")
    before.setAttribute("withdrawn", "staat nu bij de feiten")
  }
  const one = change.convert ? statement(doc, `${id}-feit`) : before
  const relate = (name: string, refs: readonly string[]): void => {
    for (let at = one.length - 1; at >= 0; at--) {
      const child = one.get(at)
      const stale =
        child instanceof Y.XmlElement &&
        child.nodeName === name &&
        !refs.includes(String(child.getAttribute("ref")))
      if (stale) one.delete(at, 1)
    }
    for (const ref of refs) {
      if (elements(one).some(child => child.nodeName === name && child.getAttribute("ref") === ref))
        continue
      const relation = new Y.XmlElement(name)
      relation.setAttribute("ref", ref)
      one.push([relation])
    }
  }
  doc.transact(() => {
    if (change.withdrawn) one.setAttribute("withdrawn", "past niet in dit verslag")
    if (change.convert) one.setAttribute("kind", change.convert)
    for (const [name, value] of Object.entries(change.attrs ?? {})) one.setAttribute(name, value)
    if (change.text && !change.convert) {
      const text = (elements(one).find(child => child.nodeName === "line") as Y.XmlElement).get(
        0,
      ) as Y.XmlText
      text.delete(0, text.length)
      text.insert(0, change.text)
    }
    if (change.readers) relate("reader", change.readers)
    if (change.sources) relate("source", change.sources)
    if (change.basedOn) relate("basedOn", change.basedOn)
    if (change.answers) relate("answers", [change.answers])
  })
}

function addDraft(doc: Y.Doc): void {
  const made = new Y.XmlElement("draft")
  made.setAttribute("id", "na-archief")
  doc.getXmlFragment("drafts").push([made])
}

/** One report from draft to final. The tests of this file follow on each other, as its life does. */
describe("the life of a report", () => {
  let here: Running
  beforeAll(async () => void (here = await running()))
  afterAll(() => here.stop())
  const {author, coAuthor, reviewer, mother, father, daughter} = people
  const newest = async (person: string): Promise<ReportView["versions"][number]> => {
    const last = (await here.view(person)).versions.at(-1)
    if (!last) throw new Error("no version")
    return last
  }

  test("the gate is closed while findings stand, and the refusal carries them without shielded words", async () => {
    const {status, body} = await here.act(author, {act: "offer"})
    expect([status, body.code]).toEqual([409, "gate-closed"])
    expect(JSON.stringify(body)).toContain("shielded-text")
    expect(JSON.stringify(body)).not.toContain("Lindelaan")
    expect((await here.view(author)).phase).toBe("draft")
  })

  test("disclosure-checked: two professionals answer for each reader", async () => {
    for (const reader of [mother, father, daughter, "sem-van-dalen"]) {
      const check = {reader, outcome: "safe", note: "besproken", second: coAuthor} as const
      const alone = await here.act(author, {
        act: "checkDisclosure",
        check: {...check, second: author},
      })
      expect(alone.body.code).toBe("second-missing")
      expect((await here.act(author, {act: "checkDisclosure", check})).status).toBe(200)
    }
  })

  test("after the corrections the gate opens and version 1 holds exactly what was acknowledged", async () => {
    const karin = await here.open(author, "content")
    for (const [id, change] of Object.entries(given.corrections)) correct(karin.doc, id, change)
    await karin.acknowledged()
    expect(karin.refused).toEqual([])
    const offered = await here.act(author, {act: "offer"})
    expect(offered.body.findings ?? offered.body.phase).toEqual("hearing")
    const version = await newest(mother)
    expect(version).toMatchObject({number: 1, purpose: "hearing"})
    await until(() => karin.records.length > 0)
    karin.close()
  })

  test("each of the family gets their own bytes; what is not for them is not in it", async () => {
    const pages: {[person: string]: string} = {}
    for (const person of [mother, father, daughter]) {
      const response = await here.get(person, "/versions/1/rendition")
      const bytes = new Uint8Array(await response.arrayBuffer())
      const shown = await sha256(bytes)
      expect(response.headers.get("x-wederhoor-sha256")).toBe(shown)
      expect((await newest(person)).rendition?.sha256).toBe(shown)
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8")
      pages[person] = new TextDecoder().decode(bytes)
      expect(pages[person]?.includes("Lindelaan")).toBe(false)
    }
    const secret = 'data-statement="s15"'
    expect([mother, father, daughter].map(person => pages[person]?.includes(secret))).toEqual([
      true,
      false,
      true,
    ])
    const views = (await here.store.entries(here.report)).filter(
      ({entry}) => entry.event.type === "viewed",
    )
    expect(views.map(({entry}) => entry.actor.person)).toEqual([mother, father, daughter])
  })

  test("a reaction is taken only when its text arrived in the writer's own place, and word for word", async () => {
    for (const {by, on, type, text, answer} of given.reactions) {
      const reply = await here.open(by, `reply/${by}`)
      const act = {act: "react", reactionType: type, on, text, version: 1, draft: "draft"} as const
      expect((await here.act(by, act)).body.code).toBe("text-not-arrived")
      await draft(reply, on, type, text)
      expect(reply.refused).toEqual([])
      expect((await here.act(by, act)).status).toBe(200)
      reply.close()
      const reaction = (await here.view(author)).reactions.at(-1)
      expect(reaction).toMatchObject({by, on, text})
      const done = await here.act(author, {act: "answer", reaction: reaction?.id ?? "", ...answer})
      expect(done.body.code).toBeUndefined()
    }
  })

  test("a reaction that holds a shielded address is taken, and read by its writer and the team only", async () => {
    const words = "Ik weet dat zij aan de Lindelaan 12 woont."
    const reply = await here.open(father, `reply/${father}`)
    await draft(reply, "", "ownView", words)
    const act = {
      act: "react",
      reactionType: "ownView",
      on: "",
      text: words,
      version: 1,
      draft: "draft",
    } as const
    const {status, body} = await here.act(father, act)
    reply.close()
    expect(status).toBe(200)
    expect(JSON.stringify(body.reactions)).toContain(words)
    expect((await here.view(author)).reactions.at(-1)).toMatchObject({text: words, shielded: true})
    expect(body.reactions.at(-1)).not.toHaveProperty("shielded")
    for (const other of [mother, daughter])
      expect(JSON.stringify(await here.view(other))).not.toContain("Lindelaan")
    const reaction = body.reactions.at(-1)?.id ?? ""
    const answer = {
      act: "answer",
      reaction,
      kind: "added",
      text: "Uw reactie staat bij het verslag.",
    } as const
    expect((await here.act(author, answer)).status).toBe(200)
  })
  test("nobody reacts to what they may not read", async () => {
    const act = {
      act: "react",
      reactionType: "ownView",
      on: "s15",
      text: "x",
      version: 1,
      draft: "draft",
    } as const
    expect((await here.act(father, act)).body.code).toBe("unknown-statement")
  })

  test("the reviewer cannot edit, returns once with a reason, and then approves", async () => {
    for (const hearing of given.hearings)
      expect((await here.act(author, {act: "recordHearing", hearing})).status).toBe(200)
    const submitted = await here.act(author, {act: "submit"})
    expect(submitted.body.findings ?? submitted.body.phase).toBe("approval")
    const karin = await here.open(author, "content")
    addStatement(karin.doc, "facts", "te-laat", "Nog gauw iets erbij.")
    await until(() => karin.refused.length > 0)
    expect(karin.refused).toEqual(["locked"])
    karin.close()
    expect((await here.act(reviewer, {act: "return", reason: " "})).body.code).toBe(
      "reason-missing",
    )
    expect(
      (await here.act(reviewer, {act: "return", reason: "Paragraaf 4 mist een datum."})).body.phase,
    ).toBe("hearing")
    expect((await here.act(author, {act: "submit"})).body.phase).toBe("approval")
    expect((await here.act(coAuthor, {act: "approve", dissent: "", version: 1})).status).toBe(403)
    const approved = await here.act(reviewer, {act: "approve", dissent: "", version: 1})
    expect(approved.body.phase).toBe("signing")
    expect(await newest(mother)).toMatchObject({number: 2, purpose: "signing"})
    expect(approved.body.signOffs.map(({purpose, state}) => [purpose, state])).toEqual([
      ["approval", "current"],
    ])
  })

  test("one signs what one was shown, with a decision of one's own", async () => {
    const sign = {act: "sign", remarks: "", version: 2} as const
    const before = (await newest(mother)).rendition?.sha256 ?? ""
    expect((await here.act(mother, {...sign, decision: "agreed", shown: before})).body.code).toBe(
      "not-shown",
    )
    for (const person of [mother, father])
      await (await here.get(person, "/versions/2/rendition")).arrayBuffer()
    const none = {...sign, decision: "" as "seen", shown: before}
    expect((await here.act(mother, none)).body.code).toBe("decision-missing")
    expect((await here.act(father, {...sign, decision: "agreed", shown: before})).body.code).toBe(
      "not-shown",
    )
    expect((await here.act(mother, {...sign, decision: "agreed", shown: before})).status).toBe(200)
    expect((await here.act(author, {act: "finalise"})).body.code).toBe("gate-closed")
    const shown = (await newest(father)).rendition?.sha256 ?? ""
    const no = {...sign, decision: "disagreed", shown, remarks: "Bij mij zijn ze rustig."} as const
    const signed = await here.act(father, no)
    expect(signed.body.signOffs).toHaveLength(1)
    expect(signed.body.signOffs[0]).toMatchObject({decision: "disagreed", state: "current"})
    expect(signed.body.signOffs[0]?.receiptCode).toMatch(/^[0-9A-Z]{5}-/)
    await (await here.get(daughter, "/versions/2/rendition")).arrayBuffer()
    const hers = (await newest(daughter)).rendition?.sha256 ?? ""
    const own = {
      ...sign,
      decision: "agreedWithRemarks",
      shown: hers,
      remarks: "Ik mis papa.",
    } as const
    expect((await here.act(daughter, own)).status).toBe(200)
  })

  test("what somebody did themselves nobody records over", async () => {
    const over = {
      act: "recordSignOff",
      person: father,
      decision: "noResponse",
      reason: "x",
      attempts: [],
    } as const
    expect(await here.act(author, over)).toMatchObject({
      status: 409,
      body: {code: "already-signed"},
    })
  })

  test("a bundle is there once it is final, and shows when one letter changes", async () => {
    expect((await here.get(mother, "/bundle.json")).status).toBe(409)
    const final = await here.act(author, {act: "finalise"})
    expect(final.body.findings ?? final.body.phase).toBe("final")
    for (const person of [author, reviewer, mother, father, daughter]) {
      const text = await (await here.get(person, "/bundle.json")).text()
      const verification = await verifyBundle(text, {keys: here.keys})
      expect([person, verification.issues]).toEqual([person, []])
      expect(describeVerification(verification, "nl")[0]).toMatch(/^ongewijzigd/i)
      // Only the reaction of the father holds it, for him, the team and the reviewer.
      expect([person, text.includes("Lindelaan")]).toEqual([
        person,
        [author, reviewer, father].some(one => one === person),
      ])
      const forged = await verifyBundle(
        text.replace("ingeschreven op het adres", "ingeschreven op het adrss"),
        {keys: here.keys},
      )
      expect([person, forged.outcome]).toEqual([person, "changed"])
      // What a child signs, and says with it, is in no parent's copy.
      const acts = verification.signOffs.filter(({party}) => party.ref === daughter).length
      const hidden = person === mother || person === father
      expect([person, acts, text.includes("Ik mis papa.")]).toEqual([
        person,
        hidden ? 0 : 1,
        !hidden,
      ])
      expect(forged.issues.some(issue => issue.statement === "s1")).toBe(true)
    }
    const own = await verifyBundle(await (await here.get(father, "/bundle.json")).text(), {
      keys: here.keys,
    })
    expect(own.outcome).toBe("unchangedWithheld")
  })

  test("the command verifies the file: unchanged, changed by one letter, and whose keys it used", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wederhoor-verify-"))
    const bundle = join(folder, "bundle.json")
    const keys = join(folder, "keys.json")
    const text = await (await here.get(author, "/bundle.json")).text()
    writeFileSync(bundle, text)
    writeFileSync(keys, JSON.stringify(here.keys))
    const verify = async (...args: string[]) => (await serve({}, ["verify", ...args])).ended
    const good = await verify(bundle, "--keys", keys)
    expect(good.code).toBe(0)
    expect(good.said).toMatch(/^Ongewijzigd/i)
    expect(good.said).toContain("Dit zegt niet of de inhoud waar is.")
    expect((await verify(bundle, "--lang", "en")).said).toMatch(/^Unchanged/i)
    writeFileSync(bundle, text.replace("ingeschreven op het adres", "ingeschreven op het adrss"))
    const changed = await verify(bundle, "--keys", keys)
    expect(changed.code).toBe(1)
    expect(changed.said).toMatch(/^Gewijzigd.*s1\b/i)
  })

  test("the report as one file says who reacted and who signed, per reader", async () => {
    const page = await (await here.get(father, "/report.html")).text()
    const answers = given.reactions
      .filter(({by}) => by === father)
      .flatMap(({text, answer}) => [text, answer.text])
    const wanted = [...answers, "Niet akkoord", "wederhoor-bundle", "default-src 'none'"]
    expect(wanted.filter(words => !page.includes(words))).toEqual([])
    expect(page.includes('data-statement="s15"')).toBe(false)
  })

  test("HRG-19: a reaction to a final report is an addendum, answered, and in everybody's page", async () => {
    const words = "Het is nu anders: ik heb een eigen huis."
    const reply = await here.open(father, `reply/${father}`)
    await draft(reply, "s3", "ownView", words)
    expect(reply.refused).toEqual([])
    reply.close()
    const react = {
      act: "react",
      reactionType: "ownView",
      on: "s3",
      text: words,
      version: 2,
      draft: "draft",
    } as const
    const sent = await here.act(father, react)
    expect(sent.body.reactions.at(-1)).toMatchObject({late: true, text: words})
    const reaction = sent.body.reactions.at(-1)?.id ?? ""
    const answer = {act: "answer", reaction, text: "Staat erbij."} as const
    expect((await here.act(author, {...answer, kind: "changed"})).body.code).toBe("text-is-fixed")
    expect((await here.act(author, {act: "archive"})).body.code).toBe("not-issued")
    expect((await here.act(author, {...answer, kind: "added"})).status).toBe(200)
    for (const person of [author, mother, daughter]) {
      const page = await (await here.get(person, "/report.html")).text()
      expect(page).toContain(words)
      expect(page).toContain("Na vaststelling")
    }
  })

  test("SGN-8: every issue has its number, its recipients and what changed, and the file still verifies", async () => {
    const issue = {act: "issue", recipients: [mother, "de rechtbank"], changed: ""} as const
    expect((await here.act(coAuthor, issue)).status).toBe(403)
    const first = await here.act(author, issue)
    expect(first.body.issues).toMatchObject([{number: 1, version: 2}])
    expect((await here.act(author, issue)).body.code).toBe("changed-missing")
    const changed = "Er is een reactie van vader bij gekomen."
    const second = await here.act(author, {...issue, changed})
    expect(second.body.issues.map(({number}) => number)).toEqual([1, 2])
    const page = await (await here.get(father, "/report.html")).text()
    expect(page).toContain(changed)
    for (const [form, begin] of [
      ["pdf", "%PDF-1.7"],
      ["docx", "PK"],
      ["txt", "Versie"],
    ] as const) {
      const file = await here.get(father, `/report.${form}`)
      expect([file.status, file.headers.get("content-disposition")]).toEqual([
        200,
        expect.stringContaining(`.${form}"`),
      ])
      expect(
        Buffer.from(await file.arrayBuffer())
          .toString("latin1")
          .slice(0, begin.length),
      ).toBe(begin)
    }
    for (const person of [author, mother, father, daughter]) {
      const text = await (await here.get(person, "/bundle.json")).text()
      expect((await verifyBundle(text, {keys: here.keys})).issues).toEqual([])
    }
  })

  test("both chains hold, and after archiving nothing can be done any more", async () => {
    expect((await here.act(author, {act: "archive"})).body.phase).toBe("archived")
    const reply = await here.open(father, `reply/${father}`)
    addDraft(reply.doc)
    await until(() => reply.refused.includes("locked"))
    reply.close()
    expect(await verifyLog(here.store, `${here.report}/content`)).toMatchObject({ok: true})
    expect(await verifyRecord(here.store, here.report)).toMatchObject({ok: true})
    for (const person of Object.values(people)) expect((await here.view(person)).acts).toEqual([])
    const karin = await here.open(author, "content")
    expect(textOf(karin.doc)).not.toContain("Nog gauw iets erbij.")
    addStatement(karin.doc, "facts", "na-afloop", "Na afloop.")
    await until(() => karin.refused.includes("locked"))
    await wait(20)
    expect(here.logged).toEqual([])
  })
})
