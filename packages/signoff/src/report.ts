// SPDX-License-Identifier: EUPL-1.2
import {canonicalJson, plainCopy} from "./canonical-json.ts"
import {digestOf, newSalt} from "./digest.ts"
import type {Digest, Utc} from "./digest.ts"
import {pointer, SignoffError} from "./error.ts"
import * as shape from "./shape.ts"

/** Any JSON object with an `id`. The package looks at no other key, save those named below. */
export interface Identified {
  id: string
}

/** What stands in the leaves of a report, per kind of leaf. */
export interface LeafValues {
  statement: Identified
  reaction: Identified
  party: Identified
  source: Identified
  field: Identified
}

export type LeafKind = keyof LeafValues

/**
 * One smallest part of a report, under a salted digest.
 *
 * Shown: `digest`, `salt` (128 bit) and `value`. Not shown: `digest` and `withheld`, with one neutral
 * code whatever the ground, so that a gap tells nothing. `parts` stands in reactions only, shown or
 * not: `words` is the digest of what the person said, `later` of `answer` and `withdrawn`, which
 * others add afterwards. A sign-off names `words`, so an answer never breaks it.
 */
export interface Leaf<T = Identified> {
  digest: Digest
  salt?: string
  value?: T
  withheld?: {code: "notShown"}
  parts?: {words: Digest; later: Digest}
}

/** A file that belongs to the report. `sha256` is that of its bytes, `size` counts them. */
export interface Attachment {
  id: string
  title: string
  mediaType: string
  sha256: Digest
  size: number
}

/** A template as `freeze` needs it: the rest of it is opaque, save `sections[].id` and `guidance`. */
export interface PinnedTemplate extends Identified {
  version: string
}

/** What `freeze` takes: the report as it reads now, in template order, as plain JSON values. */
export interface ReportContent<V extends LeafValues = LeafValues> {
  id: string
  template: PinnedTemplate
  /** BCP 47. */
  lang: string
  references?: {scheme: string; value: string}[]
  parties: V["party"][]
  sources: V["source"][]
  sections: {id: string; title: string; fields: V["field"][]; statements: V["statement"][]}[]
  reactions: V["reaction"][]
  attachments: Attachment[]
}

/**
 * A frozen section. `template` is the digest of the section of the template as the reader saw it
 * (guidance left out). `uses` commits to the parties, sources and attachments that its fields and
 * statements mention, so that nobody can change who said it, or what it rests on, under a signature.
 */
export interface FrozenSection<V extends LeafValues = LeafValues> {
  id: string
  template: Digest
  title: string
  fields: Leaf<V["field"]>[]
  statements: Leaf<V["statement"]>[]
  uses: Leaf<{id: string; leaves: Digest[]}>
  digest: Digest
}

/** One immutable version of a report. `digest` is the digest of its manifest, which covers all. */
export interface FrozenReport<V extends LeafValues = LeafValues> {
  format: "wederhoor-report/1"
  id: string
  /** 1, 2, 3 … without gaps. */
  version: number
  /** `digest` of the version before; null for version 1. */
  previous: Digest | null
  template: {id: string; version: string; digest: Digest}
  lang: string
  frozenAt: Utc
  references?: {scheme: string; value: string}[]
  parties: Leaf<V["party"]>[]
  sources: Leaf<V["source"]>[]
  sections: FrozenSection<V>[]
  reactions: Leaf<V["reaction"]>[]
  attachments: Attachment[]
  digest: Digest
}

/** Options of `freeze`. */
export interface FreezeOptions<V extends LeafValues = LeafValues> {
  /** The whole version before this one; its salts are kept where the value did not change. */
  previous?: FrozenReport<V>
  /** Reactions signed since then (`newReaction`), whose salts must be kept too. */
  keep?: readonly Leaf<V["reaction"]>[]
  /** The organisation's clock. */
  now: Utc
  /** For tests; default 128 random bits. */
  newSalt?: () => string
}

/**
 * Freeze the content of a report as its next version.
 *
 * Values are copied. A leaf whose value stands unchanged in `previous` keeps its salt, so an
 * unchanged section keeps its digest and sign-offs on it carry over. A reaction keeps its salt when
 * an answer is added. Cost: linear; about 0.1 ms a statement.
 *
 * @throws SignoffError `duplicate-id` · `bad-content` (with a pointer) · `other-report` (previous has
 *   another id) · `previous-redacted` (its salts are needed) · or as `canonicalJson`.
 */
