// SPDX-License-Identifier: EUPL-1.2
import type {ReportModel} from "@wederhoor/format"
import {checkTemplate, fromError} from "./check.ts"
import {finding} from "./findings.ts"
import type {TemplateFinding} from "./findings.ts"
import {withLiterals} from "./literal-trials.ts"
import {literalsOf} from "./literals.ts"
import {blindHelpers, markReport} from "./marking.ts"
import type {Marked, Sentinel} from "./marking.ts"
import {readMarks, readText} from "./read-marks.ts"
import {sampleReport} from "./sample.ts"
import {report} from "./shape.ts"
import {parseTemplate, readParts, renderTemplate} from "./template.ts"
import type {Template, TemplateOptions} from "./template.ts"
import {trialReports} from "./trials.ts"

/** How `checkCompleteness` looks. */
export interface CompletenessOptions extends TemplateOptions {
  /** Whether the invented trial reports are tried as well as the given one. Default true. */
  readonly trials?: boolean
}

/**
 * Whether a template shows everything that must be read (`x-mustRender` in the schema of the report
 * model). Every such value of a report gets an invisible mark, the report is laid out, and every mark
 * has to come back in text that is read: values of a passage inside the element with its
 * `data-statement`, all others outside of passages; reactions so at both places.
 *
 * `model` (default: the sample) is tried in each of the four copies: final or not, in plain words or
 * not. Besides, unless `trials` is false, invented reports are tried in which words, counts, empty
 * neighbours and positions meet, and in which words and numbers of the template itself are used; so
 * a template that leaves something out under a condition is found out. Give the real report before
 * people sign it: then what it shows is proven for that report, whatever the conditions.
 *
 * @returns `must-be-read` per kind of value that is missing somewhere, with the first example; or
 *   the findings of `checkTemplate` when there are any, for then nothing can be judged. Never throws
 *   for what stands in a template.
 */
export function checkCompleteness(
  source: string,
  model: ReportModel = sampleReport("nl"),
  options: CompletenessOptions = {},
): TemplateFinding[] {
  const findings = checkTemplate(source, options)
  if (findings.length > 0) return findings
  try {
    let sentinels: readonly Sentinel[] = []
    const helpers = blindHelpers(options.helpers ?? {}, () => sentinels)
    const template = parseTemplate(source, {...options, helpers})
    const missing = new Map<string, Sentinel>()
    for (const each of reportsFor(source, model, options)) {
      const marked = markedTrials.get(each) ?? markReport(each, report)
      sentinels = marked.sentinels
      for (const sentinel of unread(template, marked))
        if (!missing.has(sentinel.path)) missing.set(sentinel.path, sentinel)
    }
    return inModelOrder([...missing.values()]).map(toFinding)
  } catch (error) {
    return [fromError(error)]
  }
}

const markedTrials = new WeakMap<ReportModel, Marked>()

function* reportsFor(
  source: string,
  model: ReportModel,
  options: CompletenessOptions,
): Generator<ReportModel> {
  for (const final of [false, true])
    for (const plain of [false, true])
      yield {...model, final, gaps: plain ? 0 : model.gaps, reader: {...model.reader, plain}}
  if (options.trials === false) return
  const lang = model.lang.startsWith("en") ? "en" : "nl"
  for (const trial of trialReports(lang)) {
    // They are the same for every template: marked once.
    if (!markedTrials.has(trial)) markedTrials.set(trial, markReport(trial, report))
    yield trial
  }
  yield* withLiterals(literalsOf(readParts(source, options)), lang)
}

function unread(template: Template, {model, sentinels, places}: Marked): readonly Sentinel[] {
  const html = renderTemplate(template, model)
  const seen = readMarks(html, places)
  return sentinels.filter((sentinel, index) => {
    if (seen[index] === true) return false
    if (!sentinel.told) return true
    const without = renderTemplate(template, {...(model as object), [sentinel.path]: 0})
    return readText(without) === readText(html)
  })
}

/** In the order of the model, so that the same gap in two layouts reads the same. */
function inModelOrder(found: readonly Sentinel[]): readonly Sentinel[] {
  const order: string[] = []
  const visit = (shape: typeof report, path: string): void => {
    if (shape.type === "list") visit(shape.of, `${path}.*`)
    else if (shape.type === "group")
      for (const [name, inner] of Object.entries(shape.fields))
        visit(inner, path === "" ? name : `${path}.${name}`)
    else order.push(path)
  }
  visit(report, "")
  return found.toSorted((a, b) => order.indexOf(a.path) - order.indexOf(b.path))
}

function toFinding({must, path, number}: Sentinel): TemplateFinding {
  const at = {line: 1, column: 1}
  const inList = path.startsWith("reactions.")
  const atPassage = path.includes(".reactions.")
  const place = {
    nl: inList ? " in de lijst achteraan" : atPassage ? " bij het stuk zelf" : "",
    en: inList ? " in the closing list" : atPassage ? " at the passage itself" : "",
  }
  const text = (lang: "nl" | "en"): string => {
    const [head] = finding("must-be-read", at).text[lang]?.split(":") ?? []
    const example =
      number === "" ? "" : lang === "nl" ? ` (zoals ${number})` : ` (such as ${number})`
    return `${head}: ${must[lang]}${place[lang]}${example}.`
  }
  return {...finding("must-be-read", at, path), text: {nl: text("nl"), en: text("en")}}
}
