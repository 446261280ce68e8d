// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {says} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "judgement-holder-registered",
  gate: "approve",
  severity: "warning",
  on: "statement",
  source: "Besluit Jeugdwet 5.1.1; REV-14",
  words: {
    nl: [
      "Bij {person} staat geen geldige registratie.",
      "Vul de registratie in het register in, of kies wie dit oordeel mag geven.",
    ],
    en: [
      "{person} has no valid registration on record.",
      "Fill in the registration in the register, or choose who may give this judgement.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "judgement") return
    const holder = scope.persons.get(attr(statement, "by"))
    if (!holder) return
    const lapsed = holder.registeredUntil !== undefined && holder.registeredUntil < scope.today
    return (
      (!says(holder.registration) || lapsed) && {person: holder.id, params: {person: holder.label}}
    )
  },
}
