// SPDX-License-Identifier: EUPL-1.2
import {ShortHash} from "./hash.ts"
import {isFactLayer, isVoice, levelOfRule} from "./kinds.ts"
import type {Category, Level, StatementKind} from "./kinds.ts"
import {circumstancesOf} from "./mechanisms.ts"
import type {Circumstances} from "./mechanisms.ts"
import {eachMatch, stretchOf} from "./match.ts"
import type {Stretch} from "./match.ts"
import {abbreviationsIn, explainedAbbreviations, isLong} from "./readable.ts"
import {builtInSet, type RuleSet} from "./rule-set.ts"
import type {
  Fix,
  Mechanism,
  MessageLanguage,
  PlainCounterpart,
  ReadyRule,
  RuleState,
} from "./rule.ts"
import {sentencesOf, tokenize} from "./tokens.ts"
import type {Token} from "./tokens.ts"

/** What `advise` needs to know of a statement. */
export interface WordedStatement {
  /** The kind the author chose. A kind that is not known here is not checked. */
  readonly kind: StatementKind
  /** The text as the author sees it; lines joined by a line break. Any length. */
  readonly text: string
  /** The statement says by whom it is. Answers hints that ask who says this, except in a fact or observation. */
  readonly speaker?: boolean
  /** The statement has a source. Takes `addSource` away; never excuses a judgement in a fact or observation. */
  readonly sourced?: boolean
  /**
   * Every source is what a person said. An opinion in it is then theirs, not the author's: where a fix
   * would make it a judgement, it makes it a view.
   */
  readonly said?: boolean
  /** Word for word: an account, view or wish is then not checked at all. */
  readonly verbatim?: boolean
}

/** Choices of the host; all optional. */
export interface AdviseConfig {
  /** Language of the messages; default `nl`. */
  readonly language?: MessageLanguage
  /** `contextHash`es that were waived: these hints stay away until the words around them or the kind change. */
  readonly waived?: ReadonlySet<string>
  /** Rules switched by id, for instance from a template or a personal setting. */
  readonly states?: Readonly<Record<string, RuleState>>
  /**
   * Words and phrases of up to eight words (lower case) that are terms of the trade here, such as a legal
   * criterion: a hint on one of them stays away. `legalTermsFor` has those of a template.
   */
  readonly exempt?: ReadonlySet<string>
  /** The rules to run; default the built-in ones. */
  readonly ruleSet?: RuleSet
}

/** Advice on wording. It never stops anything. */
export interface Hint {
  /** Id of the rule, `category/name`. */
  readonly rule: string
  readonly category: Category
  readonly level: Level
  /** UTF-16 offset in `text` of the first unit; always the edge of a word or mark. */
  readonly from: number
  /** UTF-16 offset just past the last unit. */
  readonly to: number
  /** What, in at most 14 words. */
  readonly short: string
  /** Why it matters to the reader or the family. */
  readonly why: string
  /** The question that helps on. */
  readonly question: string
  /** Before and after, in Dutch. */
  readonly example: readonly [string, string]
  /** Ways out, the best first. May be empty. */
  readonly fixes: readonly Fix[]
  /** Key for a waiver: rule, matched words, two tokens on either side and kind; free of position. */
  readonly contextHash: string
}

/** Most hints for one statement. Past it the rest is not looked for: nobody walks through more. */
export const mostHints = 100

interface Match {
  readonly place: number
  readonly rule: ReadyRule
  readonly level: Level
  readonly first: number
  readonly end: number
  readonly word: PlainCounterpart | undefined
}

/**
 * Say where the wording does not fit the kind of statement the author chose, or could be plainer.
 *
 * Pure and synchronous; the same input gives the same hints in every runtime. Cost is linear in the length
 * of the text. Never checked: a child's voice, word-for-word accounts, views and wishes, and anything
 * between quotation marks. Hints come in order of place, a notice before a tip; at most `mostHints`.
 */
