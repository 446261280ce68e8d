// SPDX-License-Identifier: EUPL-1.2
import {inflect} from "./inflect.ts"
import {LanguageError} from "./language-error.ts"
import {numberOf} from "./words.ts"

/** One step of a pattern: a set of words and ends of words, a number, or a gap of at most `gap` words. */
export interface Step {
  readonly type: "words" | "number" | "gap"
  /** By their numbers, with the inflected forms of adjectives. */
  readonly words: ReadonlySet<number>
  /** Ends of long words: `*problematiek` is every compound with it. */
  readonly ends: readonly string[]
  readonly gap: number
}

/** Word lists that patterns name as `<list>`: alternatives, parted by `|`. */
export type WordLists = Readonly<Record<string, string>>

/**
 * Patterns ready to be looked up, as text, since most of them are never read further than this. A line for
 * each element that patterns are looked up by, the rarest of each; after it, parted by tabs, the patterns:
 * whose it is, a comma, the place of that element, a colon, and the other elements.
 */
export type PatternTable = string

/** Longest gap and most gaps of one pattern: together they bound the work at any place in a text. */
const maxGap = 8
const maxGaps = 2
export const numberSign = "#"
const startSign = "^"
/** An end of a word is looked up by so many of its last letters, so it has at least as many. */
export const endLetters = 5

/** Words of nearly every sentence: a pattern is not looked up by one of them when it has another. */
const everywhere = new Set(
  (
    "de het een is was zijn waren heeft hebben had hadden wordt worden werd werden kan kunnen niet geen " +
    "van op in te aan er om als bij ook door naar uit zich dat die dit deze en of maar voor met haar hij " +
    "zij ze hun moeder vader ouders doet doen gaat gaan komt komen laat laten staat staan over tot"
  ).split(" "),
)

/** How far the parts of `a // b` may stand apart: after the first, and before it when it comes last. */
const [apart, apartTurned] = ["..4", "..2"]

/** `a // b` is read both ways round, as a Dutch verb stands before or after what belongs to it. */
function bothOrders(source: string, at: () => string): readonly string[] {
  if (!source.includes(" // ")) return [source]
  const [one = "", other = "", ...more] = source.split(" // ")
  if (more.length > 0) throw new LanguageError("bad-pattern", at(), "use // once")
  return [`${one} ${apart} ${other}`, `${other} ${apartTurned} ${one}`]
}

/** The alternatives of an element, with the words of the lists it names. */
function alternativesOf(
  element: string,
  lists: WordLists,
  at: () => string = () => element,
): readonly string[] {
  if (!element.includes("<")) return element.split("|")
  const filled = element.replaceAll(/<([^>]*)>/g, (_, name: string) => {
    const words = Object.hasOwn(lists, name) ? lists[name] : undefined
    if (words === undefined)
      throw new LanguageError("bad-pattern", at(), `there is no list <${name}>`)
    return words
  })
  return filled.split("|")
}

const isLower = (word: string): boolean =>
  word !== "" && !/\s/.test(word) && word === word.normalize("NFC").toLowerCase()

/** Check an element. How often it would be looked at for nothing, roughly: the least is looked up by. */
function costOf(element: string, lists: WordLists, at: () => string): number {
  if (element.startsWith("..")) {
    const gap = Number(element.slice(2))
    if (!Number.isInteger(gap) || gap < 1 || gap > maxGap)
      throw new LanguageError("bad-pattern", at(), `a gap is written ..1 to ..${maxGap}`)
    return Infinity
  }
  if (element === numberSign) return 50
  let cost = 0
  for (const alternative of alternativesOf(element, lists, at)) {
    if (alternative.startsWith("*")) {
      const end = alternative.slice(1)
      if (end.length < endLetters || !isLower(end)) {
        const hint = `the end of a word has ${endLetters} letters or more`
        throw new LanguageError("bad-pattern", at(), hint)
      }
      cost += 5
    } else {
      const word = alternative.endsWith("+e") ? alternative.slice(0, -2) : alternative
      if (!isLower(word))
        throw new LanguageError("bad-pattern", at(), "words are lower case and never empty")
      cost += everywhere.has(word) ? 300 : 1
    }
  }
  return cost
}

