// SPDX-License-Identifier: EUPL-1.2
// Receipts, codes, the audit chain, freezing mistakes, and the words for people.
import {readFile} from "node:fs/promises"
import {
  chainEvent,
  controlCode,
  describeVerification,
  digestOf,
  freeze,
  makeReceipt,
  receiptCode,
  redact,
  sameCode,
  sealReport,
  verifyBundle,
  verifyChain,
} from "@wederhoor/signoff"
import type {Bundle, ChainEntry, FlattenedJws, FrozenReport} from "@wederhoor/signoff"
import {beforeAll, describe, expect, test} from "vitest"
import {AUDIT, content, house, NOW, ORGANISATION, sealed, story} from "./builders.ts"
import type {House, Values} from "./builders.ts"

let ours: House
let report: FrozenReport<Values>
let signOffs: FlattenedJws[]
let bundle: Bundle
beforeAll(async () => {
  ours = await house()
  ;({report, signOffs, bundle} = await story(ours))
})

describe("codes", () => {
  test("26 letters and digits that cannot be misread, in groups", async () => {
    const code = await controlCode(bundle)
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{6}$/)
    expect(await controlCode(JSON.parse(JSON.stringify(bundle, null, 2)))).toBe(code)
    expect((await verifyBundle(bundle)).code).toBe(code)
  })
  test("another letter, another signature, another copy: another code", async () => {
    const other = structuredClone(bundle)
    other.report.lang = "en"
    const copy = {...bundle, report: redact(report, () => true)}
    const codes = await Promise.all([bundle, other, copy].map(controlCode))
    expect(new Set([...codes, ...(await Promise.all(signOffs.map(receiptCode)))]).size).toBe(5)
  })
  test("typed by hand it is still the same; half a code is not", async () => {
    const code = await receiptCode(signOffs[0]!)
    const typed = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")
    expect(sameCode(code, typed)).toBe(true)
    expect(sameCode(code, code.slice(0, 20))).toBe(false)
    expect(sameCode("", "")).toBe(false)
  })
  test("a receipt carries the act, the digest, the audit head and the code", async () => {
    expect(await makeReceipt(signOffs[1]!)).toEqual({
      format: "wederhoor-receipt/1",
      signOff: signOffs[1],
      report: report.digest,
      audit: AUDIT,
      code: await receiptCode(signOffs[1]!),
    })
    await expect(makeReceipt({...signOffs[1]!, payload: "e30"})).rejects.toMatchObject({
      code: "not-a-sign-off",
    })
  })
  test("a receipt with another code, digest or head is not believed", async () => {
    const receipt = await makeReceipt(signOffs[1]!)
    for (const over of [{code: "X"}, {report: "Z".repeat(43)}, {audit: {...AUDIT, count: 1}}]) {
      const verification = await verifyBundle(bundle, {
        keys: ours.keys,
        receipts: [{...receipt, ...over}],
      })
      expect(verification.issues.map(({code}) => code)).toEqual(["receipt-not-believed"])
    }
  })
})

