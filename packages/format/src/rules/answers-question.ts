// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "answers-question",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "formaat, soorten; feitenonderzoek",
  words: {
    nl: ["Op welke onderzoeksvraag is dit een antwoord?", "Kies de vraag."],
    en: ["Which research question does this answer?", "Choose the question."],
  },
  check: (statement, scope) =>
    statement.kind === "conclusion" &&
    !refs(statement, "answers").some(id => scope.statements.get(id)?.kind === "question") && {
      fixes: [{type: "set", attribute: "answers"}],
    },
}
