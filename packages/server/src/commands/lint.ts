// SPDX-License-Identifier: EUPL-1.2
import {
  holdsShielded,
  isWithdrawn,
  type Lang,
  plainText,
  type ReportFile,
  restsOnWord,
  statementsOf,
} from "@wederhoor/format"
import {
  adviseAll,
  compileRules,
  type Hint,
  LanguageError,
  legalTermsFor,
  loadRules,
  type Readability,
  readability,
  type RuleSet,
  type StatementKind,
  statementKinds,
  type WordedStatement,
} from "@wederhoor/language"

import {ServerError} from "../error.ts"
import {readArguments, say} from "./arguments.ts"
import {readBytes, readJson, readReport} from "./files.ts"

const example =
  "wederhoor lint tekst.txt|verslag.json [--kind fact] [--rules eigen-regels.json] [--json]"

/** One statement, or one line of a text, and where it stands. */
interface Piece {
  readonly at: string
  readonly statement: WordedStatement
  readonly waived: ReadonlySet<string>
  /** Nothing of its words is printed: they end up in mails and logs. */
  readonly hidden: boolean
}

/**
 * `wederhoor lint`: advice on the wording of a report, or of a text whose lines are each read as a
 * statement of one kind (`fact` unless given). 0 without a hint, 1 with one; tips alone are good.
 *
 * @throws ServerError for wrong use, or a file that cannot be read.
 */
export async function lintCommand(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(args, "lint", example, 1, {
    kind: "text",
    rules: "texts",
    json: "flag",
  })
  const [name = ""] = files
  const kind = statementKinds.find(one => one === (options.kind ?? "fact"))
  if (!kind)
    throw new ServerError(
      "usage",
      "lint",
      say(lang, "--kind is een van deze: ", "--kind is one of these: ") + statementKinds.join(", "),
    )
  const ruleSet = await rulesOf(options.rules ?? [], lang)
  const report = name.endsWith(".json") ? await readReport(name, lang) : undefined
  const pieces = report ? piecesOf(report) : linesOf(await readText(name, lang), kind)
  const exempt = report ? legalTermsFor(report.record.template.id) : new Set<string>()
  const advised = adviseAll(
    pieces.map(({statement}) => statement),
    {language: lang, ruleSet, exempt},
  )
  const found = pieces.map((piece, at) => ({
    piece,
    hints: (advised.hints[at] ?? []).filter(hint => !piece.waived.has(hint.contextHash)),
  }))
  const reads = readability(
    pieces.map(({statement}) => statement),
    {ruleSet, exempt},
  )
  const all = found.flatMap(({hints}) => hints)
  const notices = all.filter(hint => hint.level === "notice").length
  process.stdout.write(
    options.json
      ? `${JSON.stringify(
          {
            file: name,
            good: notices === 0,
            notices,
            tips: all.length - notices,
            statements: found.flatMap(({piece, hints}) =>
              hints.length > 0 ? [{at: piece.at, kind: piece.statement.kind, hints}] : [],
            ),
            readability: reads,
          },
          null,
          2,
        )}\n`
      : `${[
          ...found.flatMap(({piece, hints}) => linesFor(piece, hints, lang)),
          summary(notices, all.length - notices, lang),
          readsAs(reads, lang),
        ].join("\n")}\n`,
  )
  return notices === 0 ? 0 : 1
}

async function rulesOf(files: readonly string[], lang: Lang): Promise<RuleSet> {
  let set = await loadRules()
  for (const file of files) {
    const given = await readJson(file, lang)
    try {
      set = compileRules(given, {beside: set})
    } catch (error) {
      if (!(error instanceof LanguageError)) throw error
      const hint = say(
        lang,
        `regel ${error.at} kan zo niet mee: ${error.hint}`,
        `rule ${error.at} cannot run like this: ${error.hint}`,
      )
      throw new ServerError("unreadable", file, hint, error)
    }
  }
  return set
}

async function readText(file: string, lang: Lang): Promise<string> {
  const bytes = await readBytes(file, lang)
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes)
  } catch (error) {
    const hint = say(
      lang,
      "dit bestand is niet te lezen als tekst. Bewaar het als tekst (UTF-8), of geef een verslag als .json",
      "this file cannot be read as text. Save it as text (UTF-8), or give a report as .json",
    )
    throw new ServerError("unreadable", file, hint, error)
  }
}

function piecesOf({content, record}: ReportFile): readonly Piece[] {
  return [...statementsOf(content)].flatMap(({statement}): Piece[] => {
    if (isWithdrawn(statement)) return []
    const text = plainText(statement)
    return [
      {
        at: statement.id,
        hidden: holdsShielded(text, record.persons),
        waived: new Set((statement.waivers ?? []).map(({hash}) => hash)),
        statement: {
          kind: statement.kind,
          text,
          speaker: statement.attrs["by"] !== undefined,
          sourced: statement.relations.some(({type}) => type === "source"),
          said: restsOnWord(statement, content.sources),
          verbatim: statement.attrs["verbatim"] === "verbatim",
        },
      },
    ]
  })
}

function linesOf(text: string, kind: StatementKind): readonly Piece[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .flatMap((line, at): Piece[] =>
      line.trim() === ""
        ? []
        : [
            {
              at: String(at + 1),
              hidden: false,
              waived: new Set(),
              statement: {kind, text: line},
            },
          ],
    )
}

function linesFor(piece: Piece, hints: readonly Hint[], lang: Lang): readonly string[] {
  if (hints.length === 0) return []
  const {text} = piece.statement
  const start = text.split(/\s+/, 9).slice(0, 8).join(" ").slice(0, 80)
  return [
    `${piece.at}  ${piece.hidden ? "…" : `“${start}${start.length < text.length ? " …" : ""}”`}`,
    ...hints.map(hint => {
      const weight = hint.level === "notice" ? say(lang, "let op", "mind") : "tip"
      const instead = hint.fixes.flatMap(fix =>
        fix.type === "replace" || fix.type === "explain" ? [` → ${fix.text}`] : [],
      )
      const what = piece.hidden
        ? hint.question
        : `${hint.short} ${hint.question}${instead.join("")}`
      return `  ${weight}: ${what} (${hint.rule})`
    }),
    "",
  ]
}

function summary(notices: number, tips: number, lang: Lang): string {
  const count = (number: number, one: string, many: string): string =>
    `${number} ${number === 1 ? one : many}`
  return say(
    lang,
    `${count(notices, "aanwijzing", "aanwijzingen")}, ${count(tips, "tip", "tips")}.`,
    `${count(notices, "hint", "hints")}, ${count(tips, "tip", "tips")}.`,
  )
}

/** How it reads, in words; the figures of the formulas stand in `--json`. */
function readsAs(reads: Readability, lang: Lang): string {
  const each = Math.round(reads.wordsPerSentence)
  const hard = reads.hardWords
    .slice(0, 5)
    .map(({word, instead}) => (instead === undefined ? word : `${word} (${instead})`))
    .join("; ")
  const first = say(
    lang,
    `Gemiddeld ${each} woorden per zin; ${reads.longSentences} van meer dan 25.`,
    `${each} words per sentence on average; ${reads.longSentences} of more than 25.`,
  )
  return hard === "" ? first : `${first} ${say(lang, "Moeilijke woorden", "Hard words")}: ${hard}.`
}
