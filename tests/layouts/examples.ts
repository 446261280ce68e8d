// SPDX-License-Identifier: EUPL-1.2

/** The layouts that ship, and what they are given: the example of each kind, and a sample of everything. */
import {readFileSync} from "node:fs"
import {join} from "node:path"
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
import {type Layouts, sampleReport} from "@wederhoor/render"
import {readLayouts} from "@wederhoor/server"

import {root} from "../house/sources.ts"

const read = (path: string): unknown =>
  JSON.parse(readFileSync(join(root, "templates", path), "utf8"))

/** Sources of all layouts that ship. */
export const layouts: Layouts = readLayouts()

/** Ids of all kinds with a layout of their own. */
export const kinds: readonly string[] = Object.keys(layouts.kinds ?? {}).toSorted()

/** Every layout there is: id of the kind (empty for the general one) and language. */
export const shippedLayouts: readonly (readonly [id: string, lang: Lang])[] = Object.entries({
  "": layouts.general,
  ...layouts.kinds,
}).flatMap(([id, own]) =>
  (["nl", "en"] as const).filter(lang => own[lang] !== undefined).map(lang => [id, lang] as const),
)

const policies = read("beleid.json") as Policy[]

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
  const template = read(`${id}/template.json`) as Template
  const {record, versions}: ReportFile = parseReportFile(read(`${id}/${file}`))
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
