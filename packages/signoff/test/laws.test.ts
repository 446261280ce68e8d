// SPDX-License-Identifier: EUPL-1.2
// Laws over random reports: they hold for every report, not for the examples we thought of.
import {
  canonicalJson,
  freeze,
  redact,
  signOffState,
  verifyBundle,
  withheldIn,
} from "@wederhoor/signoff"
import type {FrozenReport, Leaf, LeafKind, ReportContent} from "@wederhoor/signoff"
import fc from "fast-check"
import {beforeAll, expect, test} from "vitest"
import {agreeing, house, NOW, payloadOf, sealed, signed, template} from "./builders.ts"
import type {House} from "./builders.ts"

const SEED = 42
const RUNS = {seed: SEED, numRuns: 60}

let ours: House
beforeAll(async () => {
  ours = await house("Ed25519")
})

const words = fc.string({unit: "grapheme", maxLength: 30})
const values = (prefix: string, most: number): fc.Arbitrary<{id: string; text: string}[]> =>
  fc
    .array(words, {maxLength: most})
    .map(texts => texts.map((text, i) => ({id: `${prefix}${i}`, text})))

const reports: fc.Arbitrary<ReportContent> = fc
  .record({
    parties: values("p", 3),
    sources: values("b", 3),
    reactions: values("r", 3),
    sections: fc.tuple(
      ...template.sections.map((_, i) => fc.tuple(values(`f${i}`, 2), values(`s${i}-`, 4))),
    ),
  })
  .map(({parties, sources, reactions, sections}) => ({
    id: "dossier-1",
    template,
    lang: "nl",
    parties,
    sources,
    reactions,
    attachments: [],
    sections: sections.map(([fields, statements], i) => ({
      id: template.sections[i]!.id,
      title: "Titel",
      fields,
      statements,
    })),
  }))

const leavesOf = (report: FrozenReport): [LeafKind, Leaf][] => [
  ...report.parties.map((leaf): [LeafKind, Leaf] => ["party", leaf]),
  ...report.sources.map((leaf): [LeafKind, Leaf] => ["source", leaf]),
  ...report.reactions.map((leaf): [LeafKind, Leaf] => ["reaction", leaf]),
  ...report.sections.flatMap(({fields, statements}) => [
    ...fields.map((leaf): [LeafKind, Leaf] => ["field", leaf]),
    ...statements.map((leaf): [LeafKind, Leaf] => ["statement", leaf]),
  ]),
]

test(`freeze, then verify: unchanged, also after a round trip through text (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(reports, async content => {
      const report = await freeze(content, {now: NOW})
      const bundle = await sealed(ours, report, [await signed(ours, await agreeing(report))])
      const verification = await verifyBundle(JSON.stringify(bundle), {keys: ours.keys})
      expect(verification.issues).toEqual([])
      expect(verification.outcome).toBe("unchanged")
    }),
    RUNS,
  )
})

test(`any change to any single leaf is seen (seed ${SEED})`, async () => {
  const acts = ["text", "id", "salt", "digest", "drop", "double", "withhold-digest"] as const
  await fc.assert(
    fc.asyncProperty(reports, fc.nat(), fc.constantFrom(...acts), async (content, pick, act) => {
      const bundle = await sealed(ours, await freeze(content, {now: NOW}), [])
      const leaves = leavesOf(bundle.report)
      fc.pre(leaves.length > 0)
      const [, leaf] = leaves[pick % leaves.length]!
      const value = leaf.value as {id: string; text: string}
      const lists = [
        bundle.report.parties,
        bundle.report.sources,
        bundle.report.reactions,
        ...bundle.report.sections.flatMap(({fields, statements}) => [fields, statements]),
      ]
      const list = lists.find(candidate => candidate.includes(leaf))!
      const flip = (text: string): string => (text.startsWith("A") ? "B" : "A") + text.slice(1)
      if (act === "text") value.text += "."
      else if (act === "id") value.id += "x"
      else if (act === "salt") leaf.salt = flip(leaf.salt!)
      else if (act === "digest") leaf.digest = flip(leaf.digest)
      else if (act === "drop") list.splice(list.indexOf(leaf), 1)
      else if (act === "double") list.push(structuredClone(leaf))
      else {
        delete leaf.salt
        delete leaf.value
        leaf.digest = flip(leaf.digest)
        leaf.withheld = {code: "notShown"}
      }
      const verification = await verifyBundle(bundle, {keys: ours.keys})
      expect(verification.outcome).toBe("changed")
    }),
    {...RUNS, numRuns: 200},
  )
})

test(`redaction never changes the digest, hides what it says, and verifies (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      reports,
      fc.array(fc.boolean(), {minLength: 40, maxLength: 40}),
      async (content, bits) => {
        const report = await freeze(content, {now: NOW})
        const signOff = await signed(ours, await agreeing(report))
        let i = 0
        const hidden: string[] = []
        const copy = redact(report, (_kind, value) => {
          const hide = bits[i++] === true
          if (hide) {
            hidden.push(value.id)
          }
          return hide
        })
        expect(copy.digest).toBe(report.digest)
        expect(withheldIn(copy)).toHaveLength(hidden.length)
        expect(leavesOf(copy).filter(([, leaf]) => hidden.includes(leaf.value?.id ?? ""))).toEqual(
          [],
        )
        const bundle = await sealed(ours, report, [signOff], {report: copy})
        const verification = await verifyBundle(bundle, {keys: ours.keys})
        expect(verification.issues).toEqual([])
        expect(verification.outcome).toBe(hidden.length > 0 ? "unchangedWithheld" : "unchanged")
        expect(verification.counts.withheld).toBe(hidden.length)
        // A copy of a copy can only hide more.
        const twice = redact(copy, () => false)
        expect(canonicalJson(twice)).toBe(canonicalJson(copy))
      },
    ),
    RUNS,
  )
})

