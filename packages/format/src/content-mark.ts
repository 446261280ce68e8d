// SPDX-License-Identifier: EUPL-1.2
import {sha256} from "@noble/hashes/sha2.js"
import {bytesToHex, utf8ToBytes} from "@noble/hashes/utils.js"
import {type Content, isWithdrawn, statementsOf} from "./content.ts"
import {meaningOf} from "./reading/changed.ts"

/**
 * The mark of a text: SHA-256 in hex over every standing statement with its section and what it means
 * (kind, words, attributes, relations, and the sources it leans on). Two texts with one mark say the
 * same. Withdrawn statements, waivers, the order of statements and sources that nothing uses make no
 * difference, so a text and the version that was frozen of it have one mark. What the reviewer read
 * before the family did (`draftReviewed.mark`) is compared with it. Synchronous, because rules are.
 */
export function contentMark(content: Content): string {
  const sources = new Map(content.sources.map(source => [source.id, source]))
  const standing = [...statementsOf(content)].filter(({statement}) => !isWithdrawn(statement))
  const meanings = standing.map(({section, statement}) =>
    JSON.stringify([section, statement.id, meaningOf(statement, sources)]),
  )
  return bytesToHex(sha256(utf8ToBytes(meanings.toSorted().join("\n"))))
}