export function advise(statement: WordedStatement, config: AdviseConfig = {}): readonly Hint[] {
  const {kind, text} = statement
  if (statement.verbatim === true && isVoice(kind)) return []
  const set = config.ruleSet ?? builtInSet()
  const levels = levelsOf(set, kind, config.states)
  if (!levels.speaks) return []

  const tokens = tokenize(text)
  const stretches = sentencesOf(text, tokens).map(({first, end}) => stretchOf(tokens, first, end))
  let inContext: ReadonlySet<number> | undefined
  let explained: ReadonlySet<string> | undefined
  const hints: Hint[] = []

  for (const stretch of stretches) {
    let found: Match[] | undefined
    let vetoed: Map<number, Set<number>> | undefined
    const add = (place: number, first: number, end: number, word?: PlainCounterpart): void => {
      const rule = set.rules[place]
      const level = levels.of[place]
      if (rule === undefined || level === undefined || level === "off") return
      if (rule.inContext === true) {
        inContext ??= contextRules(set, stretches)
        if (!inContext.has(place)) return
      }
      found ??= []
      found.push({place, rule, level, first, end, word})
    }
    eachMatch(set.index, stretch, (cue, first, end) => {
      if (levels.of[cue.rule] === "off") return
      if (cue.role === "hit") return add(cue.rule, first, end, cue.word)
      vetoed ??= new Map()
      veto(vetoed, cue.rule, first, end)
    })
    for (const place of levels.lengths) if (isLong(stretch)) add(place, stretch.start, stretch.end)
    for (const place of levels.abbreviations)
      for (const at of abbreviationsIn(text, stretch)) {
        explained ??= explainedAbbreviations(text, tokens)
        if (!explained.has(tokens[at]?.word.norm ?? "")) add(place, at, at + 1)
      }
    if (found === undefined) continue
    const kept = found.filter(match => {
      const spots = vetoed?.get(match.place)
      return spots === undefined || !covers(spots, match)
    })
    if (kept.length === 0) continue
    for (const match of longestPerCategory(standing(kept, stretch, statement))) {
      const hint = hintOf(match, tokens, statement, config)
      if (hint === undefined) continue
      hints.push(hint)
      if (hints.length === mostHints) return hints
    }
  }
  return hints
}

/** What the rules of a set do on one kind of statement. */
interface Levels {
  /** By place of the rule. */
  readonly of: readonly (Level | "off")[]
  /** Whether any of them speaks. */
  readonly speaks: boolean
  /** Places of the rules that the engine checks itself. */
  readonly lengths: readonly number[]
  readonly abbreviations: readonly number[]
}

/** Kept as long as nothing is switched: every statement asks for the same few. */
const knownLevels = new WeakMap<RuleSet, Map<StatementKind, Levels>>()

function levelsOf(
  set: RuleSet,
  kind: StatementKind,
  states: Readonly<Record<string, RuleState>> | undefined,
): Levels {
  const known = states === undefined ? knownLevels.get(set)?.get(kind) : undefined
  if (known !== undefined) return known
  const of = set.rules.map(rule => levelOf(rule, kind, states))
  const placesOf = (builtIn: ReadyRule["builtIn"]): readonly number[] =>
    of.flatMap((level, place) =>
      level !== "off" && set.rules[place]?.builtIn === builtIn ? [place] : [],
    )
  const levels = {
    of,
    speaks: of.some(level => level !== "off"),
    lengths: placesOf("long-sentence"),
    abbreviations: placesOf("abbreviation"),
  }
  // A kind that is not known is anything a host makes up: nothing is kept of it.
  if (states === undefined && levels.speaks) {
    const kept = knownLevels.get(set) ?? new Map<StatementKind, Levels>()
    knownLevels.set(set, kept.set(kind, levels))
  }
  return levels
}

