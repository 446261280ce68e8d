// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {folded} from "../fold.ts"

export const rule: StatementRule = {
  slug: "decision-never-alone",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "RvdK: nooit alleen; Richtlijn uithuisplaatsing",
  words: {
    nl: [
      "Wie besloot dit, met wie, en waarop steunt het?",
      "Vul deze drie dingen in. Niemand besluit alleen.",
    ],
    en: [
      "Who decided this, with whom, and on what does it rest?",
      "Fill in these three things. Nobody decides alone.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "decision") return
    const by = attr(statement, "by")
    const decider = scope.persons.get(by)
    const other = folded(attr(statement, "decidedWith"))
    // Whoever decided is not also the other one.
    const alone =
      other === "" || [decider?.name, decider?.label].some(own => folded(own ?? "") === other)
    const basis = refs(statement, "basedOn").some(id => id !== statement.id)
    const missing = by === "" ? "by" : alone ? "decidedWith" : ""
    if (missing !== "") return {fixes: [{type: "set", attribute: missing}]}
    return !basis && {fixes: [{type: "addBasis"}]}
  },
}
