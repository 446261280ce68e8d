// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

const peoples =
  "marokkaans+e|turks+e|surinaams+e|antilliaans+e|pools+e|syrisch+e|somalisch+e|eritrees+e|afghaans+e|irakees+e|" +
  "iraans+e|bulgaars+e|roemeens+e|oekraïens+e|afrikaans+e|arabisch+e|westers+e|niet-westers+e|islamitisch+e|" +
  "joods+e|hindoestaans+e|nederlands+e|buitenlands+e|allochtoon+e"

/** Wording that does somebody an injustice: loaded verbs, levelling words, group labels, an absent doer. */
export const fairness: readonly Rule[] = [
  {
    id: "reporting/loaded-verb",
    category: "reporting",
    state: "on",
    match: [
      "beweert|beweren|beweerde|beweerden ..4 dat|te|nooit|niet",
      "ontkent|ontkennen|ontkende|ontkenden ..4 dat|te|alles",
      "geeft|geven|gaf|gaven ..2 toe",
      "houdt|hield ..3 vol dat",
      "zogenaamd+e|zogezegd",
    ],
    not: ["geeft|geven|gaf|gaven ..2 toestemming"],
    message: {
      nl: {
        short: "‘{match}’ klinkt alsof je het niet gelooft. Is ‘zegt’ genoeg?",
        why: "Wie dit over zichzelf leest, voelt zich niet gehoord.",
        question: "Wat zei diegene, zo letterlijk als je het hebt?",
      },
      en: {
        short: "‘{match}’ sounds like doubt. Would ‘says’ do?",
        why: "Whoever reads this about themselves does not feel heard.",
        question: "What did they say, as literally as you have it?",
      },
    },
    example: ["Vader beweert dat hij werk zoekt.", "Vader zegt dat hij werk zoekt."],
    fixes: [],
    basis: "Actieplan Feitenonderzoek: respectvolle bejegening",
    examples: {
      kind: "account",
      fires: ["Vader beweert dat hij werk zoekt.", "Moeder geeft toe dat zij laat was."],
      silent: ["Vader zegt dat hij werk zoekt.", "Moeder geeft toestemming voor het gesprek."],
    },
  },
  {
    id: "levelling/quarrel",
    category: "levelling",
    state: "trial",
    match: [
      "ruzie|ruzies|onenigheid|woordenwisseling|spanningen|conflict|conflicten",
      "huiselijk+e twist|twisten",
      "escalatie|escalaties|escaleerde",
    ],
    requires: [
      "slaat|sloeg|sloegen|geslagen|schopt|schopte|geschopt|duwt|duwde|geduwd|stompte|gestompt|bedreigde|bedreigd",
      "bij|naar ..2 keel",
      "mishandeling|mishandeld|mishandelde|geweld|gewurgd|wurgde",
      "blauwe plek|plekken",
    ],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ verdeelt over twee. Wie deed wat?",
        why: "Bij geweld maken vlakke woorden onzichtbaar wie wat deed.",
        question: "Wie deed wat bij wie, en volgens wie?",
      },
      en: {
        short: "‘{match}’ divides it over two. Who did what?",
        why: "With violence, flat words hide who did what.",
        question: "Who did what to whom, and according to whom?",
      },
    },
    example: [
      "Bij een ruzie is moeder geslagen.",
      "Moeder zegt dat vader haar op 14 februari 2026 sloeg.",
    ],
    fixes: [{type: "convert", kind: "account"}, {type: "addSource"}],
    basis: "Verdrag van Istanbul art. 15; meldcode huiselijk geweld",
    examples: {
      fires: [
        "Bij een ruzie is moeder geslagen.",
        "Er waren spanningen. Vader duwde moeder van de trap.",
      ],
      silent: [
        "De ouders hadden ruzie over het huiswerk.",
        "Moeder zegt dat vader haar tijdens een ruzie sloeg.",
      ],
    },
  },
  {
    id: "group/origin",
    category: "group",
    state: "on",
    names: true,
    match: [
      `${peoples} achtergrond|cultuur|afkomst|mentaliteit|temperament|gewoonten|opvoeding|normen`,
      "culturele|religieuze|etnische achtergrond|afkomst",
      "in ..2 hun|die|deze|haar|zijn cultuur",
      "typisch marokkaans|turks|pools|surinaams|antilliaans|arabisch|nederlands",
    ],
    unless: ["quoted"],
    message: {
      nl: {
        short: "‘{match}’ zegt iets over een groep. Wat doet deze persoon?",
        why: "Afkomst verklaart geen gedrag, en raakt mensen.",
        question: "Wat doet, wil of gelooft deze persoon zelf?",
      },
      en: {
        short: "‘{match}’ says something of a group. What does this person do?",
        why: "Descent explains no conduct, and it hurts people.",
        question: "What does this person do, want or believe?",
      },
    },
    example: [
      "De Marokkaanse achtergrond van moeder.",
      "Moeder zegt dat zij zulke dingen liever met haar zus bespreekt.",
    ],
    fixes: [],
    basis: "AVG art. 9; RvdK: factoren per persoon",
    examples: {
      kind: "factor",
      fires: ["De Marokkaanse achtergrond van moeder.", "Slaan is normaal in hun cultuur."],
      silent: [
        "Moeder spreekt Turks met haar zus.",
        "De Marokkaanse bakker naast de school zag Yassin.",
      ],
    },
  },
  {
    id: "passive/no-doer",
    category: "passive",
    state: "on",
    match: [
      "wordt|worden|werd|werden|is|zijn|was|waren ..5 geslagen|geschopt|geduwd|gestompt|bedreigd|uitgescholden|gebeten|opgesloten|vastgehouden",
      "wordt|worden ..5 geregeld|opgepakt|gebeld|besproken|opgehaald|gezorgd|aangevraagd|ingezet|gecontroleerd",
    ],
    not: [
      "door ..4 geslagen|geschopt|geduwd|gestompt|bedreigd|uitgescholden|gebeten|opgesloten|vastgehouden",
      "door ..4 geregeld|opgepakt|gebeld|besproken|opgehaald|aangevraagd|ingezet|gecontroleerd",
      "geslagen|geschopt|geduwd|gestompt|bedreigd|uitgescholden|gebeten|opgesloten|vastgehouden ..2 door",
      "geregeld|opgepakt|gebeld|besproken|opgehaald|aangevraagd|ingezet|gecontroleerd ..2 door",
    ],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "Door wie? Dat staat er nog niet bij.",
        why: "Zonder dader of doener blijft open wie het deed of gaat doen.",
        question: "Wie deed dit, of wie gaat het doen?",
      },
      en: {
        short: "By whom? It does not say so yet.",
        why: "Without a doer it stays open who did it or will do it.",
        question: "Who did this, or who is going to do it?",
      },
    },
    example: ["Lina wordt van school opgehaald.", "Opa haalt Lina van school op."],
    fixes: [],
    basis: "Bouwstenen gezinsplan: wie doet wat",
    examples: {
      kind: "agreement",
      fires: ["Lina wordt van school opgehaald.", "De hulp wordt zo geregeld."],
      silent: ["Opa haalt Lina van school op.", "Lina wordt door opa opgehaald."],
    },
  },
]
