// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {hasCome, lacks} from "../reading/filled.ts"
import {sourcesOf} from "../reading/sources.ts"

export const rule: StatementRule = {
  slug: "diagnosis-needs-diagnostician",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "RBDHA 2018:6825; REV-9",
  words: {
    nl: [
      "Wie stelde deze diagnose, en in welk stuk staat dat?",
      "Noem de diagnosticus en kies het stuk met datum. Anders kan dit er niet in.",
    ],
    en: [
      "Who made this diagnosis, and in which document?",
      "Name the diagnostician and choose the dated document. Otherwise it cannot stand here.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "diagnosis") return
    const unnamed = lacks(statement, "diagnostician")
    const written = sourcesOf(statement, scope).some(
      ({medium, date}) => medium === "document" && hasCome(date, scope.today),
    )
    if (!unnamed && written) return
    return {
      fixes: [
        unnamed ? {type: "set", attribute: "diagnostician"} : {type: "addSource"},
        {type: "withdraw"},
      ],
    }
  },
}
