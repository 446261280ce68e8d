// SPDX-License-Identifier: EUPL-1.2

/** How long judging a whole report takes, against only reading it as JSON. */
import {check, type Content} from "@wederhoor/format"

import {atSizes, digits, interleaved, sane} from "./measure.ts"
import {bigContent, checkInput} from "./report.ts"

/** `recheckMs`: one statement changed, and the whole report judged again. */
export const bench = async (): Promise<object> => ({
  sizes: await atSizes([100, 1000, 10_000], async size => {
    const input = checkInput(bigContent(size))
    const text = JSON.stringify(input)
    const found = check(input)
    sane(found.length > size / 20, `${found.length} findings in ${size} statements`)
    const others = [input.content, withoutSupport(input.content)]
    const changed = check({...input, content: others[1] as Content})
    sane(
      JSON.stringify(changed) !== JSON.stringify(found),
      "a changed statement changes no finding",
    )
    let turn = 0
    const timing = await interleaved({
      full: () => check(input),
      recheck: () => check({...input, content: others[++turn % 2] as Content}),
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

/** The same content, but the first fact with a source loses all that it rests on. */
function withoutSupport(content: Content): Content {
  const isSupported = (one: Content["sections"][number]["statements"][number]): boolean =>
    one.kind === "fact" && one.relations.length > 0
  const id = content.sections.flatMap(({statements}) => statements).find(isSupported)?.id
  sane(id !== undefined, "no fact with a source")
  return {
    ...content,
    sections: content.sections.map(section => ({
      ...section,
      statements: section.statements.map(one => (one.id === id ? {...one, relations: []} : one)),
    })),
  }
}
