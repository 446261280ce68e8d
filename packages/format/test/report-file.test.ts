// SPDX-License-Identifier: EUPL-1.2

/** Reports, versions, signatures and links of the audit chain against their published schemas. */
import {readFileSync, readdirSync} from "node:fs"
import {join} from "node:path"
import {
  type Problem,
  type ReportFile,
  FormatError,
  checkAgainst,
  checkPolicy,
  checkReportFile,
  describeProblem,
  freezeInput,
  parsePolicy,
  parseReportFile,
  redactFor,
} from "@wederhoor/format"
import {
  type Bundle,
  type FlattenedJws,
  type FrozenReport,
  type Receipt,
  chainEvent,
  digestOf,
  freeze,
  newSigningKey,
  parseJson,
  prepareSignOff,
  redact,
  sealReport,
  sha256,
  signSignOff,
  softwareSigner,
  withheldIn,
} from "@wederhoor/signoff"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {type Json, breakSomewhere} from "./broken.ts"
import {content, frozen, persons, tell, template} from "./golden-story.ts"

const seed = 20_260_411
const told = (problems: readonly Problem[]): string[] =>
  problems.map(({code, at}) => `${code} ${at}`)
const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const payloadOf = (jws: FlattenedJws): unknown =>
  parseJson(Buffer.from(jws.payload, "base64url").toString("utf8"))

/** The golden story with versions that were really frozen, signed and sealed. */
async function goldenFile(): Promise<ReportFile> {
  const state = tell()
  const {signer} = await key()
  const input = freezeInput(content, state, template)
  const first = await freeze(input, {now: "2026-04-02T09:00:00Z"})
  const second = await freeze(input, {now: "2026-04-14T09:00:00Z", previous: first})
  const copies = await Promise.all(
    persons.map(async person => ({
      person: person.id,
      sha256: await sha256(new TextEncoder().encode(person.id)),
      withheld: withheldIn(redactFor(second, state, person)),
    })),
  )
  const audit = {head: await sha256(new TextEncoder().encode("head")), count: 7}
  const signOffs = await Promise.all(
    state.signOffs.map(async one => {
      const jws = await signed(second, one.person, one.at, audit)
      return {...one, jws}
    }),
  )
  const seal = await sealReport(
    {
      at: "2026-04-20T09:00:00Z",
      report: second,
      phase: "final",
      signOffs: signOffs.map(({jws}) => jws),
      audit,
      organisation: {name: "Voorbeeld"},
    },
    signer,
  )
  return json({
    format: "wederhoor-report-file/1",
    record: {
      ...state,
      phase: "final",
      template: second.template,
      versions: [first, second].map((version, i) => ({
        number: version.version,
        digest: version.digest,
        purpose: i === 0 ? "hearing" : "signing",
        renditions: copies,
        at: version.frozenAt,
      })),
      signOffs,
      final: {version: 2, at: "2026-04-20T09:00:00Z", seal},
      issues: [
        {
          number: 1,
          version: 2,
          recipients: ["ouders"],
          changed: "",
          at: "2026-04-21T09:00:00Z",
        },
      ],
    },
    content,
    versions: [first, second],
  } satisfies ReportFile)
}

let made: ReturnType<typeof newKey> | undefined
const newKey = async () => {
  const {privateJwk} = await newSigningKey("ES256")
  return {signer: await softwareSigner(privateJwk)}
}
const key = () => (made ??= newKey())

async function signed(
  report: FrozenReport,
  person: string,
  at: string,
  audit: {head: string; count: number},
): Promise<FlattenedJws> {
  const role = persons.find(one => one.id === person)?.role ?? "parent"
  const prepared = await prepareSignOff({
    id: `t-${person}`,
    at,
    report,
    purpose: "report",
    party: {ref: person, role},
    sections: "all",
    decision: "disagreed",
    shown: {
      via: "screen",
      lang: "nl",
      mediaType: "text/html",
      sha256: audit.head,
      withheld: withheldIn(report),
    },
    recordedBy: {ref: person, role},
    auth: {mode: "self", iss: "https://voorbeeld.nl"},
    audit,
  })
  if (!prepared.ok) throw new Error(`${prepared.code} ${prepared.at}`)
  return signSignOff(prepared.payload, (await key()).signer)
}

const file = await goldenFile()
const wrong = (change: (copy: Json) => void): string[] => {
  const copy = structuredClone(file) as Json
  change(copy)
  return told(checkReportFile(copy))
}

