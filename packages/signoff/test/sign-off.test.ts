// SPDX-License-Identifier: EUPL-1.2
import {
  checkSigner,
  freeze,
  newReaction,
  newSigningKey,
  prepareSignOff,
  readSignOff,
  signOffState,
  signSignOff,
  softwareSigner,
} from "@wederhoor/signoff"
import type {Decision, FrozenReport, Jwks, SignOff, SignOffInput} from "@wederhoor/signoff"
import {beforeAll, describe, expect, test} from "vitest"
import {agreeing, content, house, NOW, payloadOf, signed} from "./builders.ts"
import type {House, Values} from "./builders.ts"

let ours: House
let report: FrozenReport<Values>
beforeAll(async () => {
  ours = await house()
  report = await freeze(content(), {now: NOW})
})

const author = {ref: "auteur", role: "author"}
const recorded: Partial<SignOffInput> = {recordedBy: author, auth: {mode: "recorded"}, shown: null}
const attempts: SignOffInput["attempts"] = [
  {at: "2026-03-28T10:00:00Z", channel: "phone", result: "geen gehoor"},
]

async function outcome(over: Partial<SignOffInput>): Promise<string> {
  const prepared = await prepareSignOff(await agreeing(report, over))
  return prepared.ok ? "ok" : prepared.code
}

describe("no tacit agreement", () => {
  test("SGN: there is no default decision", async () => {
    expect(await outcome({decision: undefined})).toBe("no-decision")
    expect(await outcome({decision: "yes" as Decision})).toBe("no-decision")
  })
  test("the scope is never empty and never unknown", async () => {
    expect(await outcome({sections: []})).toBe("empty-scope")
    expect(await outcome({sections: ["feiten", "bestaat-niet"]})).toBe("unknown-section")
  })
  test("a verdict is on a statement within the scope", async () => {
    const statements = [{id: "s2-1", decision: "disagreed" as const}]
    expect(await outcome({statements})).toBe("ok")
    expect(await outcome({statements, sections: ["zorgen"]})).toBe("unknown-statement")
  })
})

describe("own acts (SGN-9)", () => {
  const own: Decision[] = ["agreed", "disagreed", "seen"]
  test.each(own)("%s only by the person", async decision => {
    expect(await outcome({decision})).toBe("ok")
    expect(await outcome({decision, recordedBy: author})).toBe("not-own-act")
    expect(await outcome({decision, ...recorded})).toBe("not-own-act")
    expect(await outcome({decision, auth: {mode: "recorded"}})).toBe("not-own-act")
  })
  test.each(own)("%s on paper needs the scan", async decision => {
    const paper = {decision, recordedBy: author}
    expect(await outcome({...paper, auth: {mode: "paper"}})).toBe("scan-missing")
    expect(await outcome({...paper, auth: {mode: "paper", scan: "S".repeat(43)}})).toBe("ok")
  })
  test("a record of no answer holds no verdicts", async () => {
    const statements = [{id: "s2-1", decision: "agreed" as const}]
    expect(await outcome({...recorded, decision: "noResponse", attempts, statements})).toBe(
      "not-own-act",
    )
  })
  test("nobody records their own absence", async () => {
    expect(await outcome({decision: "unreachable", attempts})).toBe("not-own-act")
    expect(await outcome({decision: "noResponse", reason: "geen zin"})).toBe("not-own-act")
    expect(await outcome({decision: "declined"})).toBe("ok")
  })
})

describe("evidence (HRG-8, HRG-9)", () => {
  test("declined needs a reason, unreachable attempts, noResponse either", async () => {
    expect(await outcome({...recorded, decision: "declined"})).toBe("evidence-missing")
    expect(await outcome({...recorded, decision: "declined", reason: "wil niet"})).toBe("ok")
    expect(await outcome({...recorded, decision: "unreachable", reason: "weg"})).toBe(
      "evidence-missing",
    )
    expect(await outcome({...recorded, decision: "unreachable", attempts})).toBe("ok")
    expect(await outcome({...recorded, decision: "unreachable", attempts: []})).toBe("bad-form")
    expect(await outcome({...recorded, decision: "noResponse"})).toBe("evidence-missing")
    expect(await outcome({...recorded, decision: "noResponse", reason: "termijn voorbij"})).toBe(
      "ok",
    )
    expect(await outcome({...recorded, decision: "declined", reason: " "})).toBe("bad-form")
  })
})

