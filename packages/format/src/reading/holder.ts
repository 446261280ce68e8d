// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import {isTeam} from "../person.ts"
import type {StatementRule} from "../rule.ts"

/** What lacks when words are nobody's: a person outside the team, or the day. */
export function holderMissing(
  statement: Parameters<StatementRule["check"]>[0],
  persons: Parameters<StatementRule["check"]>[1]["persons"],
): {fixes: {type: "set"; attribute: string}[]} | false {
  const holder = persons.get(attr(statement, "by"))
  if (!holder || isTeam(holder.role)) return {fixes: [{type: "set", attribute: "by"}]}
  return attr(statement, "at") === "" && {fixes: [{type: "set", attribute: "at"}]}
}
