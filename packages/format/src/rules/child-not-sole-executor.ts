// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "child-not-sole-executor",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source:
    "Gelderse bouwstenen B4.6 (ouders zijn verantwoordelijk, en wie hen steunt); formaat, soorten",
  words: {
    nl: [
      "Een kind moet dit alleen doen.",
      "Kies een volwassene die het samen met het kind doet, of geef de taak aan een volwassene.",
    ],
    en: [
      "A child has to do this alone.",
      "Choose an adult who does it together with the child, or give the task to an adult.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "agreement" && statement.kind !== "action") return
    if (scope.persons.get(attr(statement, "by"))?.role !== "child") return
    const other = scope.persons.get(attr(statement, "together"))
    return (
      (other === undefined || other.role === "child") && {
        fixes: [{type: "set", attribute: "together"}],
      }
    )
  },
}
