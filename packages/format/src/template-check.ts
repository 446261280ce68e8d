// SPDX-License-Identifier: EUPL-1.2
import {FormatError} from "./error.ts"
import {templateShape} from "./generated/validators.ts"
import {isKind, layerOf, type Text} from "./names.ts"
import {isTeam} from "./person.ts"
import {plainValue} from "./plain-value.ts"
import {type Problem, describeProblem, mostProblems, problemsOf} from "./problem.ts"
import {schemaErrors} from "./schema-errors.ts"
import {
  conditionProblems,
  duplicates,
  isAttributeOf,
  saysFact,
  sectionProblems,
} from "./section-check.ts"
import {type Template, rightNames, vocabularyOf} from "./template.ts"
import {versionMatches} from "./template-version.ts"

/** A reason why a template cannot be used; `describeProblem` makes the sentence. */
export type TemplateProblem = Problem

/**
 * Everything that is wrong with a template, at most 100 problems; empty when it can be used.
 *
 * First whether it is a plain value within the limits (20 levels, 300 000 values, 10 million
 * characters), then the published schema `template-1.json`, then what a schema cannot say: ids are
 * unique, a section of one layer allows kinds of that layer only (formaat, besluit 1), a title or
 * group heading that says *feit* stands over facts only, every text is there in every language, what
 * is required can be filled, what a need, condition, term or migration points to is there, a kind of
 * its own asks only attributes that its base kind has, and somebody signs who did not write. Never
 * throws.
 */
export function checkTemplate(value: unknown): TemplateProblem[] {
  const judged = judge(value)
  return "problems" in judged ? judged.problems : []
}

function judge(given: unknown): {value: Template} | {problems: Problem[]} {
  const plain = plainValue(given)
  if (!plain.ok) return {problems: [plain.problem]}
  const errors = schemaErrors(templateShape, plain.value, mostProblems)
  if (errors.length > 0) return {problems: problemsOf(errors)}
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
  return [
    ...languageProblems(template, at),
    ...untranslated(template, at),
    ...kindProblems(template, at),
    ...vocabularyProblems(template, at),
    ...duplicates(template.sections, `${at}/sections`),
    ...template.sections.flatMap((section, i) =>
      sectionProblems(section, template, `${at}/sections/${i}`),
    ),
    ...signOffProblems(template, at),
    ...originProblems(template, at),
    ...(template.courtWhen
      ? conditionProblems(template.courtWhen, template, `${at}/courtWhen`)
      : []),
    ...migrationProblems(template, at),
  ]
}

function languageProblems({languages}: Template, at: string): Problem[] {
  return languages.flatMap((lang, i) =>
    languages.indexOf(lang) < i
      ? [{code: "duplicate-id", at: `${at}/languages/${i}`, params: {id: lang}}]
      : [],
  )
}

/** Every text of the template, with its place. */
function* textsOf(template: Template): Generator<readonly [text: Text | undefined, at: string]> {
  yield [template.title, "/title"]
  for (const [i, one] of (template.basis ?? []).entries()) yield [one.title, `/basis/${i}/title`]
  for (const [i, kind] of (template.kinds ?? []).entries()) {
    yield [kind.label, `/kinds/${i}/label`]
    yield [kind.help, `/kinds/${i}/help`]
  }
  const {areas = [], factors = [], safetyPhases = []} = template.vocabularies ?? {}
  for (const [i, one] of areas.entries()) yield [one.label, `/vocabularies/areas/${i}/label`]
  for (const [m, model] of factors.entries()) {
    yield [model.title, `/vocabularies/factors/${m}/title`]
    for (const [i, term] of model.terms.entries())
      yield [term.label, `/vocabularies/factors/${m}/terms/${i}/label`]
  }
  for (const [i, one] of safetyPhases.entries())
    yield [one.label, `/vocabularies/safetyPhases/${i}/label`]
  for (const [i, section] of template.sections.entries()) {
    const here = `/sections/${i}`
    yield [section.title, `${here}/title`]
    yield [section.group, `${here}/group`]
    yield [section.guidance, `${here}/guidance`]
    for (const [f, field] of (section.fields ?? []).entries()) {
      yield [field.label, `${here}/fields/${f}/label`]
      yield [field.help, `${here}/fields/${f}/help`]
      for (const [o, option] of (field.options ?? []).entries())
        yield [option.label, `${here}/fields/${f}/options/${o}/label`]
    }
    for (const [n, need] of (section.needs ?? []).entries())
      yield [need.message, `${here}/needs/${n}/message`]
  }
  for (const name of rightNames) yield [template.rights[name], `/rights/${name}`]
}

function untranslated(template: Template, at: string): Problem[] {
  return [...textsOf(template)].flatMap(([text, here]) =>
    template.languages
      .filter(lang => text && !Object.hasOwn(text, lang))
      .map(lang => ({code: "title-missing", at: at + here, params: {lang}})),
  )
}

