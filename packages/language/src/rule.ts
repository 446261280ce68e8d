// SPDX-License-Identifier: EUPL-1.2
import type {Category, StatementKind} from "./kinds.ts"

/** Language of the messages. The checked text is always Dutch. */
export type MessageLanguage = "nl" | "en"

/**
 * A way out, as data; the host carries it out on a click and never by itself.
 *
 * - `convert`: move the statement to this kind, one undo step
 * - `addSpeaker`: ask who says this
 * - `addSource`: ask where this comes from
 * - `replace`: put `text` in place of `from`–`to`
 * - `explain`: keep the word and offer `text` (Dutch) as its explanation
 */
export type Fix =
  | {readonly type: "convert"; readonly kind: StatementKind}
  | {readonly type: "addSpeaker"}
  | {readonly type: "addSource"}
  | {readonly type: "replace"; readonly text: string}
  | {readonly type: "explain"; readonly text: string}

/**
 * What can excuse a match, seen in the same sentence:
 *
 * - `attributed`: said by somebody who is named ("moeder zegt dat …", "volgens de juf")
 * - `quoted`: a quotation stands in the sentence, so the rest of it introduces somebody's words.
 *   Text *inside* quotation marks is never checked, by any rule.
 * - `sourced`: a document or diagnostician is named; or the statement carries a source and does not
 *   claim to be a plain fact or observation (a source does not turn an opinion into a fact)
 * - `anchored`: a date, day, time, number or amount makes it checkable
 */
export type Mechanism = "attributed" | "quoted" | "sourced" | "anchored"

/** `on` · `trial`: never above a tip until its precision is measured · `off`. */
export type RuleState = "on" | "trial" | "off"

/**
 * Words of one rule in one language. `{match}` stands for the matched words (at most four).
 * `short`: at most 14 words, a colleague's tone.
 */
export interface Message {
  readonly short: string
  readonly why: string
  readonly question: string
}

/** One word or phrase with its plain counterpart: `to` replaces it, `explain` stands beside it. */
export interface PlainWord {
  readonly match: readonly string[]
  readonly to?: string
  readonly explain?: string
}

/**
 * One rule, pure data.
 *
 * Patterns are tokens parted by spaces: `a|b` alternatives, `..n` a gap of 0 to n words (n ≤ 8, at most
 * two gaps; a gap never crosses punctuation), `^` start of the sentence, `#` a number, `adjective+e` the
 * adjective and its inflected form, `*problematiek` every longer word that ends so (five letters or more),
 * `<zijn>` a list of words of the file or of the built-in rules, `a // b` both orders: `a` up to four words
 * before `b`, or up to two words after it. Letters are lower case. A word with a capital inside the
 * sentence counts as a name and matches only when `names` is true.
 */
export interface Rule {
  /** `category/name`, kebab-case; what a host switches on or off. */
  readonly id: string
  readonly category: Category
  readonly state: RuleState
  /** Only on these kinds of statement; default every kind on which the category shows. */
  readonly kinds?: readonly StatementKind[]
  /** A match of any of these gives a hint. */
  readonly match: readonly string[]
  /** A match that overlaps a match of any of these is dropped. */
  readonly not?: readonly string[]
  /** The rule is silent unless one of these occurs somewhere in the statement. */
  readonly requires?: readonly string[]
  readonly unless?: readonly Mechanism[]
  /** With one of these it is a tip at most: a diagnosis that somebody is said to have given, for instance. */
  readonly mild?: readonly Mechanism[]
  /** Also match words with a capital inside the sentence (peoples, names of disorders). */
  readonly names?: boolean
  /** Words with their plain counterparts, for `plain-word`. They add to `match`. */
  readonly words?: readonly PlainWord[]
  /** A check the engine itself does, in place of patterns. */
  readonly builtIn?: "long-sentence" | "abbreviation"
  readonly message: {readonly nl: Message; readonly en: Message}
  /** Before and after, in Dutch: the language of the report. */
  readonly example: readonly [string, string]
  /** In order of preference. `convert` is offered only on a statement of the fact layer. */
  readonly fixes: readonly Fix[]
  /** The authority the rule leans on. */
  readonly basis: string
  /** Sentences that run as tests: at least two each. `kind` defaults to `fact`. */
  readonly examples: {
    readonly kind?: StatementKind
    readonly fires: readonly string[]
    readonly silent: readonly string[]
  }
}

/** A rule that has proved itself: what is kept of it. Its patterns stand in a table. */
export interface ReadyRule extends Omit<Rule, "examples" | "match" | "not" | "requires" | "words"> {
  /** How many patterns give a hint; a pattern may name many words. */
  readonly patterns: number
  /** Silent unless something else occurs in the statement. */
  readonly inContext?: boolean
  /** What to do with each of its words. */
  readonly words?: readonly PlainCounterpart[]
}

/** What stands in the place of a word, or beside it. */
export type PlainCounterpart = Omit<PlainWord, "match">

/** How often a rule was right on sentences that were labelled beforehand. Written by the measurement. */
export interface Measured {
  readonly hits: number
  readonly right: number
}
