// SPDX-License-Identifier: EUPL-1.2
import {
  blackedOut,
  copyFor,
  type FoundShielded,
  type HiddenFromParty,
  isTeam,
  type Person,
  type Policy,
  type Reader,
  type RecordState,
  type ReportModel,
  reportModel,
  shieldedIn,
  type Template as ReportTemplate,
  type Version,
} from "@wederhoor/format"
import {readTree} from "./read-tree.ts"
import {renderReport} from "./report.ts"
import type {Json, Template} from "./template.ts"
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
  const named = reportModel(copy.version, state, {...options, reader, template, policy})
  const model = reader.role === "thirdParty" ? blackedOut(named, state.persons) : named
  const fragment = renderReport(layout, model)
  const tree = readTree(fragment)
  const shielded = findShielded({fragment, tree}, reader, state.persons)
  return shielded.length > 0
    ? {ok: false, code: "shielded", shielded}
    : {ok: true, model, fragment, tree}
}

/**
 * Shielded strings in a copy, and in what travels with it (`more`: the bundle, a file name), after case,
 * accents, spaces, soft hyphens and markup are folded away. A person's own are not searched for in the copy
 * of that person, and none in that of the team and the reviewer.
 */
export function findShielded(
  {fragment, tree}: Pick<Rendition, "fragment" | "tree">,
  reader: Reader,
  persons: readonly Person[],
  more: readonly Json[] = [],
): readonly FoundShielded[] {
  if (isTeam(reader.role) || reader.role === "reviewer") return []
  const others = persons.filter(({id}) => id !== reader.id)
  const texts = [wordsIn(tree), fragment, ...more.flatMap(stringsIn)]
  const found = texts.flatMap(text => shieldedIn(text, others))
  return [...new Map(found.map(one => [`${one.person} ${one.kind}`, one])).values()]
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
