// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr, refs} from "../content.ts"
import type {Hit, Scope} from "../rule.ts"
import {everyone} from "../visibility.ts"

/** The readers that a statement names beyond those with whom sharing it was agreed; never `own`. */
export function beyondAgreement(
  statement: Statement,
  scope: Scope,
  own: readonly string[] = [],
): Hit | false {
  const shared = refs(statement, "shareWith")
  if (shared.length === 0 || shared.includes(everyone)) return false
  const agreed = [...shared, ...own, attr(statement, "by")]
  const tooMany = refs(statement, "reader").filter(reader => !agreed.includes(reader))
  if (tooMany.length === 0) return false
  // Only labels of the register: a reference could hold any words.
  const names = tooMany.flatMap(id => scope.persons.get(id)?.label ?? [])
  return {params: {reader: names.join(", ") || "?"}, fixes: [{type: "limitReaders"}]}
}
