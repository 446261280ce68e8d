// SPDX-License-Identifier: EUPL-1.2

/** The four layers a statement can belong to. `question` and `unknown` belong to none. */
export type Layer = "fact" | "voice" | "appraisal" | "plan"

/** A text in one or more languages, keyed by BCP 47 tag. Published templates always use this shape. */
export type Text = {readonly [lang: string]: string}

/** Languages in which Wederhoor speaks to people. */
export type Lang = "nl" | "en"

/** Every kind of statement with its layer and the words people see for it. */
export const kinds = {
  fact: {layer: "fact", label: {nl: "Feit", en: "Fact"}},
  observation: {layer: "fact", label: {nl: "Waarneming", en: "Observation"}},
  documentExcerpt: {layer: "fact", label: {nl: "Uit een stuk", en: "From a document"}},
  account: {layer: "voice", label: {nl: "Wat iemand vertelt", en: "What someone tells"}},
  childVoice: {layer: "voice", label: {nl: "Stem van het kind", en: "The child's voice"}},
  view: {layer: "voice", label: {nl: "Mening", en: "View"}},
  wish: {layer: "voice", label: {nl: "Wens of hulpvraag", en: "Wish or request for help"}},
  judgement: {
    layer: "appraisal",
    label: {nl: "Professioneel oordeel", en: "Professional judgement"},
  },
  concern: {layer: "appraisal", label: {nl: "Zorg", en: "Concern"}},
  diagnosis: {layer: "appraisal", label: {nl: "Diagnose", en: "Diagnosis"}},
  instrumentResult: {
    layer: "appraisal",
    label: {nl: "Uitkomst van een test", en: "Result of an instrument"},
  },
  factor: {layer: "appraisal", label: {nl: "Factor", en: "Factor"}},
  hypothesis: {layer: "appraisal", label: {nl: "Mogelijke verklaring", en: "Possible explanation"}},
  conclusion: {layer: "appraisal", label: {nl: "Conclusie", en: "Conclusion"}},
  decision: {layer: "appraisal", label: {nl: "Besluit of advies", en: "Decision or advice"}},
  goal: {layer: "plan", label: {nl: "Doel", en: "Goal"}},
  agreement: {layer: "plan", label: {nl: "Afspraak", en: "Agreement"}},
  condition: {layer: "plan", label: {nl: "Voorwaarde", en: "Condition"}},
  action: {layer: "plan", label: {nl: "Actie", en: "Action"}},
  question: {layer: null, label: {nl: "Onderzoeksvraag", en: "Research question"}},
  unknown: {layer: null, label: {nl: "Niet bekend", en: "Not known"}},
  unclassified: {layer: null, label: {nl: "Nog geen soort gekozen", en: "No kind chosen yet"}},
} as const

/** The code name of a kind of statement. A statement starts as `unclassified`, never as `fact`. */
export type Kind = keyof typeof kinds

/** Whether a string names a kind. */
export function isKind(value: string): value is Kind {
  return Object.hasOwn(kinds, value)
}

/** The layer of a kind; `null` for `question`, `unknown` and `unclassified`. */
export function layerOf(kind: Kind): Layer | null {
  return kinds[kind].layer
}