function levelOf(
  rule: ReadyRule,
  kind: StatementKind,
  states: Readonly<Record<string, RuleState>> | undefined,
): Level | "off" {
  const state =
    states !== undefined && Object.hasOwn(states, rule.id) ? states[rule.id] : rule.state
  if (state === "off") return "off"
  const level = levelOfRule(rule, kind)
  return state === "trial" && level === "notice" ? "tip" : level
}

function contextRules(set: RuleSet, stretches: readonly Stretch[]): ReadonlySet<number> {
  const present = new Set<number>()
  for (const stretch of stretches) {
    eachMatch(set.contextIndex, stretch, cue => present.add(cue.rule))
  }
  return present
}

function veto(vetoed: Map<number, Set<number>>, rule: number, first: number, end: number): void {
  const spots = vetoed.get(rule) ?? new Set<number>()
  for (let at = first; at < end; at++) spots.add(at)
  vetoed.set(rule, spots)
}

function covers(spots: ReadonlySet<number>, match: Match): boolean {
  for (let at = match.first; at < match.end; at++) if (spots.has(at)) return true
  return false
}

/** The matches that nothing in their sentence excuses; those it makes milder as a tip. */
function standing(
  matches: readonly Match[],
  stretch: Stretch,
  statement: WordedStatement,
): readonly Match[] {
  // Reading the circumstances costs more than all the rest, and a long sentence is long in any of them.
  if (!matches.some(({rule}) => rule.unless !== undefined || rule.mild !== undefined))
    return matches.filter(match => !isAnswered(match, statement))
  const circumstances = circumstancesOf(stretch)
  return matches
    .filter(match => !isExcused(match, circumstances, statement))
    .map(match =>
      match.level === "notice" && holdsAny(match.rule.mild, match, circumstances, statement)
        ? {...match, level: "tip" as const}
        : match,
    )
}

/** Whether the statement says by whom it is, when that is all the hint asks. */
const isAnswered = (match: Match, statement: WordedStatement): boolean =>
  match.rule.category === "missing-speaker" && statement.speaker === true && !isPlainFact(statement)

function isExcused(match: Match, around: Circumstances, statement: WordedStatement): boolean {
  if (isAnswered(match, statement)) return true
  return holdsAny(match.rule.unless, match, around, statement)
}

const isPlainFact = ({kind}: WordedStatement): boolean => kind === "fact" || kind === "observation"

function holdsAny(
  mechanisms: readonly Mechanism[] | undefined,
  match: Match,
  around: Circumstances,
  statement: WordedStatement,
): boolean {
  return (mechanisms ?? []).some(mechanism => {
    switch (mechanism) {
      case "attributed":
        return isInside(around.attributed, match)
      case "quoted":
        return around.quoted
      case "sourced":
        return around.sourced || (statement.sourced === true && !isPlainFact(statement))
      case "anchored":
        return around.anchored
      default:
        return false
    }
  })
}

function isInside(ranges: readonly number[], match: Match): boolean {
  // Ranges are in order; a binary search keeps many matches in one long sentence linear-ish.
  let low = 0
  let high = ranges.length / 2 - 1
  if (ranges.length > 1 && match.first >= (ranges[0] ?? 0) && match.end <= (ranges[1] ?? 0)) {
    return true
  }
  while (low <= high) {
    const middle = (low + high) >> 1
    const first = ranges[middle * 2] ?? 0
    const end = ranges[middle * 2 + 1] ?? 0
    if (match.first >= end) low = middle + 1
    else if (match.end <= first) high = middle - 1
    else return match.first >= first
  }
  return false
}

/** One hint per category at one place: the longest match says most. */
function longestPerCategory(matches: readonly Match[]): readonly Match[] {
  const bySize = matches.toSorted((one, two) => one.first - two.first || two.end - one.end)
  const reached = new Map<Category, number>()
  const kept = bySize.filter(match => {
    if (match.first < (reached.get(match.rule.category) ?? -1)) return false
    reached.set(match.rule.category, match.end)
    return true
  })
  const rank = (match: Match): number => (match.level === "notice" ? 0 : 1)
  return kept.toSorted((one, two) => one.first - two.first || rank(one) - rank(two))
}

