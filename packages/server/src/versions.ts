// SPDX-License-Identifier: EUPL-1.2
import {
  addWorkingDays,
  type Content,
  contentOf,
  dayOf,
  freezeInput,
  isFamily,
  isTeam,
  type Lang,
  partiesOf,
  type Person,
  type Policy,
  purposesOf,
  type RecordState,
  redactFor,
  type RenditionRef,
  reportModel,
  type Template,
  type Version,
  type VersionRef,
} from "@wederhoor/format"
import {type Layouts, parseLayouts, renderReport, type Template as Layout} from "@wederhoor/render"
import {canonicalJson, freeze, type Leaf, parseJson, sha256, withheldIn} from "@wederhoor/signoff"

import {ServerError} from "./error.ts"
import type {Store} from "./store.ts"

/** Media type of a rendition: a fragment of HTML, the bytes a person reads and signs. */
export const renditionType = "text/html; charset=utf-8"

/** What is frozen, and what each reader was shown of it. */
export interface Versions {
  template(digest: string): Promise<Template | null>
  keepTemplate(digest: string, template: Template): Promise<void>
  /** A frozen version, whole. */
  get(digest: string): Promise<Version>
  /** The newest frozen version of a report, or `null`. */
  newest(state: RecordState): Promise<Version | null>
  /** The content of the newest version that was offered. */
  offered(state: RecordState): Promise<Content | undefined>
  /**
   * Freeze the content as the next version, make everybody's rendition of it and keep all of that.
   * Nothing of it counts until the record names it.
   */
  freeze(input: {
    readonly content: Content
    readonly state: RecordState
    readonly template: Template
    readonly policy: Policy
    readonly purpose: VersionRef["purpose"]
    readonly now: string
  }): Promise<{readonly version: Version; readonly ref: VersionRef}>
  /** How a kind of report is laid out in a language. */
  layout(template: string, lang: Lang): Layout
  /** One reader's copy as HTML. */
  render(
    version: Version,
    state: RecordState,
    options: {
      readonly reader: Person
      readonly template: Template
      readonly policy: Policy
      readonly use: "hearing" | "signing" | "final"
      readonly reactBy?: string
      readonly today?: string
      readonly signOffs?: {
        readonly [id: string]: {readonly state: string; readonly receiptCode: string}
      }
      readonly controlCode?: string
    },
  ): {readonly copy: Version; readonly html: string}
  /** Remarks given while signing, which the next version would hold: named by sign-offs. */
  keepRemark(leaf: Leaf): Promise<void>
  remark(words: string): Promise<Leaf | null>
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * Who has a rendition of their own: the team, the reviewer, every party that reads for itself, and of a
 * version to be signed whoever else is asked to sign it (an informant for their own words, a
 * grandmother for her task).
 */
function readersOfVersion(
  version: Version,
  input: {
    readonly state: RecordState
    readonly template: Template
    readonly policy: Policy
    readonly purpose: VersionRef["purpose"]
    readonly now: string
  },
): Person[] {
  const {state, template, policy, purpose, now} = input
  const today = dayOf(now)
  const parties = partiesOf(state.persons, policy, today).filter(party => party.ownHearing)
  const others = state.persons.filter(
    person => !isTeam(person.role) && person.role !== "reviewer" && !isFamily(person.role),
  )
  const signers = others.filter(person => {
    const content = contentOf(redactFor(version, state, person, template))
    const asked = {template, content, persons: state.persons, policy, today}
    return purpose === "signing" && purposesOf(person, asked).length > 0
  })
  return [
    ...state.persons.filter(person => isTeam(person.role) || person.role === "reviewer"),
    ...[...parties.map(party => party.person), ...signers].filter(
      person => !isDeferred(state, person.id),
    ),
  ]
}

/** Whether this person must not be shown the report yet, by the newest check of disclosure. */
export function isDeferred(state: RecordState, person: string): boolean {
  return state.disclosure.some(check => check.reader === person && check.outcome === "defer")
}

export function openVersions(store: Store, layouts: Layouts): Versions {
  const layoutOf = parseLayouts(layouts)
  const cache = new Map<string, unknown>()

  /** What lies under a digest never changes, so it is read once. */
  const read = async (key: string): Promise<unknown> => {
    if (cache.has(key)) return cache.get(key)
    const blob = await store.getBlob(key)
    const value = blob ? parseJson(decoder.decode(blob.bytes)) : null
    if (cache.size > 200) cache.clear()
    if (value !== null) cache.set(key, value)
    return value
  }
  const keep = async (key: string, value: object): Promise<void> => {
    const bytes = encoder.encode(canonicalJson(value))
    await store.putBlob(key, {bytes, mediaType: "application/json"})
  }
  const get = async (digest: string): Promise<Version> => {
    const version = await read(`version/${digest}`)
    if (version === null)
      throw new ServerError(
        "version-missing",
        digest,
        "the store lost a frozen version; restore it",
      )
    return version as Version
  }
  const newest = async (state: RecordState): Promise<Version | null> => {
    const last = state.versions.at(-1)
    return last ? get(last.digest) : null
  }
  const render: Versions["render"] = (version, state, options) => {
    const lang: Lang = state.lang === "en" ? "en" : "nl"
    const copy = redactFor(version, state, options.reader, options.template)
    const model = reportModel(copy, state, {...options, lang})
    return {copy, html: renderReport(layoutOf(options.template.id, lang), model)}
  }

  return {
    template: async digest => (await read(`template/${digest}`)) as Template | null,
    keepTemplate: (digest, template) => keep(`template/${digest}`, template),
    layout: layoutOf,
    get,
    newest,
    async offered(state) {
      const last = state.versions.findLast(version => version.purpose === "hearing")
      return last ? contentOf(await get(last.digest)) : undefined
    },
    async freeze({content, state, template, policy, purpose, now}) {
      const previous = await newest(state)
      const version = await freeze(freezeInput(content, state, template), {
        now,
        ...(previous ? {previous} : {}),
      })
      const reactBy = addWorkingDays(
        dayOf(now),
        policy.terms.inspectionWorkingDays,
        policy.holidays,
      )
      const renditions: RenditionRef[] = []
      const readers = readersOfVersion(version, {state, template, policy, purpose, now})
      for (const reader of readers) {
        const {copy, html} = render(version, state, {
          reader,
          template,
          policy,
          use: purpose,
          ...(purpose === "hearing" ? {reactBy} : {}),
        })
        const bytes = encoder.encode(html)
        const digest = await sha256(bytes)
        await store.putBlob(`rendition/${digest}`, {bytes, mediaType: renditionType})
        renditions.push({person: reader.id, sha256: digest, withheld: withheldIn(copy)})
      }
      await keep(`version/${version.digest}`, version)
      return {version, ref: {number: version.version, digest: version.digest, purpose, renditions}}
    },
    render,
    keepRemark: leaf => keep(`remark/${leaf.parts?.words ?? leaf.digest}`, leaf),
    remark: async words => (await read(`remark/${words}`)) as Leaf | null,
  }
}
