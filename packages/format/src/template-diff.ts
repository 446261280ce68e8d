// SPDX-License-Identifier: EUPL-1.2
import {canonicalJson} from "@wederhoor/signoff"
import type {Lang} from "./names.ts"
import {type Template, signOffsOf} from "./template.ts"
import {type ChangeLevel, bumpOf, changeLevels, versionMatches} from "./template-version.ts"

/**
 * What happened to one part of a template.
 *
 * `added` · `removed` · `renamed` (a migration says so) · `reworded` (the text people read, in the
 * first language) · `translated` (another language) · `retyped` (its kind, layer or type is another) ·
 * `tightened` (asks more) · `loosened` (asks less) · `reordered` · `changed` (anything else).
 */
export type ChangeCode =
  | "added"
  | "removed"
  | "renamed"
  | "reworded"
  | "translated"
  | "retyped"
  | "tightened"
  | "loosened"
  | "reordered"
  | "changed"

/** One difference between two templates. */
export interface TemplateChange {
  /**
   * Where: names and ids with slashes, `/sections/facts/fields/who/required`. Ids, not positions, so
   * that it says the same whatever else moved; a need has no id and is named by its position.
   */
  readonly path: string
  readonly change: ChangeCode
  readonly level: ChangeLevel
}

/** What changed between two templates, and whether the new version number says so. */
export interface TemplateDiff {
  readonly changes: readonly TemplateChange[]
  /** The heaviest level; `null` when nothing but the version number changed. */
  readonly level: ChangeLevel | null
  /** What the version number promises; `null` when it did not go up. */
  readonly declared: ChangeLevel | null
  /** Same id, and the version went up at least as far as the changes ask. True when nothing changed. */
  readonly enough: boolean
}

/**
 * Everything that differs between two templates, and how heavy it is.
 *
 * - `patch`: guidance and help, messages of needs, translations, basis, status, migrations;
 * - `minor`: something optional is added, or less is asked; the order of sections; the rights block;
 * - `major`: something is removed, renamed, of another type, asks more, or reads differently in the
 *   first language (`languages[0]` of either): what people signed under that heading was another text.
 *
 * Another order of sections is `minor`: passages get other numbers in new reports, but no report on
 * the old version has to change and nothing is asked that was not asked. A part this version of the
 * code does not know is `major`. Total on templates that `checkTemplate` passes; pure.
 */
export function diffTemplates(before: Template, after: Template): TemplateDiff {
  const found: TemplateChange[] = []
  const authoritative = new Set([before.languages[0], after.languages[0]])
  const context: Context = {
    authoritative: lang => authoritative.has(lang),
    report: (path, change, level) => void found.push({path, change, level}),
  }
  const renamed = withRenames(before, after, context)
  templateRule(comparable(renamed), comparable(after), "", context)
  // What only reads differently as data (an empty list for none, another order of needs) is no nothing.
  if (found.length === 0 && !same(bare(before), bare(after)))
    found.push({path: "", change: "changed", level: "patch"})
  const level = heaviest(found)
  const declared = bumpOf(before.version, after.version) ?? null
  return {
    changes: found,
    level,
    declared,
    enough:
      before.id === after.id &&
      (level === null || (declared !== null && rank(declared) >= rank(level))),
  }
}

const rank = (level: ChangeLevel): number => changeLevels.indexOf(level)

function heaviest(changes: readonly TemplateChange[]): ChangeLevel | null {
  return changes.reduce<ChangeLevel | null>(
    (most, {level}) => (most === null || rank(level) > rank(most) ? level : most),
    null,
  )
}

interface Context {
  readonly authoritative: (lang: string) => boolean
  readonly report: (path: string, change: ChangeCode, level: ChangeLevel) => void
}

/** How one part is compared. `undefined` stands for a part that is not there. */
type Rule = (before: unknown, after: unknown, path: string, context: Context) => void
type Tree = {readonly [key: string]: unknown}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))

/** One value; what happened to it is for `judge` to say. Without a verdict: `changed`, major. */
const value =
  (judge: (before: unknown, after: unknown) => readonly [ChangeCode, ChangeLevel]): Rule =>
  (before, after, path, {report}) => {
    if (!same(before, after)) report(path, ...judge(before, after))
  }

const patch: Rule = value(() => ["changed", "patch"])
const minor: Rule = value(() => ["changed", "minor"])
const retyped: Rule = value(() => ["retyped", "major"])
const unknown: Rule = value(() => ["changed", "major"])
const tightened = ["tightened", "major"] as const
const loosened = ["loosened", "minor"] as const

