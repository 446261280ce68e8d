// SPDX-License-Identifier: EUPL-1.2
import type {ReportModel, Text} from "@wederhoor/format"
import {checkTemplate, fromError} from "./check.ts"
import {escape} from "./compile.ts"
import {finding} from "./findings.ts"
import type {TemplateFinding} from "./findings.ts"
import {sampleReport} from "./sample.ts"
import {parseTemplate, renderTemplate} from "./template.ts"
import type {Template, TemplateOptions} from "./template.ts"

/**
 * What must be read. `free` is what people wrote; `word` is one of a fixed set of words, on which a
 * template could decide to leave something out. They are tried apart: replacing a word by a unique
 * one would switch off exactly the condition we are looking for.
 */
interface Rule {
  readonly as: "free" | "word"
  readonly name: Text
}

function free(nl: string, en: string): Rule {
  return {as: "free", name: {nl, en}}
}

function word(nl: string, en: string): Rule {
  return {as: "word", name: {nl, en}}
}

const reaction = (at: string): Readonly<Record<string, Rule>> => ({
  [`${at}.type`]: word("de soort reactie", "the type of a reaction"),
  [`${at}.by`]: free("wie er reageert", "who reacts"),
  [`${at}.lines.*`]: free("de woorden van een reactie", "the words of a reaction"),
  [`${at}.answer.label`]: word("wat er met een reactie is gedaan", "what was done with a reaction"),
  [`${at}.answer.text`]: free("het antwoord op een reactie", "the answer to a reaction"),
  [`${at}.answer.by`]: free("wie antwoordt", "who answers"),
  [`${at}.late`]: word(
    "dat een reactie na vaststelling kwam",
    "that a reaction came after the report was final",
  ),
  [`${at}.unanswered`]: word("dat een reactie niet is beantwoord", "that a reaction is unanswered"),
})

const passage = "sections.*.statements.*"
const rules: Readonly<Record<string, Rule>> = {
  title: free("de titel", "the title"),
  status: free("wat dit exemplaar is", "what this copy is"),
  frozenOn: free("de datum van de versie", "the date of the version"),
  "reader.name": free("voor wie dit exemplaar is", "for whom this copy is"),
  controlCode: free("het controlenummer", "the control code"),
  "persons.*.name": free("de naam van een persoon", "the name of a person"),
  "persons.*.heard": word("hoe iemand is gehoord", "how someone was heard"),
  "sections.*.title": free("de kop van een onderdeel", "the heading of a section"),
  "sections.*.group": free("de kop boven onderdelen", "the heading above sections"),
  "lapses.*": free("dat iemand niet op tijd is gehoord", "that someone was not heard in time"),
  "issues.*.number": free("het nummer van een uitgave", "the number of an issue"),
  "issues.*.date": free("de dag van een uitgave", "the day of an issue"),
  "issues.*.recipients.*": free("wie een uitgave kreeg", "who received an issue"),
  "issues.*.changed": free("wat er in een uitgave is veranderd", "what changed in an issue"),
  "sections.*.fields.*.value": free("een veld van een onderdeel", "a field of a section"),
  "sections.*.empty": free("dat een onderdeel leeg is", "that a section is empty"),
  [`${passage}.number`]: free("het nummer van een stuk", "the number of a passage"),
  [`${passage}.kind`]: word("de soort van een stuk", "the kind of a passage"),
  [`${passage}.gap`]: free("dat een stuk ontbreekt", "that a passage is missing"),
  [`${passage}.lines.*.runs.*.text`]: free("de tekst van een stuk", "the text of a passage"),
  [`${passage}.details.*.value`]: free("een gegeven bij een stuk", "a detail of a passage"),
  [`${passage}.unconfirmed`]: word(
    "dat woorden niet zijn bevestigd",
    "that words were not confirmed",
  ),
  [`${passage}.recognition.*.name`]: free("wie iets herkent", "who recognises something"),
  [`${passage}.recognition.*.answer`]: word(
    "of iemand iets herkent",
    "whether someone recognises something",
  ),
  [`${passage}.shared`]: word("of iets gedeeld is", "whether something is shared"),
  ...reaction(`${passage}.reactions.*`),
  ...reaction("reactions.*"),
  "signOffs.*.name": free("wie tekende", "who signed"),
  "signOffs.*.purpose": word("waarover iemand tekende", "what someone signed about"),
  "signOffs.*.decision": word("een besluit bij het tekenen", "a decision at signing"),
  "signOffs.*.state": word("of een handtekening nog geldt", "whether a signature still holds"),
  "signOffs.*.remarks.*": free("een opmerking bij het tekenen", "a remark at signing"),
  "signOffs.*.answer.label": word(
    "wat er met een opmerking is gedaan",
    "what was done with a remark",
  ),
  "signOffs.*.answer.text": free("het antwoord op een opmerking", "the answer to a remark"),
  "signOffs.*.answer.by": free("wie een opmerking antwoordt", "who answers a remark"),
  "signOffs.*.unanswered": word(
    "dat een opmerking niet is beantwoord",
    "that a remark is unanswered",
  ),
  "signOffs.*.how": free("hoe een besluit is vastgelegd", "how a decision was recorded"),
  "notHeard.*.name": free("wie niet is gehoord", "who was not heard"),
  "notHeard.*.reason": word("waarom iemand niet is gehoord", "why someone was not heard"),
  "sources.*.title": free("een bron", "a source"),
  "rights.*": free("wat de lezer kan doen", "what the reader can do"),
}

/** A unique word put in the place of something that must be read. */
interface Sentinel {
  readonly rule: Rule
  readonly path: string
  /** The passage it has to stand at; `undefined` when it has to stand outside all passages. */
  readonly statement: string | undefined
  /** Number of the passage, for people. */
  readonly number: string
}

