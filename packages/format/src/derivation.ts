// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "./names.ts"
import type {Problem} from "./problem.ts"
import type {Template} from "./template.ts"
import {type TemplateChange, describePath, diffTemplates} from "./template-diff.ts"

/**
 * Whether a template keeps the promise of its `derivedFrom`. Empty when it does, and when it makes
 * none (no `derivedFrom`, or `inspiredBy`).
 *
 * - `extends`: every part of the base is there, at least as strict: sections, fields, options, needs,
 *   kinds, words of vocabularies, acts of signing, review. Texts may read differently; more may be
 *   added and asked; the order is free.
 * - `compliesWith`: a form of its own. What bears the same id asks at least as much, review is not
 *   weaker and acts of signing are not fewer. A part that asks nothing may be left out; one that asks
 *   something (a required section or field, a need) may not: leaving out is loosening too.
 *
 * In both, one more kind of statement in a section of the base is looser: what may stand under that
 * heading is a demand. `base` is the template that `derivedFrom` names; another id or version is a
 * problem and nothing else is compared. `at` of a problem is a path with ids, as in `diffTemplates`.
 * Codes: `derivation-id`, `derivation-version`, `derivation-missing`, `derivation-looser`,
 * `derivation-other`. `describeDerivation` makes the sentence.
 */
export function checkDerivation(template: Template, base: Template): Problem[] {
  const promise = template.derivedFrom
  if (!promise || promise.relation === "inspiredBy") return []
  if (promise.id !== base.id)
    return [
      {code: "derivation-id", at: "/derivedFrom/id", params: {id: promise.id, given: base.id}},
    ]
  if (promise.version !== base.version)
    return [
      {
        code: "derivation-version",
        at: "/derivedFrom/version",
        params: {version: promise.version, given: base.version},
      },
    ]
  const {changes} = diffTemplates(base, {...template, migrations: []})
  return changes.flatMap(change => {
    const code = brokenBy(change, base, promise.relation === "extends")
    return code ? [{code, at: change.path, params: {path: change.path}}] : []
  })
}

const free = /^\/(?:id|status|basis|derivedFrom|languages|migrations|title)(?:\/|$)/

/** What of the promise a change from base to template breaks, if anything. */
function brokenBy(
  {path, change}: TemplateChange,
  base: Template,
  whole: boolean,
): string | undefined {
  if (free.test(path)) return undefined
  switch (change) {
    case "removed":
      // One kind less in a section asks more of who writes there.
      if (/\/allows\/[^/]+$/.test(path)) return whole ? "derivation-missing" : undefined
      // A heading above sections, and a text nobody must read, are words.
      if (/\/(?:group|guidance|help|message)\/[^/]+$/.test(path)) return undefined
      return whole || asks(path, base) ? "derivation-missing" : undefined
    case "loosened":
      return "derivation-looser"
    case "added":
      return /\/allows\/[^/]+$/.test(path) ? "derivation-looser" : undefined
    case "retyped":
    case "renamed":
      return "derivation-other"
    case "changed":
      return /\/(?:requiredWhen|where|linked|per|unless)(?:\/|$)/.test(path)
        ? "derivation-other"
        : undefined
    case "reworded":
    case "translated":
    case "tightened":
    case "reordered":
      return undefined
  }
}

/** Whether a part of the base that is gone asked something of people, or gave them something. */
function asks(path: string, base: Template): boolean {
  const [, part = "", id = "", inner = "", field = ""] = path.split("/")
  if (part === "signOffs" || part === "recognition" || part === "rights") return true
  if (part === "kinds" || part === "vocabularies") return false
  const section = base.sections.find(one => one.id === id)
  const asked = (one: {readonly required?: boolean; readonly requiredWhen?: unknown}): boolean =>
    one.required === true || one.requiredWhen !== undefined
  if (inner === "fields")
    return section?.fields?.some(one => one.id === field && asked(one)) ?? false
  return (
    section !== undefined &&
    (asked(section) || (section.needs?.length ?? 0) > 0 || (section.fields ?? []).some(asked))
  )
}

type Sentences = readonly [what: string, todo: string]
const sentences: {readonly [code: string]: {readonly nl: Sentences; readonly en: Sentences}} = {
  "derivation-id": {
    nl: [
      "Dit sjabloon zegt dat het is afgeleid van “{id}”, maar vergeleken is met “{given}”.",
      "Geef het sjabloon waar derivedFrom naar wijst.",
    ],
    en: [
      "This template says it was derived from “{id}”, but it was compared with “{given}”.",
      "Give the template that derivedFrom names.",
    ],
  },
  "derivation-version": {
    nl: [
      "Dit sjabloon is afgeleid van versie {version}, maar vergeleken is met versie {given}.",
      "Geef die versie, of pas derivedFrom aan en controleer opnieuw.",
    ],
    en: [
      "This template was derived from version {version}, but it was compared with version {given}.",
      "Give that version, or change derivedFrom and check again.",
    ],
  },
  "derivation-missing": {
    nl: [
      "Dit staat wel in het sjabloon waarvan dit is afgeleid, maar hier niet: {where}.",
      "Zet het er weer in, of noem de afleiding inspiredBy.",
    ],
    en: [
      "The template this was derived from has this, and it is missing here: {where}.",
      "Put it back, or call the derivation inspiredBy.",
    ],
  },
  "derivation-looser": {
    nl: [
      "Dit vraagt minder dan het sjabloon waarvan dit is afgeleid: {where}.",
      "Maak het minstens zo streng, of noem de afleiding inspiredBy.",
    ],
    en: [
      "This asks less than the template it was derived from: {where}.",
      "Make it at least as strict, or call the derivation inspiredBy.",
    ],
  },
  "derivation-other": {
    nl: [
      "Dit is iets anders dan in het sjabloon waarvan dit is afgeleid: {where}.",
      "Maak het gelijk, of geef het een eigen id.",
    ],
    en: [
      "This is something else than in the template it was derived from: {where}.",
      "Make it the same, or give it an id of its own.",
    ],
  },
}

/** A broken promise of a derivation in words. An unknown code gives the code. */
export function describeDerivation(
  problem: Problem,
  lang: Lang = "nl",
): {readonly what: string; readonly todo: string} {
  const own = Object.hasOwn(sentences, problem.code) ? sentences[problem.code] : undefined
  const [what, todo] = own?.[lang] ?? [problem.code, ""]
  const params: {readonly [name: string]: string} = {
    ...problem.params,
    where: describePath(problem.at, lang),
  }
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(params, name) ? (params[name] ?? whole) : whole,
    )
  return {what: fill(what), todo: fill(todo)}
}