describe("own words (SGN-1)", () => {
  test("agreedWithRemarks has remarks; disagreed and seen may", async () => {
    const remark = await newReaction({id: "r2", by: "moeder", text: "Graag het jaar erbij."})
    expect(await outcome({decision: "agreedWithRemarks"})).toBe("remarks-missing")
    expect(await outcome({decision: "agreedWithRemarks", reactions: [remark]})).toBe("ok")
    expect(await outcome({decision: "seen", reactions: [remark]})).toBe("ok")
    const statements = [{id: "s2-1", decision: "agreedWithRemarks" as const}]
    expect(await outcome({statements})).toBe("remarks-missing")
    expect(await outcome({statements, reactions: [remark]})).toBe("remarks-missing")
    const bound = [{...statements[0]!, reaction: "r2"}]
    expect(await outcome({statements: bound, reactions: [remark]})).toBe("ok")
  })
  test("somebody else's words do not count", async () => {
    const theirs = report.reactions[0]!
    expect(await outcome({decision: "agreedWithRemarks", reactions: [theirs]})).toBe(
      "remark-of-another",
    )
    const {salt, value, ...gap} = theirs
    expect(await outcome({reactions: [gap]})).toBe("remark-withheld")
    expect(await outcome({reactions: [{...gap, salt: salt!}]})).toBe("remark-withheld")
    expect(await outcome({reactions: [{...gap, value: value!}]})).toBe("remark-withheld")
  })
  test("the salt of a remark lives on in the version that takes it up, also when answered", async () => {
    const remark = await newReaction({
      id: "r2",
      type: "addition",
      by: "moeder",
      on: {statement: "s1-1"},
      text: "Jaar?",
    })
    const signOff = await payloadOf(await agreeing(report, {reactions: [remark]}))
    const answered = {...remark.value!, answer: {kind: "added", text: "2026"}}
    const next = await freeze(
      {...content(), reactions: [...content().reactions, answered]},
      {now: NOW, previous: report, keep: [remark]},
    )
    expect(next.reactions[1]!.parts!.words).toBe(signOff.reactions![0]!.digest)
    expect(next.reactions[1]!.digest).not.toBe(remark.digest)
  })
})

describe("what was shown (SGN-6)", () => {
  test("an own act is on something read, with its digest", async () => {
    expect(await outcome({shown: null})).toBe("shown-missing")
    expect(await outcome({shown: {via: "readAloud", lang: "ti", withheld: []}})).toBe(
      "shown-digest-missing",
    )
    expect(
      await outcome({
        ...recorded,
        decision: "declined",
        reason: "x",
        shown: {via: "paper", lang: "nl", withheld: []},
      }),
    ).toBe("shown-digest-missing")
    expect(await outcome({shown: {via: "screen", lang: "nl", sha256: "kort", withheld: []}})).toBe(
      "bad-form",
    )
  })
})

describe("acting for another", () => {
  const lawyer = {ref: "curator", role: "representative", represents: "kind"}
  test("needs a recorded right to do so", async () => {
    expect(await outcome({party: lawyer})).toBe("representation-missing")
    expect(await outcome({party: {...lawyer, representation: "record-17"}})).toBe("ok")
    expect(await outcome({party: {ref: "moeder", role: "parent", representation: "x"}})).toBe(
      "representation-missing",
    )
    expect(await outcome({party: {...lawyer, represents: "curator", representation: "x"}})).toBe(
      "representation-missing",
    )
  })
  test("a parent never represents the child in the same report", async () => {
    const party = {
      ref: "moeder",
      role: "representative",
      represents: "kind",
      representation: "record-17",
    }
    expect(await outcome({party})).toBe("parent-represents-child")
  })
  test("one person does not sign for two parties", async () => {
    const subject = "T".repeat(43)
    const earlier = [await payloadOf(await agreeing(report, {auth: {mode: "self", subject}}))]
    const party = {ref: "vader", role: "parent"}
    const twice = {party, auth: {mode: "self" as const, subject}, earlier}
    expect(await outcome(twice)).toBe("subject-signs-twice")
    expect(await outcome({...twice, auth: {mode: "self", subject: "U".repeat(43)}})).toBe("ok")
  })
})

