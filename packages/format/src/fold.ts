// SPDX-License-Identifier: EUPL-1.2

/** Words of a text in lower case, without punctuation or signs that nobody sees (soft hyphens). */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFC")
      .replace(/\p{Cf}+/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
}

/** The text without what stands between quotation marks: a quote is never judged. */
export function unquoted(text: string): string {
  return text.replace(/["“„«][^"“”„«»]*["”»]/g, " ")
}

/**
 * A text folded for the search of shielded strings: case, accents, spaces, hyphens (soft ones too)
 * and punctuation are taken out, so that "Linde­laan  12" is found as "lindelaan 12".
 */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "")
}
