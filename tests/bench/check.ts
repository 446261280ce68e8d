// SPDX-License-Identifier: EUPL-1.2

/** How long judging a whole report takes, and judging it after a keystroke, against reading it as JSON. */
import {check, type Content, startCheck, type Statement} from "@wederhoor/format"

import {atSizes, digits, interleaved, sane} from "./measure.ts"
import {bigContent, checkInput} from "./report.ts"

/** `recheckMs`: a letter was typed in one statement, and what that touches is judged again. */
export const bench = async (): Promise<object> => ({
  sizes: await atSizes([100, 1000, 10_000], async size => {
    const input = checkInput(bigContent(size))
    const text = JSON.stringify(input)
    const found = check(input)
    sane(found.length > size / 20, `${found.length} findings in ${size} statements`)
    const typed = typedIn(input.content)
    const checker = startCheck(input)
    sane(checker.reword(typed[0]) !== null, "typing a letter judges the whole report again")
    sane(
      JSON.stringify(checker.findings()) ===
        JSON.stringify(check({...input, content: withStatement(input.content, typed[0])})),
      "judging again says something else than judging",
    )
    let turn = 0
    const timing = await interleaved({
      full: () => check(input),
      recheck: () => checker.reword(typed[++turn % 2] as Statement),
      parse: () => JSON.parse(text) as unknown,
    })
    const fullMs = timing.ms("full")
    return {
      fullMs,
      perStatementUs: digits((fullMs / size) * 1000),
      recheckMs: timing.ms("recheck"),
      parseMs: timing.ms("parse"),
      fullRatio: timing.ratio("full", "parse"),
      recheckRatio: timing.ratio("recheck", "parse"),
    }
  }),
})

/** The statement half-way, with one letter more and with two: what a writer types. */
function typedIn(content: Content): readonly [Statement, Statement] {
  const all = content.sections.flatMap(({statements}) => statements)
  const one = all[all.length >> 1] as Statement
  const text = one.lines[0]?.[0]?.text ?? ""
  return [
    {...one, lines: [[{text: `${text}a`}]]},
    {...one, lines: [[{text: `${text}aa`}]]},
  ]
}

function withStatement(content: Content, statement: Statement): Content {
  return {
    ...content,
    sections: content.sections.map(section => ({
      ...section,
      statements: section.statements.map(one => (one.id === statement.id ? statement : one)),
    })),
  }
}
