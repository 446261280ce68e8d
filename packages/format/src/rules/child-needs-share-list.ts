// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "child-needs-share-list",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-5; formaat, soorten",
  words: {
    nl: ["Met wie mag dit gedeeld worden?", "Vraag het aan het kind en vul het in."],
    en: ["With whom may this be shared?", "Ask the child and fill it in."],
  },
  check: statement =>
    statement.kind === "childVoice" &&
    refs(statement, "shareWith").length === 0 && {fixes: [{type: "set", attribute: "shareWith"}]},
}
