// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

const basis =
  "Raad voor de Kinderbescherming: feiten en meningen apart; Schrijfgids voor Social Work"

/** Words that say how the writer weighs somebody or something. */
export const valueJudgement: readonly Rule[] = [
  {
    id: "value-judgement/person",
    category: "value-judgement",
    state: "on",
    match: [
      "agressief+e|manipulatief+e|onwillig+e|hysterisch+e|claimend+e|theatraal+e|onverantwoord+e|onbetrouwbaar+e",
      "ongeloofwaardig+e|egoïstisch+e|dwingend+e|grillig+e|kil+e|afstandelijk+e|onbekwaam+e|slordig+e|vijandig+e",
      "overbezorgd+e|dominant+e|instabiel+e|labiel+e|onverschillig+e|ongemotiveerd+e|onaangepast+e|brutaal+e",
      "onvolwassen+e|naïef+e|onbeschoft+e|intimiderend+e|bemoeizuchtig+e|onhandelbaar+e|ongehoorzaam+e",
      "lief+e|geweldig+e|fantastisch+e|keurig+e|liefdevol+e|voorbeeldig+e|warm+e ..1 vader|moeder|ouder|ouders|gezin",
      "is|was|zijn|waren ..2 lui|lief|warm|gemeen|koppig|vreemd|raar",
    ],
    not: [
      "dominant+e hand|taal|been",
      "schoon en warm",
      "dwingend+e bepaling|bepalingen|recht|termijn",
    ],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ is een oordeel. Wat gebeurde er precies?",
        why: "Een lezer kan een oordeel niet nagaan, en wie erover gaat leest het ook.",
        question: "Wat zag of hoorde je, van wie, en wanneer?",
      },
      en: {
        short: "‘{match}’ is a judgement. What happened exactly?",
        why: "A reader cannot check a judgement, and the person it is about reads it too.",
        question: "What did you see or hear, from whom, and when?",
      },
    },
    example: [
      "Vader is agressief.",
      "Vader schopte op 3 mei 2026 tegen de deur van de wachtkamer.",
    ],
    fixes: [{type: "convert", kind: "judgement"}, {type: "addSource"}],
    basis,
    examples: {
      fires: ["Vader is agressief.", "Moeder gaf een kille reactie.", "Hij was lui."],
      silent: [
        "Moeder zegt dat vader agressief is.",
        "Volgens de juf is hij een brutale jongen.",
        "Mevrouw Lief haalde Sem op.",
      ],
    },
  },
  {
    id: "value-judgement/parenting",
    category: "value-judgement",
    state: "on",
    match: [
      "schiet|schieten|schoot|schoten ..3 tekort",
      "werkt|werken|werkte|werkten ..3 niet ..2 mee",
      "werkt|werken|werkte|werkten ..3 tegen",
      "niet|weinig|onvoldoende|nauwelijks betrokken",
      "niet|onvoldoende leerbaar+e|beschikbaar+e|coöperatief+e",
      "kan|kunnen|kon ..2 opvoeding|zorg niet|nauwelijks ..1 aan",
      "neemt|nemen|nam ..2 geen ..1 verantwoordelijkheid",
      "onder ..1 druk staat|staan",
      "staat|staan|stond ..3 onder druk",
      "ongeschikt+e ..1 ouder|ouders|opvoeder|moeder|vader|om",
      "pedagogisch onmachtig+e|zwak+e|onbekwaam+e",
      "verwaarloost|verwaarlozen|verwaarloosde|verwaarloosd+e",
      "stelt|stellen ..2 geen grenzen",
      "onvoldoende|adequaat+e|inadequaat+e",
    ],
    not: [
      "werkt|werken|werkte ..2 niet meer|thuis|op|in|bij",
      "een onvoldoende",
      "onvoldoende voor|op",
      "werkt|werken|werkte ..3 tegen betaling",
    ],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ weegt wat iemand doet. Wat deed die persoon?",
        why: "Zonder gedrag en datum kan de familie hier niet op reageren.",
        question: "Welk gedrag zag je, hoe vaak, en wanneer?",
      },
      en: {
        short: "‘{match}’ weighs what somebody does. What did they do?",
        why: "Without conduct and a date the family cannot answer this.",
        question: "Which conduct did you see, how often, and when?",
      },
    },
    example: ["Moeder werkt niet mee.", "Moeder zegde de afspraken van 9 en 12 maart 2026 af."],
    fixes: [{type: "convert", kind: "judgement"}, {type: "addSource"}],
    basis,
    examples: {
      fires: [
        "Moeder werkt niet mee.",
        "De ouders zijn niet betrokken bij school.",
        "Vader schiet in zijn zorg tekort.",
      ],
      silent: [
        "Moeder werkt niet meer bij de bakker.",
        "De school schrijft dat de ouders niet betrokken zijn.",
        "Sem haalde een onvoldoende.",
      ],
    },
  },
  {
    id: "value-judgement/idiom",
    category: "value-judgement",
    state: "on",
    match: [
      "liegt|liegen|loog|overdrijft|overdrijven|overdreef|dramatiseert|bagatelliseert|bagatelliseerde|bagatelliseren",
      "manipuleert|manipuleren|manipuleerde|bespeelt|bespeelde|saboteert|saboteerde",
      "losse handjes",
      "kort lontje",
      "niet in staat",
      "zet|zetten ..3 op tegen",
      "verloopt|verlopen|verliep ..2 moeizaam|slecht|stroef|goed",
      "contact|communicatie|band|relatie|samenwerking|sfeer ..6 is|was slecht|moeizaam|goed|verstoord|gespannen",
      "overbelast|overvraagd",
      "houdt|houden|hield zich ..1 nergens|niet ..2 aan",
      "stelt|stellen ..1 zich ..2 slachtofferig|afwijzend|vijandig|dwingend op",
      "speelt|spelen|speelde ..3 tegen elkaar uit",
      "loopt|lopen|liep over iedereen|alles heen",
    ],
    not: ["houdt|houden|hield zich ..1 niet ..2 vast"],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ is jouw samenvatting. Wat gebeurde er?",
        why: "Een vaste uitdrukking klinkt zeker, maar niemand kan haar nagaan.",
        question: "Welk voorbeeld had je voor ogen, en van welke dag?",
      },
      en: {
        short: "‘{match}’ is your summary. What happened?",
        why: "A set phrase sounds certain, but nobody can check it.",
        question: "Which example did you have in mind, and of which day?",
      },
    },
    example: [
      "De communicatie tussen ouders verloopt moeizaam.",
      "Vader beantwoordde in mei 2026 twee van de zes berichten van moeder.",
    ],
    fixes: [{type: "convert", kind: "judgement"}, {type: "addSource"}],
    basis,
    examples: {
      fires: ["Vader heeft een kort lontje.", "Moeder liegt over haar werk."],
      silent: [
        "Moeder zegt dat vader een kort lontje heeft.",
        "Vader houdt zich vast aan de leuning.",
        "Oma is weer in staat om te lopen.",
      ],
    },
  },
  {
    id: "value-judgement/situation",
    category: "value-judgement",
    state: "on",
    match: [
      "zorgelijk+e|zorgwekkend+e|schrijnend+e|onacceptabel+e|onaanvaardbaar+e|schandalig+e|verontrustend+e",
      "puinhoop|bende|zooitje|drama|chaos",
      "vies+e|smerig+e|rommelig+e|chaotisch+e|onverzorgd+e|goor",
      "positief+e|negatief+e invloed|ontwikkeling|houding|sfeer",
      "goed+e|slecht+e moeder|vader|ouder|ouders|opvoeder|band|sfeer",
      "ernstig+e tekortkoming|tekortkomingen|zorgen|problemen",
      "helaas",
      "^ gelukkig",
      "jammer|gek genoeg",
    ],
    not: ["vies|vieze luier|luiers|was", "gelukkig+e kinderen|kind"],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ is hoe jij het weegt. Wat was er te zien?",
        why: "Een beschrijving overtuigt meer dan een etiket, en blijft over jaren nog te volgen.",
        question: "Wat zou iemand anders op die plek gezien of gehoord hebben?",
      },
      en: {
        short: "‘{match}’ is how you weigh it. What could be seen?",
        why: "A description convinces more than a label, and can still be followed years later.",
        question: "What would another person have seen or heard there?",
      },
    },
    example: ["Het huis was een puinhoop.", "Op de keukenvloer lagen etensresten en natte kleren."],
    fixes: [{type: "convert", kind: "judgement"}],
    basis,
    examples: {
      fires: [
        "Het huis was een puinhoop.",
        "De situatie is zorgelijk.",
        "De kamer van Noor was smerig.",
      ],
      silent: [
        "Juf Annelies noemt de situatie zorgelijk.",
        "Oma verschoonde de vieze luier.",
        "De woning heeft drie kamers.",
      ],
    },
  },
  {
    id: "value-judgement/too-much",
    category: "value-judgement",
    state: "on",
    match: ["te veel|weinig|vaak|streng|soft|druk|beschermend|afhankelijk", "teveel"],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ vergelijkt met een norm. Hoeveel was het, en wanneer?",
        why: "Ieder heeft een eigen idee van wat genoeg is.",
        question: "Hoeveel of hoe vaak was het, wie zag dat, en welke norm geldt?",
      },
      en: {
        short: "‘{match}’ compares with a standard. How much was it, and when?",
        why: "Everybody has their own idea of enough.",
        question: "How much or how often, who saw it, and which standard applies?",
      },
    },
    example: ["Vader drinkt te veel.", "Vader zegt dat hij elke avond zes glazen bier drinkt."],
    fixes: [{type: "convert", kind: "judgement"}, {type: "addSource"}],
    basis,
    examples: {
      fires: ["Vader drinkt te veel.", "Noor gaat te weinig naar school."],
      silent: [
        "Vader zegt dat hij te veel drinkt.",
        "Vader dronk die avond zes glazen bier.",
        "Moeder kwam 20 minuten te laat.",
      ],
    },
  },
]
