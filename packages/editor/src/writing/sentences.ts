// SPDX-License-Identifier: EUPL-1.2

/** A sentence ends at its mark and the space behind it, not before a small letter ("bijv. een"), or at a line break. */
const ends = /[.?!…]["'’”)\]]*\s+(?![\s\p{Ll}])|\n/gu
const closed = /[.?!…]["'’”)\]]*\s*$/

/** A stretch of text: from the first unit to just past the last. */
export type Stretch = readonly [from: number, to: number]

/** The sentences of a text, one after the other without gaps. An empty text is one empty sentence. */
export function sentencesIn(words: string): readonly Stretch[] {
  const list: Stretch[] = []
  let from = 0
  for (const {index, 0: end} of words.matchAll(ends)) {
    list.push([from, index + end.length])
    from = index + end.length
  }
  return [...list, [from, words.length]]
}

/** The sentence in which an offset lies; between two sentences it is the second. */
export function sentenceAt(words: string, offset: number): Stretch {
  const all = sentencesIn(words)
  return all.find(([, to]) => offset < to) ?? all.at(-1) ?? [0, words.length]
}

/**
 * The sentence under the caret, which nobody is told about; `null` when the caret stands behind a last
 * sentence that is closed: that one is not being written any more.
 */
export function sentenceUnder(words: string, caret: number): Stretch | null {
  if (caret === words.length && closed.test(words)) return null
  return sentenceAt(words, caret)
}

/** Whether two stretches have anything in common. */
export const overlaps = (one: Stretch, other: Stretch): boolean =>
  one[0] < other[1] && other[0] < one[1]
