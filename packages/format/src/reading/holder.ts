// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr} from "../content.ts"
import {isTeam} from "../person.ts"
import type {Scope} from "../rule.ts"
import {lacksPastDate} from "./filled.ts"

/** What lacks when words are nobody's: a person outside the team, or the day. */
export function holderMissing(
  statement: Statement,
  {persons, today}: Scope,
): {fixes: {type: "set"; attribute: string}[]} | false {
  const holder = persons.get(attr(statement, "by"))
  if (!holder || isTeam(holder.role)) return {fixes: [{type: "set", attribute: "by"}]}
  return lacksPastDate(statement, "at", today) && {fixes: [{type: "set", attribute: "at"}]}
}
