// SPDX-License-Identifier: EUPL-1.2
import {diffContent, keptFrom, readContent, readDrafts} from "@wederhoor/collab"
import type * as Y from "yjs"

/** Something that stands in one copy and not, or otherwise, in the other; as text to read and copy. */
export interface LostText {
  readonly statement: string
  readonly before: string
  readonly after: string
}

/**
 * What `mine` says that `theirs` does not: every edit of a statement, a source or a draft, with what
 * stood there and what was made of it. Text that only they have is not lost and not named.
 */
export function lostTexts(theirs: Y.Doc, mine: Y.Doc, code: string): LostText[] {
  const edits = diffContent(readContent(theirs), readContent(mine))
  const content = keptFrom(edits, code).map(({edit, before, after}) => ({
    statement: "statement" in edit ? edit.statement : "",
    before,
    after,
  }))
  const there = new Map(readDrafts(theirs).map(draft => [draft.id, draft.text]))
  const drafts = readDrafts(mine).map(({id, on, text}) => ({
    statement: on,
    before: there.get(id) ?? "",
    after: text,
  }))
  return [...content, ...drafts].filter(({before, after}) => after !== "" && after !== before)
}