export async function freeze<V extends LeafValues>(
  content: ReportContent<V>,
  options: FreezeOptions<V>,
): Promise<FrozenReport<V>> {
  checkContent(content, options)
  const previous = options.previous
  const salts = knownSalts(previous, options.keep ?? [])
  const make = {salts, fresh: options.newSalt ?? newSalt}
  const [parties, sources, reactions] = await Promise.all([
    leavesOf("party", content.parties, make),
    leavesOf("source", content.sources, make),
    leavesOf("reaction", content.reactions, make),
  ])
  const attachments = plainCopy(content.attachments)
  const register = await registerOf({parties, sources, attachments})
  const sections = await Promise.all(
    content.sections.map(async (section): Promise<FrozenSection<V>> => {
      const [fields, statements, template] = await Promise.all([
        leavesOf("field", section.fields, make, section.id),
        leavesOf("statement", section.statements, make),
        templateSectionDigest(content.template, section.id),
      ])
      const leaves = mentioned([...section.fields, ...section.statements], register)
      const uses = await leafOf("uses", {id: section.id, leaves}, make)
      const frozen = {
        id: section.id,
        template,
        title: section.title,
        fields,
        statements,
        uses,
        digest: "",
      }
      frozen.digest = await sectionDigest(frozen)
      return frozen
    }),
  )
  const report: FrozenReport<V> = {
    format: "wederhoor-report/1",
    id: content.id,
    version: (previous?.version ?? 0) + 1,
    previous: previous?.digest ?? null,
    template: {
      id: content.template.id,
      version: content.template.version,
      digest: await templateDigest(content.template),
    },
    lang: content.lang,
    frozenAt: options.now,
    ...(content.references === undefined ? {} : {references: plainCopy(content.references)}),
    parties,
    sources,
    sections,
    reactions,
    attachments,
    digest: "",
  }
  report.digest = await manifestDigest(report)
  return report
}

/**
 * A reaction as a leaf of its own, for words given while signing: those belong to the next version.
 * Name it in the sign-off, keep it in the record, and hand it to the next `freeze` as `keep`.
 */
export function newReaction<R extends Identified>(reaction: R): Promise<Leaf<R>> {
  return leafOf("reaction", reaction, {salts: new Map(), fresh: newSalt})
}

type Making = {salts: ReadonlyMap<string, string>; fresh: () => string}
type AnyKind = LeafKind | "uses"

function leavesOf<T extends Identified>(
  kind: AnyKind,
  values: readonly T[],
  make: Making,
  scope = "",
): Promise<Leaf<T>[]> {
  return Promise.all(values.map(value => leafOf(kind, value, make, scope)))
}

async function leafOf<T extends Identified>(
  kind: AnyKind,
  given: T,
  make: Making,
  scope = "",
): Promise<Leaf<T>> {
  const value = plainCopy(given)
  const salt = make.salts.get(saltKey(kind, value, scope)) ?? make.fresh()
  if (kind !== "reaction") {
    return {digest: await digestOf(`${kind}@1`, {salt, value}), salt, value}
  }
  const parts = await reactionParts(salt, value)
  return {digest: await digestOf("reaction@1", parts), salt, value, parts}
}

/** The digest a shown leaf should have; for a withheld reaction, the one its parts should give. */
export async function leafDigest(kind: AnyKind, leaf: Leaf<Identified>): Promise<Digest | null> {
  const {salt, value, parts} = leaf
  if (salt === undefined || value === undefined) {
    return parts === undefined ? null : digestOf("reaction@1", parts)
  }
  return kind === "reaction"
    ? digestOf("reaction@1", await reactionParts(salt, value))
    : digestOf(`${kind}@1`, {salt, value})
}

/** Digests of the person's own words and of what came later, under the salt of the reaction. */
export async function reactionParts(
  salt: string,
  value: object,
): Promise<{words: Digest; later: Digest}> {
  const {words, later} = splitReaction(value)
  return {
    words: await digestOf("reaction-words@1", {salt, value: words}),
    later: await digestOf("reaction-later@1", {salt, value: later}),
  }
}

