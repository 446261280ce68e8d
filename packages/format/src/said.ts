// SPDX-License-Identifier: EUPL-1.2
import {type Source, type Statement, refs} from "./content.ts"
import {isWord} from "./reading/sources.ts"

/** Whether a statement names sources, and each of them is only what a person said (FMT-2, besluit 3). */
export function restsOnWord(statement: Statement, sources: readonly Source[]): boolean {
  const named = refs(statement, "source")
  const found = sources.filter(source => named.includes(source.id))
  return found.length > 0 && found.every(isWord)
}
