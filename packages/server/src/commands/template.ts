// SPDX-License-Identifier: EUPL-1.2
import {
  type ChangeLevel,
  type Lang,
  type Problem,
  checkDerivation,
  checkTemplate,
  describeChange,
  describeDerivation,
  describeProblem,
  diffTemplates,
  parseTemplate,
  templateDigest,
} from "@wederhoor/format"

import {basename, dirname} from "node:path"

import {ServerError} from "../error.ts"
import {readArguments, say} from "./arguments.ts"
import {findTemplate, readJson, templateFile, templatesIn} from "./files.ts"
import {checkLayouts, layoutLines, layoutsAt, layoutsIn} from "./layouts.ts"

/**
 * `wederhoor template check` and `wederhoor template diff`.
 *
 * @throws ServerError for wrong use or a file that cannot be read.
 */
export async function templateCommand(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args
  if (verb === "check") return templateCheck(rest)
  if (verb === "diff") return templateDiff(rest)
  const {lang} = readArguments(
    rest.filter(one => one.startsWith("--lang")),
    "template",
    "",
    0,
    {},
  )
  throw new ServerError(
    "usage",
    "template",
    say(
      lang,
      "zeg check of diff, zoals in: wederhoor template check mijn-sjabloon",
      "say check or diff, as in: wederhoor template check my-template",
    ),
  )
}

/**
 * Is a template sound, does it keep the promise of its derivation, and are its layouts safe and
 * complete? Or the same of one layout. 0 yes, 1 no.
 */
async function templateCheck(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(
    args,
    "template check",
    "wederhoor template check mijn-sjabloon [--template map] [--json]",
    1,
    {template: "texts", json: "flag"},
  )
  const [name = ""] = files
  const own = await layoutsAt(name)
  if (own !== undefined) {
    const layouts = await checkLayouts(own, lang)
    const good = layouts.every(each => each.good)
    if (options.json)
      process.stdout.write(`${JSON.stringify({file: name, good, layouts}, null, 2)}\n`)
    else process.stdout.write(`${layouts.flatMap(each => layoutLines(each, lang)).join("\n")}\n`)
    return good ? 0 : 1
  }
  const file = await templateFile(name, lang)
  const value = await readJson(file, lang)
  const problems = checkTemplate(value).map(problem =>
    told(problem, describeProblem(problem, lang)),
  )
  const derivation =
    problems.length > 0 ? [] : await derived(value, file, options.template ?? [], lang)
  const all = [...problems, ...derivation]
  const digest = problems.length > 0 ? null : await templateDigest(parseTemplate(value))
  const beside = basename(file) === "template.json" ? await layoutsIn(dirname(file)) : []
  const layouts = await checkLayouts(beside, lang)
  const good = all.length === 0 && layouts.every(each => each.good)
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({file, good, digest, problems: all, layouts}, null, 2)}\n`,
    )
  else {
    const end =
      all.length === 0
        ? say(
            lang,
            `Dit sjabloon is in orde. Digest: ${digest}`,
            `This template is sound. Digest: ${digest}`,
          )
        : say(lang, `Nog niet in orde: ${all.length}.`, `Not sound yet: ${all.length}.`)
    const lines = all.map(({at, what, todo}) => `${at || "/"}: ${what} ${todo}`)
    const more = layouts.flatMap(each => layoutLines(each, lang))
    process.stdout.write(`${[file, ...lines, end, ...more].join("\n")}\n`)
  }
  return good ? 0 : 1
}

interface Told extends Problem {
  readonly what: string
  readonly todo: string
}

const told = (problem: Problem, words: {readonly what: string; readonly todo: string}): Told => ({
  ...problem,
  ...words,
})

async function derived(
  value: unknown,
  file: string,
  places: readonly string[],
  lang: Lang,
): Promise<readonly Told[]> {
  const template = parseTemplate(value)
  const promise = template.derivedFrom
  if (!promise || promise.relation === "inspiredBy") return []
  const all = await templatesIn(places, lang)
  const base = all.find(
    one => one.template.id === promise.id && one.template.version === promise.version,
  )
  if (!base)
    throw new ServerError(
      "unknown-template",
      file,
      say(
        lang,
        `dit sjabloon is afgeleid van ${promise.id} ${promise.version}, en dat is er niet. Wijs het aan met --template`,
        `this template was derived from ${promise.id} ${promise.version}, which is not here. Point at it with --template`,
      ),
    )
  return checkDerivation(template, base.template).map(problem =>
    told(problem, describeDerivation(problem, lang)),
  )
}

const levels: {readonly [level in ChangeLevel]: {readonly nl: string; readonly en: string}} = {
  patch: {nl: "het laatste getal (patch)", en: "the last number (patch)"},
  minor: {nl: "het middelste getal (minor)", en: "the middle number (minor)"},
  major: {nl: "het eerste getal (major)", en: "the first number (major)"},
}

/** What changed between two templates, and does the version number say so? 0 yes, 1 no. */
async function templateDiff(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(
    args,
    "template diff",
    "wederhoor template diff oud/template.json nieuw/template.json [--json]",
    2,
    {json: "flag"},
  )
  const [before, after] = await Promise.all(files.map(name => findTemplate(name, lang)))
  if (!before || !after) return 2
  const diff = diffTemplates(before.template, after.template)
  if (options.json) {
    const changes = diff.changes.map(change => ({...change, what: describeChange(change, lang)}))
    process.stdout.write(
      `${JSON.stringify({before: before.file, after: after.file, ...diff, changes}, null, 2)}\n`,
    )
  } else {
    const from = `${before.template.id} ${before.template.version}`
    const to = `${after.template.id} ${after.template.version}`
    const lines = diff.changes.map(change => `  ${describeChange(change, lang)}`)
    process.stdout.write(`${[`${from} → ${to}`, ...lines, verdict()].join("\n")}\n`)
  }
  return diff.enough ? 0 : 1

  function verdict(): string {
    const same = before?.template.id === after?.template.id
    if (!same)
      return say(
        lang,
        "Dit zijn geen twee versies van één sjabloon: het id verschilt.",
        "These are not two versions of one template: their ids differ.",
      )
    if (diff.level === null) return say(lang, "Er is niets veranderd.", "Nothing changed.")
    const needed = levels[diff.level][lang]
    return diff.enough
      ? say(
          lang,
          `Het versienummer klopt: nodig is ${needed}.`,
          `The version number fits: needed is ${needed}.`,
        )
      : say(
          lang,
          `Het versienummer is te laag: verhoog ${needed}.`,
          `The version number is too low: raise ${needed}.`,
        )
  }
}