function splitReaction(value: object): {words: object; later: object} {
  const entries = Object.entries(value)
  const isLater = ([key]: [string, unknown]): boolean => key === "answer" || key === "withdrawn"
  return {
    words: Object.fromEntries(entries.filter(entry => !isLater(entry))),
    later: Object.fromEntries(entries.filter(isLater)),
  }
}

function saltKey(kind: AnyKind, value: object, scope: string): string {
  const part = kind === "reaction" ? splitReaction(value).words : value
  return `${kind} ${scope} ${canonicalJson(part)}`
}

function knownSalts(
  previous: FrozenReport | undefined,
  keep: readonly Leaf<Identified>[],
): Map<string, string> {
  const salts = new Map<string, string>()
  const learn = (kind: AnyKind, leaves: readonly Leaf<Identified>[], scope = ""): void => {
    for (const {salt, value} of leaves) {
      if (salt === undefined || value === undefined) {
        throw new SignoffError("previous-redacted", "", "freeze from the whole version, not a copy")
      }
      salts.set(saltKey(kind, value, scope), salt)
    }
  }
  if (previous !== undefined) {
    learn("party", previous.parties)
    learn("source", previous.sources)
    learn("reaction", previous.reactions)
    for (const section of previous.sections) {
      learn("field", section.fields, section.id)
      learn("statement", section.statements)
      learn("uses", [section.uses])
    }
  }
  learn("reaction", keep)
  return salts
}

/** Digest of a whole template. */
export function templateDigest(template: object): Promise<Digest> {
  return digestOf("template@1", {value: template})
}

/**
 * Digest of a section of a template as its reader saw it: without `guidance`. A section the template
 * does not have (content kept after a migration) has the digest of null.
 */
export function templateSectionDigest(template: object, id: string): Promise<Digest> {
  const sections: unknown = (template as {sections?: unknown}).sections
  const found: unknown = Array.isArray(sections)
    ? sections.find(section => shape.isObject(section) && section["id"] === id)
    : undefined
  if (!shape.isObject(found)) {
    return digestOf("template-section@1", {value: null})
  }
  const value = Object.fromEntries(Object.entries(found).filter(([key]) => key !== "guidance"))
  return digestOf("template-section@1", {value})
}

const digests = (leaves: readonly Leaf<unknown>[]): Digest[] => leaves.map(leaf => leaf.digest)

/** The digest a section should have, from the digests of its leaves in order. */
export function sectionDigest(section: FrozenSection): Promise<Digest> {
  return digestOf("section@1", {
    id: section.id,
    template: section.template,
    title: section.title,
    fields: digests(section.fields),
    statements: digests(section.statements),
    uses: section.uses.digest,
  })
}

/** The digest a version should have. */
export function manifestDigest(report: FrozenReport): Promise<Digest> {
  return digestOf("manifest@1", {
    report: report.id,
    version: report.version,
    previous: report.previous,
    template: report.template,
    lang: report.lang,
    frozenAt: report.frozenAt,
    references: report.references ?? [],
    parties: digests(report.parties),
    sources: digests(report.sources),
    sections: report.sections.map(({id, digest}) => ({id, digest})),
    reactions: digests(report.reactions),
    attachments: report.attachments,
  })
}

/** Digest per id of everything a statement can lean on and that is shown. */
export async function registerOf(
  report: Pick<FrozenReport, "parties" | "sources" | "attachments">,
): Promise<Map<string, Digest[]>> {
  const register = new Map<string, Digest[]>()
  const add = (id: string, digest: Digest): void => {
    register.set(id, [...(register.get(id) ?? []), digest])
  }
  for (const leaf of [...report.parties, ...report.sources]) {
    if (leaf.value !== undefined) {
      add(leaf.value.id, leaf.digest)
    }
  }
  for (const attachment of report.attachments) {
    add(attachment.id, await digestOf("attachment@1", {value: attachment}))
  }
  return register
}

/**
 * Sorted digests of the register entries whose id occurs in the values as a whole string. Reading
 * ids wherever they stand keeps the package ignorant of relations, at the price of now and then
 * counting one too many; one too few would let a source be swapped unseen.
 */
export function mentioned(
  values: readonly unknown[],
  register: ReadonlyMap<string, readonly Digest[]>,
): Digest[] {
  const found = new Set<Digest>()
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      register.get(value)?.forEach(digest => found.add(digest))
    } else if (Array.isArray(value)) {
      value.forEach(visit)
    } else if (shape.isObject(value)) {
      Object.values(value).forEach(visit)
    }
  }
  values.forEach(visit)
  return [...found].sort()
}

