// SPDX-License-Identifier: EUPL-1.2
import {diffArrays} from "diff"

/** A piece of a text: in both, only in the new one, or only in the old one. */
export interface Segment {
  readonly op: "same" | "added" | "removed"
  readonly text: string
}

/** Steps of the comparison after which a text counts as written anew; bounds time and memory. */
const mostSteps = 400

/** From so many pieces on a text is compared line by line. */
const mostPieces = 20_000

/**
 * A line end; other white space; a Dutch word that begins with an apostrophe (’s, ’t, ’n); a word or
 * number with what holds it together inside ("zo’n", "moeder-kind", "3-3-2025", "12.30", "d.w.z"); a
 * flag; any other character with what belongs to it.
 */
const piece =
  /\n|[^\S\n]+|['’][stnkm](?![\p{L}\p{M}\p{N}])|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.,:/-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*|\p{RI}\p{RI}|[^](?:\u200d[^]|\p{M}|\ufe0f|\p{EMod})*/gu

const hasWord = /[\p{L}\p{N}]/u

type Group = {removed: string; added: string}
type Part = {readonly same: string} | Group

/**
 * What changed from one text to another, word by word. The pieces that are `same` or `added` are
 * together exactly `after`, those that are `same` or `removed` exactly `before`; of a place that
 * changed the old words come first. Equal texts give one piece, or none when they are empty.
 *
 * Says the same for the same texts, whatever the machine. A text that changed in more than 400 places
 * is compared by line, and after that counts as replaced: never wrong, only less fine. `most` lowers
 * the 400.
 */
export function wordDifference(
  before: string,
  after: string,
  most: number = mostSteps,
): readonly Segment[] {
  if (before === after) return segmentsOf([{same: before}])
  const [old, now] = [piecesOf(before), piecesOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  const room = Math.min(old.length, now.length) - start
  while (end < room && old[old.length - 1 - end] === now[now.length - 1 - end]) end++
  const left = old.slice(start, old.length - end)
  const right = now.slice(start, now.length - end)
  return segmentsOf(
    slid([
      {same: old.slice(0, start).join("")},
      ...middle(left, right, most),
      {same: old.slice(old.length - end).join("")},
    ]),
  )
}

const piecesOf = (text: string): string[] => text.match(piece) ?? []

function middle(left: readonly string[], right: readonly string[], most: number): Part[] {
  const replaced = [{removed: left.join(""), added: right.join("")}]
  if (left.length === 0 || right.length === 0) return replaced
  return (
    (left.length + right.length <= mostPieces ? compared(left, right, most) : null) ??
    compared(linesOf(left), linesOf(right), most) ??
    replaced
  )
}

/** The pieces put together into lines, each with its line end. */
function linesOf(pieces: readonly string[]): string[] {
  return pieces.join("").split(/(?<=\n)/)
}

function compared(left: readonly string[], right: readonly string[], most: number): Part[] | null {
  const found = diffArrays([...left], [...right], {maxEditLength: most})
  if (found === undefined) return null
  const parts: Part[] = []
  for (const {added, removed, value} of found) {
    const text = value.join("")
    const last = parts.at(-1)
    if (!added && !removed) parts.push({same: text})
    else if (last !== undefined && "removed" in last) {
      if (added) last.added += text
      else last.removed += text
    } else parts.push(added ? {removed: "", added: text} : {removed: text, added: ""})
  }
  return readable(parts)
}

/** One change in place of two with only a space or a comma between them. */
function readable(parts: readonly Part[]): Part[] {
  const kept: Part[] = []
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as Part
    const [last, next] = [kept.at(-1), parts[at + 1]]
    if (
      "same" in part &&
      isReplacement(last) &&
      isReplacement(next) &&
      !hasWord.test(part.same) &&
      !part.same.includes("\n")
    ) {
      last.removed += part.same + next.removed
      last.added += part.same + next.added
      at++
    } else kept.push("same" in part ? part : {...part})
  }
  return kept
}

/**
 * What only came or only went, as far to the end as it can be told: "gezag.[ Dat zei zij.]" and not
 * "gezag[. Dat zei zij]."
 */
function slid(parts: readonly Part[]): Part[] {
  const kept = parts.filter(part => !("same" in part) || part.same !== "").map(part => ({...part}))
  for (let at = kept.length - 2; at >= 0; at--) {
    const [before, part, after] = [kept[at - 1], kept[at], kept[at + 1]]
    if (!part || "same" in part || !after || !("same" in after)) continue
    if (part.removed !== "" && part.added !== "") continue
    if (before && !("same" in before)) continue
    const pieces = piecesOf(part.removed + part.added)
    const next = piecesOf(after.same)
    // Where another change follows, something stays between the two.
    const room = next.length - (at + 2 < kept.length ? 1 : 0)
    let steps = 0
    while (steps < room && next[steps] === pieces[steps % pieces.length]) steps++
    if (steps === 0) continue
    const passed = next.slice(0, steps).join("")
    const whole = pieces.join("") + passed
    const moved = whole.slice(passed.length)
    kept[at] = part.added === "" ? {removed: moved, added: ""} : {removed: "", added: moved}
    kept[at + 1] = {same: next.slice(steps).join("")}
    if (before) kept[at - 1] = {same: before.same + passed}
    else kept.splice(at, 0, {same: passed})
  }
  return kept
}

function isReplacement(part: Part | undefined): part is Group {
  return part !== undefined && "removed" in part && part.removed !== "" && part.added !== ""
}

function segmentsOf(parts: readonly Part[]): Segment[] {
  const segments: Segment[] = []
  const put = (op: Segment["op"], text: string): void => {
    const last = segments.at(-1)
    if (text === "") return
    if (last?.op === op) segments[segments.length - 1] = {op, text: last.text + text}
    else segments.push({op, text})
  }
  for (const part of parts) {
    if ("same" in part) put("same", part.same)
    else {
      put("removed", part.removed)
      put("added", part.added)
    }
  }
  return segments
}
