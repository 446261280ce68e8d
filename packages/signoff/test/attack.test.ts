// SPDX-License-Identifier: EUPL-1.2
// Each test is one act of somebody who wants the bundle to say something else. The verifier must see it.
import {
  canonicalJson,
  digestOf,
  freeze,
  makeReceipt,
  newSalt,
  newReaction,
  redact,
  signSignOff,
  verifyBundle,
} from "@wederhoor/signoff"
import type {
  Bundle,
  FlattenedJws,
  FrozenReport,
  Issue,
  Leaf,
  Verification,
} from "@wederhoor/signoff"
import {base64url, FlattenedSign, importJWK} from "jose"
import {beforeAll, describe, expect, test} from "vitest"
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
import type {House, Values} from "./builders.ts"

let ours: House
let report: FrozenReport<Values>
let signOffs: FlattenedJws[]
let good: Bundle

beforeAll(async () => {
  ours = await house()
  ;({report, signOffs, bundle: good} = await story(ours))
})

type Loose = {[key: string]: Loose} & Loose[]

/** A copy of the good bundle, changed by hand; loosely typed because attackers do not use types. */
async function after(change: (bundle: Loose) => void | Promise<void>): Promise<Verification> {
  const copy = structuredClone(good) as unknown as unknown as Loose
  await change(copy)
  return verifyBundle(copy, {keys: ours.keys})
}

const codes = (verification: Verification): string[] => verification.issues.map(issue => issue.code)
const found = (verification: Verification, code: string): Issue | undefined =>
  verification.issues.find(issue => issue.code === code)

function statementsOf(bundle: Loose, section: number): Loose {
  return bundle["report"]!["sections"]![section]!["statements"]!
}

/** Recompute every digest of a report, as an attacker who knows the rules would. */
async function rehash(bundle: Loose): Promise<void> {
  const edited = bundle["report"] as unknown as FrozenReport<Values>
  const again = await freeze(
    {
      ...content(),
      parties: edited.parties.map(leaf => leaf.value!),
      sources: edited.sources.map(leaf => leaf.value!),
      reactions: edited.reactions.map(leaf => leaf.value!),
      sections: edited.sections.map(section => ({
        id: section.id,
        title: section.title,
        fields: section.fields.map(leaf => leaf.value!),
        statements: section.statements.map(leaf => leaf.value!),
      })),
    },
    {now: edited.frozenAt},
  )
  bundle["report"] = again as unknown as unknown as Loose
}

test("the good bundle is unchanged, or no attack below would mean anything", async () => {
  const verification = await verifyBundle(good, {keys: ours.keys})
  expect(verification.issues).toEqual([])
  expect(verification.outcome).toBe("unchanged")
  expect(verification.keysPinned).toBe(true)
})

