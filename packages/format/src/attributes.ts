// SPDX-License-Identifier: EUPL-1.2
import type {Kind} from "./names.ts"

/**
 * What one scalar attribute may hold. The same entry feeds the guard, the ProseMirror schema, the
 * inspector in the editor and the printed report, so that none of them can disagree.
 */
export interface AttributeRule {
  readonly type: "string" | "number" | "boolean"
  /** The value a statement has when nobody set one; always the safe one. */
  readonly default: string | number | boolean
  /** Closed list of values; the default is always allowed too. */
  readonly values?: readonly string[]
  /** `ref`: id of a person, source or statement · `date`: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or with `THH:MM`. */
  readonly shape?: "ref" | "date" | "slug"
  /** Set once, when the node is made, and never again. */
  readonly writeOnce?: true
  /** Written by the server only (seeding); a client that sends it is refused. */
  readonly serverOnly?: true
  /** Longest string in UTF-16 units; 2 000 when left out. */
  readonly maxLength?: number
  readonly label?: {readonly nl: string; readonly en: string}
  /** Kinds that use the attribute; all kinds when left out. */
  readonly kinds?: readonly Kind[]
  /** Words for the closed list. */
  readonly options?: {readonly [value: string]: {readonly nl: string; readonly en: string}}
  /** The list of values is the template's (`vocabularyOf`), because regions differ. */
  readonly vocabulary?: VocabularyName
}

/** Lists of words that belong to a template, not to the code. `kinds`: its specialised kinds. */
export type VocabularyName = "areas" | "factors" | "safetyPhases" | "kinds"

const text = (
  nl: string,
  en: string,
  kinds?: readonly Kind[],
  more: Partial<AttributeRule> = {},
): AttributeRule => ({
  type: "string",
  default: "",
  label: {nl, en},
  ...(kinds ? {kinds} : {}),
  ...more,
})

const choice = (
  nl: string,
  en: string,
  kinds: readonly Kind[],
  options: Record<string, {nl: string; en: string}>,
): AttributeRule => ({
  type: "string",
  default: "",
  label: {nl, en},
  kinds,
  values: Object.keys(options),
  options,
})

const listed = (
  nl: string,
  en: string,
  vocabulary: VocabularyName,
  kinds?: readonly Kind[],
): AttributeRule => text(nl, en, kinds, {shape: "slug", maxLength: 64, vocabulary})

const voices = ["account", "childVoice", "view", "wish"] as const
const appraisals = [
  "judgement",
  "concern",
  "diagnosis",
  "factor",
  "hypothesis",
  "conclusion",
  "decision",
] as const

/**
 * Every attribute a statement can carry. Which of them a kind *must* carry, and from which gate on,
 * is said by the rules, never here: a draft may be incomplete.
 */
