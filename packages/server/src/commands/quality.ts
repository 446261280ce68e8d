// SPDX-License-Identifier: EUPL-1.2
import {
  type Lang,
  type Quality,
  type QualityGroups,
  type QualityTotals,
  checkReportFile,
  dayOf,
  parseReportFile,
  qualityOf,
  qualityTotals,
  smallestGroup,
  wordFor,
} from "@wederhoor/format"
import {readdir} from "node:fs/promises"
import {join} from "node:path"

import {ServerError} from "../error.ts"
import {dayGiven, readArguments, say} from "./arguments.ts"
import {
  type FoundTemplate,
  isFolder,
  otherDigest,
  readJson,
  readPolicy,
  readReport,
  templateOf,
  templatesIn,
} from "./files.ts"

/**
 * `wederhoor quality`: numbers on one report, or totals over every report in a folder and the folders
 * in it. Totals hold no author, person or report, and no group of fewer than five.
 *
 * @returns 0; 1 when the template is not the very one that the report names.
 * @throws ServerError for wrong use or a file that cannot be read.
 */
export async function qualityCommand(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(
    args,
    "quality",
    "wederhoor quality report.json [--template map] [--policy beleid.json] [--today 2026-04-02] [--json]",
    1,
    {template: "texts", policy: "text", today: "text", json: "flag"},
  )
  const [name = ""] = files
  const today = dayGiven(options.today, "quality", lang) ?? dayOf(new Date().toISOString())
  const policy = await readPolicy(options.policy, today, lang)
  const places = options.template ?? []
  const print = (value: unknown, lines: readonly string[]): void => {
    process.stdout.write(
      options.json ? `${JSON.stringify(value, null, 2)}\n` : `${lines.join("\n")}\n`,
    )
  }
  if (!(await isFolder(name))) {
    const file = await readReport(name, lang)
    const found = await templateOf(file, name, places, lang)
    const quality = qualityOf(file, found.template, policy, today)
    if (!found.exact) process.stderr.write(`${otherDigest(file, found, lang)}\n`)
    print(quality, oneInWords(quality, lang))
    return found.exact ? 0 : 1
  }
  const templates = await templatesIn(places, lang)
  const list: Quality[] = []
  let skipped = 0
  for (const file of await reportsIn(name)) {
    const value = await readJson(file, lang).catch(() => undefined)
    if ((value as {format?: unknown} | undefined)?.format !== "wederhoor-report-file/1") continue
    const template = exactTemplate(value, templates)
    if (!template || checkReportFile(value).length > 0) skipped++
    else list.push(qualityOf(parseReportFile(value), template.template, policy, today))
  }
  if (list.length + skipped === 0)
    throw new ServerError(
      "no-reports",
      name,
      say(
        lang,
        "in deze map staat geen enkel verslag. Geef een map met verslagen (.json)",
        "there is no report in this folder. Give a folder with reports (.json)",
      ),
    )
  const totals = qualityTotals(list)
  print({...totals, skipped}, totalsInWords(totals, skipped, lang))
  return 0
}

function exactTemplate(
  value: unknown,
  templates: readonly FoundTemplate[],
): FoundTemplate | undefined {
  const {record} = value as {record?: {template?: {digest?: unknown}}}
  return templates.find(({digest}) => digest === record?.template?.digest)
}

async function reportsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith(".json"))
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted()
}

function share(part: number, whole: number, lang: Lang): string {
  const of = say(lang, "van", "of")
  return whole === 0 ? "–" : `${part} ${of} ${whole} (${Math.round((100 * part) / whole)} %)`
}