/** A switch that asks more when it is on. */
const demand: Rule = (before, after, path, context) =>
  value(() => (after === true ? tightened : loosened))(
    before === true,
    after === true,
    path,
    context,
  )

/** A switch that gives people something when it is on. */
const offer: Rule = (before, after, path, context) =>
  value(() => (after === true ? ["added", "minor"] : ["removed", "major"]))(
    before === true,
    after === true,
    path,
    context,
  )

const strictness = ["none", "optional", "required"]
const stricter: Rule = value((before, after) =>
  strictness.indexOf(String(after)) > strictness.indexOf(String(before)) ? tightened : loosened,
)

/** A number that asks more when it is higher. */
const least: Rule = value((before, after) =>
  Number(after) > Number(before) ? tightened : loosened,
)

/** A text: `level` for the first language, patch for the others. */
const text =
  (level: ChangeLevel): Rule =>
  (before, after, path, {authoritative, report}) => {
    const [old, now] = [(before ?? {}) as Tree, (after ?? {}) as Tree]
    for (const lang of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (old[lang] === now[lang]) continue
      const here = `${path}/${lang}`
      if (!authoritative(lang)) report(here, "translated", "patch")
      else if (before === undefined) report(here, "added", level === "major" ? "minor" : level)
      else if (after === undefined) report(here, "removed", level)
      else report(here, "reworded", level)
    }
  }

/** Several values without order, each `added` or `removed` at these weights. */
const set =
  (added: readonly [ChangeCode, ChangeLevel], removed: readonly [ChangeCode, ChangeLevel]): Rule =>
  (before, after, path, {report}) => {
    const [old, now] = [listOf(before).map(String), listOf(after).map(String)]
    for (const one of old) if (!now.includes(one)) report(`${path}/${one}`, ...removed)
    for (const one of now) if (!old.includes(one)) report(`${path}/${one}`, ...added)
    if (old.toSorted().join("\0") === now.toSorted().join("\0") && !same(old, now))
      report(path, "reordered", "patch")
  }

/** Parts with an id. `asks` says whether an added one asks something of people: then it is major. */
const keyed =
  (rule: Rule, asks: (part: Tree) => boolean = () => false): Rule =>
  (before, after, path, context) => {
    const [old, now] = [byId(before), byId(after)]
    for (const [id, part] of old) {
      const other = now.get(id)
      if (other) rule(part, other, `${path}/${id}`, context)
      else context.report(`${path}/${id}`, "removed", "major")
    }
    for (const [id, part] of now)
      if (!old.has(id)) context.report(`${path}/${id}`, "added", asks(part) ? "major" : "minor")
    const kept = (map: ReadonlyMap<string, Tree>, other: ReadonlyMap<string, Tree>): string[] =>
      [...map.keys()].filter(id => other.has(id))
    if (!same(kept(old, now), kept(now, old))) context.report(path, "reordered", "minor")
  }

/** An object: each part by its own rule, and what has none as a part we do not know. */
const parts =
  (rules: {readonly [key: string]: Rule}): Rule =>
  (before, after, path, context) => {
    const [old, now] = [(before ?? {}) as Tree, (after ?? {}) as Tree]
    for (const key of new Set([...Object.keys(rules), ...Object.keys(old), ...Object.keys(now)])) {
      const rule = Object.hasOwn(rules, key) ? rules[key] : undefined
      ;(rule ?? unknown)(old[key], now[key], `${path}/${key}`, context)
    }
  }

/** A part that may be left out as a whole. */
const optional =
  (
    rule: Rule,
    added: readonly [ChangeCode, ChangeLevel],
    removed: readonly [ChangeCode, ChangeLevel],
  ): Rule =>
  (before, after, path, context) => {
    if (before !== undefined && after !== undefined) rule(before, after, path, context)
    else if (after !== undefined) context.report(path, ...added)
    else if (before !== undefined) context.report(path, ...removed)
  }

function listOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? (list as readonly unknown[]) : []
}

function byId(list: unknown): Map<string, Tree> {
  return new Map(listOf(list).map(part => [String((part as Tree)["id"]), part as Tree]))
}

/**
 * Needs have no id: those that are the same stand for each other, then those that ask the same of
 * the same people, in their order; what is left was added or removed.
 */