describe("state", () => {
  const later = {id: "so-2", at: "2026-04-03T10:00:00Z"}
  test("replaced and withdrawn, only by the same party for the same purpose, later", async () => {
    const first = await payloadOf(await agreeing(report, {purpose: "consent"}))
    const earlier = [first]
    const base = {...later, purpose: "consent" as const, earlier}
    const back = {...base, decision: "disagreed" as const, withdraws: first.id}
    expect(await outcome(back)).toBe("ok")
    expect(await outcome({...back, decision: "agreed"})).toBe("withdrawal-agrees")
    expect(await outcome({...back, withdraws: "onbekend"})).toBe("unknown-earlier")
    expect(await outcome({...back, purpose: "report"})).toBe("not-theirs-to-take-back")
    expect(await outcome({...back, at: "2026-03-31T10:00:00Z"})).toBe("not-theirs-to-take-back")
    const father = {party: {ref: "vader", role: "parent"}}
    expect(await outcome({...back, ...father})).toBe("not-theirs-to-take-back")
    expect(await outcome({...back, replaces: first.id})).toBe("bad-form")
    const gone = await payloadOf(await agreeing(report, back))
    expect(signOffState(first, report, [first, gone])).toMatchObject({
      state: "withdrawn",
      by: "so-2",
    })
    const {withdraws: _withdraws, ...again} = back
    const newer = await payloadOf(await agreeing(report, {...again, replaces: first.id}))
    expect(signOffState(first, report, [first, newer])).toMatchObject({
      state: "replaced",
      by: "so-2",
    })
    expect(signOffState(newer, report, [first, newer]).state).toBe("current")
  })
  test("a professional cannot talk a parent's 'no' away", async () => {
    const no = await payloadOf(await agreeing(report, {decision: "disagreed"}))
    const away = {
      ...later,
      ...recorded,
      decision: "declined" as const,
      reason: "belde af",
      earlier: [no],
    }
    expect(await outcome({...away, withdraws: no.id})).toBe("not-theirs-to-take-back")
    expect(await outcome({...away, replaces: no.id})).toBe("not-theirs-to-take-back")
    const forged = {...(await payloadOf(await agreeing(report, away))), replaces: no.id}
    expect(signOffState(no, report, [no, forged]).state).toBe("current")
  })
  test("a verdict on a statement holds though its section changed", async () => {
    const statements = [
      {id: "s2-1", decision: "disagreed" as const},
      {id: "s2-2", decision: "agreed" as const},
    ]
    const signOff = await payloadOf(await agreeing(report, {statements}))
    const edited = content()
    edited.sections[1]!.statements[1]!.text = "Bo woont bij vader."
    const next = await freeze(edited, {now: NOW, previous: report})
    expect(signOffState(signOff, next, [signOff])).toEqual({
      state: "superseded",
      changed: [{section: "feiten", gone: false}],
      verdicts: [
        {id: "s2-1", decision: "disagreed", holds: true},
        {id: "s2-2", decision: "agreed", holds: false},
      ],
    })
  })
  test("a section that is gone is named as gone; another report is never signed", async () => {
    const signOff = await payloadOf(await agreeing(report))
    const shorter = content()
    shorter.sections.pop()
    const next = await freeze(shorter, {now: NOW, previous: report})
    expect(signOffState(signOff, next, [signOff]).changed).toEqual([
      {section: "zorgen", gone: true},
    ])
    const other = {...report, id: "dossier-43"}
    expect(signOffState(signOff, other, [signOff]).state).toBe("superseded")
  })
})

