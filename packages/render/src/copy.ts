// SPDX-License-Identifier: EUPL-1.2
import {
  attr,
  dayOf,
  type FormatLeaves,
  type Lang,
  mayRead,
  mayReadReaction,
  partiesOf,
  type Person,
  type Policy,
  type Reaction,
  type Reader,
  type RecordState,
  redactFor,
  type ReportModel,
  type Template,
  type Version,
  wordFor,
} from "@wederhoor/format"

/** Readers who are not in the register of a report, in words. */
const outsiders = {
  court: {nl: "Rechter", en: "Judge"},
  recipient: {nl: "Ontvanger", en: "Recipient"},
  thirdParty: {nl: "Gelakte kopie", en: "Redacted copy"},
} as const

/**
 * The reader that a name stands for (format §0a): `team`, `reviewer`, `court`, `recipient`, `thirdParty`,
 * `person:<id>`, or `informant:<id>` for somebody who is asked about their own part only.
 *
 * @returns `null` when the register has nobody of that name, or when `informant:` names somebody who
 *   reads the whole report.
 */
export function readerFor(name: string, persons: readonly Person[], lang: Lang): Reader | null {
  if (Object.hasOwn(outsiders, name)) {
    const role = name as keyof typeof outsiders
    return {id: "", role, name: outsiders[role][lang]}
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
 * One reader's copy of a version, as `redactFor` makes it; for a third party less a child's words, diagnoses and
 * special data. A copy for the court that holds anything a party
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
  if (reader.role === "thirdParty") return {ok: true, version: withoutSpecialData(copy)}
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

/** A copy less a child's words, diagnoses and special data, and what was said of them. */
function withoutSpecialData(copy: Version): Version {
  const isSpecial = (one: FrozenStatement): boolean =>
    one.kind === "childVoice" || one.kind === "diagnosis" || attr(one, "special") !== ""
  const ids = new Set(
    copy.sections.flatMap(section =>
      section.statements.flatMap(({value}) => (value && isSpecial(value) ? [value.id] : [])),
    ),
  )
  // Nothing of this copy is checked by its digests: it travels without.
  return {
    ...copy,
    sections: copy.sections.map(section => ({
      ...section,
      statements: section.statements.map(({value, ...leaf}) =>
        value === undefined || ids.has(value.id) ? leaf : {...leaf, value},
      ),
    })),
    reactions: copy.reactions.map(({value, ...leaf}) =>
      value === undefined || ids.has(value.on) ? leaf : {...leaf, value},
    ),
  }
}

type FrozenStatement = FormatLeaves["statement"]

/**
 * The model as far as a bundle can tell: without the record nobody knows who was heard, who was asked to sign
 * and who got it. That is left out, and `sentence` at the front says so.
 */
export function withoutRecord(
  model: ReportModel,
  sentence: string,
  {
    state,
    template,
    policy,
    today,
  }: {
    readonly state: RecordState
    readonly template: Template
    readonly policy: Policy
    readonly today: string
  },
): ReportModel {
  const heard = partiesOf(state.persons, policy, today).length
  const computed = new Set(
    template.sections.flatMap(one => (one.computed === "method" ? [one.id] : [])),
  )
  return {
    ...model,
    lapses: [sentence],
    issues: [],
    notHeard: [],
    persons: model.persons.map(one => ({...one, heard: ""})),
    // Who was asked and did not sign has no date.
    signOffs: model.signOffs.filter(({date}) => date !== ""),
    sections: model.sections.map(section =>
      computed.has(section.id)
        ? {...section, fields: section.fields.slice(0, Math.max(0, section.fields.length - heard))}
        : section,
    ),
  }
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
  return {...told, status: `${model.status} · ${outsiders.thirdParty[lang]}`}
}

const ids = new Set(["id", "on", "source"])
/** What is no text for people. */
const kept = new Set(["lang", "layer", "controlCode", "receiptCode"])

const escaped = (text: string): string =>
  text.normalize("NFC").replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