describe("threat 1: edit a sentence", () => {
  test("one letter in a statement names that statement, its number and its section", async () => {
    const verification = await after(bundle => {
      statementsOf(bundle, 1)[1]!["value"]!["text"] = "Bo woont bij Moeder." as unknown as Loose
    })
    expect(verification.outcome).toBe("changed")
    expect(verification.issues).toEqual([
      expect.objectContaining({
        code: "statement-changed",
        statement: "s2-2",
        nr: "2.2",
        section: "feiten",
      }),
    ])
  })
  test.each(["id", "kind", "by"])("its %s", async key => {
    const verification = await after(bundle => {
      statementsOf(bundle, 1)[1]!["value"]![key] = "anders" as unknown as Loose
    })
    expect(codes(verification)).toContain("statement-changed")
  })
  test("with the digest of the leaf made to fit", async () => {
    const verification = await after(async bundle => {
      const leaf = statementsOf(bundle, 1)[1]!
      leaf["value"]!["text"] = "Bo woont bij vader." as unknown as Loose
      const {salt, value} = leaf as unknown as Leaf
      leaf["digest"] = (await digestOf("statement@1", {salt, value})) as unknown as Loose
    })
    expect(found(verification, "section-changed")?.section).toBe("feiten")
  })
  test("with every digest made to fit", async () => {
    const verification = await after(async bundle => {
      statementsOf(bundle, 1)[1]!["value"]!["text"] = "Bo woont bij vader." as unknown as Loose
      await rehash(bundle)
    })
    expect(verification.outcome).toBe("changed")
    expect(codes(verification)).toEqual(
      expect.arrayContaining(["seal-other-report", "signoff-other-report"]),
    )
  })
  test("in a party, a source, a field, a reaction", async () => {
    const verification = await after(bundle => {
      const edited = bundle["report"]!
      edited["parties"]![0]!["value"]!["name"] = "Iemand Anders" as unknown as Loose
      edited["sources"]![0]!["value"]!["title"] = "Brief, 4 maart" as unknown as Loose
      edited["sections"]![0]!["fields"]![0]!["value"]!["value"] = "gedwongen" as unknown as Loose
      edited["reactions"]![0]!["value"]!["text"] = "Het klopt." as unknown as Loose
    })
    expect(codes(verification)).toEqual(
      expect.arrayContaining([
        "party-changed",
        "source-changed",
        "field-changed",
        "reaction-changed",
      ]),
    )
  })
  test.each(["lang", "frozenAt", "previous", "id", "version"])("in the report's %s", async key => {
    const other = {
      lang: "en",
      frozenAt: "2026-03-21T08:00:00Z",
      previous: "C".repeat(43),
      id: "x",
      version: 2,
    }
    const verification = await after(bundle => {
      bundle["report"]![key] = other[key as keyof typeof other] as unknown as Loose
    })
    expect(codes(verification)).toContain("report-changed")
  })
  test("in an attachment's entry", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["attachments"]![0]!["sha256"] = "D".repeat(43) as unknown as Loose
    })
    expect(verification.outcome).toBe("changed")
    expect(codes(verification)).toContain("report-changed")
  })
})

describe("threat 2: leave something out", () => {
  test("a section: named by those who signed it", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["sections"]!.splice(1, 1)
    })
    expect(codes(verification)).toContain("report-changed")
    expect(found(verification, "section-left-out")?.section).toBe("feiten")
  })
  test("a statement", async () => {
    const verification = await after(bundle => {
      statementsOf(bundle, 1).splice(1, 1)
    })
    expect(found(verification, "section-changed")?.section).toBe("feiten")
  })
  test("a party, a source, an attachment", async () => {
    for (const list of ["parties", "sources", "attachments"]) {
      const verification = await after(bundle => {
        bundle["report"]![list]!.pop()
      })
      expect([list, ...codes(verification)]).toContain("report-changed")
    }
  })
})

describe("threat 3: add text", () => {
  test("a statement", async () => {
    const verification = await after(async bundle => {
      const leaf = {salt: newSalt(), value: {id: "s9", text: "Vader dronk."}}
      statementsOf(bundle, 1).push({
        ...leaf,
        digest: await digestOf("statement@1", leaf),
      } as unknown as Loose)
    })
    expect(found(verification, "section-changed")?.section).toBe("feiten")
  })
  test("a key nobody signed, at every level", async () => {
    const places: ((bundle: Loose) => Loose)[] = [
      bundle => bundle,
      bundle => bundle["report"]!,
      bundle => bundle["report"]!["template"]!,
      bundle => bundle["report"]!["sections"]![0]!,
      bundle => statementsOf(bundle, 0)[0]!,
      bundle => bundle["report"]!["attachments"]![0]!,
      bundle => bundle["seal"]!,
      bundle => bundle["signOffs"]![0]!,
    ]
    for (const place of places) {
      const verification = await after(bundle => {
        place(bundle)["toelichting"] = "Moeder stemt in." as unknown as Loose
      })
      expect([place.toString(), verification.outcome]).toContain("changed")
    }
  })
  test("a remark nobody signed", async () => {
    const verification = await after(async bundle => {
      const remark = await newReaction({id: "r9", by: "vader", text: "Ik ben het eens."})
      bundle["remarks"] = [remark] as unknown as unknown as Loose
    })
    expect(codes(verification)).toContain("remark-not-signed")
  })
  test("text beside a gap", async () => {
    const verification = await after(bundle => {
      const leaf = statementsOf(bundle, 0)[0]!
      leaf["withheld"] = {code: "notShown"} as unknown as unknown as Loose
    })
    expect(verification.outcome).toBe("changed")
  })
})

