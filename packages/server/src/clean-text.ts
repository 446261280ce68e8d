// SPDX-License-Identifier: EUPL-1.2

/**
 * A text that a person sent, without what cannot be printed or kept: control characters besides tab and
 * newline, and the two code points that stand for nothing. What is a line break elsewhere (the vertical
 * tab and form feed of a word processor, carriage return, next line) stays one. A report file with any
 * of these would be refused when it is read back.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n|[\r\v\f\u0085]/g, "\n").replace(unprintable, "")
}

// Written as escapes, because the characters themselves cannot be seen.
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g

/** The same of every text in a value that has the shape of an act. */
export function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)]))
}
