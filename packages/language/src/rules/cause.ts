// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

/** Words that draw a conclusion or name a cause. */
export const cause: readonly Rule[] = [
  {
    id: "cause/conclusion",
    category: "cause",
    state: "on",
    match: [
      "doordat|hierdoor|daardoor|waardoor|derhalve|dientengevolge|zodoende",
      "dus",
      "hieruit|daaruit ..3 blijkt|volgt|concludeer|concluderen",
      "ten gevolge van",
      "als gevolg van",
      "heeft|hebben ..2 ertoe geleid",
      "komt|kwam|komen ..2 doordat|door",
      "met|tot gevolg",
    ],
    not: ["komt|kwam|komen ..2 door de|een deur|poort|gang", "door de week"],
    unless: ["attributed", "quoted", "sourced"],
    message: {
      nl: {
        short: "‘{match}’ trekt een conclusie. Waarop steunt die?",
        why: "Wat na elkaar gebeurt, hoeft niet door elkaar te komen.",
        question: "Wie trekt deze conclusie, en kan het ook anders zijn?",
      },
      en: {
        short: "‘{match}’ draws a conclusion. What does it rest on?",
        why: "What happens after something need not happen because of it.",
        question: "Who draws this conclusion, and could it be otherwise?",
      },
    },
    example: [
      "Sem slaapt slecht doordat zijn ouders ruzie maken.",
      "Sem werd in de week na 14 februari 2026 vier nachten wakker.",
    ],
    fixes: [
      {type: "convert", kind: "judgement"},
      {type: "convert", kind: "hypothesis"},
      {type: "addSource"},
    ],
    basis: "TGZCTG 2023:124: feiten en bevindingen dragen de conclusie",
    examples: {
      fires: [
        "Sem slaapt slecht doordat zijn ouders ruzie maken.",
        "Vader was er niet, dus de afspraak gaat niet door.",
      ],
      silent: [
        "Moeder denkt aan rust; zij zegt dat Sem slecht slaapt doordat er lawaai is.",
        "Uit het rapport van de arts blijkt dat de pijn komt doordat de enkel is gebroken.",
        "Sem werd vier nachten wakker.",
      ],
    },
  },
]
