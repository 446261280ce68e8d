// SPDX-License-Identifier: EUPL-1.2
import {type Sheet, eachSheetBlock} from "./sheet.ts"

/** Word cuts a longer tag. */
const longestTag = 64

/**
 * The tag of the content control of a statement, or of a reply to it: the id, after `reply:` for a reply. A
 * longer one than Word keeps ends in a digest of the whole.
 */
export function tagOf(role: "statement" | "reply", id: string): string {
  const tag = role === "statement" ? id : `reply:${id}`
  if (tag.length <= longestTag) return tag
  const mark = hash(tag).toString(16).padStart(8, "0")
  return `${tag.slice(0, longestTag - mark.length - 1)}~${mark}`
}

/** A number for each of the texts: of its own words, not of its place, from 1 to 2³¹ − 2, no two the same. */
function numbersOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const most = 2 ** 31 - 2
  const taken = new Set<number>()
  const numbers = new Map<string, number>()
  for (const text of [...new Set(texts)].sort()) {
    let number = (hash(text) % most) + 1
    while (taken.has(number)) number = (number % most) + 1
    taken.add(number)
    numbers.set(text, number)
  }
  return numbers
}

/** FNV-1a over UTF-16 code units, 32 bits. Spreads; keeps no secret. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    value = Math.imul(value ^ (unit & 0xff), 0x01000193)
    value = Math.imul(value ^ (unit >>> 8), 0x01000193)
  }
  return value >>> 0
}

/**
 * The number of each content control of a sheet, in order of reading; a control that stands there twice has
 * two. The number of a reply is also that of its editable range.
 */
export function controlNumbers(sheet: Sheet): readonly number[] {
  const seen = new Map<string, number>()
  const keys = [...eachSheetBlock(sheet.blocks)].flatMap(({block}) => {
    if (block.type !== "control") return []
    const tag = tagOf(block.role, block.of)
    const times = (seen.get(tag) ?? 0) + 1
    seen.set(tag, times)
    return [times === 1 ? tag : `${tag} ${times}`]
  })
  const numbers = numbersOf(keys)
  return keys.map(key => numbers.get(key) ?? 0)
}
