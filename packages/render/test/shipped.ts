// SPDX-License-Identifier: EUPL-1.2

/** Everything in `templates/`: the layouts, and the example report of each kind as its readers get it. */
import {readdirSync, readFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {
  dayOf,
  type Lang,
  type Policy,
  parseReportFile,
  policyOn,
  redactFor,
  type ReportFile,
  type ReportModel,
  reportModel,
  type SectionModel,
  type StatementModel,
  type Template,
  words,
} from "@wederhoor/format"
import {type Layout, type Layouts, layoutsOf, sampleReport} from "@wederhoor/render"

const folder = dirname(fileURLToPath(import.meta.resolve("@wederhoor/templates/package.json")))
const paths = readdirSync(folder, {recursive: true, encoding: "utf8"}).map(path =>
  path.replaceAll("\\", "/"),
)
const read = (path: string): string => readFileSync(join(folder, path), "utf8")

/** Sources of all shipped layouts. */
export const layouts: Layouts = layoutsOf(
  Object.fromEntries(
    paths.filter(path => /\.hbs$|words\.\w+\.json$/.test(path)).map(path => [path, read(path)]),
  ),
)

/** Ids of all kinds of report. */
export const kinds: readonly string[] = paths
  .filter(path => path.endsWith("/template.json"))
  .map(path => dirname(path))
  .toSorted()

/** Every layout there is: id of the kind (empty for the general one) and language. */
export const shippedLayouts: readonly (readonly [id: string, lang: Lang])[] = [
  ...Object.entries({"": layouts.general, ...layouts.kinds}).flatMap(([id, own]) =>
    (["nl", "en"] as const)
      .filter(lang => own[lang] !== undefined)
      .map(lang => [id, lang] as const),
  ),
]

const policies = JSON.parse(read("beleid.json")) as Policy[]

/** The example of a kind as one of its readers gets it. */
export interface ExampleOptions {
  readonly lang?: Lang
  /** Role of the reader; the first with that role. Default: a parent. */
  readonly reader?: "parent" | "child" | "author"
  readonly use?: "hearing" | "final"
  readonly file?: "voorbeeld.json" | "tegenvoorbeeld.json"
}

/** What the layout of a kind gets for its example. */
export function exampleOf(
  id: string,
  {
    lang = "nl",
    reader: role = "parent",
    use = "final",
    file = "voorbeeld.json",
  }: ExampleOptions = {},
): ReportModel {
  const template = JSON.parse(read(`${id}/template.json`)) as Template
  const {record, versions}: ReportFile = parseReportFile(JSON.parse(read(`${id}/${file}`)))
  const purpose = use === "hearing" ? "hearing" : "signing"
  const ref = record.versions.findLast(one => one.purpose === purpose)
  const version = versions.find(one => one.digest === ref?.digest)
  const reader = record.persons.find(one => one.role === role)
  if (!version || !reader) throw new Error(`${id}: no ${purpose} version, or no ${role}`)
  return reportModel(redactFor(version, record, reader, template), record, {
    reader,
    template,
    policy: policyOn(policies, dayOf(version.frozenAt)) as Policy,
    lang,
    use,
    controlCode: "WH1-7Q4M-22KD-9XPA",
    signOffs: Object.fromEntries(
      record.signOffs.map(({id: signOff}) => [
        signOff,
        {state: "current", receiptCode: "7Q4M-22KD"},
      ]),
    ),
  })
}

/**
 * The sample report with a section of every layer, so that no layout drops one, two issues, and the words
 * for the layers. `statements`: how many statements of each section, gaps not counted; default all.
 */
export function everyLayer(lang: Lang, statements = Infinity): ReportModel {
  const model = sampleReport(lang)
  const [full, bare] = model.sections as [SectionModel, SectionModel]
  const layers = ["fact", "voice", "appraisal", "plan", "mixed", "none"] as const
  const named = full.statements.map((one): StatementModel => {
    const layer = one.layer as keyof typeof words.layer
    return {...one, layerName: words.layer[layer]?.[lang] ?? ""}
  })
  const gaps = named.filter(one => one.gap !== "")
  const shown = named.filter(one => one.gap === "")
  const part = Math.ceil(shown.length / layers.length)
  const sections = layers.map((layer, at) => ({
    ...full,
    id: layer,
    number: String(at + 1),
    is: {[layer]: true as const},
    statements: [
      ...shown.slice(at * part, at * part + Math.min(part, statements)),
      ...(at === 0 ? gaps : []),
    ],
  }))
  const left = new Set(sections.flatMap(section => section.statements.map(({id}) => id)))
  return {
    ...model,
    sections: [
      ...sections,
      {...bare, id: "retired", is: {none: true}, number: "7"},
      {...bare, id: "empty", is: {plan: true}, number: "8"},
    ],
    issues: model.issues.flatMap(issue => [issue, {...issue, number: "2"}]),
    reactions: model.reactions.filter(({on}) => on === "" || left.has(on)),
  }
}

/** A layout as one source, each partial written out in its place: the same template by definition. */
export function inOne({source, partials}: Layout): string {
  const call = /\{\{> ([\w/-]+)((?: \w+=[\w.]+)*)\}\}(\n?)/g
  return source.replaceAll(call, (_, name: string, given: string, end: string) => {
    const renamed = [...given.matchAll(/(\w+)=([\w.]+)/g)].filter(([, to, from]) => to !== from)
    const inner = renamed.reduce(
      (text, [, to, from]) => text.replaceAll(`{{${to}}}`, `{{${from}}}`),
      inOne({source: partials[name] ?? "", partials}),
    )
    // A partial alone on its line takes the line with it.
    return inner.endsWith("\n") && end !== "" ? inner : `${inner}${end}`
  })
}