export const statementAttributes: {readonly [name: string]: AttributeRule} = {
  id: {type: "string", default: "", shape: "slug", writeOnce: true, maxLength: 64},
  kind: {type: "string", default: "unclassified", values: [], maxLength: 32},
  withdrawn: text("Ingetrokken, omdat", "Withdrawn, because"),
  convertedFrom: {type: "string", default: "", shape: "slug", writeOnce: true, maxLength: 64},
  // Where a statement that is used again was first: report, statement and version there (FMT-6).
  originReport: {type: "string", default: "", shape: "slug", writeOnce: true, maxLength: 64},
  originStatement: {type: "string", default: "", shape: "slug", writeOnce: true, maxLength: 64},
  originVersion: {type: "number", default: 0, writeOnce: true},
  subkind: listed("Nadere soort", "More exactly", "kinds"),
  by: text("Wie", "Who", undefined, {shape: "ref", maxLength: 64}),
  at: text("Datum", "Date", undefined, {shape: "date", maxLength: 16}),
  until: text(
    "Tot",
    "Until",
    ["fact", "documentExcerpt", "unknown", "decision", "goal", "agreement", "condition", "action"],
    {shape: "date", maxLength: 16},
  ),
  area: listed("Leefgebied", "Area of life", "areas", [
    "fact",
    "observation",
    "documentExcerpt",
    "account",
    "childVoice",
    "view",
    "judgement",
    "concern",
    "factor",
    "unknown",
  ]),
  place: text("Plaats", "Place", ["observation", "account", "childVoice"]),
  present: text("Wie waren erbij", "Who were present", ["observation", "childVoice"]),
  occasion: text("Aanleiding", "Occasion", ["observation"]),
  announced: choice("Aangekondigd", "Announced", ["observation"], {
    yes: {nl: "ja", en: "yes"},
    no: {nl: "nee", en: "no"},
  }),
  verifiedBy: choice("Hoe nagegaan", "How verified", ["fact"], {
    document: {nl: "in een stuk", en: "in a document"},
    register: {nl: "in een register", en: "in a register"},
    twoSources: {nl: "twee losse bronnen", en: "two independent sources"},
    acknowledged: {nl: "erkend door wie het betreft", en: "acknowledged by the person concerned"},
  }),
  insideKind: choice("Wat is het in het stuk", "What it is in the document", ["documentExcerpt"], {
    fact: {nl: "feit", en: "fact"},
    opinion: {nl: "mening", en: "opinion"},
  }),
  relevance: text("Waarom nog van belang", "Why still relevant", ["documentExcerpt", "fact"]),
  channel: choice("Hoe verteld", "How told", [...voices], {
    conversation: {nl: "in een gesprek", en: "in a talk"},
    phone: {nl: "telefonisch", en: "by telephone"},
    letter: {nl: "per brief of mail", en: "by letter or mail"},
    homeVisit: {nl: "op huisbezoek", en: "at a home visit"},
  }),
  verbatim: choice("Weergave", "Rendering", [...voices], {
    verbatim: {nl: "letterlijk", en: "verbatim"},
    paraphrase: {nl: "in eigen woorden van de schrijver", en: "paraphrased"},
  }),
  knowledge: choice("Hoe weet deze persoon dit", "How this person knows", ["account"], {
    selfExperienced: {nl: "zelf meegemaakt", en: "experienced it"},
    selfSeen: {nl: "zelf gezien", en: "saw it"},
    heardFrom: {nl: "van horen zeggen", en: "heard it from someone"},
    assumption: {nl: "denkt het", en: "assumes it"},
  }),
  heardFrom: text("Gehoord van", "Heard from", ["account"]),
  accordAt: text(
    "Akkoord met tekst en gebruik op",
    "Approved text and use on",
    ["account", "view", "wish", "observation"],
    {shape: "date", maxLength: 16},
  ),
  accordGround: text("Wettelijke grond voor gebruik", "Legal ground for use", [
    "account",
    "view",
    "wish",
    "observation",
  ]),
  method: choice("Op welke manier", "In which way", ["childVoice"], {
    talk: {nl: "gesprek", en: "talk"},
    drawing: {nl: "tekening", en: "drawing"},
    threeHouses: {nl: "drie huizen", en: "three houses"},
    viaProfessional: {
      nl: "via iemand die het kind kent",
      en: "through someone who knows the child",
    },
  }),
  told: text("Wat is verteld over wie dit leest", "What was told about who reads this", [
    "childVoice",
  ]),
  counter: text("Wat spreekt dit tegen", "What speaks against it", [...appraisals]),
  alternative: text("Andere mogelijkheid die is bekeken", "Other possibility considered", [
    "hypothesis",
    "decision",
  ]),
  state: choice("Stand", "State", ["hypothesis"], {
    open: {nl: "open", en: "open"},
    supported: {nl: "ondersteund", en: "supported"},
    rejected: {nl: "verworpen", en: "rejected"},
  }),
  protective: text("Beschermende factoren", "Protective factors", ["conclusion"]),
  feared: text("Waar ben je bang voor, voor wie", "What is feared, for whom", ["concern"]),
  diagnostician: text("Wie stelde dit vast", "Who established this", ["diagnosis"]),
  registration: text("Registratie", "Registration", ["diagnosis", "instrumentResult"]),
  instrument: text("Instrument en versie", "Instrument and version", ["instrumentResult"]),
  score: text("Score", "Score", ["instrumentResult"]),
  effect: choice(
    "Werking",
    "Effect",
    ["factor", "fact", "observation", "documentExcerpt", "account"],
    {
      helping: {nl: "helpend", en: "helping"},
      hindering: {nl: "belemmerend", en: "hindering"},
    },
  ),
  factorRole: choice("Rol", "Role", ["factor"], {
    predisposing: {nl: "ontstaan", en: "predisposing"},
    precipitating: {nl: "uitlokkend", en: "precipitating"},
    perpetuating: {nl: "in stand houdend", en: "perpetuating"},
    protective: {nl: "beschermend", en: "protective"},
  }),
  factorTerm: listed("Factor uit het model", "Factor of the model", "factors", ["factor"]),
  level: choice("Niveau", "Level", ["factor"], {
    child: {nl: "kind", en: "child"},
    parent: {nl: "ouder", en: "parent"},
    family: {nl: "gezin", en: "family"},
    surroundings: {nl: "omgeving", en: "surroundings"},
    help: {nl: "hulpverlening", en: "professional help"},
  }),
  legalGround: text("Juridische grond", "Legal ground", ["decision", "condition"]),
  dissent: text("Afwijkende mening", "Dissenting opinion", ["decision"]),
  decidedWith: text("Samen besloten met", "Decided together with", ["decision"]),
  duration: text("Duur", "Duration", ["decision"]),
  together: text("Samen met", "Together with", ["agreement", "action"], {
    shape: "ref",
    maxLength: 64,
  }),
  checkedBy: text("Wie gaat dit na", "Who checks this", ["agreement", "condition", "action"], {
    shape: "ref",
    maxLength: 64,
  }),
  ifNot: text("Als het niet lukt", "If it does not work", ["agreement", "condition", "action"]),
  safetyPhase: listed("Fase van veiligheid", "Phase of safety", "safetyPhases", [
    "goal",
    "agreement",
  ]),
  special: choice(
    "Bijzondere gegevens",
    "Special data",
    ["fact", "observation", "documentExcerpt", "account", "judgement", "concern", "factor"],
    {
      health: {nl: "gezondheid", en: "health"},
      finance: {nl: "geld en schulden", en: "money and debts"},
      criminal: {nl: "politie en justitie", en: "police and justice"},
      shelter: {nl: "opvang", en: "shelter"},
    },
  ),
  shareGround: text("Grond om dit te delen", "Ground for sharing this", [
    "fact",
    "observation",
    "documentExcerpt",
    "account",
    "judgement",
    "concern",
    "diagnosis",
    "factor",
  ]),
  why: text("Waarom niet bekend", "Why not known", ["unknown"]),
}

/**
 * Relations of a statement that can have several values. In the document each is an atom child
 * beside the lines, so that two people adding one at once both keep theirs.
 */
export const relationTypes = {
  source: {nl: "Bron", en: "Source"},
  basedOn: {nl: "Op basis van", en: "Based on"},
  contradicts: {nl: "Spreekt tegen", en: "Contradicts"},
  alternativeTo: {nl: "Alternatief voor", en: "Alternative to"},
  answers: {nl: "Antwoord op", en: "Answers"},
  about: {nl: "Gaat over", en: "About"},
  reader: {nl: "Te lezen door", en: "May be read by"},
  shareWith: {nl: "Delen afgesproken met", en: "Sharing agreed with"},
  accord: {nl: "Akkoord van", en: "Agreed by"},
} as const

export type RelationType = keyof typeof relationTypes
