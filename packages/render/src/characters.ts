// SPDX-License-Identifier: EUPL-1.2
import {finding} from "./findings.ts"
import type {TemplateFinding} from "./findings.ts"
import {placeAt} from "./syntax.ts"

/**
 * Characters that nobody sees, but that change the order in which is read, take up no room, or are
 * kept for machines: controls, bidirectional controls, zero-width spaces, private use, halves of
 * pairs. Joiners (U+200C, U+200D) and the soft hyphen stay: languages need them.
 */
const unseen =
  // oxlint-disable-next-line no-control-regex -- they are what it looks for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uE000-\uF8FF\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E0FFF}\u{F0000}-\u{10FFFF}\uD800-\uDFFF]/u

/** The same, written as what HTML reads as such a character. */
const reference =
  /&(?:#(?:x([0-9a-f]{1,8})|([0-9]{1,9}))|(lrm|rlm|zerowidthspace|nobreak|negative[a-z]*space|ic|it|applyfunction|af|invisible[a-z]*))\b;?/i

/** Each character of a source that is not to be seen, as it stands or written as an entity. */
export function checkCharacters(source: string, partial?: string): TemplateFinding[] {
  const found: TemplateFinding[] = []
  const piece = new RegExp(`${unseen.source}|${reference.source}`, "giu")
  for (const match of source.matchAll(piece)) {
    const [text, hex, decimal, named] = match
    const code = hex === undefined ? Number(decimal ?? 0) : Number.parseInt(hex, 16)
    const written = hex ?? decimal
    // What HTML does not know, or reads as something else, is not for a report either.
    const hidden =
      written === undefined || code > 0x10_ffff || unseen.test(String.fromCodePoint(code))
    if (!hidden) continue
    const shown = written === undefined && named === undefined ? codeOf(text) : text
    found.push(finding("unseen-character", placeAt(source, match.index, partial), shown))
    if (found.length >= 20) break
  }
  return found
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`
}