/** Words for the codes that people meet, per group of codes. The one source of names. */
export const words = {
  layer: {
    fact: {nl: "Feiten", en: "Facts"},
    voice: {nl: "Wat mensen zeggen", en: "What people say"},
    appraisal: {nl: "Weging", en: "Weighing"},
    plan: {nl: "Plan", en: "Plan"},
  },
  phase: {
    draft: {nl: "Concept", en: "Draft"},
    hearing: {nl: "Ter inzage", en: "Being heard"},
    approval: {nl: "Bij de gedragswetenschapper", en: "With the behavioural scientist"},
    signing: {nl: "Ter ondertekening", en: "To be signed"},
    final: {nl: "Definitief", en: "Final"},
    archived: {nl: "Gearchiveerd", en: "Archived"},
  },
  gate: {
    always: {nl: "Altijd", en: "Always"},
    toFamily: {nl: "Klaar om te laten lezen", en: "Ready to be read"},
    approve: {nl: "Klaar voor goedkeuring", en: "Ready for approval"},
    final: {nl: "Klaar om vast te stellen", en: "Ready to be made final"},
  },
  hearing: {
    notOffered: {nl: "Nog niet gevraagd", en: "Not asked yet"},
    offered: {nl: "Loopt", en: "Under way"},
    heard: {nl: "Gesproken", en: "Heard in a talk"},
    responded: {nl: "Reageerde schriftelijk", en: "Reacted in writing"},
    noResponse: {nl: "Geen reactie", en: "No reaction"},
    declined: {nl: "Wil niet reageren", en: "Does not want to react"},
    unreachable: {nl: "Niet bereikt", en: "Not reached"},
    deferredSafety: {nl: "Uitgesteld: veiligheid", en: "Deferred: safety"},
    deferredUrgency: {nl: "Uitgesteld: spoed", en: "Deferred: urgency"},
    notFitAgeOrCapacity: {nl: "Kan dit (nog) niet zelf", en: "Cannot do this (yet)"},
  },
  purpose: {
    ownWords: {nl: "Mijn woorden kloppen", en: "My words are right"},
    report: {nl: "Reactie op het hele verslag", en: "Reaction to the whole report"},
    plan: {nl: "Eens met het plan", en: "Agrees with the plan"},
    consent: {nl: "Toestemming voor hulp", en: "Consent to help"},
    author: {nl: "Ondertekend", en: "Signed"},
    approval: {nl: "Goedgekeurd", en: "Approved"},
  },
  decision: {
    agreed: {nl: "Akkoord", en: "Agreed"},
    agreedWithRemarks: {nl: "Akkoord met opmerking", en: "Agreed with remarks"},
    disagreed: {nl: "Niet akkoord", en: "Disagreed"},
    seen: {nl: "Gelezen, geen oordeel", en: "Read, no judgement"},
    declined: {nl: "Wil niet tekenen", en: "Does not want to sign"},
    noResponse: {nl: "Geen reactie", en: "No reaction"},
    unreachable: {nl: "Niet bereikt", en: "Not reached"},
  },
  signOffState: {
    current: {nl: "Geldt", en: "Valid"},
    carriesOver: {nl: "Geldt nog", en: "Still valid"},
    superseded: {nl: "Tekst daarna veranderd", en: "Text changed afterwards"},
    replaced: {nl: "Vervangen", en: "Replaced"},
    withdrawn: {nl: "Ingetrokken", en: "Withdrawn"},
  },
  reviewAct: {
    returned: {nl: "Terug met reden", en: "Returned with a reason"},
    approved: {nl: "Goedgekeurd", en: "Approved"},
    approvedWithDissent: {
      nl: "Goedgekeurd met afwijkende mening",
      en: "Approved with a dissenting opinion",
    },
    abstained: {nl: "Geen oordeel", en: "No judgement"},
  },
  reaction: {
    correctionRequest: {nl: "Dit klopt niet", en: "This is not right"},
    addition: {nl: "Erbij zetten", en: "Please add"},
    disagreement: {nl: "Niet mee eens", en: "I disagree"},
    ownView: {nl: "Mijn kijk", en: "My view"},
    correctionOwnWords: {nl: "Zo zei ik het niet", en: "That is not how I said it"},
  },
  recognition: {
    yes: {nl: "Herkent dit", en: "Recognises this"},
    partly: {nl: "Herkent dit deels", en: "Recognises this in part"},
    no: {nl: "Herkent dit niet", en: "Does not recognise this"},
    notAnswered: {nl: "Niet beantwoord", en: "Not answered"},
    notAsked: {nl: "Niet gevraagd", en: "Not asked"},
  },
  answer: {
    changed: {nl: "Aangepast", en: "Changed"},
    notChanged: {nl: "Niet aangepast, omdat", en: "Not changed, because"},
    added: {nl: "Toegevoegd", en: "Added"},
  },
  role: {
    author: {nl: "Onderzoeker", en: "Author"},
    coAuthor: {nl: "Mede-onderzoeker", en: "Co-author"},
    reviewer: {nl: "Gedragswetenschapper", en: "Behavioural scientist"},
    examiner: {nl: "Onderzoekend gedragswetenschapper", en: "Examining behavioural scientist"},
    parent: {nl: "Ouder", en: "Parent"},
    carer: {nl: "Verzorger", en: "Carer"},
    child: {nl: "Kind", en: "Child"},
    informant: {nl: "Informant", en: "Informant"},
    representative: {nl: "Vertegenwoordiger", en: "Representative"},
    supportPerson: {nl: "Steunfiguur", en: "Support person"},
    lawyer: {nl: "Advocaat", en: "Lawyer"},
    interpreter: {nl: "Tolk", en: "Interpreter"},
    chair: {nl: "Voorzitter", en: "Chair"},
    participant: {nl: "Deelnemer", en: "Participant"},
  },
} as const

export type Phase = keyof typeof words.phase
export type Gate = keyof typeof words.gate
export type HearingState = keyof typeof words.hearing
export type ReactionType = keyof typeof words.reaction
export type AnswerKind = keyof typeof words.answer
/** What somebody says of an explanation; `notAnswered` and `notAsked` are computed. */
export type Recognition = Exclude<keyof typeof words.recognition, "notAnswered" | "notAsked">
export type Purpose = keyof typeof words.purpose
export type ReviewAct = keyof typeof words.reviewAct
export type Role = keyof typeof words.role
/** Who reads a copy: somebody of the register, or one who is not in it. */
export type ReaderRole = Role | "court" | "recipient" | "thirdParty"

/**
 * The word people see for a code, in Dutch unless asked otherwise.
 * An unknown code is returned as it is: a label is never worth a crash.
 */
export function wordFor(
  group: keyof typeof words | "kind",
  code: string,
  lang: Lang = "nl",
): string {
  const table: Record<string, {nl: string; en: string}> =
    group === "kind"
      ? Object.fromEntries(Object.entries(kinds).map(([kind, entry]) => [kind, entry.label]))
      : words[group]
  return Object.hasOwn(table, code) ? (table[code]?.[lang] ?? code) : code
}

/** The text in the asked language, else Dutch, else whatever there is. */
export function textIn(text: Text, lang: Lang = "nl"): string {
  return text[lang] ?? text["nl"] ?? Object.values(text)[0] ?? ""
}
