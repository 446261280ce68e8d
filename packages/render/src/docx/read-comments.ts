// SPDX-License-Identifier: EUPL-1.2
import {plain} from "./expected.ts"
import type {Sheet, SheetComment} from "./sheet.ts"
import type {WordParts} from "./word-parts.ts"
import {type Where, type WordText, readWordText} from "./word-text.ts"

/** A comment that somebody added in Word. */
export interface CommentRead {
  /** Statement it stands at; empty when it stands at none. */
  readonly statement: string
  /** Reaction it answers, directly or further on; else empty. */
  readonly reaction: string
  readonly author: string
  /** As the file says it; may be empty. */
  readonly date: string
  readonly lines: readonly string[]
}

/**
 * Which comments of a file were added, and which of those that were sent are gone. One that was sent is known
 * by its author and its words: programs number comments anew.
 */
export function readComments(
  {reader, comments, commentsExtended}: WordParts,
  document: WordText,
  statementOf: (where: Where) => string,
  {comments: sent}: Sheet,
): {readonly added: readonly CommentRead[]; readonly lost: readonly string[]} {
  const left = new Map<string, SheetComment[]>()
  for (const comment of sent) {
    const key = keyOf(comment.author, comment.lines)
    left.set(key, [...(left.get(key) ?? []), comment])
  }
  const added: {comment: CommentRead; paraId: string}[] = []
  const byParaId = new Map<string, Pick<CommentRead, "statement" | "reaction">>()
  if (comments !== "") {
    const text = readWordText(reader, comments)
    const lines = new Map<string, {lines: string[]; paraId: string}>()
    for (const {owner, pieces, paraId} of text.paragraphs) {
      const known = lines.get(owner) ?? {lines: [], paraId: ""}
      const kept = pieces.filter(({isDeleted}) => !isDeleted)
      known.lines.push(
        ...kept
          .map(piece => piece.text)
          .join("")
          .split("\n"),
      )
      lines.set(owner, {lines: known.lines, paraId: paraId || known.paraId})
    }
    for (const [id, {author, date}] of text.comments) {
      const {lines: own = [], paraId = ""} = lines.get(id) ?? {}
      const places = document.anchors.get(id) ?? []
      const statement = places.map(statementOf).find(one => one !== "") ?? ""
      const told = own.map(line => line.trim()).filter(line => line !== "")
      const known = left.get(keyOf(author, told))
      // Of comments that say the same, the one at this statement.
      const at = known?.findIndex(one => one.statement === statement) ?? -1
      const ours = known?.splice(Math.max(0, at), 1)[0]
      if (ours) byParaId.set(paraId, {statement: ours.statement, reaction: ours.reaction})
      else added.push({comment: {statement, reaction: "", author, date, lines: told}, paraId})
    }
  }
  const parents = commentsExtended === "" ? new Map() : parentsIn(reader, commentsExtended)
  return {
    added: added.map(({comment, paraId}) => {
      const answered = answeredBy(paraId, parents, byParaId)
      return answered
        ? {
            ...comment,
            reaction: answered.reaction,
            statement: comment.statement || answered.statement,
          }
        : comment
    }),
    lost: [...left.values()].flat().map(({lines}) => lines.join("\n")),
  }
}

const keyOf = (author: string, lines: readonly string[]): string =>
  `${plain(author)}\n${plain(lines.join(" "))}`

/** For each comment the one it answers, by `w14:paraId`. */
function parentsIn(reader: WordParts["reader"], part: string): ReadonlyMap<string, string> {
  const parents = new Map<string, string>()
  reader.read(part, {
    open: element => {
      const parent = element.get("w15:paraIdParent")
      if (element.name === "w15:commentEx" && parent !== "")
        parents.set(element.get("w15:paraId"), parent)
    },
  })
  return parents
}

function answeredBy<Known>(
  paraId: string,
  parents: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, Known>,
): Known | undefined {
  let at = parents.get(paraId)
  // Word answers one comment deep; a file may hold a circle.
  for (let steps = 0; at !== undefined && steps < 20; steps++) {
    const found = known.get(at)
    if (found) return found
    at = parents.get(at)
  }
  return undefined
}
