// SPDX-License-Identifier: EUPL-1.2
// Somebody leaves a person unheard, or lets them say more than they did. It comes out.
import {digestOf, freeze, makeReceipt, newReaction, redact, verifyBundle} from "@wederhoor/signoff"
import type {FrozenReport} from "@wederhoor/signoff"
import {beforeAll, describe, expect, test} from "vitest"
import {after, codes, found, good, makeGood, ours, report, signOffs} from "./attack.ts"
import type {Loose} from "./attack.ts"
import {
  agreeing,
  content,
  house,
  NOW,
  payloadOf,
  sealed,
  signed,
  story,
  template,
} from "./builders.ts"

beforeAll(makeGood)

describe("threat 7: reactions", () => {
  test("drop a reaction from the copy", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["reactions"]!.pop()
    })
    expect(codes(verification)).toContain("report-changed")
    expect(found(verification, "reaction-missing")).toMatchObject({signOff: "so-vader-1"})
  })
  test("drop a reaction in the next version, sealed by the organisation itself", async () => {
    const next = await freeze({...content(), reactions: []}, {now: NOW, previous: report})
    const verification = await verifyBundle(await sealed(ours, next, signOffs), {keys: ours.keys})
    expect(found(verification, "reaction-missing")?.detail).toContain("r1")
  })
  test("rewrite a reaction in the next version", async () => {
    const edited = content()
    edited.reactions[0]!.text = "Het klopt."
    const next = await freeze(edited, {now: NOW, previous: report})
    const verification = await verifyBundle(await sealed(ours, next, signOffs), {keys: ours.keys})
    expect(codes(verification)).toContain("reaction-words-changed")
  })
  test("an answer, a withdrawal, and withholding it are no attacks", async () => {
    const edited = content()
    edited.reactions[0]!.answer = {kind: "notChanged", text: "School telde er negen."}
    edited.reactions[0]!.withdrawn = "2026-04-01T08:00:00Z"
    const next = await freeze(edited, {now: NOW, previous: report})
    const open = await verifyBundle(await sealed(ours, next, signOffs), {keys: ours.keys})
    expect(open.issues).toEqual([])
    const copy = redact(next, (kind, _value) => kind === "reaction")
    const closed = await verifyBundle(await sealed(ours, next, signOffs, {report: copy}), {
      keys: ours.keys,
    })
    expect(closed.issues).toEqual([])
    expect(closed.outcome).toBe("unchangedWithheld")
  })
  test("lend a withheld reaction the words of another", async () => {
    const copy = redact(report, (kind, _value) => kind === "reaction")
    copy.reactions[0]!.parts!.words = "F".repeat(43)
    const verification = await verifyBundle(await sealed(ours, report, signOffs, {report: copy}), {
      keys: ours.keys,
    })
    expect(codes(verification)).toEqual(
      expect.arrayContaining(["reaction-changed", "reaction-missing"]),
    )
  })
  test("remarks given while signing must travel along", async () => {
    const remark = await newReaction({id: "r2", by: "moeder", text: "Graag het jaar erbij."})
    const input = await agreeing(report, {decision: "agreedWithRemarks", reactions: [remark]})
    const jws = await signed(ours, input)
    const whole = await sealed(ours, report, [jws], {remarks: [remark]})
    expect((await verifyBundle(whole, {keys: ours.keys})).issues).toEqual([])
    const without = await sealed(ours, report, [jws])
    expect(codes(await verifyBundle(without, {keys: ours.keys}))).toEqual(["reaction-missing"])
    const next = await freeze(
      {
        ...content(),
        reactions: [
          ...content().reactions,
          {...remark.value!, type: "addition", on: {statement: "s1-1"}},
        ],
      },
      {now: NOW, previous: report},
    )
    const reworded = await verifyBundle(await sealed(ours, next, [jws]), {keys: ours.keys})
    expect(codes(reworded)).toEqual(["reaction-words-changed"])
  })
})

describe("threat 8: the organisation leaves the father out and seals again", () => {
  test("his receipt shows it", async () => {
    const receipt = await makeReceipt(signOffs[1]!)
    const resealed = await sealed(ours, report, [signOffs[0]!])
    expect((await verifyBundle(resealed, {keys: ours.keys})).outcome).toBe("unchanged")
    const verification = await verifyBundle(resealed, {keys: ours.keys, receipts: [receipt]})
    expect(found(verification, "receipt-not-in-bundle")?.signOff).toBe("so-vader-1")
    const whole = await verifyBundle(good, {keys: ours.keys, receipts: [receipt]})
    expect(whole.outcome).toBe("unchanged")
  })
  test.each([null, "x", 1, [], {}, {format: "wederhoor-receipt/1"}])(
    "a receipt that is no receipt: %j",
    async receipt => {
      const verification = await verifyBundle(good, {keys: ours.keys, receipts: [receipt]})
      expect(codes(verification)).toEqual(["receipt-not-believed"])
    },
  )
  test("a receipt that another key signed, and one of another report", async () => {
    const theirs = await house()
    const forged = await makeReceipt((await story(theirs)).signOffs[1]!)
    const other = await freeze({...content(), id: "dossier-43"}, {now: NOW})
    const next = await freeze(content(), {now: NOW, previous: report})
    const elsewhere = await makeReceipt(await signed(ours, await agreeing(other)))
    const later = await makeReceipt(await signed(ours, await agreeing(next)))
    const receipts = [forged, elsewhere, later]
    const verification = await verifyBundle(good, {keys: ours.keys, receipts})
    expect(codes(verification)).toEqual([
      "receipt-not-believed",
      "receipt-other-report",
      "receipt-other-report",
    ])
  })
})

