// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

const basis = "Nationale ombudsman 2022/199: duidelijk is van wie de informatie afkomstig is"

/** Something is said, feared or known, and nobody says, fears or knows it. */
export const missingSpeaker: readonly Rule[] = [
  {
    id: "missing-speaker/told",
    category: "missing-speaker",
    state: "on",
    match: [
      "er wordt|werd|is ..2 gezegd|gemeld|verteld|beweerd|gesuggereerd|vermoed|aangegeven",
      "wordt|werd er ..2 gezegd|gemeld|verteld|beweerd|gesuggereerd|vermoed|aangegeven",
      "wordt|werd gezegd|beweerd|vermoed dat",
      "men zegt|zei|vindt|denkt|hoort|meent|weet|vermoedt",
      "^ men",
      "er gaan|gingen verhalen|geruchten",
    ],
    not: ["gezegd|gemeld|verteld|aangegeven door"],
    unless: ["quoted", "sourced"],
    message: {
      nl: {
        short: "‘{match}’: wie zegt dit?",
        why: "Zonder naam kan niemand nagaan of vragen wat er bedoeld is.",
        question: "Wie zei het, tegen wie, wanneer, en zag diegene het zelf?",
      },
      en: {
        short: "‘{match}’: who says this?",
        why: "Without a name nobody can check or ask what was meant.",
        question: "Who said it, to whom, when, and did they see it themselves?",
      },
    },
    example: ["Er wordt gezegd dat vader drinkt.", "Oma vertelde op 3 mei 2026 dat vader drinkt."],
    fixes: [{type: "convert", kind: "account"}, {type: "addSpeaker"}, {type: "addSource"}],
    basis,
    examples: {
      fires: ["Er wordt gezegd dat vader drinkt.", "Men vindt dat Sem stiller is."],
      silent: [
        "Oma vertelde dat vader drinkt.",
        "Er werd gezegd door oma dat vader drinkt.",
        "Er is op 3 mei gebeld.",
      ],
    },
  },
  {
    id: "missing-speaker/concerns",
    category: "missing-speaker",
    state: "on",
    match: [
      "er zijn|waren|bestaan|leven ..3 zorgen|signalen|vermoedens|twijfels|aanwijzingen",
      "zijn|waren|bestaan er ..3 zorgen|signalen|vermoedens|twijfels|aanwijzingen",
      "er is|was ..2 sprake van zorgen|vermoedens",
      "het is ..1 bekend dat",
      "^ bekend is dat",
      "uit het dossier blijkt|bleek",
      "het beeld bestaat|is dat",
    ],
    not: ["zorgen|signalen|vermoedens|twijfels bij|vanuit", "niet bekend"],
    unless: ["quoted"],
    message: {
      nl: {
        short: "‘{match}’: van wie komt dit?",
        why: "Een zorg zonder eigenaar kan niemand beantwoorden of wegnemen.",
        question: "Wie heeft deze zorg of kennis, en waarop rust die?",
      },
      en: {
        short: "‘{match}’: whose is this?",
        why: "Nobody can answer or take away a concern without an owner.",
        question: "Who has this concern or knowledge, and what does it rest on?",
      },
    },
    example: [
      "Er zijn zorgen over Noor.",
      "Juf Annelies maakt zich zorgen, omdat Noor in mei drie keer zonder eten op school kwam.",
    ],
    fixes: [
      {type: "convert", kind: "account"},
      {type: "convert", kind: "concern"},
      {type: "addSpeaker"},
      {type: "addSource"},
    ],
    basis,
    examples: {
      fires: ["Er zijn ernstige zorgen over Noor.", "Bekend is dat vader schulden heeft."],
      silent: [
        "Er zijn zorgen bij juf Annelies over Noor.",
        "Niet bekend is of vader nu hulp krijgt.",
        "Op 14 februari kwam de politie na een melding.",
      ],
    },
  },
]
