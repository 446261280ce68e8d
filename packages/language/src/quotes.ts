// SPDX-License-Identifier: EUPL-1.2

/** Opening mark → the marks that close it. */
const pairs: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["“", "”"],
  ["„", "”“"],
  ["”", "”"],
  ["«", "»"],
  ["‹", "›"],
  ["‘", "’"],
  ["‚", "‘’"],
  ["'", "'"],
])

const anyMark = /["“„”«‹‘‚']/

const single = new Set(["‘", "‚", "'"])
const newWordLike = (): RegExp => /[\p{L}\p{N}\p{M}]/u
let wordLike: RegExp | undefined

function isWordAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (Number.isNaN(unit)) return false
  if (unit < 0x80) {
    return (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a)
  }
  // Half of a pair is taken for a picture, not a letter: a quotation may follow it at once.
  wordLike ??= newWordLike()
  return wordLike.test(text.charAt(at))
}

function isDigitAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x30 && unit <= 0x39
}

function isSpaceAt(text: string, at: number): boolean {
  return at < 0 || at >= text.length || text.charAt(at).trim() === ""
}

/** 's avonds, 't, 'n, 'k, 'm: an apostrophe that opens a word, not a quotation. */
function isClippedWord(text: string, at: number): boolean {
  return "stnkmSTNKM".includes(text.charAt(at + 1)) && !isWordAt(text, at + 2)
}

function opens(text: string, at: number): boolean {
  const mark = text.charAt(at)
  if (!pairs.has(mark)) return false
  if ("“„«‹".includes(mark)) return true
  // While nothing is open a straight double mark can only open, unless it means inches.
  if (mark === '"') return !isDigitAt(text, at - 1)
  if (isWordAt(text, at - 1)) return false
  if (mark === "”") return isSpaceAt(text, at - 1) && isWordAt(text, at + 1)
  return !isSpaceAt(text, at + 1) && !isClippedWord(text, at)
}

/**
 * The quoted stretches of a text, marks included, as flat pairs [from, to, from, to, …] in order.
 *
 * Quotations of the same mark may nest; other marks inside a quotation mean nothing. A double mark that is
 * never closed quotes the rest of the text (somebody's words are left alone while they are being typed);
 * a single mark that is never closed is an apostrophe. One pass, linear.
 */
export function quotedRanges(text: string): readonly number[] {
  const ranges: number[] = []
  if (!anyMark.test(text)) return ranges
  /** Where a closing single mark was looked for in vain: no need to look again. */
  const hopeless = new Set<string>()
  let at = 0
  while (at < text.length) {
    if (!opens(text, at)) {
      at++
      continue
    }
    const mark = text.charAt(at)
    if (hopeless.has(mark)) {
      at++
      continue
    }
    const end = closing(text, at)
    if (end === -1) {
      if (single.has(mark)) {
        hopeless.add(mark)
        at++
        continue
      }
      ranges.push(at, text.length)
      break
    }
    ranges.push(at, end)
    at = end
  }
  return ranges
}

/** Just past the mark that closes the one at `from`, or -1. */
function closing(text: string, from: number): number {
  const mark = text.charAt(from)
  const closers = pairs.get(mark) ?? ""
  let depth = 1
  for (let at = from + 1; at < text.length; at++) {
    const letter = text.charAt(at)
    const same = letter === mark
    if (!same && !closers.includes(letter)) continue
    // A straight single mark is too often an apostrophe to count how deep it nests.
    const opensHere =
      same && mark !== "'" && opens(text, at) && isSpaceAt(text, at - 1) && !isSpaceAt(text, at + 1)
    if (opensHere) {
      depth++
      continue
    }
    if (!closers.includes(letter)) continue
    // An apostrophe inside a word (foto's, zo’n) closes nothing.
    if (single.has(mark) && (isWordAt(text, at + 1) || isSpaceAt(text, at - 1))) continue
    depth--
    if (depth === 0) return at + 1
  }
  return -1
}
