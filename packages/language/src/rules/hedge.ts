// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

/** Words that leave it open whether it is so. */
export const hedge: readonly Rule[] = [
  {
    id: "hedge/seems",
    category: "hedge",
    state: "on",
    match: [
      "lijkt|lijken|leek|leken|schijnt|schijnen|scheen",
      "vermoedelijk|waarschijnlijk|mogelijk|kennelijk|blijkbaar|misschien|wellicht|ogenschijnlijk",
      "zou|zouden ..4 kunnen|zijn|hebben",
      "naar verluidt",
      "de|mijn indruk ..1 bestaat|is|dat",
    ],
    not: [
      "lijkt|lijken|leek|leken ..2 op",
      "zo|zoveel|niet|indien|wel mogelijk",
      "voor zover|zoveel mogelijk",
      "is|was|waren|zijn ..1 mogelijk",
      "mogelijk om",
    ],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ laat het open. Dan is het nog geen feit.",
        why: "Twijfel is goed, maar hoort bij een mogelijke verklaring.",
        question: "Wat weet je wel, en wat moet nog worden nagegaan?",
      },
      en: {
        short: "‘{match}’ leaves it open. Then it is not a fact yet.",
        why: "Doubt is good, but belongs with a possible explanation.",
        question: "What do you know, and what is still to be checked?",
      },
    },
    example: [
      "Moeder lijkt overbelast te zijn.",
      "Moeder zei op 14 januari 2026 dat zij drie uur per nacht slaapt.",
    ],
    fixes: [
      {type: "convert", kind: "judgement"},
      {type: "convert", kind: "hypothesis"},
      {type: "addSource"},
    ],
    basis: "Raad voor de Kinderbescherming: concreet en niet speculatief",
    examples: {
      fires: ["Moeder lijkt overbelast te zijn.", "Vader is waarschijnlijk verhuisd."],
      silent: [
        "Sem lijkt op zijn vader.",
        "De huisarts schrijft dat moeder waarschijnlijk overbelast is.",
        "Bellen was niet mogelijk.",
      ],
    },
  },
]
