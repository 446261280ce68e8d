// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {asks} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "account-needs-rendering",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "GI-privacycode: visies van betrokkenen; formaat, soorten en besluit 2",
  words: {
    nl: [
      "Is dit letterlijk, en hoe is het verteld?",
      "Kies letterlijk of in eigen woorden, en of het een gesprek, telefoon, brief of huisbezoek was.",
    ],
    en: [
      "Is this verbatim, and how was it told?",
      "Choose verbatim or paraphrased, and whether it was a talk, telephone, letter or home visit.",
    ],
  },
  check(statement) {
    const missing = ["verbatim", "channel"].find(name => attr(statement, name) === "")
    return statement.kind === "account" && asks(missing)
  },
}