describe("the audit chain", () => {
  async function chain(count: number): Promise<ChainEntry[]> {
    const entries: ChainEntry[] = []
    for (let seq = 1; seq <= count; seq++) {
      const body = await digestOf("body@1", {salt: `s${seq}`, value: {seq}})
      const event = {seq, at: NOW, actor: {ref: "u1", role: "author"}, body}
      entries.push(await chainEvent(entries.at(-1)?.hash ?? null, event))
    }
    return entries
  }
  test("holds, also when empty, also for heads held elsewhere", async () => {
    const entries = await chain(5)
    const head = entries[2]!.hash
    expect(await verifyChain(entries, [{head, count: 3}])).toEqual({
      ok: true,
      head: entries[4]!.hash,
      count: 5,
    })
    expect(await verifyChain([])).toEqual({ok: true, head: null, count: 0})
  })
  test.each([
    [
      "another time",
      (list: ChainEntry[]) => void (list[2]!.at = "2026-03-20T08:00:01Z"),
      "changed",
      3,
    ],
    ["another actor", (list: ChainEntry[]) => void (list[2]!.actor = "u2"), "changed", 3],
    ["another body", (list: ChainEntry[]) => void (list[2]!.body = "A".repeat(43)), "changed", 3],
    ["an entry left out", (list: ChainEntry[]) => void list.splice(2, 1), "gap", 3],
    ["two swapped", (list: ChainEntry[]) => void list.splice(1, 2, list[2]!, list[1]!), "gap", 2],
    ["one put in", (list: ChainEntry[]) => void list.splice(1, 0, list[1]!), "gap", 3],
    ["a link cut", (list: ChainEntry[]) => void (list[3]!.prev = null), "broken-link", 4],
    [
      "a stray key",
      (list: ChainEntry[]) => void Object.assign(list[1]!, {note: "x"}),
      "bad-entry",
      2,
    ],
    [
      "an actor without JSON form",
      (list: ChainEntry[]) => void (list[1]!.actor = {n: 0.5}),
      "changed",
      2,
    ],
    [
      "garbage",
      (list: ChainEntry[]) => void (list[0] = null as unknown as ChainEntry),
      "bad-entry",
      1,
    ],
  ])("%s is seen", async (_name, spoil, code, seq) => {
    const entries = await chain(5)
    spoil(entries)
    expect(await verifyChain(entries)).toEqual({ok: false, code, seq})
  })
  test("cut off or rewritten whole: only a head held elsewhere shows it", async () => {
    const entries = await chain(5)
    const held = {head: entries[4]!.hash, count: 5}
    expect(await verifyChain(entries.slice(0, 4))).toMatchObject({ok: true})
    expect(await verifyChain(entries.slice(0, 4), [held])).toEqual({
      ok: false,
      code: "head-not-found",
      seq: 5,
    })
  })
  test("a seal behind the head that a signer saw", async () => {
    const behind = await sealReport(
      {
        at: NOW,
        report,
        phase: "final",
        signOffs,
        audit: {...AUDIT, count: 6},
        organisation: ORGANISATION,
      },
      ours.signer,
    )
    const verification = await verifyBundle({...bundle, seal: behind}, {keys: ours.keys})
    expect(verification.issues.map(({code}) => code)).toEqual([
      "audit-went-back",
      "audit-went-back",
    ])
  })
})

describe("mistakes of the caller have a code and a place", () => {
  test.each([
    [
      "duplicate-id",
      "/sections/*/statements/1",
      (c: ReturnType<typeof content>) => void (c.sections[1]!.statements[0]!.id = "s1-1"),
    ],
    [
      "duplicate-id",
      "/parties/1",
      (c: ReturnType<typeof content>) => void (c.parties[1]!.id = "moeder"),
    ],
    [
      "bad-content",
      "/sections/0/statements/0",
      (c: ReturnType<typeof content>) => void (c.sections[0]!.statements[0] = {} as never),
    ],
    ["bad-content", "/extra", (c: ReturnType<typeof content>) => void Object.assign(c, {extra: 1})],
  ])("freeze: %s at %s", async (code, at, spoil) => {
    const given = content()
    spoil(given)
    await expect(freeze(given, {now: NOW})).rejects.toMatchObject({code, at})
  })
  test("freeze from a redacted version, of another report, at no time", async () => {
    const copy = redact(report, (kind, _value) => kind === "party")
    await expect(freeze(content(), {now: NOW, previous: copy})).rejects.toMatchObject({
      code: "previous-redacted",
    })
    const other = {...report, id: "x"}
    await expect(freeze(content(), {now: NOW, previous: other})).rejects.toMatchObject({
      code: "other-report",
    })
    await expect(freeze(content(), {now: "gisteren"})).rejects.toMatchObject({code: "bad-time"})
  })
  test("freeze copies: what is changed afterwards does not get in", async () => {
    const given = content()
    const frozen = await freeze(given, {now: NOW})
    given.sections[0]!.statements[0]!.text = "anders"
    given.attachments[0]!.title = "anders"
    expect(JSON.stringify(frozen)).not.toContain("anders")
  })
  test("seal: no doubles, only sign-offs", async () => {
    const input = {
      at: NOW,
      report,
      phase: "final" as const,
      audit: AUDIT,
      organisation: ORGANISATION,
    }
    const twice = sealReport({...input, signOffs: [signOffs[0]!, signOffs[0]!]}, ours.signer)
    await expect(twice).rejects.toMatchObject({code: "duplicate-id", at: "/signOffs/1"})
    const junk = {payload: "e30", protected: "e30", signature: "e30"}
    await expect(sealReport({...input, signOffs: [junk]}, ours.signer)).rejects.toMatchObject({
      code: "not-a-sign-off",
    })
  })
  test("keysHint never carries a private key", async () => {
    const {newSigningKey, makeBundle} = await import("@wederhoor/signoff")
    const {privateJwk} = await newSigningKey()
    const made = await makeBundle({...bundle, keysHint: {keys: [privateJwk]}})
    expect(Object.keys(made.keysHint!.keys[0]!).sort()).toEqual(["crv", "kid", "kty", "x", "y"])
  })
})