/** A pattern as it is written, and whose it is: a short text without commas. */
export interface WrittenPattern {
  readonly source: string
  readonly owner: string
  /** Where it stands, for an error. */
  readonly at: string
}

/** Check patterns and put them in a table. Throws `bad-pattern`. */
export function tableOf(patterns: readonly WrittenPattern[], lists: WordLists): PatternTable {
  const byAnchor = new Map<string, string[]>()
  for (const {source, owner, at: where} of patterns) {
    const at = (): string => `${where} (${source})`
    for (const one of bothOrders(source, at)) {
      const all = one.split(" ").filter(element => element !== "")
      const start = all[0] === startSign ? [startSign] : []
      const elements = all.slice(start.length)
      const anchor = anchorOf(elements, lists, at)
      const element = elements[anchor] ?? ""
      const line = byAnchor.get(element) ?? []
      line.push(`${owner},${anchor}:${[...start, ...elements.toSpliced(anchor, 1)].join(" ")}`)
      byAnchor.set(element, line)
    }
  }
  return [...byAnchor].map(([element, line]) => [element, ...line].join("\t")).join("\n")
}

/** Check the elements of a pattern, and find the one that is looked up. */
function anchorOf(elements: readonly string[], lists: WordLists, at: () => string): number {
  const costs = elements.map(element => costOf(element, lists, at))
  if (costs[0] === Infinity || (costs.at(-1) ?? Infinity) === Infinity) {
    throw new LanguageError("bad-pattern", at(), "begin and end with a word")
  }
  if (costs.filter(cost => cost === Infinity).length > maxGaps) {
    throw new LanguageError("bad-pattern", at(), `use at most ${maxGaps} gaps`)
  }
  return costs.indexOf(Math.min(...costs))
}

/** Report the words of an element and the ends of words among them; nothing is checked any more. */
export function eachWord(
  element: string,
  lists: WordLists,
  word: (word: string) => void,
  end: (end: string) => void,
): void {
  for (const alternative of alternativesOf(element, lists)) {
    if (alternative.endsWith("+e")) {
      const adjective = alternative.slice(0, -2)
      word(adjective)
      word(inflect(adjective))
    } else if (alternative.startsWith("*")) end(alternative.slice(1))
    else word(alternative)
  }
}

/** A pattern that was read, with what it belongs to. */
export interface Pattern {
  readonly owner: string
  readonly atStart: boolean
  /** Place of the step it is looked up by. */
  readonly anchor: number
  readonly steps: readonly Step[]
}

/** Read one pattern of a table. */
export function readPattern(written: string, element: string, lists: WordLists): Pattern {
  const [comma, colon] = [written.indexOf(","), written.indexOf(":")]
  const anchor = Number(written.slice(comma + 1, colon))
  const rest = written.slice(colon + 1)
  const others = rest === "" ? [] : rest.split(" ")
  const atStart = others[0] === startSign
  if (atStart) others.shift()
  const steps = others.toSpliced(anchor, 0, element).map(one => stepOf(one, lists))
  return {owner: written.slice(0, comma), atStart, anchor, steps}
}

/** Steps that were read before: the same words stand in many patterns. Most of them, and no more. */
const readBefore = new WeakMap<WordLists, Map<string, Step>>()
const mostRead = 5000

function stepOf(element: string, lists: WordLists): Step {
  let known = readBefore.get(lists)
  if (known === undefined) readBefore.set(lists, (known = new Map()))
  const before = known.get(element)
  if (before !== undefined) return before
  const step = newStep(element, lists)
  if (known.size < mostRead) known.set(element, step)
  return step
}

function newStep(element: string, lists: WordLists): Step {
  const [words, ends] = [new Set<number>(), [] as string[]]
  if (element.startsWith("..")) return {type: "gap", words, ends, gap: Number(element.slice(2))}
  if (element === numberSign) return {type: "number", words, ends, gap: 0}
  eachWord(
    element,
    lists,
    word => words.add(numberOf(word)),
    end => ends.push(end),
  )
  return {type: "words", words, ends, gap: 0}
}
