// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import {isTeam} from "../person.ts"
import type {StatementRule} from "../rule.ts"
import {lacks, lacksPastDate} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "observer-accorded",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "SGN-2; RvdK: tekst pas gebruiken na akkoord van de informant",
  words: {
    nl: [
      "Wie dit zag hoort niet bij het team en heeft deze tekst nog niet goedgekeurd.",
      "Vraag akkoord op tekst en gebruik, of maak er van wat deze persoon vertelt.",
    ],
    en: [
      "Who saw this is not of the team and has not approved this text yet.",
      "Ask for approval of text and use, or make it what this person tells.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "observation") return
    const observer = scope.persons.get(attr(statement, "by"))
    return (
      observer !== undefined &&
      !isTeam(observer.role) &&
      lacksPastDate(statement, "accordAt", scope.today) &&
      lacks(statement, "accordGround") && {
        fixes: [
          {type: "set", attribute: "accordAt"},
          {type: "convert", kind: "account"},
        ],
      }
    )
  },
}
