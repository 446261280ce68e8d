// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr, refs} from "../content.ts"

/**
 * Who has a task in an agreement, or checks it, and has not agreed to it: not on the statement itself
 * and not by signing the plan. While anybody is left it is a proposal. Source: formaat, besluit 11.
 *
 * @param agreed who agreed to what: `plan` and the person's id, with a space between them.
 */
export function notAccorded(agreement: Statement, agreed: ReadonlySet<string>): string[] {
  const accord = refs(agreement, "accord")
  const involved = ["by", "together", "checkedBy"].map(name => attr(agreement, name))
  return [...new Set(involved)].filter(
    id => id !== "" && !accord.includes(id) && !agreed.has(`plan ${id}`),
  )
}