describe("a report in one file", () => {
  test("the golden story, signed and sealed, is taken as it is", () => {
    expect(checkReportFile(file)).toEqual([])
    expect(parseReportFile(file)).toEqual(file)
    expect(parseReportFile(file)).not.toBe(file)
  })
  const cases: [string, (copy: Json) => void, string][] = [
    ["a stranger in the record", f => (f["record"].mood = "x"), "unknown-key /record/mood"],
    ["no text", f => delete f["content"], "missing "],
    ["a phase that is none", f => (f["record"].phase = "klaar"), "not-in-list /record/phase"],
    [
      "a day in words",
      f => (f["record"].offers[0].until = "volgende week"),
      "wrong-form /record/offers/0/until",
    ],
    [
      "a person twice",
      f => f["record"].persons.push(f["record"].persons[0]),
      `duplicate-id /record/persons/${file.record.persons.length}/id`,
    ],
    [
      "a reaction of nobody",
      f => (f["record"].reactions[0].by = "niemand"),
      "unknown-person /record/reactions/0/by",
    ],
    [
      "a signature of nobody",
      f => (f["record"].signOffs[0].person = "niemand"),
      "unknown-person /record/signOffs/0/person",
    ],
    [
      "versions that skip one",
      f => (f["record"].versions[1].number = 3),
      "version-order /record/versions/1/number",
    ],
    [
      "a version that the record does not know",
      f => (f["versions"][1].version = 9),
      "unknown-version /versions/1/version",
    ],
    [
      "another version under the same number",
      f => (f["versions"][1].digest = f["versions"][0].digest),
      "digest-differs /versions/1/digest",
    ],
    [
      "versions the wrong way round",
      f => f["versions"].reverse(),
      "version-order /versions/1/version",
    ],
    [
      "a version of another report",
      f => (f["versions"][0].id = "ander"),
      "other-report /versions/0/id",
    ],
    ["final without a seal", f => delete f["record"].final, "not-final /record"],
    [
      "a signature that is no envelope",
      f => (f["record"].signOffs[0].jws = {payload: "x"}),
      "missing /record/signOffs/0/jws",
    ],
    [
      "a decision nobody can take",
      f => (f["record"].signOffs[0].decision = "tacit"),
      "not-in-list /record/signOffs/0/decision",
    ],
    [
      "a hearing that records what only the person can do",
      f => (f["record"].hearings[0].state = "responded"),
      "not-in-list /record/hearings/0/state",
    ],
  ]
  test.each(cases)("%s", (_, change, expected) => expect(wrong(change)).toContain(expected))
  test("a statement twice, in two sections", () => {
    const [one, other] = file.content.sections.flatMap((section, i) =>
      section.statements.length > 0 ? [i] : [],
    )
    const at = `/content/sections/${other}/statements/0/id`
    expect(
      wrong(f => {
        const id = f["content"].sections[one ?? 0].statements[0].id
        f["content"].sections[other ?? 0].statements[0].id = id
      }),
    ).toContain(`duplicate-id ${at}`)
  })
  test("the first problem is thrown, with code, place and what to do", () => {
    const copy = structuredClone(file) as Json
    copy["record"].reactions[0].by = "niemand"
    let error: unknown
    try {
      parseReportFile(copy)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(FormatError)
    expect(error).toMatchObject({code: "unknown-person", at: "/record/reactions/0/by"})
    expect((error as FormatError).message).toContain("Add this person to the register")
  })
  test("the limits: 20 levels, 3 million values; nothing hangs or throws", () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : {a: deep(levels - 1)})
    expect(told(checkReportFile(deep(21)))).toEqual([`too-deep ${"/a".repeat(20)}`])
    expect(told(checkReportFile(deep(5_000)))).toEqual([`too-deep ${"/a".repeat(20)}`])
    const list = Array.from({length: 3_000_001}, () => 0)
    expect(told(checkReportFile(list))).toEqual(["too-large /2999999"])
    expect(told(checkReportFile("x".repeat(100_000_001)))).toEqual(["too-large "])
    expect(told(checkReportFile(Array.from({length: 400_000}, () => 0)))).toEqual(["wrong-type "])
  })
  test(`random JSON is refused with words, never thrown at (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.jsonValue({maxDepth: 8}), value => {
        const problems = [
          ...checkReportFile(value),
          ...checkPolicy(value),
          ...checkAgainst("report", value),
          ...checkAgainst("signOff", value),
          ...checkAgainst("auditEvent", value),
        ]
        expect(problems.length).toBeGreaterThan(3)
        for (const problem of problems) expect(describeProblem(problem).what).not.toBe(problem.code)
      }),
      {seed, numRuns: 500},
    )
  })
  test(`one thing broken: refused with a sentence, or still whole (seed ${seed})`, () => {
    let refused = 0
    fc.assert(
      fc.property(breakSomewhere(file), broken => {
        const problems = checkReportFile(broken)
        if (problems.length === 0) {
          expect(parseReportFile(broken)).toEqual(broken)
          return
        }
        refused++
        for (const problem of problems)
          for (const lang of ["nl", "en"] as const) {
            const {what, todo} = describeProblem(problem, lang)
            expect([problem.code, what, todo]).toEqual([
              problem.code,
              expect.stringMatching(/^[A-Z“].*\.$/s),
              expect.stringMatching(/^[A-Z].*[.}]$/s),
            ])
          }
      }),
      {seed, numRuns: 300},
    )
    expect(refused).toBeGreaterThan(100)
  })
})

describe("a frozen version", () => {
  test("what is frozen validates, whole and as every reader's copy", async () => {
    const state = tell()
    const version = await frozen(state)
    expect(checkAgainst("report", json(version))).toEqual([])
    for (const person of persons)
      expect(checkAgainst("report", json(redactFor(version, state, person)))).toEqual([])
  })
  const broken: [string, (copy: Json) => void, string][] = [
    ["a leaf without salt", v => delete v["parties"][0].salt, "missing /parties/0"],
    [
      "a gap that shows its words all the same",
      v => (v["parties"][0].withheld = {code: "notShown"}),
      "too-many /parties/0",
    ],
    [
      "a gap that says why",
      v => (v["parties"][0] = {digest: v["parties"][0].digest, withheld: {code: "safety"}}),
      "not-in-list /parties/0/withheld/code",
    ],
    [
      "a date of birth",
      v => (v["parties"][0].value.birthDate = "2013-02-20"),
      "unknown-key /parties/0/value/birthDate",
    ],
    [
      "a shielded string",
      v => (v["parties"][0].value.shielded = []),
      "unknown-key /parties/0/value/shielded",
    ],
    ["a version 0", v => (v["version"] = 0), "too-low /version"],
    ["half a digest", v => (v["digest"] = "abc"), "wrong-form /digest"],
    [
      "a time in another zone",
      v => (v["frozenAt"] = "2026-04-02T09:00:00+02:00"),
      "wrong-form /frozenAt",
    ],
  ]
  test.each(broken)("%s is refused", (_, change, expected) => {
    const copy = structuredClone(file.versions[1]) as unknown as Json
    change(copy)
    expect(told(checkAgainst("report", copy))).toContain(expected)
  })
})

describe("signatures", () => {
  test("what was signed validates as it was signed", () => {
    for (const {jws} of file.record.signOffs)
      expect(checkAgainst("signOff", payloadOf(jws as FlattenedJws))).toEqual([])
  })
  test("a signature of nothing, without reader, or with more than was asked is refused", () => {
    const payload = payloadOf(file.record.signOffs[0]?.jws as FlattenedJws) as Json
    expect(told(checkAgainst("signOff", {...payload, scope: []}))).toEqual(["too-few /scope"])
    expect(told(checkAgainst("signOff", {...payload, bsn: "1"}))).toEqual(["unknown-key /bsn"])
    expect(told(checkAgainst("signOff", {...payload, decision: "tacit"}))).toEqual([
      "not-in-list /decision",
    ])
    expect(checkAgainst("signOff", {...payload, shown: null})).toEqual([])
    expect(told(checkAgainst("signOff", {...payload, shown: undefined}))).toEqual([
      "not-json /shown",
    ])
  })
  const kept = join(import.meta.dirname, "../../signoff/test/kept/1")
  test.each(readdirSync(kept))(
    "what was signed and kept in version 1 still validates: %s",
    name => {
      const {first, copyOfSecond, receipts} = JSON.parse(
        readFileSync(join(kept, name), "utf8"),
      ) as {
        first: Bundle
        copyOfSecond: Bundle
        receipts: Receipt[]
      }
      const signatures = [first, copyOfSecond].flatMap(bundle => bundle.signOffs)
      expect(signatures.length + receipts.length).toBeGreaterThan(3)
      for (const jws of [...signatures, ...receipts.map(receipt => receipt.signOff)])
        expect(checkAgainst("signOff", payloadOf(jws))).toEqual([])
      // Its leaves hold statements of another form; everything around them is ours.
      for (const {report} of [first, copyOfSecond])
        expect(checkAgainst("report", redactAll(report))).toEqual([])
    },
  )
})

/** A copy that shows nothing; what a section leans on stands under digests already. */
const redactAll = (report: FrozenReport): FrozenReport => redact(report, () => true)

describe("links of the audit chain", () => {
  const at = "2026-04-02T09:00:00Z"
  test("an act with its event, a change of the text, and the bare link", async () => {
    const event = {type: "fieldSet", section: "facts", field: "on", value: "2026-04-01"}
    const body = await digestOf("record-event@1", {value: event})
    const actor = {person: "karin-smit", role: "author"}
    const bare = await chainEvent(null, {seq: 1, at, actor, body})
    expect(checkAgainst("auditEvent", bare)).toEqual([])
    const {prev, hash} = bare
    const link = {entry: {seq: 1, at, actor, event}, prev, hash}
    expect(checkAgainst("auditEvent", link)).toEqual([])
    const touches = [{root: "doc", section: "facts", statement: "s1", node: "line", op: "text"}]
    const update = {seq: 2, user: "server", at, touches, digest: body, prev: hash, hash}
    expect(checkAgainst("auditEvent", update)).toEqual([])
    const text = await chainEvent(hash, {seq: 2, at, actor: "karin-smit", body})
    expect(checkAgainst("auditEvent", text)).toEqual([])
  })
  test("the events are a closed union: no other event, part, or text in the log of the text", async () => {
    const {hash} = await chainEvent(null, {seq: 1, at, actor: "x", body: await digestOf("x@1", {})})
    const link = (event: Json) => ({
      entry: {seq: 1, at, actor: {person: "server", role: "host"}, event},
      prev: null,
      hash,
    })
    const of = (event: Json) => told(checkAgainst("auditEvent", link(event)))
    expect(of({type: "archived"})).toEqual([])
    expect(of({type: "deleted"})).toEqual(["not-in-list /entry/event/type"])
    expect(of({type: "archived", why: "x"})).toEqual(["unknown-key /entry/event/why"])
    expect(of({type: "viewed", version: 1})).toEqual(["missing /entry/event"])
    const touch = {root: "doc", node: "line", op: "text", text: "geheim"}
    expect(
      told(
        checkAgainst("auditEvent", {
          seq: 1,
          user: "x",
          at,
          touches: [touch],
          digest: hash,
          prev: null,
          hash,
        }),
      ),
    ).toEqual(["unknown-key /touches/0/text"])
  })
})

describe("a policy", () => {
  const policy = policies[0] as unknown as Json
  const refuse = (change: (copy: Json) => void): string[] => {
    const copy = structuredClone(policy)
    change(copy)
    return told(checkPolicy(copy))
  }
  test("the shipped ones are in order", () => {
    for (const one of policies) expect(parsePolicy(one)).toEqual(one)
  })
  test.each<[string, (copy: Json) => void, string]>([
    ["a day that does not exist", p => (p["from"] = "2026-02-31"), "not-a-day /from"],
    ["a holiday in words", p => p["holidays"].unshift("Pasen"), "wrong-form /holidays/0"],
    ["an age in words", p => (p["ages"].ownHearing = "twaalf"), "wrong-type /ages/ownHearing"],
    ["half a year", p => (p["ages"].ownHearing = 11.5), "wrong-type /ages/ownHearing"],
    [
      "no time to react",
      p => (p["terms"].inspectionWorkingDays = 0),
      "too-low /terms/inspectionWorkingDays",
    ],
    [
      "two lengths for one term",
      p => Object.assign(p["fieldTerms"].planReview, {days: 3}),
      "duration-unclear /fieldTerms/planReview",
    ],
    [
      "a ground twice",
      p => p["deferralGrounds"].unshift(p["deferralGrounds"][0]),
      "duplicate-id /deferralGrounds/1/id",
    ],
    [
      "a word with a capital",
      p => p["diagnosisTerms"].unshift("ADHD"),
      "not-lower-case /diagnosisTerms/0",
    ],
    ["a rule", p => (p["rules"] = {}), "unknown-key /rules"],
  ])("%s is refused", (_, change, expected) => expect(refuse(change)).toContain(expected))
  test("parsePolicy throws the first problem", () => {
    expect(() => parsePolicy({...policy, from: "2026-02-31"})).toThrow(
      expect.objectContaining({code: "not-a-day", at: "/from"}),
    )
  })
})
