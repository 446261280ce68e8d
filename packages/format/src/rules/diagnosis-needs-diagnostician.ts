// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

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
  check: (statement, scope) =>
    statement.kind === "diagnosis" &&
    (attr(statement, "diagnostician") === "" ||
      !refs(statement, "source").some(
        id => scope.sources.get(id)?.medium === "document" && scope.sources.get(id)?.date,
      )) && {
      fixes: [{type: "set", attribute: "diagnostician"}, {type: "withdraw"}],
    },
}
