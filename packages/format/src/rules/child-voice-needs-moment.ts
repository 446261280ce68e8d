// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {asks, lacksPastDate} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "child-voice-needs-moment",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Rv 799a(2); formaat, soorten",
  words: {
    nl: ["Welk kind zei dit, wanneer en op welke manier?", "Vul het kind, de dag en de manier in."],
    en: [
      "Which child said this, when and in which way?",
      "Fill in the child, the day and the way.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "childVoice") return
    // An adult who tells what a child said gives an account: the words are not the child's.
    const missing =
      scope.persons.get(attr(statement, "by"))?.role === "child"
        ? lacksPastDate(statement, "at", scope.today)
          ? "at"
          : attr(statement, "method") === ""
            ? "method"
            : undefined
        : "by"
    return asks(missing)
  },
}