describe("threat 4: reorder, move, double", () => {
  test("reorder statements", async () => {
    const verification = await after(bundle => {
      statementsOf(bundle, 1).reverse()
    })
    expect(codes(verification)).toEqual(["section-changed"])
  })
  test("reorder sections", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["sections"]!.reverse()
    })
    expect(codes(verification)).toContain("report-changed")
  })
  test("move a statement from facts to concerns", async () => {
    const verification = await after(bundle => {
      statementsOf(bundle, 2).push(statementsOf(bundle, 1).pop()!)
    })
    const sections = verification.issues
      .filter(issue => issue.code === "section-changed")
      .map(issue => issue.section)
    expect(sections).toEqual(["feiten", "zorgen"])
  })
  test("put a statement in twice", async () => {
    const verification = await after(bundle => {
      const statements = statementsOf(bundle, 1)
      statements.push(structuredClone(statements[0]!))
    })
    expect(found(verification, "duplicate-id")?.statement).toBe("s2-1")
  })
  test("put another text in under the same id, and a gap in twice", async () => {
    const twin = await after(async bundle => {
      const leaf = {salt: newSalt(), value: {id: "s2-1", text: "Bo was altijd op school."}}
      const digest = await digestOf("statement@1", leaf)
      statementsOf(bundle, 2).push({...leaf, digest} as unknown as Loose)
    })
    expect(found(twin, "duplicate-id")).toMatchObject({statement: "s2-1", section: "zorgen"})
    const gaps = await after(bundle => {
      const [{digest}] = statementsOf(bundle, 1) as unknown as [Loose]
      const gap = {digest, withheld: {code: "notShown"}}
      statementsOf(bundle, 1).splice(0, 1, gap as unknown as Loose, {...gap} as unknown as Loose)
    })
    expect(codes(gaps)).toContain("duplicate-id")
  })
  test("swap the salts of two statements", async () => {
    const verification = await after(bundle => {
      const [a, b] = statementsOf(bundle, 1) as unknown as [Loose, Loose]
      ;[a["salt"], b["salt"]] = [b["salt"]!, a["salt"]!]
    })
    const changed = verification.issues.map(issue => issue.statement)
    expect(changed).toEqual(["s2-1", "s2-2"])
  })
  test("swap two values and keep their digests", async () => {
    const verification = await after(bundle => {
      const [a, b] = statementsOf(bundle, 1) as unknown as [Loose, Loose]
      ;[a["value"], b["value"]] = [b["value"]!, a["value"]!]
    })
    expect(codes(verification)).toEqual([
      "statement-changed",
      "statement-changed",
      "signoff-other-text",
    ])
  })
  test("two sections with one id", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["sections"]![2]!["id"] = "feiten" as unknown as Loose
    })
    expect(codes(verification)).toContain("duplicate-id")
  })
  test("pass a reaction off as a statement", async () => {
    const verification = await after(bundle => {
      const {digest, salt, value} = bundle["report"]!["reactions"]![0]!
      statementsOf(bundle, 1).push({digest, salt, value} as unknown as Loose)
    })
    expect(codes(verification)).toContain("statement-changed")
  })
})