function hintOf(
  match: Match,
  tokens: readonly Token[],
  statement: WordedStatement,
  config: AdviseConfig,
): Hint | undefined {
  const {rule, first, end, level, word} = match
  const from = tokens[first]?.from ?? 0
  const to = tokens[end - 1]?.to ?? from
  if (config.exempt !== undefined && rule.builtIn !== "long-sentence")
    if (isExempt(config.exempt, tokens, first, end)) return
  const contextHash = hashOf(match, tokens, statement.kind)
  if (config.waived?.has(contextHash) === true) return
  const message = rule.message[config.language ?? "nl"]
  const matched = statement.text.slice(from, to)
  const named = end - first > 4 ? `${normsOf(tokens, first, first + 3).join(" ")} …` : matched
  const fill = (sentence: string): string =>
    sentence.includes("{match}") ? sentence.replaceAll("{match}", () => named) : sentence
  return {
    rule: rule.id,
    category: rule.category,
    level,
    from,
    to,
    short: fill(message.short),
    why: fill(message.why),
    question: fill(message.question),
    example: rule.example,
    fixes: fixesOf(rule, word, matched, statement),
    contextHash,
  }
}

/** Most words of a phrase that is exempt. */
const longestTerm = 8

/** Whether an exempt word or phrase shares a word with the match. */
function isExempt(
  exempt: ReadonlySet<string>,
  tokens: readonly Token[],
  first: number,
  end: number,
): boolean {
  for (let from = Math.max(0, first - longestTerm + 1); from < end; from++) {
    let phrase = ""
    for (let to = from; to < Math.min(tokens.length, from + longestTerm); to++) {
      phrase += `${to === from ? "" : " "}${tokens[to]?.word.norm ?? ""}`
      if (to >= first && exempt.has(phrase)) return true
    }
  }
  return false
}

const normsOf = (tokens: readonly Token[], first: number, end: number): readonly string[] =>
  tokens.slice(first, end).map(({word}) => word.norm)

/** The rule, the kind, two tokens before, the match and two after; the edge of the text counts as two empty ones. */
function hashOf({rule, first, end}: Match, tokens: readonly Token[], kind: StatementKind): string {
  const hash = new ShortHash().add(rule.id).end().add(kind).end()
  for (let at = first - 2; at < end + 2; at++) {
    hash.add(tokens[at]?.word.norm ?? "")
    if (at < first || at >= end - 1) hash.end()
    else hash.add(" ")
  }
  return hash.digits()
}

function fixesOf(
  rule: ReadyRule,
  word: PlainCounterpart | undefined,
  matched: string,
  statement: WordedStatement,
): readonly Fix[] {
  const fixes: Fix[] = []
  if (word?.to !== undefined) {
    fixes.push({type: "replace", text: likeCapital(matched, word.to)})
  }
  if (word?.explain !== undefined) fixes.push({type: "explain", text: word.explain})
  for (const fix of rule.fixes) {
    if (fix.type === "convert" && !isFactLayer(statement.kind)) continue
    if (fix.type === "addSpeaker" && statement.speaker === true) continue
    if (fix.type === "addSource" && statement.sourced === true) continue
    const own = fix.type === "convert" && fix.kind === "judgement" && statement.said === true
    const fitting: Fix = own ? {type: "convert", kind: "view"} : fix
    if (!fixes.some(one => one.type === "convert" && same(one, fitting))) fixes.push(fitting)
  }
  return fixes
}

const same = (one: Fix, other: Fix): boolean =>
  one.type === "convert" && other.type === "convert" && one.kind === other.kind

function likeCapital(matched: string, text: string): string {
  const first = matched.charAt(0)
  return first !== first.toLowerCase() ? text.charAt(0).toUpperCase() + text.slice(1) : text
}