/**
 * Whether a template shows everything that must be read, by rendering reports in which each such
 * value is a unique word and looking for every word in the visible text: reactions both at their
 * own passage (inside the element with its `data-statement`) and in the closing list. So a template
 * that hides reactions of one type, or decisions of one kind, is found out.
 *
 * `model` defaults to `sampleReport("nl")`, in which every kind, reaction type, answer and decision
 * occurs. Give the real report as well before people sign it: conditions on its own words show then.
 *
 * @returns `must-be-read` per kind of value that is missing somewhere, with the first example; or
 *   the findings of `checkTemplate` when there are any, for then nothing can be judged. Never throws
 *   for what stands in a template.
 */
export function checkCompleteness(
  source: string,
  model: ReportModel = sampleReport("nl"),
  options: TemplateOptions = {},
): TemplateFinding[] {
  const findings = checkTemplate(source, options)
  if (findings.length > 0) return findings
  try {
    const template = parseTemplate(source, options)
    const missing = new Map<string, Sentinel>()
    for (const variant of variants(model))
      for (const as of ["free", "word"] as const)
        for (const sentinel of unread(template, variant, as))
          if (!missing.has(sentinel.path)) missing.set(sentinel.path, sentinel)
    return [...missing.values()].map(toFinding)
  } catch (error) {
    return [fromError(error)]
  }
}

/** The switches a template may look at; none of them may cost a reader anything. */
function variants(model: ReportModel): readonly ReportModel[] {
  return [false, true].flatMap(final =>
    [false, true].map(plain => ({
      ...model,
      final,
      gaps: plain ? 0 : model.gaps,
      reader: {...model.reader, plain},
    })),
  )
}

function unread(template: Template, model: ReportModel, as: Rule["as"]): readonly Sentinel[] {
  const sentinels: Sentinel[] = []
  const marked = mark(model, [], {statement: undefined, number: ""}, as, sentinels)
  const seen = visibleWords(renderTemplate(template, marked))
  return sentinels.filter((sentinel, index) => {
    const places = seen.get(wordFor(index))
    const wanted = sentinel.statement === undefined ? "" : escape(sentinel.statement)
    return places?.has(wanted) !== true
  })
}

interface Whereabouts {
  readonly statement: string | undefined
  readonly number: string
}

/** A copy of the model in which everything that must be read is a sentinel. */
function mark(
  value: unknown,
  path: readonly string[],
  where: Whereabouts,
  as: Rule["as"],
  sentinels: Sentinel[],
): unknown {
  const pattern = path.join(".")
  if (typeof value === "string") {
    const rule = rules[pattern]
    if (rule === undefined || rule.as !== as || value === "") return value
    return wordFor(sentinels.push({rule, path: pattern, ...where}) - 1)
  }
  if (Array.isArray(value))
    return value.map(item => mark(item, [...path, "*"], where, as, sentinels))
  if (typeof value !== "object" || value === null) return value
  const inner = whereabouts(value, pattern, where)
  // An empty section says so; one with statements has nothing to say.
  const skip = pattern === "sections.*" && hasStatements(value)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      skip && key === "empty" ? item : mark(item, [...path, key], inner, as, sentinels),
    ]),
  )
}

function whereabouts(value: object, pattern: string, where: Whereabouts): Whereabouts {
  if (pattern !== passage && pattern !== "reactions.*") return where
  const {id, number} = value as {readonly id?: unknown; readonly number?: unknown}
  return {
    statement: pattern === passage ? String(id) : undefined,
    number: typeof number === "string" ? number : "",
  }
}

function hasStatements(section: object): boolean {
  const {statements} = section as {readonly statements?: unknown}
  return Array.isArray(statements) && statements.length > 0
}

/** Words of one length, so that none is part of another. */
function wordFor(index: number): string {
  return `zq${String(index).padStart(7, "0")}qz`
}

/** Each sentinel in the text with the passages it stands in; "" is outside all of them. */
function visibleWords(html: string): ReadonlyMap<string, ReadonlySet<string>> {
  const seen = new Map<string, Set<string>>()
  const open: string[] = []
  const token = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|[^<]+/g
  for (const [text, close, tag, rest] of html.matchAll(token)) {
    if (tag === undefined) {
      for (const [found] of text.matchAll(/zq\d{7}qz/g)) {
        const places = seen.get(found) ?? new Set()
        seen.set(found, places.add(open.at(-1) ?? ""))
      }
    } else if (close === "/") open.pop()
    else if (!["br", "col", "hr", "wbr"].includes(tag)) {
      const own = /\sdata-statement=(?:"([^"]*)"|'([^']*)')/.exec(rest ?? "")
      open.push(own?.[1] ?? own?.[2] ?? open.at(-1) ?? "")
    }
  }
  return seen
}

function toFinding({rule, path, number}: Sentinel): TemplateFinding {
  const at = {line: 1, column: 1}
  const inList = path.startsWith("reactions.")
  const place = {
    nl: inList
      ? " in de lijst achteraan"
      : path.includes(".reactions.")
        ? " bij het stuk zelf"
        : "",
    en: inList
      ? " in the closing list"
      : path.includes(".reactions.")
        ? " at the passage itself"
        : "",
  }
  const text = (lang: "nl" | "en"): string => {
    const [head] = finding("must-be-read", at).text[lang]?.split(":") ?? []
    const example =
      number === "" ? "" : lang === "nl" ? ` (zoals ${number})` : ` (such as ${number})`
    return `${head}: ${rule.name[lang]}${place[lang]}${example}.`
  }
  return {...finding("must-be-read", at, path), text: {nl: text("nl"), en: text("en")}}
}
