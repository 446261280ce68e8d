// SPDX-License-Identifier: EUPL-1.2
import {type Lang, textIn} from "@wederhoor/format"
import {readReplies, type RepliesRead, WordFileError} from "@wederhoor/render/docx"

import {ServerError} from "../error.ts"
import {readArguments, say} from "./arguments.ts"
import {copyGiven, copyOptions, refusal} from "./copy-given.ts"
import {readBytes} from "./files.ts"

const example =
  "wederhoor replies terug.docx --report verslag.json --reader person:moeder [--json] [--version 1] [--template map] [--layout report.nl.hbs] [--policy beleid.json] [--today 2026-04-02]"

/**
 * `wederhoor replies`: what somebody wrote in the Word file of their copy, by the statement it is about, and
 * what was changed in it that should not have been. The copy is made again to compare with, so give what it was
 * made from. Nothing is put into the report: a person decides what becomes a reaction. 0 only replies, or
 * nothing; 1 something was changed, lost or written elsewhere.
 *
 * @throws ServerError for wrong use, or a file that cannot be read or is of another report.
 */
export async function repliesCommand(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(args, "replies", example, 1, {
    ...copyOptions,
    report: "text",
    json: "flag",
  })
  const [file = ""] = files
  if (options.report === undefined)
    throw new ServerError(
      "usage",
      "replies",
      `${say(lang, "zeg met --report van welk verslag", "say with --report of which report")}: ${example}`,
    )
  const bytes = await readBytes(file, lang)
  const {made, source} = await copyGiven(options.report, "replies", options, lang)
  if (!made.ok) {
    process.stderr.write(`${refusal(made, source, lang)}\n`)
    return 1
  }
  const {model, tree, controlCode} = made
  const read = opened(file, bytes, lang, {
    tree,
    reportId: model.reportId,
    version: String(model.version),
    title: model.title,
    ...(controlCode === "" ? {} : {controlCode}),
  })
  const numbers = new Map(
    model.sections.flatMap(({statements}) =>
      statements.map(({id, number}) => [id, number] as const),
    ),
  )
  const odd = oddities(read, id => numbers.get(id) ?? id, lang)
  if (options.json) process.stdout.write(`${JSON.stringify(read, null, 2)}\n`)
  else process.stdout.write(`${told(read, id => numbers.get(id) ?? id, odd, lang).join("\n")}\n`)
  return odd.length === 0 ? 0 : 1
}

function opened(
  file: string,
  bytes: Uint8Array,
  lang: Lang,
  expected: Parameters<typeof readReplies>[1],
): RepliesRead {
  try {
    return readReplies(bytes, expected)
  } catch (error) {
    if (!(error instanceof WordFileError)) throw error
    const hint = `${textIn(error.text, lang)} ${textIn(error.hint, lang)}`.replace(/\.$/, "")
    throw new ServerError("not-a-report", file, hint, error)
  }
}

type NumberOf = (id: string) => string

/** Whatever is not a reply in its place, a line each. */
function oddities(read: RepliesRead, numberOf: NumberOf, lang: Lang): readonly string[] {
  const line = (nl: string, en: string, what: string): string => `${say(lang, nl, en)}: ${what}`
  const called = ({role, statement}: {readonly role: string; readonly statement: string}): string =>
    `${role === "reply" ? say(lang, "reactie op", "reply to") : ""} ${numberOf(statement)}`.trim()
  return [
    ...read.changed.map(({statement, expected, found}) =>
      line(
        "De tekst is veranderd bij",
        "The text was changed at",
        `${numberOf(statement)}\n  - ${expected}\n  + ${found}`,
      ),
    ),
    ...read.missing.map(one => line("Dit vak is weg", "This part is gone", called(one))),
    ...read.doubled.map(one =>
      line("Dit vak staat er vaker", "This part is there more often", called(one)),
    ),
    ...read.unknown.map(({tag}) => line("Onbekend vak", "Unknown part", tag)),
    ...read.outside.map(({after, text}) =>
      line(
        `Geschreven buiten een vak${after === "" ? "" : `, na ${numberOf(after)}`}`,
        `Written outside the parts${after === "" ? "" : `, after ${numberOf(after)}`}`,
        text,
      ),
    ),
    ...read.lost.map(text => line("Weg uit het bestand", "Gone from the file", text)),
  ]
}

function told(
  read: RepliesRead,
  numberOf: NumberOf,
  odd: readonly string[],
  lang: Lang,
): readonly string[] {
  const at = (statement: string): string =>
    statement === "" ? say(lang, "Het hele verslag", "The whole report") : numberOf(statement)
  const replies = read.replies.map(({statement, lines}) =>
    [`${at(statement)}:`, ...lines].join("\n  "),
  )
  const comments = read.comments.map(({statement, author, lines}) =>
    [`${at(statement)} (${say(lang, "opmerking van", "comment by")} ${author}):`, ...lines].join(
      "\n  ",
    ),
  )
  const nothing =
    replies.length + comments.length > 0
      ? []
      : [say(lang, "Er is niets in geschreven.", "Nothing was written in it.")]
  return [...replies, ...comments, ...nothing, ...(odd.length > 0 ? ["", ...odd] : [])]
}
