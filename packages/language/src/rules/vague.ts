// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

/** Words that each reader fills in differently. */
export const vague: readonly Rule[] = [
  {
    id: "vague/how-often",
    category: "vague",
    state: "on",
    match: [
      "regelmatig+e|vaak|soms|meestal|geregeld|zelden|frequent+e|veelvuldig+e",
      "af en toe",
      "de laatste tijd",
      "zo snel|spoedig|veel mogelijk",
      "waar|indien nodig",
      "binnenkort|voldoende",
      "in overleg",
    ],
    not: ["te vaak", "hoe vaak", "niet voldoende"],
    unless: ["attributed", "quoted", "anchored"],
    message: {
      nl: {
        short: "‘{match}’: hoe vaak of wanneer is dat?",
        why: "Ieder leest hier iets anders in, en dan lijkt een afspraak later geschonden.",
        question: "Welk aantal, welke dag of welke termijn bedoel je?",
      },
      en: {
        short: "‘{match}’: how often or when is that?",
        why: "Everybody reads something else here, and later an agreement seems broken.",
        question: "Which number, day or term do you mean?",
      },
    },
    example: ["Opa haalt Lina regelmatig op.", "Opa haalt Lina op dinsdag en donderdag op."],
    fixes: [],
    basis: "Bouwstenen gezinsplan: wie doet wat, van wanneer tot wanneer",
    examples: {
      kind: "agreement",
      fires: ["Opa haalt Lina regelmatig op.", "Joyce belt opa zo snel mogelijk."],
      silent: [
        "Opa haalt Lina regelmatig op, steeds op dinsdag.",
        "Joyce belt opa op 17 februari.",
      ],
    },
  },
  {
    id: "vague/general",
    category: "vague",
    state: "trial",
    match: ["dit|dat soort", "in het algemeen", "de meeste", "zulke", "over het algemeen"],
    unless: ["attributed", "quoted", "anchored"],
    message: {
      nl: {
        short: "‘{match}’ gaat over velen. Wat geldt voor dit gezin?",
        why: "Een verslag gaat over deze mensen, niet over een groep.",
        question: "Wat weet je hierover van dit gezin zelf?",
      },
      en: {
        short: "‘{match}’ is about many. What holds for this family?",
        why: "A report is about these people, not about a group.",
        question: "What do you know about this of this family itself?",
      },
    },
    example: ["Dit soort ouders komt niet.", "Vader kwam op 3 en 10 mei 2026 niet."],
    fixes: [],
    basis: "Raad voor de Kinderbescherming: concreet en niet speculatief",
    examples: {
      fires: ["Dit soort ouders komt niet.", "In het algemeen slaapt Lina slecht."],
      silent: ["Vader kwam op 3 en 10 mei niet.", "De juf zegt dat dit soort dingen gebeurt."],
    },
  },
]
