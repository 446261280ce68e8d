// SPDX-License-Identifier: EUPL-1.2
import {
  type Finding,
  type Lang,
  type ReportFile,
  type Template,
  check,
  dayOf,
  describeFinding,
  freezeInput,
  holdsShielded,
  offeredContent,
  plainText,
  reuseAlerts,
  statementsOf,
  textIn,
  wordFor,
} from "@wederhoor/format"

import {ServerError} from "../error.ts"
import {dayGiven, readArguments, say} from "./arguments.ts"
import {otherDigest, readPolicy, readReport, templateOf} from "./files.ts"

const gates = ["toFamily", "approve", "final"] as const
type AskedGate = (typeof gates)[number]

const example =
  "wederhoor check report.json --gate toFamily|approve|final [--template map] [--policy beleid.json] [--origin ander-verslag.json] [--today 2026-04-02] [--json]"

/**
 * `wederhoor check`: every finding of a report at a gate (`final` unless given), by section. 0 when no
 * error stands in the way, 1 when one does or the template is not the very one the report names. With
 * `--origin`, a report from which statements were taken, also what was corrected or withdrawn there.
 *
 * @throws ServerError for wrong use or a file that cannot be read.
 */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(args, "check", example, 1, {
    gate: "text",
    template: "texts",
    origin: "texts",
    policy: "text",
    today: "text",
    json: "flag",
  })
  const [name = ""] = files
  const gate = gates.find(one => one === (options.gate ?? "final"))
  if (!gate)
    throw new ServerError(
      "usage",
      "check",
      say(lang, "--gate is toFamily, approve of final", "--gate is toFamily, approve or final"),
    )
  const today = dayGiven(options.today, "check", lang) ?? dayOf(new Date().toISOString())
  const file = await readReport(name, lang)
  const found = await templateOf(file, name, options.template ?? [], lang)
  const policy = await readPolicy(options.policy, today, lang)
  const offered = offeredContent(file)
  const origins = await Promise.all((options.origin ?? []).map(one => readReport(one, lang)))
  const alerts = reuseAlerts([...origins, file]).flatMap(alert =>
    alert.usedIn.report === file.record.report && alert.reason !== "originMissing" ? [alert] : [],
  )
  const findings = check({
    content: file.content,
    persons: file.record.persons,
    template: found.template,
    policy,
    today,
    gate,
    record: file.record,
    alerts,
    ...(offered ? {offered} : {}),
  })
  const errors = findings.filter(one => one.severity === "error").length
  const good = errors === 0 && found.exact
  if (options.json)
    process.stdout.write(
      `${JSON.stringify(
        {
          report: file.record.report,
          template: {...file.record.template, file: found.file, verified: found.exact},
          gate,
          today,
          policy: policy.id,
          good,
          errors,
          warnings: findings.length - errors,
          findings: findings.map(one => ({...one, ...describeFinding(one, lang)})),
        },
        null,
        2,
      )}\n`,
    )
  else {
    const lines = [
      `${file.record.report}: ${textIn(found.template.title, lang)} ${found.template.version}. ${wordFor("gate", gate, lang)}? (${gate}, ${today})`,
      ...(found.exact ? [] : ["", otherDigest(file, found, lang)]),
      ...findingLines(findings, file, found.template, lang),
      "",
      summary(errors, findings.length - errors, gate, lang),
    ]
    process.stdout.write(`${lines.join("\n")}\n`)
  }
  return good ? 0 : 1
}

function summary(errors: number, warnings: number, gate: AskedGate, lang: Lang): string {
  const count = (number: number, one: string, many: string): string =>
    `${number} ${number === 1 ? one : many}`
  const asked = wordFor("gate", gate, lang).toLowerCase()
  const also = say(
    lang,
    count(warnings, "waarschuwing", "waarschuwingen"),
    count(warnings, "warning", "warnings"),
  )
  if (errors === 0)
    return say(
      lang,
      `Niets houdt dit verslag tegen: ${asked}. ${also}.`,
      `Nothing stands in the way: ${asked}. ${also}.`,
    )
  return say(
    lang,
    `${count(errors, "punt houdt", "punten houden")} dit verslag tegen: nog niet ${asked}. ${also}.`,
    `${count(errors, "point stands", "points stand")} in the way: not ${asked} yet. ${also}.`,
  )
}

/** The findings in words, by section, each with the number of its passage and its first words. */
function findingLines(
  findings: readonly Finding[],
  file: ReportFile,
  template: Template,
  lang: Lang,
): string[] {
  const numbers = passageNumbers(file, template)
  const starts = firstWords(file)
  const sectionOf = new Map(
    [...statementsOf(file.content)].map(({section, statement}) => [statement.id, section]),
  )
  const home = (one: Finding): string =>
    one.section ?? (one.statement ? (sectionOf.get(one.statement) ?? "") : "")
  const gone = say(lang, "niet meer in dit format", "no longer in this format")
  const titles = new Map([
    ...file.record.retired.map(
      ({section, title}) => [section, `${textIn(title, lang)} (${gone})`] as const,
    ),
    ...template.sections.map(({id, title}) => [id, textIn(title, lang)] as const),
  ])
  const own = template.sections.map(({id}) => id)
  const shown = [...new Set([...own, ...titles.keys(), ...findings.map(home)])].filter(
    id => id !== "",
  )
  return [...shown, ""].flatMap(section => {
    const here = findings.filter(one => home(one) === section)
    if (here.length === 0) return []
    const whole = say(lang, "Over het hele verslag", "About the whole report")
    const lines = ["", section === "" ? whole : (titles.get(section) ?? section)]
    let last: string | undefined
    for (const one of here) {
      if (one.statement !== last && one.statement)
        lines.push(`  ${numbers.get(one.statement) ?? "–"}  ${starts.get(one.statement) ?? ""}`)
      last = one.statement
      const {what, todo} = describeFinding(one, lang)
      const weight = say(
        lang,
        one.severity === "error" ? "moet" : "let op",
        one.severity === "error" ? "must" : "mind",
      )
      lines.push(`    ${weight}: ${what} ${todo} (${one.rule})`)
    }
    return lines
  })
}

/** The numbers that passages have in print. */
function passageNumbers({content, record}: ReportFile, template: Template): Map<string, string> {
  const {sections} = freezeInput(content, record, template)
  return new Map(
    sections.flatMap((section, s) =>
      section.statements.map((one, n) => [one.id, `${s + 1}.${n + 1}`] as const),
    ),
  )
}

/**
 * The first words of every passage; none of one that holds something shielded, nor of a child's words:
 * what is printed here ends up in mails and logs.
 */
function firstWords({content, record}: ReportFile): Map<string, string> {
  return new Map(
    [...statementsOf(content)].map(({statement}) => {
      const text = plainText(statement).replace(/\s+/g, " ").trim()
      if (statement.kind === "childVoice" || holdsShielded(text, record.persons))
        return [statement.id, "…"]
      const words = text.split(" ", 9).slice(0, 8).join(" ").slice(0, 80)
      return [statement.id, `“${words}${words.length < text.length ? " …" : ""}”`]
    }),
  )
}
