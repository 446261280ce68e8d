// SPDX-License-Identifier: EUPL-1.2

/**
 * Nothing that must be read hangs by a thread: whichever piece of a layout is taken out, the check of
 * completeness says so. What it does not notice stands below, with the reason.
 */
import Handlebars from "handlebars"
import type {ReportModel} from "@wederhoor/format"
import {checkCompleteness, layoutFor, parseTemplate, renderReport} from "@wederhoor/render"
import {describe, expect, test} from "vitest"
import {everyLayer, layouts, shippedLayouts} from "./examples.ts"
import {faultsIn, unprinted} from "./sound.ts"

/** A piece that can be taken out of a source: a value, a block with all in it, or a call of a part. */
interface Piece {
  readonly from: number
  readonly to: number
  readonly text: string
}

interface Loc {
  readonly start: {readonly line: number; readonly column: number}
  readonly end: {readonly line: number; readonly column: number}
}

interface Node {
  readonly type: string
  readonly loc: Loc
  readonly program?: Program
  readonly inverse?: Program
}

interface Program {
  readonly body: readonly Node[]
  readonly chained?: boolean
}

function piecesOf(source: string): readonly Piece[] {
  const lines = source.split("\n")
  const starts = lines.map((_, at) =>
    lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0),
  )
  const offset = ({line, column}: Loc["start"]): number => (starts[line - 1] ?? 0) + column
  const found: Piece[] = []
  const visit = (program: Program | undefined): void => {
    for (const {type, loc, program: own, inverse} of program?.body ?? []) {
      if (type === "ContentStatement" || type === "CommentStatement") continue
      // An `else if` goes with the block it belongs to; what is in it is taken out by itself.
      if (program?.chained !== true) {
        const [from, to] = [offset(loc.start), offset(loc.end)]
        const [first = ""] = source.slice(from, to).split("}}")
        found.push({from, to, text: `${first}}}`})
      }
      visit(own)
      visit(inverse)
    }
  }
  visit(Handlebars.parse(source) as unknown as Program)
  return found
}

/** Small, and still one of everything: the law is about places, not about types. */
function small(): ReportModel {
  const model = everyLayer("nl", 1)
  const kept = model.sections.map(section => ({
    ...section,
    statements: section.statements.map(one => ({
      ...one,
      reactions: one.reactions.slice(0, 2),
      recognition: one.recognition.slice(0, 1),
    })),
  }))
  const ids = new Set(
    kept.flatMap(each => each.statements.flatMap(one => one.reactions.map(({id}) => id))),
  )
  const whole = model.reactions.filter(({on}) => on === "").slice(0, 2)
  return {
    ...model,
    sections: kept,
    reactions: [...model.reactions.filter(({id}) => ids.has(id)), ...whole],
    signOffs: [...model.signOffs.slice(0, 2), ...model.signOffs.slice(3, 4)],
    persons: model.persons.slice(0, 2),
  }
}

const model = small()

/** What tells that something is missing: the checks of the package, and those every report is held to. */
function isNoticed(source: string, partials: Readonly<Record<string, string>>): boolean {
  if (checkCompleteness(source, model, {partials, trials: false}).length > 0) return true
  const template = parseTemplate(source, {partials})
  return unprinted(template, model).length > 0 || faultsIn(renderReport(template, model)).length > 0
}

/** Pieces of a source whose loss is not noticed. */
const unnoticed = (
  name: string,
  source: string,
  noticed: (changed: string) => boolean,
): readonly string[] =>
  piecesOf(source)
    .filter(({from, to}) => !noticed(source.slice(0, from) + source.slice(to)))
    .map(({text}) => `${name} ${text}`)

