// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

const basis = "NJi: waarneming en interpretatie apart; SKJ 20.019B"

/** What goes on inside somebody, written by somebody else. */
export const mindReading: readonly Rule[] = [
  {
    id: "mind-reading/will",
    category: "mind-reading",
    state: "on",
    match: [
      "wil|willen|wilde|wilden|wou ..3 niet|niets|geen",
      "geen zin",
      "durft|durven|durfde|durfden ..3 niet|niets|geen",
      "staat|staan|stond|stonden ..2 niet open",
      "weigert|weigeren|weigerde|weigerden",
      "expres|opzettelijk+e|moedwillig+e",
      "probeert|proberen|probeerde ..4 te manipuleren|beïnvloeden|winnen|saboteren",
      "heeft|hebben|had ..1 geen interesse|belangstelling|behoefte",
    ],
    not: ["niet alleen", "wil|willen zeggen"],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "Wat iemand wil of durft, kun je niet zien.",
        why: "Alleen de persoon zelf kan dit zeggen, en die leest dit ook.",
        question: "Wat zei of deed diegene precies, en wanneer?",
      },
      en: {
        short: "You cannot see what somebody wants or dares.",
        why: "Only that person can say this, and they read it too.",
        question: "What did they say or do exactly, and when?",
      },
    },
    example: ["Moeder wil niet meewerken.", "Moeder zegde de afspraken van 3 en 10 april 2026 af."],
    fixes: [
      {type: "convert", kind: "judgement"},
      {type: "convert", kind: "view"},
      {type: "addSpeaker"},
    ],
    basis,
    examples: {
      fires: ["Vader wil helemaal niet praten.", "Yassin spijbelt omdat hij geen zin heeft."],
      silent: [
        "Vader zegt dat hij niet wil praten.",
        "Moeder: “Ik wil niet praten.”",
        "Vader gaf op 23 maart geen toestemming.",
      ],
    },
  },
  {
    id: "mind-reading/insight",
    category: "mind-reading",
    state: "on",
    match: [
      "geen|weinig|onvoldoende|aan ..1 inzicht|zelfinzicht|probleembesef|ziektebesef",
      "ziet|zien|zag ..3 niet ..1 in",
      "beseft|beseffen|besefte|begrijpt|begrijpen|begreep|snapt|snappen|snapte ..3 niet|onvoldoende|nauwelijks",
      "denkt|denken|dacht|dachten alleen|vooral|slechts",
      "denkt|dacht ..2 dat",
      "weet|weten|wist ..2 heel goed",
      "houdt|houden|hield ..4 geen rekening",
    ],
    not: ["begrijpt|begrijpen|begreep|snapt ..2 nederlands|taal|brief|vraag ..1 niet"],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ gaat over wat iemand denkt. Waaraan merkte je dat?",
        why: "Gedachten van een ander zijn een uitleg, geen feit.",
        question: "Wat vroeg je, en wat antwoordde diegene?",
      },
      en: {
        short: "‘{match}’ is about what somebody thinks. What made you notice?",
        why: "Another person's thoughts are an interpretation, not a fact.",
        question: "What did you ask, and what did they answer?",
      },
    },
    example: [
      "Moeder heeft geen inzicht in het probleem.",
      "Op de vraag wat Sem dwarszit, antwoordde moeder op 3 april 2026: “Niets.”",
    ],
    fixes: [{type: "convert", kind: "judgement"}, {type: "addSpeaker"}],
    basis,
    examples: {
      fires: ["Moeder heeft geen inzicht in het probleem.", "Vader denkt alleen aan zichzelf."],
      silent: [
        "De juf zegt dat vader alleen aan zichzelf denkt.",
        "Vader begrijpt de brief niet.",
        "Vader las de brief voor.",
      ],
    },
  },
  {
    id: "mind-reading/feeling",
    category: "mind-reading",
    state: "on",
    match: [
      "voelt|voelen|voelde|voelden zich",
      "is|was|zijn|waren ..1 bang|boos|jaloers|verdrietig|gefrustreerd|angstig|opgelucht|wraakzuchtig",
      "geniet|genieten|genoot ..2 van",
      "lijdt|lijden|leed ..2 onder",
      "uit wraak|wrok|jaloezie|angst|onmacht",
    ],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ vult een gevoel in. Wat zag of hoorde je?",
        why: "Gedrag kan iedereen herkennen; een gevoel kent alleen de persoon zelf.",
        question: "Welk gezicht, gebaar of welke woorden zag of hoorde je?",
      },
      en: {
        short: "‘{match}’ fills in a feeling. What did you see or hear?",
        why: "Everybody can recognise conduct; only the person knows the feeling.",
        question: "Which face, gesture or words did you see or hear?",
      },
    },
    example: ["Sem was bang.", "Sem kroop onder de tafel en hield zijn handen over zijn oren."],
    fixes: [{type: "convert", kind: "judgement"}, {type: "addSpeaker"}],
    basis,
    examples: {
      kind: "observation",
      fires: ["Sem was bang.", "Moeder voelt zich aangevallen."],
      silent: [
        "Sem zegt dat hij bang was.",
        "Moeder vertelt dat zij zich aangevallen voelt.",
        "Sem zat onder de tafel.",
      ],
    },
  },
]