function kindProblems(template: Template, at: string): Problem[] {
  const own = template.kinds ?? []
  return [
    ...duplicates(own, `${at}/kinds`),
    ...own.flatMap((one, i) => {
      const here = `${at}/kinds/${i}`
      const kind = one.extends
      const problems: Problem[] = []
      if (isKind(one.id))
        problems.push({code: "kind-name-taken", at: `${here}/id`, params: {id: one.id}})
      if (kind === "unclassified")
        problems.push({code: "kind-not-specialised", at: `${here}/extends`, params: {kind}})
      if (layerOf(kind) !== "fact")
        for (const lang of saysFact(one.label))
          problems.push({code: "kind-says-fact", at: `${here}/label/${lang}`, params: {kind}})
      one.requires?.forEach((attribute, r) => {
        if (!isAttributeOf(attribute, kind))
          problems.push({
            code: "attribute-not-of-kind",
            at: `${here}/requires/${r}`,
            params: {kind, attribute},
          })
      })
      return problems
    }),
  ]
}

function vocabularyProblems({vocabularies}: Template, at: string): Problem[] {
  const here = `${at}/vocabularies`
  const {areas = [], factors = [], safetyPhases = []} = vocabularies ?? {}
  const seen = new Set<string>()
  return [
    ...duplicates(areas, `${here}/areas`),
    ...duplicates(factors, `${here}/factors`),
    ...factors.flatMap((model, m) => duplicates(model.terms, `${here}/factors/${m}/terms`, seen)),
    ...duplicates(safetyPhases, `${here}/safetyPhases`),
  ]
}

/** An agreement of writers and reviewers among themselves is no agreement (SGN-1). */
function signOffProblems({signOffs}: Template, at: string): Problem[] {
  if (!signOffs) return []
  const here = `${at}/signOffs`
  const writers = new Set(["reviewer", "examiner"])
  const read = signOffs.some(one => one.roles.some(role => !isTeam(role) && !writers.has(role)))
  const asked = new Set<string>()
  return [
    ...(read ? [] : [{code: "nobody-else-signs", at: here}]),
    ...signOffs.flatMap((one, i) =>
      one.roles.flatMap((role, r) => {
        const key = `${one.purpose} ${role}`
        if (asked.has(key))
          return [{code: "sign-off-twice", at: `${here}/${i}/roles/${r}`, params: {role}}]
        asked.add(key)
        return []
      }),
    ),
  ]
}

function originProblems({derivedFrom, id, version}: Template, at: string): Problem[] {
  return derivedFrom?.id === id && derivedFrom.version === version
    ? [{code: "refers-to-itself", at: `${at}/derivedFrom/id`}]
    : []
}

/** Every step ends in something that this version has; where it began is the older version's matter. */
function migrationProblems(template: Template, at: string): Problem[] {
  const migrations = template.migrations ?? []
  return [
    ...duplicates(
      migrations.map(one => ({id: one.from})),
      `${at}/migrations`,
    ).map(problem => ({...problem, at: problem.at.replace(/id$/, "from")})),
    ...migrations.flatMap(({from, steps}, m) => {
      const here = `${at}/migrations/${m}`
      const older: Problem[] = !versionMatches(template.version, from)
        ? []
        : [
            {
              code: "migration-not-older",
              at: `${here}/from`,
              params: {version: template.version},
            },
          ]
      return [
        ...older,
        ...steps.flatMap((step, s) => stepProblems(step, template, `${here}/steps/${s}`)),
      ]
    }),
  ]
}

type Step = NonNullable<Template["migrations"]>[number]["steps"][number]

function stepProblems(step: Step, template: Template, at: string): Problem[] {
  const sectionOf = (id: string) => template.sections.find(section => section.id === id)
  const noSection = (id: string, here: string): Problem[] => [
    {code: "unknown-section", at: `${at}/${here}`, params: {id}},
  ]
  const noField = (id: string, here: string): Problem[] => [
    {code: "unknown-field", at: `${at}/${here}`, params: {id}},
  ]
  const strangers = (map: {readonly [from: string]: string}, known: readonly {id: string}[]) =>
    Object.entries(map).flatMap(([from, to]): Problem[] =>
      known.some(one => one.id === to)
        ? []
        : [
            {
              code: "not-in-this-version",
              at: `${at}/map/${from}`,
              params: {id: to, allowed: known.map(one => one.id).join(", ")},
            },
          ],
    )
  switch (step.op) {
    case "renameSection":
      return sectionOf(step.to) ? [] : noSection(step.to, "to")
    case "renameField": {
      const section = sectionOf(step.section)
      if (!section) return noSection(step.section, "section")
      return section.fields?.some(field => field.id === step.to) ? [] : noField(step.to, "to")
    }
    case "mapOption": {
      const section = sectionOf(step.section)
      if (!section) return noSection(step.section, "section")
      const field = section.fields?.find(one => one.id === step.field)
      if (!field) return noField(step.field, "field")
      return field.type === "choice"
        ? strangers(step.map, field.options ?? [])
        : [{code: "not-a-choice", at: `${at}/field`, params: {id: step.field}}]
    }
    case "mapTerm":
      return strangers(step.map, vocabularyOf(template, step.vocabulary))
  }
}
