// SPDX-License-Identifier: EUPL-1.2

/** Nine digits, together or grouped as people write the number: 123 456 789 or 1234 56 789. */
const candidates =
  /(?:^|\D)(\d{9}|\d{3}[\p{Zs}.\p{Pd}]\d{3}[\p{Zs}.\p{Pd}]\d{3}|\d{4}[\p{Zs}.\p{Pd}]\d{2}[\p{Zs}.\p{Pd}]\d{3})(?!\d)/gu

/** Whether nine digits pass the eleven test: weights 9 to 2, and the last one minus 1. */
function passesElevenTest(found: string): boolean {
  const digits = found.match(/\d/g)?.map(Number) ?? []
  const sum = digits.reduce((total, digit, at) => total + digit * (at === 8 ? -1 : 9 - at), 0)
  return sum % 11 === 0 && digits.some(digit => digit > 0)
}

/** Whether a text holds a number that can be a citizen service number (CNF-8). */
export function holdsCitizenNumber(text: string): boolean {
  // One search over all of it: almost no text holds a candidate.
  const found = text.match(candidates)
  return found !== null && found.some(passesElevenTest)
}
