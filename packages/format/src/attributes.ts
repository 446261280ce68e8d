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
  label: {nl: string; en: string},
  kinds?: readonly Kind[],
  more: Partial<AttributeRule> = {},
): AttributeRule => ({
  type: "string",
  default: "",
  label,
  ...(kinds ? {kinds} : {}),
  ...more,
})

const choice = (
  label: {nl: string; en: string},
  kinds: readonly Kind[],
  options: Record<string, {nl: string; en: string}>,
): AttributeRule => ({
  type: "string",
  default: "",
  label,
  kinds,
  values: Object.keys(options),
  options,
})

const listed = (
  label: {nl: string; en: string},
  vocabulary: VocabularyName,
  kinds?: readonly Kind[],
): AttributeRule => text(label, kinds, {shape: "slug", maxLength: 64, vocabulary})

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
  withdrawn: text({nl: "Ingetrokken, omdat", en: "Withdrawn, because"}),
  convertedFrom: {type: "string", default: "", shape: "slug", writeOnce: true, maxLength: 64},
  // Where a statement that is used again was first: report, statement and version there (FMT-6).
  originReport: {type: "string", default: "", shape: "slug", writeOnce: true, maxLength: 64},
  originStatement: {type: "string", default: "", shape: "slug", writeOnce: true, maxLength: 64},
  originVersion: {type: "number", default: 0, writeOnce: true},
  subkind: listed({nl: "Nadere soort", en: "More exactly"}, "kinds"),
  by: text({nl: "Wie", en: "Who"}, undefined, {shape: "ref", maxLength: 64}),
  at: text({nl: "Datum", en: "Date"}, undefined, {shape: "date", maxLength: 16}),
  until: text(
    {nl: "Tot", en: "Until"},
    ["fact", "documentExcerpt", "unknown", "decision", "goal", "agreement", "condition", "action"],
    {shape: "date", maxLength: 16},
  ),
  area: listed({nl: "Leefgebied", en: "Area of life"}, "areas", [
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
  place: text({nl: "Plaats", en: "Place"}, ["observation", "account", "childVoice"]),
  present: text({nl: "Wie waren erbij", en: "Who were present"}, ["observation", "childVoice"]),
  occasion: text({nl: "Aanleiding", en: "Occasion"}, ["observation"]),
  announced: choice({nl: "Aangekondigd", en: "Announced"}, ["observation"], {
    yes: {nl: "ja", en: "yes"},
    no: {nl: "nee", en: "no"},
  }),
  verifiedBy: choice({nl: "Hoe nagegaan", en: "How verified"}, ["fact"], {
    document: {nl: "in een stuk", en: "in a document"},
    register: {nl: "in een register", en: "in a register"},
    twoSources: {nl: "twee losse bronnen", en: "two independent sources"},
    acknowledged: {nl: "erkend door wie het betreft", en: "acknowledged by the person concerned"},
  }),
  insideKind: choice(
    {nl: "Wat is het in het stuk", en: "What it is in the document"},
    ["documentExcerpt"],
    {
      fact: {nl: "feit", en: "fact"},
      opinion: {nl: "mening", en: "opinion"},
    },
  ),
  relevance: text({nl: "Waarom nog van belang", en: "Why still relevant"}, [
    "documentExcerpt",
    "fact",
  ]),
  channel: choice({nl: "Hoe verteld", en: "How told"}, [...voices], {
    conversation: {nl: "in een gesprek", en: "in a talk"},
    phone: {nl: "telefonisch", en: "by telephone"},
    letter: {nl: "per brief of mail", en: "by letter or mail"},
    homeVisit: {nl: "op huisbezoek", en: "at a home visit"},
  }),
  verbatim: choice({nl: "Weergave", en: "Rendering"}, [...voices], {
    verbatim: {nl: "letterlijk", en: "verbatim"},
    paraphrase: {nl: "in eigen woorden van de schrijver", en: "paraphrased"},
  }),
  knowledge: choice({nl: "Hoe weet deze persoon dit", en: "How this person knows"}, ["account"], {
    selfExperienced: {nl: "zelf meegemaakt", en: "experienced it"},
    selfSeen: {nl: "zelf gezien", en: "saw it"},
    heardFrom: {nl: "van horen zeggen", en: "heard it from someone"},
    assumption: {nl: "denkt het", en: "assumes it"},
  }),
  heardFrom: text({nl: "Gehoord van", en: "Heard from"}, ["account"]),
  accordAt: text(
    {nl: "Akkoord met tekst en gebruik op", en: "Approved text and use on"},
    ["account", "view", "wish", "observation"],
    {shape: "date", maxLength: 16},
  ),
  accordGround: text({nl: "Wettelijke grond voor gebruik", en: "Legal ground for use"}, [
    "account",
    "view",
    "wish",
    "observation",
  ]),
  method: choice({nl: "Op welke manier", en: "In which way"}, ["childVoice"], {
    talk: {nl: "gesprek", en: "talk"},
    drawing: {nl: "tekening", en: "drawing"},
    threeHouses: {nl: "drie huizen", en: "three houses"},
    viaProfessional: {
      nl: "via iemand die het kind kent",
      en: "through someone who knows the child",
    },
  }),
  told: text({nl: "Wat is verteld over wie dit leest", en: "What was told about who reads this"}, [
    "childVoice",
  ]),
  counter: text({nl: "Wat spreekt dit tegen", en: "What speaks against it"}, [...appraisals]),
  alternative: text(
    {nl: "Andere mogelijkheid die is bekeken", en: "Other possibility considered"},
    ["hypothesis", "decision"],
  ),
  state: choice({nl: "Stand", en: "State"}, ["hypothesis"], {
    open: {nl: "open", en: "open"},
    supported: {nl: "ondersteund", en: "supported"},
    rejected: {nl: "verworpen", en: "rejected"},
  }),
  protective: text({nl: "Beschermende factoren", en: "Protective factors"}, ["conclusion"]),
  feared: text({nl: "Waar ben je bang voor, voor wie", en: "What is feared, for whom"}, [
    "concern",
  ]),
  diagnostician: text({nl: "Wie stelde dit vast", en: "Who established this"}, ["diagnosis"]),
  registration: text({nl: "Registratie", en: "Registration"}, ["diagnosis", "instrumentResult"]),
  instrument: text({nl: "Instrument en versie", en: "Instrument and version"}, [
    "instrumentResult",
  ]),
  score: text({nl: "Score", en: "Score"}, ["instrumentResult"]),
  effect: choice(
    {nl: "Werking", en: "Effect"},
    ["factor", "fact", "observation", "documentExcerpt", "account"],
    {
      helping: {nl: "helpend", en: "helping"},
      hindering: {nl: "belemmerend", en: "hindering"},
    },
  ),
  factorRole: choice({nl: "Rol", en: "Role"}, ["factor"], {
    predisposing: {nl: "ontstaan", en: "predisposing"},
    precipitating: {nl: "uitlokkend", en: "precipitating"},
    perpetuating: {nl: "in stand houdend", en: "perpetuating"},
    protective: {nl: "beschermend", en: "protective"},
  }),
  factorTerm: listed({nl: "Factor uit het model", en: "Factor of the model"}, "factors", [
    "factor",
  ]),
  level: choice({nl: "Niveau", en: "Level"}, ["factor"], {
    child: {nl: "kind", en: "child"},
    parent: {nl: "ouder", en: "parent"},
    family: {nl: "gezin", en: "family"},
    surroundings: {nl: "omgeving", en: "surroundings"},
    help: {nl: "hulpverlening", en: "professional help"},
  }),
  legalGround: text({nl: "Juridische grond", en: "Legal ground"}, ["decision", "condition"]),
  dissent: text({nl: "Afwijkende mening", en: "Dissenting opinion"}, ["decision"]),
  decidedWith: text({nl: "Samen besloten met", en: "Decided together with"}, ["decision"]),
  duration: text({nl: "Duur", en: "Duration"}, ["decision"]),
  together: text({nl: "Samen met", en: "Together with"}, ["agreement", "action"], {
    shape: "ref",
    maxLength: 64,
  }),
  checkedBy: text(
    {nl: "Wie gaat dit na", en: "Who checks this"},
    ["agreement", "condition", "action"],
    {
      shape: "ref",
      maxLength: 64,
    },
  ),
  ifNot: text({nl: "Als het niet lukt", en: "If it does not work"}, [
    "agreement",
    "condition",
    "action",
  ]),
  safetyPhase: listed({nl: "Fase van veiligheid", en: "Phase of safety"}, "safetyPhases", [
    "goal",
    "agreement",
  ]),
  special: choice(
    {nl: "Bijzondere gegevens", en: "Special data"},
    ["fact", "observation", "documentExcerpt", "account", "judgement", "concern", "factor"],
    {
      health: {nl: "gezondheid", en: "health"},
      finance: {nl: "geld en schulden", en: "money and debts"},
      criminal: {nl: "politie en justitie", en: "police and justice"},
      shelter: {nl: "opvang", en: "shelter"},
    },
  ),
  shareGround: text({nl: "Grond om dit te delen", en: "Ground for sharing this"}, [
    "fact",
    "observation",
    "documentExcerpt",
    "account",
    "judgement",
    "concern",
    "diagnosis",
    "factor",
  ]),
  why: text({nl: "Waarom niet bekend", en: "Why not known"}, ["unknown"]),
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