describe("threat 11: guess what was left out", () => {
  test("a gap holds no salt, so the right guess cannot be told from a wrong one", () => {
    const copy = redact(report, (kind, value) => kind === "statement" && value.id === "s2-2")
    const gap = copy.sections[1]!.statements[1]!
    expect(Object.keys(gap).sort()).toEqual(["digest", "withheld"])
    expect(gap.withheld).toEqual({code: "notShown"})
    const salt = report.sections[1]!.statements[1]!.salt!
    expect(JSON.stringify(copy)).not.toContain(salt)
  })
  test("equal statements in two reports have different digests", async () => {
    const twin = await freeze(content(), {now: NOW})
    const all = (frozen: FrozenReport): string[] =>
      frozen.sections.flatMap(section => section.statements.map(leaf => leaf.digest))
    expect(all(twin).filter(digest => all(report).includes(digest))).toEqual([])
  })
  test("a gap in a section does not tell who is mentioned in it", () => {
    const copy = redact(report, (kind, value) => kind === "statement" && value.id === "s2-3")
    expect(copy.sections[1]!.uses.value).toBeUndefined()
    const oma = report.parties[3]!.digest
    expect(JSON.stringify(copy.sections)).not.toContain(oma)
    expect(copy.sections.map(({uses}) => uses.withheld === undefined)).toEqual([true, false, true])
    const empty = redact(report, (kind, _value) => kind === "statement" || kind === "field")
    expect(empty.sections.filter(({uses}) => uses.value !== undefined)).toEqual([])
  })
})

describe("threat 12: a sign-off on a copy read as consent to the whole", () => {
  test("what the signer did not see is part of what was signed, and counted", async () => {
    const copy = redact(report, (kind, value) => kind === "statement" && value.id === "s2-3")
    const withheld = [copy.sections[1]!.statements[2]!.digest]
    const input = await agreeing(copy)
    const jws = await signed(ours, {...input, shown: {...input.shown, withheld}})
    const verification = await verifyBundle(await sealed(ours, report, [jws]), {keys: ours.keys})
    expect(verification.issues).toEqual([])
    expect(verification.signOffs[0]).toMatchObject({withheldFromSigner: 1})
  })
  test("a sign-off made on a copy cannot say that everything was shown", async () => {
    const copy = redact(report, (kind, value) => kind === "statement" && value.id === "s2-3")
    await expect(payloadOf(await agreeing(copy))).rejects.toThrow("shown-withheld-missing")
  })
  test("a gap the version never had", async () => {
    const input = await agreeing(report)
    const jws = await signed(ours, {...input, shown: {...input.shown, withheld: ["G".repeat(43)]}})
    const verification = await verifyBundle(await sealed(ours, report, [jws]), {keys: ours.keys})
    expect(codes(verification)).toContain("signoff-other-text")
  })
})

describe("threat 13: change the question under the answer", () => {
  test("in the template of the bundle", async () => {
    const verification = await after(bundle => {
      bundle["template"]!["sections"]![1]!["title"]!["nl"] = "Wat vindt u?" as unknown as Loose
    })
    expect(codes(verification)).toContain("template-changed")
    expect(found(verification, "section-template-changed")?.section).toBe("feiten")
  })
  test("in the template and its digest", async () => {
    const verification = await after(async bundle => {
      bundle["template"]!["sections"]![1]!["title"]!["nl"] = "Wat vindt u?" as unknown as Loose
      bundle["report"]!["template"]!["digest"] = (await digestOf("template@1", {
        value: bundle["template"],
      })) as unknown as Loose
    })
    expect(codes(verification)).toEqual(
      expect.arrayContaining(["report-changed", "section-template-changed"]),
    )
  })
  test("in the printed title of a section", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["sections"]![2]!["title"] = "Wat staat vast?" as unknown as Loose
    })
    expect(found(verification, "section-changed")?.section).toBe("zorgen")
  })
  test("in the next version: the sign-off no longer carries over", async () => {
    const asked = structuredClone(template)
    asked.sections[1]!.title.nl = "Wat vindt u?"
    const next = await freeze({...content(), template: asked}, {now: NOW, previous: report})
    const bundle = await sealed(ours, next, signOffs, {template: asked})
    const verification = await verifyBundle(bundle, {keys: ours.keys})
    expect(verification.issues).toEqual([])
    expect(verification.signOffs.map(signOff => signOff.state)).toEqual([
      "superseded",
      "superseded",
    ])
  })
  test("who said it, or what it rests on, changed in the register under a signed section", async () => {
    const edited = content()
    edited.sources[0]!.title = "Brief van school, 3 mei 2026"
    const next = await freeze(edited, {now: NOW, previous: report})
    const verification = await verifyBundle(await sealed(ours, next, signOffs), {keys: ours.keys})
    expect(verification.signOffs[0]?.changed).toEqual([{section: "feiten", gone: false}])
  })
  test("a section that commits to fewer sources than it mentions", async () => {
    const copy = structuredClone(report)
    copy.sections[1]!.uses.value!.leaves = []
    const verification = await verifyBundle(await sealed(ours, report, signOffs, {report: copy}), {
      keys: ours.keys,
    })
    expect(codes(verification)).toEqual(expect.arrayContaining(["uses-changed", "uses-incomplete"]))
  })
})