describe("words", () => {
  const truth = {
    nl: "Dit zegt niet of de inhoud waar is.",
    en: "This does not say whether the content is true.",
  }
  test("unchanged", async () => {
    const verification = await verifyBundle(bundle, {keys: ours.keys})
    expect(describeVerification(verification, "nl")).toEqual([
      "ongewijzigd",
      truth.nl,
      "parent (moeder): akkoord, versie 1, geldt.",
      "parent (vader): niet akkoord, versie 1, geldt.",
      `Controlenummer: ${verification.code}`,
    ])
    expect(describeVerification(verification, "en").slice(0, 2)).toEqual(["unchanged", truth.en])
  })
  test("unchanged, parts not shown", async () => {
    const copy = redact(report, (kind, value) => kind === "statement" && value.id === "s2-3")
    const part = await sealed(ours, report, signOffs, {report: copy})
    const lines = describeVerification(await verifyBundle(part, {keys: ours.keys}), "nl")
    expect(lines.slice(0, 3)).toEqual([
      "ongewijzigd, delen niet getoond",
      truth.nl,
      "Niet getoond in deze kopie: 1.",
    ])
  })
  test("changed names the statement by number and id, and its section", async () => {
    const forged = structuredClone(bundle)
    Object.assign(forged.report.sections[1]!.statements[1]!.value!, {text: "x"})
    const verification = await verifyBundle(forged, {keys: ours.keys})
    expect(describeVerification(verification, "nl").slice(0, 2)).toEqual([
      "gewijzigd: de tekst is veranderd: uitspraak 2.2 (s2-2), paragraaf feiten",
      truth.nl,
    ])
    expect(describeVerification(verification, "en")[0]).toBe(
      "changed: the text was changed: statement 2.2 (s2-2), section feiten",
    )
  })
  test("keys from the file itself are never silent", async () => {
    const lines = describeVerification(await verifyBundle(bundle), "nl")
    expect(lines[2]).toMatch(/^Let op: de sleutels kwamen uit het bestand zelf\./)
  })
  test("a forged id cannot write lines of its own", async () => {
    const forged = structuredClone(bundle)
    Object.assign(forged.report.sections[0]!.statements[0]!.value!, {
      id: `x\nongewijzigd\u202e${"y".repeat(99)}`,
    })
    const lines = describeVerification(await verifyBundle(forged, {keys: ours.keys}), "nl")
    expect(lines.every(line => !/[\n\u202e]/.test(line))).toBe(true)
    expect(lines[0]!.length).toBeLessThan(300)
  })
})

test("the README names everything behind the door", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8")
  const door = Object.keys(await import("@wederhoor/signoff"))
  expect(door.filter(name => !readme.includes(name))).toEqual([])
})
