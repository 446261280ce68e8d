// SPDX-License-Identifier: EUPL-1.2
import {
  dayOf,
  holdsShielded,
  isTeam,
  type Person,
  type Policy,
  type Reader,
  type RecordState,
  type ReportModel,
  reportModel,
  type Template as ReportTemplate,
  type Version,
} from "@wederhoor/format"
import {blackedOut, copyFor, type HiddenFromParty, withoutRecord} from "./copy.ts"
import {readTree} from "./read-tree.ts"
import {renderReport} from "./report.ts"
import type {Json} from "./host-function.ts"
import type {Template} from "./template.ts"
import {eachBlock, type Inline, type ReportTree, wordsOf} from "./tree.ts"

/** What one reader's copy of a report is made from. */
export interface RenditionInput {
  /** The frozen version, whole; what the reader may not see is taken out here. */
  readonly version: Version
  readonly state: RecordState
  readonly reader: Reader
  readonly template: ReportTemplate
  readonly policy: Policy
  /** From `parseTemplate`. */
  readonly layout: Template
  readonly options: Omit<Parameters<typeof reportModel>[2], "reader" | "template" | "policy">
  /** When `state` was made from a bundle alone: the sentence that says what is therefore left out. */
  readonly withoutRecord?: string
}

/** One reader's copy, ready to be written in any form. */
export interface Rendition {
  readonly ok: true
  readonly model: ReportModel
  /** As `renderReport` gives it. */
  readonly fragment: string
  readonly tree: ReportTree
}

/**
 * Why there can be no copy:
 *
 * - `hidden-from-party` it is for the court and holds what a party may not read (CNF-4; Rv 811)
 * - `shielded` it would print a shielded string of somebody (CNF-1); what it is, is not said
 */
export type NoRendition =
  | {
      readonly ok: false
      readonly code: "hidden-from-party"
      readonly hidden: readonly HiddenFromParty[]
    }
  | {readonly ok: false; readonly code: "shielded"; readonly shielded: readonly FoundShielded[]}

/**
 * Make one reader's copy: what this reader may see, in words, laid out, and searched for everything that is
 * shielded. Refused whole when something stands in it that may not.
 *
 * The team and the reviewer may read shielded words that somebody wrote down; for them it is not searched.
 * @throws {RenderError} as `renderTemplate`.
 */
export function makeRendition(input: RenditionInput): Rendition | NoRendition {
  const {state, reader, template, policy, layout, options} = input
  const copy = copyFor(input.version, state, reader, {
    template,
    policy,
    ...(options.today === undefined ? {} : {today: options.today}),
  })
  if (!copy.ok) return copy
  const written = reportModel(copy.version, state, {...options, reader, template, policy})
  const today = options.today ?? dayOf(input.version.frozenAt)
  const all =
    input.withoutRecord === undefined
      ? written
      : withoutRecord(written, input.withoutRecord, {state, template, policy, today})
  // Who is not in the register has a name here, and no role besides.
  const named = reader.id === "" ? {...all, reader: {...all.reader, label: ""}} : all
  const model = reader.role === "thirdParty" ? blackedOut(named, state.persons) : named
  const fragment = renderReport(layout, model)
  const tree = readTree(fragment)
  // Nobody's own words are refused or edited for what they hold (HRG-23): they are searched without those.
  const others = withoutOwnWords(model, reader, state)
  const searched = others === model ? fragment : renderReport(layout, others)
  const words = wordsIn(searched === fragment ? tree : readTree(searched))
  const shielded = findShielded([words, searched], reader, state.persons)
  return shielded.length > 0
    ? {ok: false, code: "shielded", shielded}
    : {ok: true, model, fragment, tree}
}

/** The model as it would be had this reader not reacted, nor remarked at signing. */
function withoutOwnWords(model: ReportModel, reader: Reader, state: RecordState): ReportModel {
  const own = new Set(state.reactions.filter(({by}) => by === reader.id).map(({id}) => id))
  const remarks = new Set(
    state.signOffs
      .filter(({person}) => person === reader.id)
      .flatMap(one => one.remarks.split("\n"))
      .filter(line => line !== ""),
  )
  if (reader.id === "" || own.size + remarks.size === 0) return model
  const silent = (all: ReportModel["reactions"]): ReportModel["reactions"] =>
    all.map(one => (own.has(one.id) ? {...one, lines: []} : one))
  return {
    ...model,
    reactions: silent(model.reactions),
    sections: model.sections.map(section => ({
      ...section,
      statements: section.statements.map(one => ({...one, reactions: silent(one.reactions)})),
    })),
    signOffs: model.signOffs.map(one => ({
      ...one,
      remarks: one.remarks.filter(line => !remarks.has(line)),
    })),
  }
}

/** Of whom and of what kind a shielded string is that was found; never the string itself. */
export interface FoundShielded {
  /** Id in the register. */
  readonly person: string
  readonly kind: NonNullable<Person["shielded"]>[number]["kind"]
}

/**
 * Shielded strings in texts, and in every string of JSON that travels with a copy (the bundle, what stands
 * encoded in it), after case, accents, spaces, soft hyphens and punctuation are folded away. A person's own are
 * not searched for in the copy of that person, and none in that of the team and the reviewer.
 */
export function findShielded(
  texts: readonly Json[],
  reader: Reader,
  persons: readonly Person[],
): readonly FoundShielded[] {
  if (isTeam(reader.role) || reader.role === "reviewer") return []
  const others = persons.filter(({id}) => id !== reader.id)
  // All of them at once first: nearly every text holds none.
  const suspect = texts.flatMap(stringsIn).filter(text => holdsShielded(text, others))
  return others.flatMap(person =>
    [...new Set((person.shielded ?? []).map(({kind}) => kind))].flatMap(kind => {
      const own = {...person, shielded: (person.shielded ?? []).filter(one => one.kind === kind)}
      return suspect.some(text => holdsShielded(text, [own])) ? [{person: person.id, kind}] : []
    }),
  )
}

/** The words of a whole report, without its markup. */
function wordsIn(tree: ReportTree): string {
  const inlines: Inline[] = []
  for (const block of eachBlock(tree.blocks)) {
    if (block.type === "heading" || block.type === "paragraph") inlines.push(...block.inlines)
    else if (block.type === "table") inlines.push(...block.caption)
    else if (block.type === "terms") inlines.push(...block.pairs.flatMap(({term}) => term))
  }
  return wordsOf(inlines)
}

/** Every string in JSON, names of fields too; a long one that may be encoded is read as it stands. */
function stringsIn(value: Json): readonly string[] {
  if (typeof value === "string") return [value, ...decoded(value)]
  if (typeof value !== "object" || value === null) return []
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(stringsIn)
  return Object.entries(value as Readonly<Record<string, Json>>).flatMap(([key, one]) => [
    key,
    ...stringsIn(one),
  ])
}

/** What stands behind base64url, as in the payload of a signature. */
function decoded(text: string): readonly string[] {
  if (text.length < 16 || !/^[A-Za-z0-9_-]+$/.test(text)) return []
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
    return [
      new TextDecoder("utf-8", {fatal: true}).decode(
        Uint8Array.from(binary, unit => unit.codePointAt(0) ?? 0),
      ),
    ]
  } catch {
    return []
  }
}
