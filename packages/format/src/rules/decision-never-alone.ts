// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

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
  check: statement =>
    statement.kind === "decision" &&
    (attr(statement, "by") === "" ||
      attr(statement, "decidedWith") === "" ||
      refs(statement, "basedOn").length === 0) && {
      fixes: [{type: "set", attribute: "decidedWith"}],
    },
}
