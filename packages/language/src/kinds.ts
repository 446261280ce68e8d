// SPDX-License-Identifier: EUPL-1.2

/** What a statement is, by the code names of the format. Templates specialise these kinds; pass the base kind. */
export type StatementKind =
  | "fact"
  | "observation"
  | "documentExcerpt"
  | "account"
  | "childVoice"
  | "view"
  | "wish"
  | "judgement"
  | "concern"
  | "diagnosis"
  | "instrumentResult"
  | "factor"
  | "hypothesis"
  | "conclusion"
  | "decision"
  | "goal"
  | "agreement"
  | "condition"
  | "action"
  | "question"
  | "unknown"
  | "unclassified"

/** `notice` may be underlined in the text; `tip` belongs in a panel. Neither ever stops anything. */
export type Level = "notice" | "tip"

/**
 * What a rule looks at. The first ten judge wording against kind; `plain-word`, `long-sentence` and
 * `abbreviation` ask for plain Dutch; the others guard fairness (who did it, loaded verbs, group labels).
 */
export type Category =
  | "value-judgement"
  | "must"
  | "certainty"
  | "mind-reading"
  | "hedge"
  | "cause"
  | "own-voice"
  | "diagnosis"
  | "missing-speaker"
  | "vague"
  | "plain-word"
  | "long-sentence"
  | "abbreviation"
  | "passive"
  | "reporting"
  | "levelling"
  | "group"

/** A column of the table: kinds that are held to the same wording. `never` is not checked at all. */
type Column =
  | "fact"
  | "observation"
  | "view"
  | "judgement"
  | "agreement"
  | "decision"
  | "open"
  | "never"

const columns: Readonly<Record<StatementKind, Column>> = {
  fact: "fact",
  observation: "observation",
  documentExcerpt: "fact",
  account: "view",
  childVoice: "never",
  view: "view",
  wish: "view",
  judgement: "judgement",
  concern: "judgement",
  diagnosis: "judgement",
  instrumentResult: "judgement",
  factor: "judgement",
  hypothesis: "judgement",
  conclusion: "judgement",
  decision: "decision",
  goal: "agreement",
  agreement: "agreement",
  condition: "agreement",
  action: "agreement",
  // No kind yet, or an open question: there is nothing the wording could clash with, so only plain Dutch is asked.
  question: "open",
  unknown: "open",
  unclassified: "open",
}

type Row = Readonly<Partial<Record<Column, Level>>>

/** What applies to which column. An absent cell is off. Nothing may ever stand under `never`. */
const table: Readonly<Record<Category, Row>> = {
  "value-judgement": {fact: "notice", observation: "notice", agreement: "tip"},
  must: {fact: "notice", observation: "notice"},
  certainty: {fact: "notice", observation: "notice", judgement: "tip"},
  "mind-reading": {fact: "notice", observation: "notice", judgement: "tip", decision: "tip"},
  hedge: {fact: "notice", observation: "tip", agreement: "tip", decision: "tip"},
  cause: {fact: "notice", observation: "notice", judgement: "tip", decision: "tip"},
  "own-voice": {fact: "notice"},
  diagnosis: {
    fact: "notice",
    observation: "notice",
    view: "tip",
    judgement: "notice",
    decision: "notice",
  },
  "missing-speaker": {
    fact: "notice",
    observation: "notice",
    judgement: "notice",
    decision: "notice",
  },
  vague: {fact: "tip", observation: "tip", judgement: "tip", agreement: "notice", decision: "tip"},
  "plain-word": {
    fact: "tip",
    observation: "tip",
    view: "tip",
    judgement: "tip",
    agreement: "tip",
    decision: "notice",
    open: "tip",
  },
  "long-sentence": {
    fact: "tip",
    observation: "tip",
    view: "tip",
    judgement: "tip",
    agreement: "tip",
    decision: "notice",
    open: "tip",
  },
  abbreviation: {
    fact: "tip",
    observation: "tip",
    view: "tip",
    judgement: "tip",
    agreement: "tip",
    decision: "notice",
    open: "tip",
  },
  passive: {fact: "tip", agreement: "notice"},
  reporting: {fact: "tip", observation: "tip", view: "notice", judgement: "tip"},
  levelling: {fact: "tip", observation: "tip", judgement: "tip", decision: "tip"},
  group: {
    fact: "tip",
    observation: "tip",
    judgement: "notice",
    agreement: "notice",
    decision: "notice",
  },
}

/** Kinds that differ from their column: a diagnosis names a diagnosis, an explanation names a cause. */
const exceptions: Readonly<Partial<Record<Category, Partial<Record<StatementKind, "off">>>>> = {
  diagnosis: {diagnosis: "off", instrumentResult: "off"},
  cause: {factor: "off", hypothesis: "off"},
  vague: {instrumentResult: "off", hypothesis: "off"},
  abbreviation: {instrumentResult: "off"},
}

/** Whether the statement is a person's own telling, which is left alone when it is word for word. */
export function isVoice(kind: StatementKind): boolean {
  return kind === "account" || kind === "view" || kind === "wish" || kind === "childVoice"
}

/** Whether the statement claims to be fact: only these can be converted by a fix. */
export function isFactLayer(kind: StatementKind): boolean {
  return kind === "fact" || kind === "observation" || kind === "documentExcerpt"
}

/**
 * At which level hints of `category` show on statements of `kind`; `"off"` when they never do.
 * A kind this package does not know is never checked.
 */
export function levelFor(category: Category, kind: StatementKind): Level | "off" {
  if (!Object.hasOwn(columns, kind)) return "off"
  if (exceptions[category]?.[kind] !== undefined) return "off"
  const column = columns[kind]
  return column === "never" ? "off" : (table[category][column] ?? "off")
}

/** The level of one rule: that of its category, when the rule is meant for this kind at all. */
export function levelOfRule(
  rule: {readonly category: Category; readonly kinds?: readonly StatementKind[]},
  kind: StatementKind,
): Level | "off" {
  return rule.kinds?.includes(kind) === false ? "off" : levelFor(rule.category, kind)
}

/** Every category, in the order of the table. */
export const categories: readonly Category[] = Object.keys(table) as Category[]

/** Every kind the table knows. */
export const statementKinds: readonly StatementKind[] = Object.keys(columns) as StatementKind[]
