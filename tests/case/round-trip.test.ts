// SPDX-License-Identifier: EUPL-1.2

/**
 * A report that passes a gate is still that report after a trip through JSON and through Yjs: it fits
 * its published schema, says the same, and has the same digest (its salts travel with it).
 */
import {existsSync, readdirSync, readFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {readContent, seedContent} from "@wederhoor/collab"
import {
  check,
  checkAgainst,
  checkReportFile,
  type Content,
  contentOf,
  freezeInput,
  parseReportFile,
  parseTemplate,
  type ReportFile,
  type Run,
  type Statement,
  type Template,
  type Version,
} from "@wederhoor/format"
import {freeze} from "@wederhoor/signoff"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {policy} from "./golden.ts"

const folder = dirname(fileURLToPath(import.meta.resolve("@wederhoor/templates/beleid.json")))
const json = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), "utf8"))

const examples = readdirSync(folder)
  .filter(name => existsSync(join(folder, name, "template.json")))
  .map(name => ({
    name,
    template: parseTemplate(json(name, "template.json")),
    file: parseReportFile(json(name, "voorbeeld.json")),
  }))

const passes = (file: ReportFile, template: Template): boolean =>
  check({
    content: file.content,
    persons: file.record.persons,
    template,
    policy,
    today: "2026-11-20",
    gate: "toFamily",
  }).every(finding => finding.severity !== "error")

/** Through Yjs as it travels: written into a document, sent as an update, read in another. */
function overYjs(content: Content): Content {
  const here = new Y.Doc()
  const there = new Y.Doc()
  seedContent(here, content)
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
  return readContent(there)
}

const frozen = (content: Content, file: ReportFile, template: Template, previous?: Version) =>
  freeze(freezeInput(content, file.record, template), {
    now: "2026-11-20T10:00:00Z",
    ...(previous ? {previous} : {}),
  })

async function staysItself(file: ReportFile, template: Template): Promise<void> {
  const sent = parseReportFile(JSON.parse(JSON.stringify(file)))
  expect(sent).toEqual(file)
  const content = overYjs(sent.content)
  expect(content).toEqual(file.content)
  const newest = file.versions.at(-1)
  const first = await frozen(file.content, file, template, newest)
  const again = await frozen(content, sent, template, sent.versions.at(-1))
  // Leaves that are new since the newest version get new salts: they come with the next version.
  const next = await frozen(content, sent, template, first)
  const after = await frozen(file.content, file, template, JSON.parse(JSON.stringify(first)))
  expect(next.digest).toBe(after.digest)
  expect(next.sections).toEqual(first.sections)
  if (newest && sameSections(first, newest)) expect(again.sections).toEqual(first.sections)
  for (const version of [first, next]) expect(checkAgainst("report", version)).toEqual([])
  const {digest, purpose} = {digest: next.digest, purpose: "signing" as const}
  const last = file.versions.at(-1)?.version ?? 0
  expect(
    checkReportFile({
      ...file,
      content,
      record: {
        ...file.record,
        versions: [
          ...file.record.versions,
          {number: last + 1, digest: first.digest, purpose, renditions: [], at: first.frozenAt},
          {number: last + 2, digest, purpose, renditions: [], at: next.frozenAt},
        ],
      },
      versions: [...file.versions, first, next],
    }),
  ).toEqual([])
}

const sameSections = (one: Version, other: Version): boolean =>
  JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other))

test("every kind of report has an example", () => {
  expect(examples).toHaveLength(11)
})

describe.each(examples)("$name", ({template, file}) => {
  test("the example stays itself through JSON and Yjs, with its digests", async () => {
    expect(passes(file, template)).toBe(true)
    await staysItself(file, template)
    for (const version of file.versions) {
      expect(checkAgainst("report", version)).toEqual([])
      expect(contentOf(version).sections.length).toBe(template.sections.length)
    }
  })

  test("so does every change of it that still passes (seed 20261122)", async () => {
    let tried = 0
    await fc.assert(
      fc.asyncProperty(changesOf(file.content), async content => {
        const changed = {...file, content}
        if (!passes(changed, template)) return
        tried++
        await staysItself(changed, template)
      }),
      {seed: 20261122, numRuns: 25},
    )
    expect(tried).toBeGreaterThan(5)
  })
})

/** The content with other words, marks and dates here and there, and some statements withdrawn. */
function changesOf(content: Content): fc.Arbitrary<Content> {
  const all = content.sections.flatMap(section => section.statements.map(one => one.id))
  const run: fc.Arbitrary<Run> = fc.record(
    {
      text: fc.oneof(
        fc.string({unit: "binary", minLength: 1, maxLength: 20}).map(plainWords),
        fc.constantFrom("Zij zei: “nee”.", "ë́ 👩‍👧 naïef", "a\u00a0b", "  twee  spaties  "),
      ),
      marks: fc.subarray(["strong", "em", "quote"] as const),
    },
    {requiredKeys: ["text"]},
  )
  const change = fc.record({
    id: fc.constantFrom(...all),
    lines: fc.array(fc.array(run, {minLength: 1, maxLength: 3}), {minLength: 1, maxLength: 3}),
    withdrawn: fc.oneof({weight: 9, arbitrary: fc.constant(null)}, fc.constant("dubbel")),
  })
  return fc.array(change, {minLength: 1, maxLength: 3}).map(changes => ({
    sources: content.sources,
    sections: content.sections.map(section => ({
      id: section.id,
      statements: section.statements.map(one =>
        changes.filter(({id}) => id === one.id).reduce(changed, one),
      ),
    })),
  }))
}

const plainWords = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/g, "x") || "x"

function changed(
  one: Statement,
  {lines, withdrawn}: {lines: readonly (readonly Run[])[]; withdrawn: string | null},
): Statement {
  return {
    ...one,
    lines: lines.map(joined),
    attrs: {...one.attrs, ...(withdrawn ? {withdrawn} : {})},
  }
}

/** The plain form of a line: neighbouring runs differ in marks, and no list of marks is empty. */
function joined(line: readonly Run[]): Run[] {
  const runs: Run[] = []
  for (const {text, marks = []} of line) {
    const last = runs.at(-1)
    if (last && JSON.stringify(last.marks ?? []) === JSON.stringify(marks))
      runs[runs.length - 1] = {...last, text: last.text + text}
    else runs.push(marks.length > 0 ? {text, marks} : {text})
  }
  return runs
}
