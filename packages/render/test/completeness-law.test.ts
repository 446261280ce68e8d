// SPDX-License-Identifier: EUPL-1.2

/**
 * The law of deletion, over report layouts in `templates/` with their parts written out: take away any one value that is
 * printed as text, and the check finds it. A value printed twice in one place (the number of a
 * passage in its heading and above its reactions) may lose one of the two, not both.
 */
import {
  checkCompleteness,
  checkTemplate,
  layoutFor,
  sampleReport,
  trialReports,
} from "@wederhoor/render"
import Handlebars from "handlebars"
import {describe, expect, test} from "vitest"
import {inOne, layouts, shippedLayouts} from "./shipped.ts"

interface Hole {
  readonly from: number
  readonly to: number
  readonly path: string
}

/** Values printed as text: not in a tag, not in the list of contents. */
function printedIn(source: string): readonly Hole[] {
  const lines = source.split("\n")
  const starts = lines.map(
    (_, index) => lines.slice(0, index).join("\n").length + (index > 0 ? 1 : 0),
  )
  const holes: Hole[] = []
  const visit = (node: object): void => {
    const {type, path, loc} = node as {
      type?: string
      path?: {original: string}
      loc?: {start: {line: number; column: number}; end: {line: number; column: number}}
    }
    if (type === "MustacheStatement" && path !== undefined && loc !== undefined) {
      const place = (at: {line: number; column: number}): number =>
        (starts[at.line - 1] ?? 0) + at.column
      holes.push({from: place(loc.start), to: place(loc.end), path: path.original})
    }
    for (const inner of Object.values(node))
      if (typeof inner === "object" && inner !== null) visit(inner as object)
  }
  visit(Handlebars.parseWithoutProcessing(source))
  return holes.filter(({from, to}) => {
    expect(source.slice(from, to)).toMatch(/^\{\{.*\}\}$/)
    const before = source.slice(0, from).replaceAll(/\{\{[^]*?\}\}/g, "")
    const inTag = before.lastIndexOf("<") > before.lastIndexOf(">")
    const inContents = before.lastIndexOf("<nav") > before.lastIndexOf("</nav>")
    return !inTag && !inContents
  })
}

const without = (source: string, holes: readonly Hole[]): string =>
  holes
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, {from, to}) => text.slice(0, from) + text.slice(to), source)

// A small report finds most; the sample and the trials are asked when it does not.
const small = trialReports("nl").reduce((best, each) => {
  const worth = (one: typeof each): number =>
    Number(one.sections.length > 0) +
    Number(one.reactions.length > 1) +
    Number(one.signOffs.length > 1) +
    Number(one.issues.length > 0) +
    Number(one.notHeard.length > 0) +
    Number(one.sources.length > 0) +
    Number(one.lapses.length > 0) +
    Number(one.persons.length > 0) -
    one.reactions.length / 20
  return worth(each) > worth(best) ? each : best
})

function isFound(source: string): boolean {
  return (
    checkCompleteness(source, small, {trials: false}).length > 0 ||
    checkCompleteness(source, sampleReport("nl"), {trials: false}).length > 0 ||
    checkCompleteness(source).length > 0
  )
}

/** Half a minute each: two that share no order. `tests/layouts/deletions.test.ts` goes through all, part by part. */
const tried = shippedLayouts.filter(
  ([id, lang]) => lang === "nl" && ["", "veiligheidskaart"].includes(id),
)

describe.each(tried)("layout %s (%s)", (id, lang) => {
  const source = inOne(layoutFor(layouts, id, lang))

  test("is safe and complete", () => {
    expect(checkTemplate(source)).toEqual([])
    expect(checkCompleteness(source, sampleReport(lang))).toEqual([])
  })

  test("loses no value unseen", {timeout: 120_000}, () => {
    const holes = printedIn(source)
    expect(holes.length).toBeGreaterThan(40)
    const unseen = holes.filter(hole => !isFound(without(source, [hole])))
    // What is printed twice may lose one, and no more.
    for (const {path} of unseen) {
      const same = holes.filter(hole => hole.path === path)
      expect([path, same.length]).not.toEqual([path, 1])
      expect([path, isFound(without(source, same))]).toEqual([path, true])
    }
    expect(unseen.length).toBeLessThan(holes.length / 10)
  })
})
