// SPDX-License-Identifier: EUPL-1.2
import {readContent} from "@wederhoor/collab"
import {isWithdrawn, plainText, sectionAllows, type Template} from "@wederhoor/format"
import * as Y from "yjs"
import {wordsOrigin} from "./writing/binding.ts"
import {newId, printable} from "./writing/discipline.ts"

/** Where words that were not placed can be put: a new statement in a section, or the end of one that stands. */
export interface WordsTarget {
  readonly section: string
  /** Id of the statement; `""` for a new one. */
  readonly statement: string
  /** What people call the statement by, and its first words. */
  readonly label: string
}

const longestLabel = 48

/** Every place for words in a report as it stands, section by section; the new statement comes first. */
export function targetsIn(doc: Y.Doc, template: Template): readonly WordsTarget[] {
  const {sections} = readContent(doc)
  return sections.flatMap(({id: section, statements}, index) => {
    const known = template.sections.find(one => one.id === section)
    if (!known || known.computed) return []
    const standing = statements.filter(one => !isWithdrawn(one))
    return [
      ...(sectionAllows(known, "unclassified") ? [{section, statement: "", label: ""}] : []),
      ...standing.map((statement, at) => {
        const words = plainText(statement).replace(/\s+/g, " ").trim()
        const first =
          words.length > longestLabel
            ? `${words.slice(0, longestLabel).replace(/\s+\S*$/, "")}…`
            : words
        return {section, statement: statement.id, label: `${index + 1}.${at + 1} ${first}`.trim()}
      }),
    ]
  })
}

/**
 * Put words in a report: as new lines at the end of a statement, or as a new statement of kind
 * `unclassified` at the end of a section, whose kind a person then chooses. The id of the statement
 * they are in; `null` when the target is not there any more.
 */
export function putWords(
  doc: Y.Doc,
  target: Pick<WordsTarget, "section" | "statement">,
  words: string,
): string | null {
  const home = elements(doc.getXmlFragment("doc"), "section").find(
    one => one.getAttribute("id") === target.section,
  )
  if (!home) return null
  const lines = printable(words).split("\n")
  return doc.transact(() => {
    if (target.statement === "") {
      const id = newId()
      const made = new Y.XmlElement("statement")
      made.setAttribute("id", id)
      made.setAttribute("kind", "unclassified")
      made.insert(0, lines.map(line))
      home.push([made])
      return id
    }
    const statement = elements(home, "statement").find(
      one => one.getAttribute("id") === target.statement,
    )
    if (!statement || (statement.getAttribute("withdrawn") ?? "") !== "") return null
    const last = elements(statement, "line").at(-1)
    const at = last ? (statement.toArray() as unknown[]).indexOf(last) + 1 : 0
    statement.insert(at, lines.map(line))
    return target.statement
  }, wordsOrigin)
}

function line(words: string): Y.XmlElement {
  const made = new Y.XmlElement("line")
  const text = new Y.XmlText()
  text.insert(0, words)
  made.insert(0, [text])
  return made
}

function elements(parent: Y.XmlElement | Y.XmlFragment, name: string): Y.XmlElement[] {
  return parent
    .toArray()
    .filter((one): one is Y.XmlElement => one instanceof Y.XmlElement && one.nodeName === name)
}
