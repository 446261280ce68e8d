// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "child-voice-needs-setting",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "Rv 809(1); formaat, soorten en besluit 2",
  words: {
    nl: [
      "Wie waren erbij toen het kind dit zei?",
      "Noem wie erbij waren, of schrijf “niemand anders”.",
    ],
    en: ["Who was there when the child said this?", "Name who was there, or write “nobody else”."],
  },
  check: statement => statement.kind === "childVoice" && needs(statement, "present"),
}