const needs: Rule = (before, after, path, context) => {
  const old = listOf(before).map(part => part as Tree)
  const now = listOf(after).map((part, at) => ({part: part as Tree, at}))
  const pairs = new Map<number, Tree>()
  const left = (key: (part: Tree) => unknown, among: readonly Tree[]): Tree[] =>
    among.filter(part => {
      const twin = now.find(other => !pairs.has(other.at) && same(key(part), key(other.part)))
      if (twin) pairs.set(twin.at, part)
      return !twin
    })
  const demandOf = (part: Tree): unknown => ({...part, message: ""})
  const roughly = ({where, linked, per}: Tree): unknown => ({where, linked, per})
  const bySame = left(part => part, old)
  const byDemand = left(demandOf, bySame)
  const gone = left(part => canonicalJson(undefinedOut(roughly(part))), byDemand)
  for (const part of gone) context.report(`${path}/${old.indexOf(part)}`, ...loosened)
  for (const {part, at} of now) {
    const twin = pairs.get(at)
    if (twin) needRule(twin, part, `${path}/${at}`, context)
    else context.report(`${path}/${at}`, ...tightened)
  }
}

function undefinedOut(given: unknown): unknown {
  return Object.fromEntries(Object.entries(given as Tree).filter(([, part]) => part !== undefined))
}

const needRule = parts({
  // More kinds that count make it easier to meet.
  kinds: set(loosened, tightened),
  min: least,
  where: unknown,
  linked: unknown,
  per: unknown,
  // The field that may stand in its place.
  unless: optional(unknown, loosened, tightened),
  message: text("patch"),
})

const optionRule = parts({id: unknown, label: text("major")})

const fieldRule = parts({
  id: unknown,
  label: text("major"),
  help: text("patch"),
  type: retyped,
  required: demand,
  requiredWhen: optional(unknown, tightened, loosened),
  options: keyed(optionRule),
  // Only ever a warning: terms of order do not undo an act.
  term: minor,
})

const asksField = (field: Tree): boolean =>
  field["required"] === true || field["requiredWhen"] !== undefined

const asksSection = (section: Tree): boolean =>
  section["required"] === true ||
  listOf(section["needs"]).length > 0 ||
  listOf(section["fields"]).some(field => asksField(field as Tree))

const sectionRule = parts({
  id: unknown,
  title: text("major"),
  group: text("major"),
  guidance: text("patch"),
  layer: retyped,
  allows: set(["added", "minor"], ["removed", "major"]),
  required: demand,
  computed: retyped,
  fields: keyed(fieldRule, asksField),
  needs,
  reuseOnly: demand,
  writtenBy: (before, after, ...rest) => retyped(before ?? "team", after ?? "team", ...rest),
})

/** The first language is the one whose words count. */
const languages: Rule = (before, after, path, context) => {
  set(["added", "minor"], ["removed", "major"])(before, after, path, context)
  if (listOf(before)[0] !== listOf(after)[0]) context.report(path, "changed", "major")
}

const termRule = parts({id: unknown, label: text("major")})

const templateRule = parts({
  format: unknown,
  id: unknown,
  version: () => undefined,
  title: text("major"),
  languages,
  status: patch,
  basis: patch,
  derivedFrom: optional(
    parts({id: unknown, relation: unknown, version: minor}),
    ["added", "minor"],
    ["removed", "major"],
  ),
  kinds: keyed(
    parts({
      id: unknown,
      extends: retyped,
      label: text("major"),
      help: text("patch"),
      requires: set(tightened, loosened),
    }),
  ),
  vocabularies: parts({
    areas: keyed(
      parts({id: unknown, label: text("major"), assessed: demand}),
      area => area["assessed"] === true,
    ),
    factors: keyed(
      parts({id: unknown, title: text("major"), source: patch, terms: keyed(termRule)}),
    ),
    safetyPhases: keyed(termRule),
  }),
  sections: keyed(sectionRule, asksSection),
  recognition: offer,
  court: demand,
  courtWhen: optional(unknown, tightened, loosened),
  review: parts({beforeFamily: stricter, approve: stricter}),
  signOffs: keyed(parts({id: unknown, required: demand}), one => one["required"] === true),
  rights: parts({
    correction: text("minor"),
    ownStatement: text("minor"),
    support: text("minor"),
    complaint: text("minor"),
    contact: text("minor"),
  }),
  migrations: patch,
})

/** Without the version number, which is what is judged. */
function bare(template: Template): unknown {
  return {...template, version: ""}
}

/** A template with its acts of signing one by one, per purpose and role. */
function comparable(template: Template): unknown {
  const acts = new Map<string, boolean>()
  for (const {purpose, roles, required} of signOffsOf(template))
    for (const role of roles)
      acts.set(`${purpose}:${role}`, required || acts.get(`${purpose}:${role}`) === true)
  return {
    ...template,
    signOffs: [...acts.keys()].toSorted().map(id => ({id, required: acts.get(id)})),
  }
}

