// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

/** Norms that slip into a description. */
export const must: readonly Rule[] = [
  {
    id: "must/norm",
    category: "must",
    state: "on",
    match: [
      "dient|dienen|diende|dienden ..4 te",
      "moet|moeten",
      "hoort|horen|behoort|behoren ..5 te",
      "had|hadden ..4 kunnen|moeten",
      "zou|zouden ..4 moeten",
    ],
    not: [
      "moet|moeten ..2 van",
      "moet|moeten ..2 rechter|rechtbank|wet",
      "moet|moeten ..2 huilen|lachen|plassen|overgeven|braken|hoesten",
      "hoort|horen ..4 te zeggen",
    ],
    unless: ["attributed", "quoted", "sourced"],
    message: {
      nl: {
        short: "‘{match}’ is een norm. Van wie komt die?",
        why: "Een feit zegt wat is, niet wat zou moeten.",
        question: "Wie vindt dit nodig, en waar staat dat?",
      },
      en: {
        short: "‘{match}’ is a norm. Whose is it?",
        why: "A fact says what is, not what ought to be.",
        question: "Who finds this necessary, and where is it written?",
      },
    },
    example: [
      "Vader dient hulp te aanvaarden.",
      "In het plan van 4 april 2026 staat dat vader hulp krijgt bij geldzaken.",
    ],
    fixes: [{type: "convert", kind: "judgement"}, {type: "addSource"}],
    basis: "Schrijfgids voor Social Work: feit, mening en interpretatie",
    examples: {
      fires: ["Vader dient hulp te aanvaarden.", "Moeder had eerder kunnen bellen."],
      silent: [
        "Moeder moet van de rechtbank elke maand rapporteren.",
        "Sem moet huilen als de bel gaat.",
        "Vader moest overwerken.",
        "De mentor zegt dat Yassin vaker op tijd moet komen.",
      ],
    },
  },
]
