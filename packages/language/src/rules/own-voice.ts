// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

/** The writer heard in the text of a fact. */
export const ownVoice: readonly Rule[] = [
  {
    id: "own-voice/opinion",
    category: "own-voice",
    state: "on",
    match: [
      "ik|wij|we vind|vinden|denk|denken|meen|menen|acht|achten|betwijfel|concludeer|concluderen",
      "vind|denk|meen|acht|concludeer ik",
      "mijns|onzes inziens",
      "naar mijn|onze mening|idee|oordeel|inschatting",
      "volgens mij|ons",
      "mijn|onze indruk|inschatting|conclusie",
      "is|zijn|ben van mening|oordeel",
      "acht|achten ..5 noodzakelijk|nodig|wenselijk|aannemelijk|aangewezen",
    ],
    not: ["acht dagen|weken|maanden|jaar|uur|keer|kinderen"],
    unless: ["quoted"],
    message: {
      nl: {
        short: "Met ‘{match}’ spreek jij zelf. Is dit een oordeel?",
        why: "Je mag oordelen, maar dan met naam en onderbouwing erbij.",
        question: "Wil je dit bij de weging zetten, met waarop je het baseert?",
      },
      en: {
        short: "With ‘{match}’ you speak yourself. Is this a judgement?",
        why: "You may judge, but then with name and grounds.",
        question: "Do you want to move this to the weighing, with its grounds?",
      },
    },
    example: [
      "Ik vind dat moeder snel reageert.",
      "Moeder antwoordde op 4 maart 2026 binnen een uur.",
    ],
    fixes: [{type: "convert", kind: "judgement"}],
    basis: "Schrijfgids voor Social Work: interpretatie van de schrijver",
    examples: {
      fires: [
        "Ik vind dat moeder snel reageert.",
        "Volgens mij is vader verhuisd.",
        "De Raad acht hulp noodzakelijk.",
      ],
      silent: [
        "Vader was acht dagen in het buitenland.",
        "Moeder zei: “Ik vind het goed.”",
        "Ik sprak vader op 3 mei 2026.",
      ],
    },
  },
]
