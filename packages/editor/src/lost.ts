// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"

/** One piece of text that stands in one copy and not, or otherwise, in the other. */
export interface LostText {
  readonly statement: string
  readonly before: string
  readonly after: string
}

/** Text of a statement or draft, lines joined by a newline; marks are left out. */
function textsOf(doc: Y.Doc): Map<string, string> {
  const texts = new Map<string, string>()
  for (const section of doc.getXmlFragment("doc").toArray())
    if (section instanceof Y.XmlElement)
      for (const statement of section.toArray())
        if (statement instanceof Y.XmlElement) texts.set(String(statement.getAttribute("id") ?? ""), wordsOf(statement))
  for (const draft of doc.getXmlFragment("drafts").toArray())
    if (draft instanceof Y.XmlElement) texts.set(String(draft.getAttribute("id") ?? ""), wordsOf(draft))
  return texts
}

function wordsOf(element: Y.XmlElement): string {
  return element
    .toArray()
    .flatMap(child =>
      child instanceof Y.XmlText
        ? [plainOf(child)]
        : child instanceof Y.XmlElement && child.nodeName === "line"
          ? [wordsOf(child)]
          : [],
    )
    .join("\n")
}

/** The characters of a Yjs text without marks; `toString` would write the marks as tags. */
export function plainOf(text: Y.XmlText): string {
  return (text.toDelta() as {insert?: unknown}[])
    .map(part => (typeof part.insert === "string" ? part.insert : ""))
    .join("")
}

/** What `mine` says that `theirs` does not: per statement, the text there (before) and here (after). */
export function lostTexts(theirs: Y.Doc, mine: Y.Doc): LostText[] {
  const there = textsOf(theirs)
  return [...textsOf(mine)].flatMap(([statement, after]) => {
    const before = there.get(statement) ?? ""
    return after === before ? [] : [{statement, before, after}]
  })
}
