// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "unknown-says-why",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "Jeugdwet 3.3 (volledig); formaat, soorten",
  words: {
    nl: ["Waarom is dit niet bekend?", "Schrijf op waarom het niet lukte of nog niet is gevraagd."],
    en: ["Why is this not known?", "Write down why it did not work out or was not asked yet."],
  },
  check: statement => statement.kind === "unknown" && needs(statement, "why"),
}
