// SPDX-License-Identifier: EUPL-1.2
import {printedWords} from "../reading/printed.ts"
import type {StatementRule} from "../rule.ts"

/** Nine digits, together or grouped as people write the number: 123 456 789 or 1234 56 789. */
const candidates = /(?:^|\D)(\d{9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3})(?!\d)/g

/** Whether nine digits pass the eleven test: weights 9 to 2, and the last one minus 1. */
function passesElevenTest(found: string): boolean {
  const digits = found.match(/\d/g)?.map(Number) ?? []
  const sum = digits.reduce((total, digit, at) => total + digit * (at === 8 ? -1 : 9 - at), 0)
  return sum % 11 === 0 && digits.some(digit => digit > 0)
}

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
    // One search over all of it: almost no statement holds a candidate.
    const found = printedWords(statement, scope).join("\n").match(candidates)
    return found !== null && found.some(passesElevenTest) && {fixes: []}
  },
}