describe("threat 5: signatures", () => {
  const flip = (jws: FlattenedJws): FlattenedJws => {
    const payload = JSON.parse(new TextDecoder().decode(base64url.decode(jws.payload)))
    return {...jws, payload: base64url.encode(canonicalJson({...payload, decision: "agreed"}))}
  }
  test("flip a decision", async () => {
    const verification = await after(bundle => {
      bundle["signOffs"]![1] = flip(signOffs[1]!) as unknown as unknown as Loose
    })
    expect(found(verification, "signoff-not-believed")?.detail).toContain("signature")
  })
  test("sign everything again with another key and put that key in the bundle", async () => {
    const theirs = await house()
    const {bundle} = await story(theirs)
    const pinned = await verifyBundle(bundle, {keys: ours.keys})
    expect(pinned.outcome).toBe("changed")
    expect(found(pinned, "seal-not-believed")?.detail).toContain("unknown-key")
    expect(pinned.signOffs).toEqual([])
    const hinted = await verifyBundle(bundle)
    expect(hinted.keysPinned).toBe(false)
  })
  test("a hint never stands in for a pinned key, even under its name", async () => {
    const theirs = await house()
    const {bundle} = await story(theirs)
    const liar = structuredClone(bundle)
    liar.keysHint!.keys[0]!.kid = ours.signer.kid
    const verification = await verifyBundle(liar, {keys: ours.keys})
    expect(verification.outcome).toBe("changed")
  })
  test("no keys at all is not a proof", async () => {
    const bare = structuredClone(good)
    delete bare.keysHint
    const verification = await verifyBundle(bare)
    expect(verification.outcome).toBe("changed")
    expect(codes(verification)).toContain("seal-not-believed")
  })
  test("a sign-off offered as a seal", async () => {
    const verification = await after(bundle => {
      bundle["seal"] = signOffs[0] as unknown as unknown as Loose
    })
    expect(found(verification, "seal-not-believed")?.detail).toContain("header")
  })
  test("another spelling of the same signature", async () => {
    const verification = await after(bundle => {
      const jws = bundle["signOffs"]![0] as unknown as FlattenedJws
      const last = jws.signature.at(-1) ?? ""
      const order = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
      jws.signature = jws.signature.slice(0, -1) + order[order.indexOf(last) ^ 1]
    })
    expect(codes(verification)).toContain("signoff-not-believed")
  })
})

describe("threat 6: sign-offs and the seal", () => {
  test("drop a dissenting sign-off: the seal names it", async () => {
    const verification = await after(bundle => {
      bundle["signOffs"]!.splice(1, 1)
    })
    expect(found(verification, "signoff-dropped")?.signOff).toBe("so-vader-1")
  })
  test("add a sign-off after sealing", async () => {
    const later = await signed(ours, await agreeing(report, {id: "so-later", decision: "seen"}))
    const verification = await after(bundle => {
      bundle["signOffs"]!.push(later as unknown as Loose)
    })
    expect(found(verification, "signoff-not-sealed")?.signOff).toBe("so-later")
  })
  test("replace a sign-off by another with the same id", async () => {
    const softer = await signed(
      ours,
      await agreeing(report, {
        id: "so-vader-1",
        party: {ref: "vader", role: "parent"},
        decision: "seen",
      }),
    )
    const verification = await after(bundle => {
      bundle["signOffs"]![1] = softer as unknown as unknown as Loose
    })
    expect(verification.outcome).toBe("changed")
    expect(found(verification, "signoff-not-sealed")?.signOff).toBe("so-vader-1")
  })
  test("the same sign-off twice", async () => {
    const verification = await after(bundle => {
      bundle["signOffs"]!.push(bundle["signOffs"]![0]!)
    })
    expect(codes(verification)).toContain("duplicate-signoff")
  })
  test("change their order", async () => {
    const verification = await after(bundle => {
      bundle["signOffs"]!.reverse()
    })
    expect(codes(verification)).toContain("signoffs-reordered")
  })
  test("a seal of another version", async () => {
    const next = content()
    next.sections[2]!.statements[0]!.text = "Bo mist weinig les."
    const second = await freeze(next, {now: NOW, previous: report})
    const {seal} = await sealed(ours, second, signOffs)
    const verification = await after(bundle => {
      bundle["seal"] = seal as unknown as unknown as Loose
    })
    expect(codes(verification)).toContain("seal-other-report")
  })
  test("a sign-off of another report, properly sealed in", async () => {
    const other = await freeze({...content(), id: "dossier-43"}, {now: NOW})
    const stray = await signed(ours, await agreeing(other, {id: "so-stray"}))
    const verification = await verifyBundle(await sealed(ours, report, [stray]), {keys: ours.keys})
    expect(found(verification, "signoff-other-report")?.signOff).toBe("so-stray")
  })
  test("a sign-off of another version 1 of the same report", async () => {
    const twin = await freeze(content(), {now: NOW})
    const stray = await signed(ours, await agreeing(twin, {id: "so-stray"}))
    const verification = await verifyBundle(await sealed(ours, report, [stray]), {keys: ours.keys})
    expect(found(verification, "signoff-other-report")?.signOff).toBe("so-stray")
  })
  test("a sign-off whose scope is not that of the version it names", async () => {
    const payload = await payloadOf(await agreeing(report, {id: "so-odd"}))
    payload.scope[0]!.digest = "E".repeat(43)
    const odd = await signSignOff(payload, ours.signer)
    const verification = await verifyBundle(await sealed(ours, report, [odd]), {keys: ours.keys})
    expect(found(verification, "signoff-other-text")).toMatchObject({
      signOff: "so-odd",
      section: "aanleiding",
    })
  })
  test("a sign-off of another history: the version before, and one nobody can see any more", async () => {
    const twin = await freeze(content(), {now: NOW})
    const stray = await signed(ours, await agreeing(twin, {id: "so-stray"}))
    const second = await freeze(content(), {now: NOW, previous: report})
    const third = await freeze(content(), {now: NOW, previous: second})
    const verdicts = await Promise.all(
      [second, third].map(async next =>
        verifyBundle(await sealed(ours, next, [signOffs[0]!, stray]), {keys: ours.keys}),
      ),
    )
    expect(verdicts.map(verdict => found(verdict, "signoff-other-history")?.signOff)).toEqual([
      "so-stray",
      "so-stray",
    ])
    const honest = await verifyBundle(await sealed(ours, third, signOffs), {keys: ours.keys})
    expect(honest.issues).toEqual([])
    expect(honest.signOffs.map(signOff => signOff.state)).toEqual(["carriesOver", "carriesOver"])
  })
  test("a sign-off of a version that is not yet there", async () => {
    const next = await freeze(content(), {now: NOW, previous: report})
    const ahead = await signed(ours, await agreeing(next, {id: "so-ahead"}))
    const verification = await verifyBundle(await sealed(ours, report, [ahead]), {keys: ours.keys})
    expect(codes(verification)).toContain("signoff-other-report")
  })
})

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