/** The older template with the ids that a migration to the newer one gives; each is reported. */
function withRenames(before: Template, after: Template, {report}: Context): Template {
  let sections = before.sections
  for (const {from, steps} of after.migrations ?? []) {
    if (!versionMatches(before.version, from)) continue
    for (const step of steps) {
      if (step.op === "renameSection") {
        const free = !sections.some(({id}) => id === step.to)
        if (!free || !sections.some(({id}) => id === step.from)) continue
        report(`/sections/${step.from}`, "renamed", "major")
        sections = sections.map(one => (one.id === step.from ? {...one, id: step.to} : one))
      } else if (step.op === "renameField") {
        sections = sections.map(section => {
          const fields = section.fields ?? []
          const free = !fields.some(({id}) => id === step.to)
          const there = section.id === step.section && fields.some(({id}) => id === step.from)
          if (!free || !there) return section
          report(`/sections/${section.id}/fields/${step.from}`, "renamed", "major")
          return {
            ...section,
            fields: fields.map(one => (one.id === step.from ? {...one, id: step.to} : one)),
          }
        })
      }
    }
  }
  return sections === before.sections ? before : {...before, sections}
}

const codeWords: {readonly [code in ChangeCode]: {readonly nl: string; readonly en: string}} = {
  added: {nl: "erbij gekomen", en: "was added"},
  removed: {nl: "weggehaald", en: "was removed"},
  renamed: {nl: "heeft een ander id", en: "has another id"},
  reworded: {nl: "andere tekst", en: "has another text"},
  translated: {nl: "andere vertaling", en: "has another translation"},
  retyped: {nl: "van een andere soort geworden", en: "became another type"},
  tightened: {nl: "vraagt meer dan eerst", en: "asks more than before"},
  loosened: {nl: "vraagt minder dan eerst", en: "asks less than before"},
  reordered: {nl: "andere volgorde", en: "has another order"},
  changed: {nl: "veranderd", en: "changed"},
}

const levelWords: {readonly [level in ChangeLevel]: {readonly nl: string; readonly en: string}} = {
  patch: {nl: "kleine correctie", en: "small correction"},
  minor: {nl: "uitbreiding", en: "extension"},
  major: {nl: "nieuwe hoofdversie", en: "new main version"},
}

const partWords: {readonly [part: string]: {readonly nl: string; readonly en: string}} = {
  sections: {nl: "paragraaf", en: "section"},
  fields: {nl: "veld", en: "field"},
  options: {nl: "keuze", en: "option"},
  needs: {nl: "vereiste", en: "need"},
  kinds: {nl: "soort", en: "kind"},
  allows: {nl: "toegestane soort", en: "allowed kind"},
  vocabularies: {nl: "woordenlijst", en: "vocabulary"},
  areas: {nl: "leefgebied", en: "area of life"},
  factors: {nl: "analysemodel", en: "analysis model"},
  terms: {nl: "begrip", en: "term"},
  safetyPhases: {nl: "fase van veiligheid", en: "phase of safety"},
  signOffs: {nl: "ondertekening", en: "sign-off"},
  rights: {nl: "recht", en: "right"},
  review: {nl: "beoordeling", en: "review"},
  languages: {nl: "taal", en: "language"},
  title: {nl: "titel", en: "title"},
  label: {nl: "opschrift", en: "label"},
  guidance: {nl: "uitleg", en: "guidance"},
  help: {nl: "hulp", en: "help"},
  layer: {nl: "laag", en: "layer"},
  required: {nl: "verplicht", en: "required"},
}

/** Where a change is, in words: `paragraaf facts, veld who, verplicht`. */
export function describePath(path: string, lang: Lang = "nl"): string {
  const whole = lang === "nl" ? "het sjabloon" : "the template"
  const words = path
    .split("/")
    .filter(Boolean)
    .map(part => ({
      part,
      word: Object.hasOwn(partWords, part) ? partWords[part]?.[lang] : undefined,
    }))
  return (
    words
      .map(
        ({part, word}, i) =>
          `${i === 0 ? "" : words[i - 1]?.word && !word ? " " : ", "}${word ?? part}`,
      )
      .join("") || whole
  )
}

/** A change in one line: where, what, and what it asks of the version number. */
export function describeChange(change: TemplateChange, lang: Lang = "nl"): string {
  const where = describePath(change.path, lang)
  const what = codeWords[change.change][lang]
  const level = `${levelWords[change.level][lang]}, ${change.level}`
  return `${where.charAt(0).toUpperCase()}${where.slice(1)}: ${what} (${level}).`
}
