// SPDX-License-Identifier: EUPL-1.2

/** What is asked of every report beside what the checks of this package ask. */
import type {ReportModel} from "@wederhoor/format"
import {readTree, renderReport, renderText, type Template} from "@wederhoor/render"

/** What is wrong with the HTML of a report: ids, references, headings, names that say nothing. */
export function faultsIn(html: string): readonly string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(found => found[1] ?? "")
  const known = new Set(ids)
  const references = [...html.matchAll(/\s(?:href|aria-labelledby)="#?([^"]*)"/g)]
  const levels = [...html.matchAll(/<h([1-6])/g)].map(found => Number(found[1]))
  const jumps = levels.filter((level, at) => level - (levels[at - 1] ?? 0) > 1)
  return [
    ...ids.filter((id, at) => /(^|-)$/.test(id) || ids.indexOf(id) < at).map(id => `id ${id}`),
    ...references.flatMap(([text, to = ""]) => (known.has(to) ? [] : [`leads nowhere: ${text}`])),
    ...(levels[0] === 1 && levels.filter(level => level === 1).length === 1 ? [] : ["no one h1"]),
    ...jumps.map(level => `jump to h${level}`),
    ...[...html.matchAll(/<(h[1-6]|th|dt|caption|a|li|p)(?: [^>]*)?>\s*<\/\1>/g)].map(
      ([text]) => `says nothing: ${text}`,
    ),
  ]
}

/** For links and looks; everything else of a model is there to be read. */
const silent: ReadonlySet<string> = new Set(["id", "on", "layer", "source", "lang"])

/**
 * Texts of a model that a layout prints nowhere but in its list of contents, as HTML or as plain text, by
 * path. Stricter than
 * `checkCompleteness`, and blunter: words on which a layout decides are words like any other here.
 */
export function unprinted(template: Template, model: ReportModel): readonly string[] {
  const paths: string[] = []
  const marked = (value: unknown, path: string): unknown => {
    // A reaction at its passage stands below the number of that passage.
    if (path === "sections.*.statements.*.reactions.*.number") return value
    if (typeof value === "string")
      return value === "" ? value : `zq${String(paths.push(path) - 1).padStart(7, "0")}qz`
    if (Array.isArray(value)) return value.map(one => marked(one, `${path}.*`))
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        silent.has(key) ? one : marked(one, path === "" ? key : `${path}.${key}`),
      ]),
    )
  }
  const html = renderReport(template, marked(model, "") as ReportModel)
  const bare = html.replaceAll(/<nav[^]*?<\/nav>/g, "")
  // Plain text is made from the tree of a report, as PDF and Word are.
  const plain = renderText(readTree(bare))
  const text = bare.replaceAll(/<[^>]*>/g, "")
  const missing = paths.filter((_, at) => {
    const word = `zq${String(at).padStart(7, "0")}qz`
    return !text.includes(word) || !plain.includes(word)
  })
  return [...new Set(missing)]
}