test("threat 10: a 'yes' recorded by a professional is not believed, whoever signed it", async () => {
  const payload = await payloadOf(await agreeing(report, {id: "so-fake"}))
  payload.recordedBy = {ref: "auteur", role: "author"}
  payload.auth = {mode: "recorded"}
  const {privateKey} = await rawKey()
  const jws = await rawSign(privateKey, canonicalJson(payload), {})
  const verification = await verifyBundle(await sealed(raw, report, [jws]), {keys: raw.keys})
  expect(found(verification, "signoff-not-believed")?.detail).toContain("not-own-act")
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

let raw: House
let rawPrivate: Awaited<ReturnType<typeof importJWK>>

/** A key held by the test itself, to sign what no signer of ours would. */
async function rawKey(): Promise<{privateKey: typeof rawPrivate}> {
  const {newSigningKey, softwareSigner} = await import("@wederhoor/signoff")
  const {privateJwk, publicJwk} = await newSigningKey("ES256")
  raw = {signer: await softwareSigner(privateJwk), keys: {keys: [publicJwk]}}
  rawPrivate = await importJWK(privateJwk, "ES256")
  return {privateKey: rawPrivate}
}

async function rawSign(
  key: typeof rawPrivate,
  payload: string,
  header: Record<string, unknown>,
): Promise<FlattenedJws> {
  const at = Math.floor(Date.parse("2026-04-01T10:00:00Z") / 1000)
  const jws = await new FlattenedSign(new TextEncoder().encode(payload))
    .setProtectedHeader({
      alg: "ES256",
      kid: raw.signer.kid,
      typ: "wederhoor-signoff+jws",
      cty: "json",
      iat: at,
      ...header,
    })
    .sign(key)
  return {payload: jws.payload, protected: jws.protected ?? "", signature: jws.signature}
}

describe("threat 14: algorithm confusion and header tricks", () => {
  test.each([
    ["no algorithm", {alg: "none"}, "algorithm"],
    ["HMAC under the public key", {alg: "HS256"}, "algorithm"],
    ["another curve", {alg: "ES384"}, "algorithm"],
    ["RSA with an EC key", {alg: "PS256"}, "algorithm"],
    ["a key in the header", {jwk: {kty: "EC"}}, "header"],
    ["a key elsewhere", {jku: "https://voorbeeld.invalid/keys"}, "header"],
    ["critical extensions", {crit: ["b64"], b64: false}, "header"],
    ["another type", {typ: "JWT"}, "header"],
    ["another content type", {cty: "text"}, "header"],
    ["no time", {iat: "gisteren"}, "header"],
    ["a thumbprint nobody pinned", {kid: "H".repeat(43)}, "unknown-key"],
  ])("%s", async (_name, header, reason) => {
    const {privateKey} = await rawKey()
    const payload = canonicalJson(await payloadOf(await agreeing(report)))
    const honest = await rawSign(privateKey, payload, {})
    const stands = JSON.parse(new TextDecoder().decode(base64url.decode(honest.protected)))
    const trick = {...honest, protected: base64url.encode(JSON.stringify({...stands, ...header}))}
    const bundle = await sealed(raw, report, [trick])
    const verification = await verifyBundle(bundle, {keys: raw.keys})
    expect(found(verification, "signoff-not-believed")?.detail).toContain(reason)
  })
  test("the honest one is believed, so the refusals above mean something", async () => {
    const {privateKey} = await rawKey()
    const payload = canonicalJson(await payloadOf(await agreeing(report)))
    const bundle = await sealed(raw, report, [await rawSign(privateKey, payload, {})])
    expect((await verifyBundle(bundle, {keys: raw.keys})).outcome).toBe("unchanged")
  })
  test.each([
    ["white space", (text: string) => ` ${text}`],
    ["a decision that stands twice", (text: string) => text.replace("{", '{"decision":"agreed",')],
    ["__proto__", (text: string) => text.replace("{", '{"__proto__":{"decision":"agreed"},')],
    ["an unknown key", (text: string) => text.replace(/}$/, ',"zz":1}')],
    ["no JSON", () => "akkoord"],
  ])("a signed payload with %s has more than one reading", async (_name, spoil) => {
    const {privateKey} = await rawKey()
    const payload = canonicalJson(await payloadOf(await agreeing(report)))
    const jws = await rawSign(privateKey, spoil(payload), {})
    const bundle = structuredClone(good)
    bundle.signOffs = [jws]
    const verification = await verifyBundle(bundle, {keys: raw.keys})
    expect(found(verification, "signoff-not-believed")?.detail).toMatch(/payload|bad-form/)
  })
})

describe("tricks with keys and garbage", () => {
  test("a key that stands twice in the file: readers would differ", async () => {
    const source = JSON.stringify(good).replace('"lang":"nl"', '"lang":"en","lang":"nl"')
    expect(JSON.parse(source)).toEqual(good)
    const verification = await verifyBundle(source, {keys: ours.keys})
    expect(codes(verification)).toEqual(["duplicate-key"])
  })
  test("the same trick with an escaped letter", async () => {
    const source = JSON.stringify(good).replace('"lang":"nl"', '"l\\u0061ng":"en","lang":"nl"')
    expect(codes(await verifyBundle(source, {keys: ours.keys}))).toEqual(["duplicate-key"])
  })
  test("__proto__ as a key", async () => {
    const source = JSON.stringify(good).replace('"lang":"nl"', '"lang":"nl","__proto__":{"a":1}')
    expect(codes(await verifyBundle(source, {keys: ours.keys}))).toEqual(["forbidden-key"])
    expect(codes(await verifyBundle(JSON.parse(source), {keys: ours.keys}))).toEqual([
      "forbidden-key",
    ])
  })
  test("text and object give the same verdict", async () => {
    expect(await verifyBundle(JSON.stringify(good, null, 2), {keys: ours.keys})).toEqual(
      await verifyBundle(good, {keys: ours.keys}),
    )
  })
  test.each([
    null,
    true,
    0,
    "",
    "x",
    [],
    {},
    {format: "wederhoor-bundle/2"},
    [[[]]],
    {format: "wederhoor-bundle/1", report: null, template: 1, signOffs: {}, seal: []},
    "[".repeat(200_000),
    "[".repeat(5000) + "]".repeat(5000),
  ])("garbage %# gives a verdict, never an exception", async garbage => {
    const verification = await verifyBundle(garbage)
    expect(verification.outcome).toBe("changed")
    expect(verification.issues.length).toBeGreaterThan(0)
  })
})