test(`a sign-off carries over exactly when its sections are unchanged (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      reports,
      fc.subarray(
        template.sections.map(({id}) => id),
        {minLength: 1},
      ),
      fc.subarray(template.sections.map(({id}) => id)),
      fc.constantFrom("add", "edit", "drop", "retitle"),
      async (content, scope, edited, act) => {
        const first = await freeze(content, {now: NOW})
        const signOff = await payloadOf(await agreeing(first, {sections: scope}))
        const touched = new Set<string>()
        const next: ReportContent = structuredClone(content)
        next.sections
          .filter(({id}) => edited.includes(id))
          .forEach(section => {
            const statement = section.statements[0] as {text: string} | undefined
            if (act === "add") section.statements.push({id: `${section.id}-new`})
            else if (act === "retitle") section.title += "!"
            else if (statement === undefined) return
            else if (act === "edit") statement.text += "."
            else section.statements.shift()
            touched.add(section.id)
          })
        const second = await freeze(next, {now: "2026-03-25T08:00:00Z", previous: first})
        const changed = scope.filter(id => touched.has(id))
        const standing = signOffState(signOff, second, [signOff])
        expect(standing.state).toBe(changed.length === 0 ? "carriesOver" : "superseded")
        expect(standing.changed.map(({section}) => section).sort()).toEqual(changed.sort())
        expect(signOffState(signOff, first, [signOff]).state).toBe("current")
      },
    ),
    {...RUNS, numRuns: 150},
  )
})

test(`salts: stable where nothing changed, fresh where something did (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(reports, async content => {
      const first = await freeze(content, {now: NOW})
      const next: ReportContent = structuredClone(content)
      const edited = next.sections.flatMap(({statements}) => statements)[0] as
        | {text: string}
        | undefined
      if (edited !== undefined) {
        edited.text += "."
      }
      const second = await freeze(next, {now: NOW, previous: first})
      const before = leavesOf(first)
      leavesOf(second).forEach(([kind, leaf], i) => {
        const same = canonicalJson(leaf.value) === canonicalJson(before[i]![1].value)
        expect([kind, leaf.salt === before[i]![1].salt]).toEqual([kind, same])
        expect(leaf.digest === before[i]![1].digest).toBe(same)
      })
      expect(second.previous).toBe(first.digest)
      expect(second.version).toBe(2)
    }),
    RUNS,
  )
})

test(`verifyBundle is total on any JSON, and on any JSON put anywhere in a bundle (seed ${SEED})`, async () => {
  const report = await freeze(
    {
      id: "d",
      template,
      lang: "nl",
      parties: [{id: "p"}],
      sources: [],
      reactions: [{id: "r"}],
      attachments: [],
      sections: [{id: "feiten", title: "F", fields: [], statements: [{id: "s"}]}],
    },
    {now: NOW},
  )
  const good = await sealed(ours, report, [await signed(ours, await agreeing(report))])
  const paths: (string | number)[][] = []
  const walk = (value: unknown, path: (string | number)[]): void => {
    paths.push(path)
    if (typeof value === "object" && value !== null) {
      Object.entries(value).forEach(([key, child]) => walk(child, [...path, key]))
    }
  }
  walk(good, [])
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths.slice(1)), fc.jsonValue(), async (path, junk) => {
      const copy = structuredClone(good) as unknown as Record<string, never>
      const parent = path.slice(0, -1).reduce((node, key) => node[key]!, copy)
      const before: unknown = parent[path.at(-1)!]
      fc.pre(JSON.stringify(before) !== JSON.stringify(junk))
      parent[path.at(-1)!] = junk as never
      const verification = await verifyBundle(copy)
      // Hints are no part of what was signed: a bundle may lose or gain them and prove no more, no less.
      expect([path[0] === "keysHint" ? "changed" : "", verification.outcome]).toContain("changed")
    }),
    {...RUNS, numRuns: 500},
  )
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async junk => {
      expect((await verifyBundle(junk)).outcome).toBe("changed")
    }),
    RUNS,
  )
})
