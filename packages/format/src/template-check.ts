// SPDX-License-Identifier: EUPL-1.2
import {FormatError} from "./error.ts"
import {validateTemplate} from "./generated/validators.ts"
import {layerOf, type Text} from "./names.ts"
import {plainValue} from "./plain-value.ts"
import {type Problem, describeProblem, mostProblems, problemsOf} from "./problem.ts"
import {type Template, type TemplateSection, rightNames} from "./template.ts"

/** A reason why a template cannot be used; `describeProblem` makes the sentence. */
export type TemplateProblem = Problem

/**
 * Everything that is wrong with a template, at most 100 problems; empty when it can be used.
 *
 * First whether it is a plain value within the limits (20 levels, 300 000 values, 10 million
 * characters), then the published schema `template-1.json`, then what a schema cannot say: ids are
 * unique, a section of one layer allows kinds of that layer only (formaat, besluit 1), a title that says
 * *feit* stands over facts only, every text is there in every language, a choice has options, what
 * is required can be filled. Never throws.
 */
export function checkTemplate(value: unknown): TemplateProblem[] {
  const judged = judge(value)
  return "problems" in judged ? judged.problems : []
}

function judge(given: unknown): {value: Template} | {problems: Problem[]} {
  const plain = plainValue(given)
  if (!plain.ok) return {problems: [plain.problem]}
  if (!validateTemplate(plain.value)) return {problems: problemsOf(validateTemplate.errors ?? [])}
  const value = plain.value as Template
  const problems = templateProblems(value)
  return problems.length > 0 ? {problems: problems.slice(0, mostProblems)} : {value}
}

/**
 * A template from outside as a value of our own, deeply copied.
 *
 * @throws FormatError with the code and JSON pointer of the first problem of `checkTemplate`; the
 *   message says all of them in English.
 */
export function parseTemplate(value: unknown): Template {
  const judged = judge(value)
  if ("problems" in judged) throw errorOf(judged.problems)
  return judged.value
}

/** The first problem as an error; its message tells all of them. */
export function errorOf(problems: readonly Problem[]): FormatError {
  const [first] = problems
  const lines = problems.map(problem => {
    const {what, todo} = describeProblem(problem, "en")
    return `${problem.at || "/"}: ${what} ${todo}`
  })
  return new FormatError(first?.code ?? "not-json", first?.at ?? "", lines.join("\n"))
}

/** What a schema cannot say about a template; `at` is put before every pointer. */
export function templateProblems(template: Template, at = ""): Problem[] {
  const problems: Problem[] = []
  const texts = (text: Text | undefined, here: string): void => {
    if (!text) return
    for (const lang of template.languages)
      if (!Object.hasOwn(text, lang))
        problems.push({code: "title-missing", at: here, params: {lang}})
  }
  texts(template.title, `${at}/title`)
  for (const name of rightNames) texts(template.rights[name], `${at}/rights/${name}`)
  problems.push(...duplicates(template.sections, `${at}/sections`))
  template.sections.forEach((section, i) => {
    const here = `${at}/sections/${i}`
    texts(section.title, `${here}/title`)
    texts(section.guidance, `${here}/guidance`)
    problems.push(...sectionProblems(section, here))
    section.fields?.forEach((field, f) => {
      texts(field.label, `${here}/fields/${f}/label`)
      field.options?.forEach((option, o) =>
        texts(option.label, `${here}/fields/${f}/options/${o}/label`),
      )
    })
  })
  return problems
}

function sectionProblems(section: TemplateSection, at: string): Problem[] {
  const problems: Problem[] = []
  section.allows.forEach((kind, i) => {
    const layer = layerOf(kind)
    const fits = section.layer === "mixed" || layer === null || layer === section.layer
    if (!fits)
      problems.push({
        code: "kind-outside-layer",
        at: `${at}/allows/${i}`,
        params: {kind, layer: section.layer},
      })
  })
  if (section.layer !== "fact")
    for (const [lang, title] of Object.entries(section.title))
      // “factor” is no “fact”, “feitelijk” does mean to say fact.
      if (/feit/i.test(title) || /\bfacts?\b|\bfactual/i.test(title))
        problems.push({code: "title-says-fact", at: `${at}/title/${lang}`})
  const fields = section.fields ?? []
  problems.push(...duplicates(fields, `${at}/fields`))
  fields.forEach((field, i) => {
    const here = `${at}/fields/${i}`
    if (field.type === "choice" && !field.options)
      problems.push({code: "choice-without-options", at: here})
    if (field.type !== "choice" && field.options)
      problems.push({code: "options-without-choice", at: `${here}/options`})
    problems.push(...duplicates(field.options ?? [], `${here}/options`))
  })
  const fillable =
    section.computed !== undefined ||
    section.allows.length > 0 ||
    fields.some(field => field.required)
  if (section.required && !fillable) problems.push({code: "section-cannot-be-filled", at})
  return problems
}

/** A problem for every entry whose id stood there before. */
export function duplicates(
  list: readonly {readonly id: string}[],
  at: string,
  seen: Set<string> = new Set(),
): Problem[] {
  return list.flatMap(({id}, i) => {
    if (seen.has(id)) return [{code: "duplicate-id", at: `${at}/${i}/id`, params: {id}}]
    seen.add(id)
    return []
  })
}