describe("signing and reading", () => {
  test.each(["ES256", "PS256", "Ed25519"] as const)(
    "%s: what was signed is read back",
    async alg => {
      const other = await house(alg)
      const payload = await payloadOf(await agreeing(report))
      const jws = await signSignOff(payload, other.signer)
      expect(Object.keys(jws).sort()).toEqual(["payload", "protected", "signature"])
      const header = JSON.parse(Buffer.from(jws.protected, "base64url").toString())
      expect(header).toEqual({
        alg,
        kid: other.signer.kid,
        typ: "wederhoor-signoff+jws",
        cty: "json",
        iat: Date.parse(payload.at) / 1000,
      })
      expect(await readSignOff(jws, other.keys)).toEqual({
        ok: true,
        signOff: payload,
        kid: other.signer.kid,
      })
      expect(await readSignOff(jws, ours.keys)).toMatchObject({ok: false, code: "unknown-key"})
    },
  )
  test.each(["ES256", "PS256", "Ed25519"] as const)(
    "a software signer with %s passes checkSigner",
    async alg => {
      const {privateJwk, publicJwk} = await newSigningKey(alg)
      const signer = await softwareSigner(privateJwk)
      for (const {run} of checkSigner(async () => ({signer, publicJwk}))) {
        await expect(run()).resolves.toBeUndefined()
      }
    },
  )
  test("checkSigner finds a signer that signs something else", async () => {
    const {privateJwk, publicJwk} = await newSigningKey()
    const signer = await softwareSigner(privateJwk)
    const liar = {
      ...signer,
      sign: (_payload: Uint8Array, header: Parameters<typeof signer.sign>[1]) =>
        signer.sign(new TextEncoder().encode("{}"), header),
    }
    const cases = checkSigner(async () => ({signer: liar, publicJwk}))
    const results = await Promise.allSettled(cases.map(({run}) => run()))
    expect(results.filter(({status}) => status === "rejected").length).toBeGreaterThan(0)
    const payload = await payloadOf(await agreeing(report))
    await expect(signSignOff(payload, liar)).rejects.toMatchObject({code: "signer-disobeyed"})
  })
  test.each<[string, (payload: SignOff) => void]>([
    ["bad-form", payload => void payload.scope.push(payload.scope[0]!)],
    ["empty-scope", payload => void (payload.scope = [])],
    [
      "not-own-act",
      payload =>
        void (payload.statements = [{id: "s2-1", digest: "A".repeat(43), decision: "unreachable"}]),
    ],
    ["unknown-earlier", payload => void (payload.replaces = payload.id)],
    ["bad-form", payload => void Object.assign(payload, {note: "x"})],
    ["bad-form", payload => void (payload.at = "2026-04-01")],
    ["shown-missing", payload => void (payload.shown = null)],
  ])("a payload made by hand is refused: %s", async (code, spoil) => {
    const payload = await payloadOf(await agreeing(report))
    spoil(payload)
    await expect(signSignOff(payload, ours.signer)).rejects.toMatchObject({code})
  })
  test("a payload that breaks a rule is not signed", async () => {
    const payload: SignOff = {...(await payloadOf(await agreeing(report))), recordedBy: author}
    await expect(signSignOff(payload, ours.signer)).rejects.toMatchObject({code: "not-own-act"})
  })
  test("public keys hold nothing private, and a public key does not sign", async () => {
    const {publicJwk} = await newSigningKey()
    expect(Object.keys(publicJwk).sort()).toEqual(["alg", "crv", "kid", "kty", "x", "y"])
    await expect(softwareSigner(publicJwk)).rejects.toMatchObject({code: "bad-key"})
  })
  test.each([null, {}, [], "x", {payload: "a", protected: "b", signature: "c"}])(
    "readSignOff of garbage %# is a refusal",
    async garbage => {
      expect(await readSignOff(garbage, ours.keys)).toMatchObject({ok: false})
    },
  )
  test("a key that says it is for another algorithm is not used; one that says nothing is", async () => {
    const jws = await signed(ours, await agreeing(report))
    const {alg: _alg, kid: _kid, ...bare} = ours.keys.keys[0]!
    expect(await readSignOff(jws, {keys: [bare]})).toMatchObject({ok: true})
    await expect(readSignOff(jws, {keys: [{...bare, alg: "ES512"}]})).rejects.toMatchObject({
      code: "bad-key",
    })
  })
  test.each([{}, {keys: "x"}, null, []])("pinned keys that are no key set: %j", async keys => {
    const jws = await signed(ours, await agreeing(report))
    await expect(readSignOff(jws, keys as unknown as Jwks)).rejects.toMatchObject({code: "bad-key"})
  })
  test("a weak or foreign pinned key is the caller's mistake", async () => {
    const jws = await signed(ours, await agreeing(report))
    for (const key of [
      {kty: "oct", k: "AAAA"},
      {kty: "RSA", n: "AQAB", e: "AQAB"},
      {kty: "EC", crv: "P-256", x: "A", y: "B"},
    ]) {
      await expect(readSignOff(jws, {keys: [key]})).rejects.toMatchObject({
        code: "bad-key",
        at: "/keys/0",
      })
    }
  })
})