/** What may go without being noticed, and why. Anything else that goes unnoticed is a fault. */
const mayGo: readonly (readonly [pieces: RegExp, why: string])[] = [
  [/ \{\{> words\//, "a fixed word of ours, beside what it names"],
  [/\{\{#if (@root\.)?reader\.plain\}\}/, "chooses between two wordings, or adds an explanation"],
  [/\{\{#if final\}\}|draft-next\}\}/, "chooses between two wordings"],
  [/contents/, "the list of contents: everything in it stands in the report as well"],
  [/\{\{> parts\/legend\}\}|^parts\/legend /, "explains the words for the layers"],
  [/section\.is\.fact\}\}/, "chooses which explanation a child gets"],
  [
    /^parts\/copy \{\{(#each issues|#if @last|#each issue\.|issue\.|#if issue\.|recipient)/,
    "the last issue once more, on the front; all issues are listed at the end",
  ],
  [/\{\{#unless @first\}\}/, "a comma"],
  [
    /^parts\/copy \{\{#(unless final|if gaps)\}\}/,
    "a fixed sentence; the status and the markers themselves say it too",
  ],
  [/^veiligheidskaart \{\{frozenOn\}\}/, "the day once more, at the top of the card"],
  [/^parts\/copy \{\{version\}\}/, "a number, not a text: see the test below"],
  [
    /\{\{(detail\.source|statement\.layer|section\.id|reaction\.id|source\.id)\}\}/,
    "marks an element; the words are in it",
  ],
  [
    /^(parts\/statement \{\{statement\.|words\/reactionsTo \{\{)number\}\}/,
    "the number stands at the top of the statement and above its reactions",
  ],
]

const allowed = (piece: string): boolean => mayGo.some(([pieces]) => pieces.test(piece))

/** Parts that a source calls, and those that they call. */
function reach(
  source: string,
  partials: Readonly<Record<string, string>>,
  found = new Set<string>(),
) {
  for (const [, name = ""] of source.matchAll(/\{\{> ([\w/-]+)/g)) {
    if (found.has(name)) continue
    found.add(name)
    reach(partials[name] ?? "", partials, found)
  }
  return found
}

const dutch = shippedLayouts.filter(([, lang]) => lang === "nl")
/** Each part with the first layout that calls it: what it is worth is the same in all. */
const parts = new Map(
  dutch.toReversed().flatMap(([id]) => {
    const {source, partials} = layoutFor(layouts, id, "nl")
    return [...reach(source, partials)]
      .filter(name => piecesOf(partials[name] ?? "").length > 0)
      .map(name => [name, id] as const)
  }),
)

describe("without any one piece", () => {
  test("the law can fail: a layout with everything has nothing to notice", () => {
    for (const [id, lang] of dutch) {
      const {source, partials} = layoutFor(layouts, id, lang)
      expect(isNoticed(source, partials)).toBe(false)
    }
  })
  test.each(shippedLayouts)("layout %s (%s) is noticed to be incomplete", (id, lang) => {
    const {source, partials} = layoutFor(layouts, id, lang)
    const lost = unnoticed(id, source, changed => isNoticed(changed, partials))
    expect(lost.filter(piece => !allowed(piece))).toEqual([])
  })
  test.each([...parts])("part %s, as %s uses it, is noticed to be incomplete", (name, id) => {
    const {source, partials} = layoutFor(layouts, id, "nl")
    const lost = unnoticed(name, partials[name] ?? "", changed =>
      isNoticed(source, {...partials, [name]: changed}),
    )
    expect(lost.filter(piece => !allowed(piece))).toEqual([])
  })
  test.each(["sections-plan", "sections-rest"])(
    "sections of some layers left out is noticed without any report: %s",
    name => {
      const {source, partials} = layoutFor(layouts, "gezinsplan", "nl")
      const without = source.replace(`{{> parts/${name}}}`, "")
      const found = checkCompleteness(without, undefined, {partials}).map(each => each.found)
      expect(found).toContain("sections.*.statements.*.lines.*.runs.*.text")
    },
  )
  test("the version is printed on the front", () => {
    for (const [id, lang] of shippedLayouts) {
      const {source, partials} = layoutFor(layouts, id, lang)
      const html = renderReport(parseTemplate(source, {partials}), {...model, version: 90_210})
      expect(html.slice(0, html.indexOf('class="control"'))).toContain("<dd>90210</dd>")
    }
  })
})