function oneInWords(one: Quality, lang: Lang): string[] {
  const {statements, findings, hearing, reactions, signOffs, childVoice} = one
  const layers = Object.entries(statements.perLayer).filter(([, {total}]) => total > 0)
  const layerName = (layer: string): string =>
    layer === "none" ? say(lang, "zonder laag", "without a layer") : wordFor("layer", layer, lang)
  return [
    `${one.template.id} ${one.template.version}, ${wordFor("phase", one.phase, lang).toLowerCase()}`,
    say(
      lang,
      `Uitspraken: ${statements.total} (ingetrokken: ${statements.withdrawn})`,
      `Statements: ${statements.total} (withdrawn: ${statements.withdrawn})`,
    ),
    ...layers.map(
      ([layer, {total, withSource}]) =>
        `  ${layerName(layer)}: ${total}, ${say(lang, "met bron", "with a source")} ${share(withSource, total, lang)}`,
    ),
    say(
      lang,
      `Controle voor vaststellen: ${findings.errors} punten die tegenhouden, ${findings.warnings} om op te letten`,
      `Check for final: ${findings.errors} points in the way, ${findings.warnings} to mind`,
    ),
    ...Object.entries(findings.perRule).map(([rule, {count}]) => `  ${rule}: ${count}`),
    `${say(lang, "Gehoord", "Heard")}: ${share(hearing.heard, hearing.toBeHeard, lang)}`,
    ...Object.entries(hearing.perState).map(
      ([state, count]) => `  ${wordFor("hearing", state, lang)}: ${count}`,
    ),
    `${say(lang, "Reacties met antwoord", "Reactions answered")}: ${share(reactions.answered, reactions.total, lang)}`,
    `${say(lang, "Ondertekeningen", "Sign-offs")}: ${signOffs.total}`,
    ...Object.entries(signOffs.perDecision).map(
      ([decision, count]) => `  ${wordFor("decision", decision, lang)}: ${count}`,
    ),
    ...(childVoice === null
      ? []
      : [
          `${say(lang, "Woorden van het kind", "Words of the child")}: ${childVoice ? say(lang, "ja", "yes") : say(lang, "nee", "no")}`,
        ]),
  ]
}

function totalsInWords(totals: QualityTotals, skipped: number, lang: Lang): string[] {
  const left =
    skipped === 0
      ? []
      : [
          say(
            lang,
            `Niet meegeteld: ${skipped} (niet te lezen, of het sjabloon is er niet; wijs het aan met --template)`,
            `Not counted: ${skipped} (unreadable, or its template is not here; point at it with --template)`,
          ),
        ]
  if (totals.suppressed)
    return [
      say(
        lang,
        `Minder dan ${smallestGroup} verslagen: dan zeggen we niets, omdat het over mensen te herkennen is.`,
        `Fewer than ${smallestGroup} reports: then nothing is told, because people could be recognised.`,
      ),
      ...left,
    ]
  const {sums, childVoice, perTemplate} = totals
  const rest = say(lang, "overige samen", "others together")
  const groups = (
    title: string,
    {shown, other}: QualityGroups,
    name: (id: string) => string,
  ): string[] => {
    const line = (
      label: string,
      {reports, count}: {reports: number | null; count: number},
    ): string =>
      `  ${label}: ${count}${reports === null ? "" : say(lang, ` in ${reports} verslagen`, ` in ${reports} reports`)}`
    const lines = Object.entries(shown).map(([id, group]) => line(name(id), group))
    const all = other ? [...lines, line(rest, other)] : lines
    return all.length > 0 ? [title, ...all] : []
  }
  return [
    `${say(lang, "Verslagen", "Reports")}: ${totals.reports}`,
    ...Object.entries(perTemplate.shown).map(([id, {reports}]) => `  ${id}: ${reports}`),
    ...(perTemplate.other ? [`  ${rest}: ${perTemplate.other.reports}`] : []),
    `${say(lang, "Uitspraken met bron", "Statements with a source")}: ${share(sums.withSource, sums.statements, lang)}`,
    `${say(lang, "Gehoord", "Heard")}: ${share(sums.heard, sums.toBeHeard, lang)}`,
    `${say(lang, "Reacties met antwoord", "Reactions answered")}: ${share(sums.answered, sums.reactions, lang)}`,
    ...(childVoice
      ? [
          `${say(lang, "Woorden van het kind", "Words of the child")}: ${share(childVoice.with, childVoice.of, lang)}`,
        ]
      : []),
    ...groups(say(lang, "Punten per regel", "Findings per rule"), totals.perRule, id => id),
    ...groups(say(lang, "Uitspraken per laag", "Statements per layer"), totals.perLayer, id =>
      id === "none" ? say(lang, "zonder laag", "without a layer") : wordFor("layer", id, lang),
    ),
    ...groups(say(lang, "Horen", "Hearing"), totals.perHearingState, id =>
      wordFor("hearing", id, lang),
    ),
    ...groups(say(lang, "Ondertekeningen", "Sign-offs"), totals.perDecision, id =>
      wordFor("decision", id, lang),
    ),
    ...left,
  ]
}