const attachmentShape = shape.closed({
  id: shape.text,
  title: shape.anyText,
  mediaType: shape.text,
  sha256: shape.digest,
  size: shape.count,
})
const referencesShape = shape.listOf(shape.closed({scheme: shape.text, value: shape.text}))

function checkContent(content: ReportContent, options: FreezeOptions): void {
  const contentShape = shape.closed(
    {
      id: shape.text,
      template: shape.identified,
      lang: shape.text,
      parties: shape.listOf(shape.identified),
      sources: shape.listOf(shape.identified),
      sections: shape.listOf(
        shape.closed({
          id: shape.text,
          title: shape.anyText,
          fields: shape.listOf(shape.identified),
          statements: shape.listOf(shape.identified),
        }),
      ),
      reactions: shape.listOf(shape.identified),
      attachments: shape.listOf(attachmentShape),
    },
    {references: referencesShape},
  )
  const [problem] = shape.problemsOf(contentShape, content)
  if (problem !== undefined) {
    throw new SignoffError("bad-content", problem.at, `${problem.code}: see ReportContent`)
  }
  if (typeof content.template.version !== "string") {
    throw new SignoffError("bad-content", "/template/version", "a template has a version")
  }
  if (shape.problemsOf(shape.utc, options.now).length > 0) {
    throw new SignoffError("bad-time", "", "`now` is RFC 3339 in UTC, as Date#toISOString gives it")
  }
  if (options.previous !== undefined && options.previous.id !== content.id) {
    throw new SignoffError("other-report", "/id", `previous is a version of ${options.previous.id}`)
  }
  unique(content.parties, "/parties")
  unique(content.sources, "/sources")
  unique(content.reactions, "/reactions")
  unique(content.attachments, "/attachments")
  unique(content.sections, "/sections")
  unique(
    content.sections.flatMap(section => section.statements),
    "/sections/*/statements",
  )
  content.sections.forEach((section, i) => unique(section.fields, `/sections/${i}/fields`))
}

function unique(values: readonly Identified[], at: string): void {
  const seen = new Set<string>()
  values.forEach(({id}, i) => {
    if (seen.has(id)) {
      throw new SignoffError("duplicate-id", pointer(at, i), `${id} stands there twice`)
    }
    seen.add(id)
  })
}

/** Form of a leaf: shown whole, or withheld whole; only a reaction carries parts. */
function leafShape(kind: AnyKind): Shape {
  const parts =
    kind === "reaction"
      ? {parts: shape.closed({words: shape.digest, later: shape.digest})}
      : undefined
  const shown = shape.closed({
    digest: shape.digest,
    salt: shape.salt,
    value: shape.identified,
    ...parts,
  })
  const withheld = shape.closed({
    digest: shape.digest,
    withheld: shape.closed({code: shape.oneOf("notShown")}),
    ...parts,
  })
  return (value, at, out) => {
    const gap = shape.isObject(value) && Object.hasOwn(value, "withheld")
    ;(gap ? withheld : shown)(value, at, out)
  }
}

type Shape = shape.Shape

export const reactionLeafShape: Shape = leafShape("reaction")

/** Form of a frozen report, closed at every level that the package reads. */
export const reportShape: Shape = shape.closed(
  {
    format: shape.oneOf("wederhoor-report/1"),
    id: shape.text,
    version: shape.count,
    previous: shape.orNull(shape.digest),
    template: shape.closed({id: shape.text, version: shape.text, digest: shape.digest}),
    lang: shape.text,
    frozenAt: shape.utc,
    parties: shape.listOf(leafShape("party")),
    sources: shape.listOf(leafShape("source")),
    sections: shape.listOf(
      shape.closed({
        id: shape.text,
        template: shape.digest,
        title: shape.anyText,
        fields: shape.listOf(leafShape("field")),
        statements: shape.listOf(leafShape("statement")),
        uses: leafShape("uses"),
        digest: shape.digest,
      }),
    ),
    reactions: shape.listOf(reactionLeafShape),
    attachments: shape.listOf(attachmentShape),
    digest: shape.digest,
  },
  {references: referencesShape},
)
