// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "instrument-needs-rater-date",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Richtlijn Samen beslissen over hulp; REV-5",
  words: {
    nl: [
      "Wie vulde deze test in, wanneer, en waar staat dat?",
      "Vul in wie, de dag, en de test of een bron.",
    ],
    en: [
      "Who filled in this instrument, when, and where is that found?",
      "Fill in who, the day, and the instrument or a source.",
    ],
  },
  check(statement) {
    if (statement.kind !== "instrumentResult") return
    const found = attr(statement, "instrument") !== "" || refs(statement, "source").length > 0
    const missing =
      ["by", "at"].find(name => attr(statement, name) === "") ?? (found ? undefined : "instrument")
    return missing !== undefined && {fixes: [{type: "set", attribute: missing}]}
  },
}
