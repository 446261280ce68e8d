// SPDX-License-Identifier: EUPL-1.2
import {
  type AttributeRule,
  type Kind,
  type VocabularyTerm,
  statementAttributes,
  textIn,
  vocabularyOf,
} from "@wederhoor/format"
import {h} from "../dom.ts"
import * as commands from "./commands.ts"
import {complain, field, options} from "./controls.ts"
import {type InspectorContext, personOptions} from "./inspector-context.ts"
import {text} from "./schema.ts"
import type {Place} from "./structure.ts"
import {say} from "./words.ts"

const longAttributes = new Set([
  "told",
  "counter",
  "alternative",
  "relevance",
  "protective",
  "feared",
  "ifNot",
  "why",
  "occasion",
  "accordGround",
])

/** What most statements of a kind do without; the other kinds need it. */
const seldom: {readonly [name: string]: (kind: Kind) => boolean} = {
  until: kind => kind === "fact" || kind === "documentExcerpt",
  relevance: kind => kind === "fact",
  effect: kind => kind !== "factor",
  area: () => true,
  special: () => true,
  shareGround: kind => kind !== "diagnosis",
  accordAt: kind => kind === "observation" || kind === "wish",
  accordGround: kind => kind === "observation" || kind === "wish",
}

/**
 * A control for every attribute that this kind uses; what is written once is not among them. `more`
 * holds those that most statements of this kind do without; one that is filled in stands in `main`.
 */
export function attributeFields(
  place: Place,
  kind: Kind,
  context: InspectorContext,
): {readonly main: HTMLElement[]; readonly more: HTMLElement[]} {
  const main: HTMLElement[] = []
  const more: HTMLElement[] = []
  for (const [name, rule] of Object.entries(statementAttributes)) {
    if (!rule.label || name === "withdrawn" || name === "by" || rule.writeOnce) continue
    if (kind === "unclassified" || (rule.kinds && !rule.kinds.includes(kind))) continue
    const isSeldom = seldom[name]?.(kind) === true && text(place.node, name) === ""
    ;(isSeldom ? more : main).push(...attributeField(place, name, rule, kind, context))
  }
  return {main, more}
}

function attributeField(
  place: Place,
  name: string,
  rule: AttributeRule,
  kind: Kind,
  context: InspectorContext,
): HTMLElement[] {
  const {lang} = context
  const id = text(place.node, "id")
  const value = text(place.node, name)
  const label = rule.label?.[lang] ?? name
  const choose = (entries: readonly (readonly [string, string])[]): HTMLElement[] => {
    // What somebody filled in stays to be seen, also when it is not (any more) on the list.
    const strange = value !== "" && !entries.some(([code]) => code === value)
    const all = strange ? [...entries, [value, `${value} ${say(lang, "gone")}`] as const] : entries
    const select = h(
      "select",
      {name, onchange: () => context.run(commands.setAttribute(id, name, select.value))},
      ...options(all, value, say(lang, "choose")),
    )
    return [field(label, select)]
  }
  if (rule.options)
    return choose(Object.entries(rule.options).map(([code, word]) => [code, word[lang]] as const))
  if (rule.vocabulary) {
    const entries = termsOf(rule.vocabulary, kind, context)
    // A template without such a list does not ask it.
    return entries.length === 0 && value === "" ? [] : choose(entries)
  }
  if (rule.shape === "ref") return choose(personOptions(context))
  const control = longAttributes.has(name)
    ? h("textarea", {name, rows: 2})
    : h("input", {name, type: "text", autocomplete: "off"})
  control.value = value
  control.maxLength = rule.maxLength ?? 2000
  control.onchange = () => {
    const fits = commands.attributeValue(name, control.value) !== undefined
    complain(control, fits ? "" : say(lang, rule.shape === "date" ? "dateWrong" : "tooLong"))
    if (fits) context.run(commands.setAttribute(id, name, control.value))
  }
  return [field(label, control, rule.shape === "date" ? say(lang, "dateHint") : "")]
}

/** The words of one of the template's lists; a factor with the model it belongs to. */
function termsOf(
  list: NonNullable<AttributeRule["vocabulary"]>,
  kind: Kind,
  {template, lang}: InspectorContext,
): (readonly [string, string])[] {
  const plain = (term: VocabularyTerm): readonly [string, string] => [
    term.id,
    textIn(term.label, lang),
  ]
  const models = template.vocabularies?.factors ?? []
  if (list !== "factors" || models.length < 2) return vocabularyOf(template, list, kind).map(plain)
  return models.flatMap(model =>
    model.terms.map(
      term => [term.id, `${textIn(term.label, lang)} (${textIn(model.title, lang)})`] as const,
    ),
  )
}

/** Where a statement that was taken over comes from; written once, so only shown. */
export function originLine(place: Place, context: InspectorContext): HTMLElement | null {
  const report = text(place.node, "originReport")
  if (!report) return null
  const version = Number(place.node.attrs["originVersion"] ?? 0)
  const words =
    version > 0
      ? say(context.lang, "originVersion", {report, version})
      : say(context.lang, "origin", {report})
  return h("p", {class: "wh-hint"}, words)
}
