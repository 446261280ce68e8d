// SPDX-License-Identifier: EUPL-1.2
// Somebody changes who signed what. No signature counts for more than it was given for.
import {canonicalJson, freeze, signSignOff, verifyBundle} from "@wederhoor/signoff"
import type {FlattenedJws} from "@wederhoor/signoff"
import {base64url} from "jose"
import {beforeAll, describe, expect, test} from "vitest"
import {
  after,
  codes,
  found,
  good,
  makeGood,
  ours,
  raw,
  rawKey,
  rawSign,
  report,
  signOffs,
} from "./attack.ts"
import type {Loose} from "./attack.ts"
import {agreeing, content, house, NOW, payloadOf, sealed, signed, story} from "./builders.ts"

beforeAll(makeGood)

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
  describe("one that the seal calls confidential, such as that of a child", () => {
    const without = async (keep: (all: readonly FlattenedJws[]) => readonly FlattenedJws[]) => {
      const whole = await sealed(ours, report, signOffs, {confidential: ["so-vader-1"]})
      return verifyBundle({...whole, signOffs: keep(whole.signOffs)}, {keys: ours.keys})
    }
    test("may be left out of a copy, which then says that something is not shown", async () => {
      expect((await without(all => all)).outcome).toBe("unchanged")
      const verification = await without(all => all.toSpliced(1, 1))
      expect(verification.issues).toEqual([])
      expect(verification.outcome).toBe("unchangedWithheld")
      expect(verification.counts.withheld).toBe(1)
    })
    test("no other may be left out with it", async () => {
      const verification = await without(all => all.slice(2))
      expect(found(verification, "signoff-dropped")?.signOff).toBe("so-moeder-1")
      expect(verification.outcome).toBe("changed")
    })
    test("another in its place is not taken for it", async () => {
      const softer = await signed(
        ours,
        await agreeing(report, {
          id: "so-vader-1",
          party: {ref: "vader", role: "parent"},
          decision: "seen",
        }),
      )
      expect(codes(await without(all => all.with(1, softer)))).toContain("signoff-not-sealed")
    })
    test("a copy cannot call one confidential that the seal does not", async () => {
      const open = await sealed(ours, report, signOffs)
      const verification = await verifyBundle(
        {...open, signOffs: open.signOffs.slice(0, 1)},
        {keys: ours.keys},
      )
      expect(codes(verification)).toContain("signoff-dropped")
    })
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

test("threat 10: a 'yes' recorded by a professional is not believed, whoever signed it", async () => {
  const payload = await payloadOf(await agreeing(report, {id: "so-fake"}))
  payload.recordedBy = {ref: "auteur", role: "author"}
  payload.auth = {mode: "recorded"}
  const {privateKey} = await rawKey()
  const jws = await rawSign(privateKey, canonicalJson(payload), {})
  const verification = await verifyBundle(await sealed(raw, report, [jws]), {keys: raw.keys})
  expect(found(verification, "signoff-not-believed")?.detail).toContain("not-own-act")
})

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
