// SPDX-License-Identifier: EUPL-1.2
import {dayOf} from "./dates.ts"
import type {ReportModel} from "./model.ts"
import {type Lang, wordFor, words} from "./names.ts"
import {partiesOf, type Person} from "./person.ts"
import type {Policy} from "./policy.ts"
import type {Reaction, RecordState} from "./record.ts"
import type {Reader} from "./report-model.ts"
import type {Template} from "./template.ts"
import {mayReadReaction, redactFor, type Version} from "./version.ts"
import {mayRead} from "./visibility.ts"

/**
 * The reader that a name stands for (format §0a): `team`, `reviewer`, `court`, `recipient`, `thirdParty`,
 * `person:<id>`, or `informant:<id>` for somebody who is asked about their own part only.
 *
 * @returns `null` when the register has nobody of that name, or when `informant:` names somebody who
 *   reads the whole report.
 */
export function readerFor(name: string, persons: readonly Person[], lang: Lang): Reader | null {
  if (Object.hasOwn(words.reader, name)) {
    const role = name as keyof typeof words.reader
    return {id: "", role, name: wordFor("reader", role, lang)}
  }
  if (name === "team" || name === "reviewer")
    return {
      id: "",
      role: name === "team" ? "author" : "reviewer",
      name: name === "team" ? "Team" : wordFor("role", "reviewer", lang),
    }
  const [kind, id] = name.split(/:(.*)/s)
  const person = persons.find(one => one.id === id)
  if (!person || (kind !== "person" && kind !== "informant")) return null
  if (kind === "informant" && person.role !== "informant") return null
  return {id: person.id, role: person.role, name: person.name}
}

/** Something in a copy for the court that a party may not read. */
export interface HiddenFromParty {
  readonly type: "statement" | "reaction"
  readonly id: string
  /** How those who may not read it are called in the report. */
  readonly parties: readonly string[]
}

/** A reader's copy, or why there can be none. */
export type Copy =
  | {readonly ok: true; readonly version: Version}
  | {
      readonly ok: false
      readonly code: "hidden-from-party"
      readonly hidden: readonly HiddenFromParty[]
    }

/**
 * One reader's copy of a version, as `redactFor` makes it. A copy for the court that holds anything a party
 * may not read is refused, with all of it: only the judge may withhold something, so it is taken out,
 * consent is obtained, or it is filed separately. Source: CNF-4; Rv 811.
 *
 * @param options.today day on which ages count; default the day of freezing.
 */
export function copyFor(
  version: Version,
  state: RecordState,
  reader: Reader,
  options: {readonly template: Template; readonly policy: Policy; readonly today?: string},
): Copy {
  const {template, policy, today = dayOf(version.frozenAt)} = options
  const copy = redactFor(version, state, reader, template)
  if (reader.role !== "court") return {ok: true, version: copy}
  const parties = partiesOf(state.persons, policy, today)
    .filter(({ownHearing}) => ownHearing)
    .map(({person}) => person)
  const statements = copy.sections.flatMap(one => one.statements.flatMap(leaf => leaf.value ?? []))
  const labels = (mayNot: (party: Person) => boolean): string[] =>
    parties.filter(mayNot).map(({label, name}) => label || name)
  const readable = new Map(
    parties.map(party => [
      party.id,
      new Set(statements.filter(one => mayRead(one, party, template)).map(({id}) => id)),
    ]),
  )
  const mayNotRead = (reaction: Reaction) => (party: Person) =>
    !mayReadReaction(reaction, party, state, readable.get(party.id) ?? new Set(), template)
  const hidden = [
    ...statements.map(one => ({
      type: "statement" as const,
      id: one.id,
      parties: labels(party => readable.get(party.id)?.has(one.id) !== true),
    })),
    ...copy.reactions.flatMap(({value}) =>
      value === undefined
        ? []
        : {
            type: "reaction" as const,
            id: value.id,
            parties: labels(mayNotRead(value)),
          },
    ),
  ].filter(one => one.parties.length > 0)
  return hidden.length === 0
    ? {ok: true, version: copy}
    : {ok: false, code: "hidden-from-party", hidden}
}

const blacked = "█████"
/** Parts of a name that are no name by themselves. */
const particles = new Set(
  "van de den der het ten ter te in op el al bin ben la le da dos von und".split(" "),
)

/**
 * The model with the names of everybody in the register blacked out, wherever they stand, and other ids in place of its own: for a copy that
 * leaves the circle of the report (*gelakte kopie*). Whole names and each of their parts, as words, whatever
 * their case. What else would tell who it is, only a person can see.
 */
export function blackedOut(model: ReportModel, persons: readonly Person[]): ReportModel {
  const parts = persons
    .flatMap(({name}) => [name, ...name.split(/[\s-]+/)])
    .filter(part => part.length > 1 && !particles.has(part.toLowerCase()))
    .toSorted((one, two) => two.length - one.length)
  if (parts.length === 0) return model
  // Names of persons, not data of a rule: every sign is escaped.
  const names = new RegExp(
    `(?<![\\p{L}\\p{M}])(?:${parts.map(escaped).join("|")})(?![\\p{L}\\p{M}])`,
    "giu",
  )
  const sections = new Set(model.sections.map(({id}) => id))
  const numbers = new Map<string, string>()
  // An id may be made of a name.
  const numbered = (id: string): string => {
    if (id === "" || sections.has(id)) return id
    const number = numbers.get(id) ?? `n${numbers.size + 1}`
    numbers.set(id, number)
    return number
  }
  const black = (value: unknown, key: string): unknown => {
    if (typeof value === "string") {
      if (ids.has(key)) return numbered(value)
      return kept.has(key) ? value : value.normalize("NFC").replace(names, blacked)
    }
    if (Array.isArray(value)) return value.map(one => black(one, key))
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, black(one, name)]))
  }
  const lang = model.lang === "en" ? "en" : "nl"
  const told = black(model, "") as ReportModel
  return {...told, status: `${model.status} · ${wordFor("reader", "thirdParty", lang)}`}
}

const ids = new Set(["id", "on", "source"])
/** What is no text for people. */
const kept = new Set(["lang", "layer", "controlCode", "receiptCode"])

const escaped = (text: string): string =>
  text.normalize("NFC").replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
