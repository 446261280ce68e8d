// SPDX-License-Identifier: EUPL-1.2
import {holdsCitizenNumber} from "../reading/citizen-number.ts"
import {printedWords} from "../reading/printed.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "no-citizen-number",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-8; UAVG 46",
  words: {
    nl: [
      "Hier staat een getal dat een burgerservicenummer kan zijn.",
      "Haal het weg. Een naam en een geboortedatum zijn genoeg.",
    ],
    en: [
      "This holds a number that can be a citizen service number.",
      "Take it out. A name and a date of birth are enough.",
    ],
  },
  check(statement, scope) {
    return holdsCitizenNumber(printedWords(statement, scope).join("\n")) && {fixes: []}
  },
}
