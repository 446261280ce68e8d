// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {asks, lacks, momentMissing} from "../reading/filled.ts"

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
  check(statement, {today}) {
    if (statement.kind !== "instrumentResult") return
    const found = !lacks(statement, "instrument") || refs(statement, "source").length > 0
    return asks(momentMissing(statement, today) || (found ? "" : "instrument"))
  },
}
