// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {asks, momentMissing} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "account-needs-speaker",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "GI-privacycode: visies van betrokkenen; formaat, soorten",
  words: {
    nl: ["Wie vertelt dit, en wanneer?", "Kies de persoon en vul de dag in."],
    en: ["Who tells this, and when?", "Choose the person and fill in the day."],
  },
  check: (statement, {today}) =>
    statement.kind === "account" && asks(momentMissing(statement, today)),
}
