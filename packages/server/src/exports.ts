// SPDX-License-Identifier: EUPL-1.2
import {
  dayOf,
  holdsShielded,
  isTeam,
  type Person,
  readsReport,
  type RecordState,
  redactFor,
} from "@wederhoor/format"
import type {NoRendition} from "@wederhoor/render"
import {type Bundle, type FlattenedJws, type Leaf, makeBundle} from "@wederhoor/signoff"

import type {ActParts, Case} from "./acts.ts"
import {type PreparedCopy, prepareCopy} from "./forms.ts"
import {remarksOf, worthOf} from "./sign-offs.ts"
import type {Store} from "./store.ts"
import {isDeferred} from "./versions.ts"

/** Everything to check the final version with, as one reader may have it; `null` before it is final. */
export async function bundleFor(
  parts: Pick<ActParts, "versions" | "keys">,
  one: Case,
  reader: Person,
): Promise<Bundle | null> {
  const {state, template} = one
  const ref = state.versions.find(version => version.number === state.final?.version)
  if (!state.final || !ref || isDeferred(state, reader.id)) return null
  // Who reads a part gets their page, not what others signed.
  if (!readsReport(reader.role, template)) return null
  // What was signed or taken back since waits for the next issue, which seals anew.
  const ids = sealedIds(state.final.seal as FlattenedJws)
  const sealed = {...state, signOffs: state.signOffs.filter(({id}) => ids.has(id))}
  return makeBundle({
    report: redactFor(await parts.versions.get(ref.digest), state, reader, template),
    template: {...template},
    signOffs: sealed.signOffs
      .filter(({person}) => maySeeSignOff(person, state, reader))
      .map(({jws}) => jws as FlattenedJws),
    remarks: (await remarksOf(sealed, parts.keys, parts.versions))
      .filter(leaf => maySeeSignOff(String((leaf.value as {by?: unknown}).by), state, reader))
      .map(leaf => (mayReadRemark(leaf, state, reader) ? leaf : withheld(leaf))),
    seal: state.final.seal as FlattenedJws,
    keysHint: parts.keys.published,
  })
}

/** Ids of the sign-offs that a seal of our own lists. */
function sealedIds(seal: FlattenedJws): ReadonlySet<string> {
  const payload: unknown = JSON.parse(Buffer.from(seal.payload, "base64url").toString("utf8"))
  return new Set((payload as {signOffs: {id: string}[]}).signOffs.map(({id}) => id))
}

/** What a child signed is for the child, the team and the reviewer; the seal says that it may be left out. */
function maySeeSignOff(by: string, state: RecordState, reader: Person): boolean {
  if (isTeam(reader.role) || reader.role === "reviewer" || by === reader.id) return true
  return state.persons.find(person => person.id === by)?.role !== "child"
}

/** A remark that holds something shielded is for its writer, the team and the reviewer. */
function mayReadRemark(leaf: Leaf, state: RecordState, reader: Person): boolean {
  const {by, text} = leaf.value as {by?: unknown; text?: unknown}
  if (isTeam(reader.role) || reader.role === "reviewer" || by === reader.id) return true
  return typeof text === "string" && !holdsShielded(text, state.persons)
}

const withheld = ({digest, parts}: Leaf): Leaf => ({
  digest,
  ...(parts ? {parts} : {}),
  withheld: {code: "notShown"},
})

/**
 * The report for a reader, ready to be put in a form: the final version with what it is checked by, and
 * before that the newest version, which says itself that it is not final. `null` when there is none that
 * this reader may have.
 */
export async function copyFor(
  parts: Pick<ActParts, "versions" | "keys">,
  one: Case,
  reader: Person,
): Promise<PreparedCopy | NoRendition | null> {
  const {state, template, policy} = one
  const ref = state.final
    ? state.versions.find(version => version.number === state.final?.version)
    : state.versions.findLast(version =>
        version.renditions.some(({person}) => person === reader.id),
      )
  if (!ref || !ref.renditions.some(({person}) => person === reader.id)) return null
  const version = await parts.versions.get(ref.digest)
  const bundle = await bundleFor(parts, one, reader)
  const final = state.final !== undefined && !isDeferred(state, reader.id)
  const lang = state.lang === "en" ? "en" : "nl"
  return prepareCopy(
    {
      version,
      state,
      reader,
      template,
      policy,
      layout: parts.versions.layout(template.id, lang),
      options: {
        lang,
        today: dayOf(one.now),
        use: final ? "final" : ref.purpose,
        signOffs: await worthOf(state, version, parts.keys),
      },
    },
    async () => bundle,
  )
}

/** One change of the text, as the log has it: who, when, and what was touched. */
export interface HistoryEntry {
  readonly seq: number
  readonly at: string
  readonly user: string
  readonly touches: readonly object[]
}

/** Who changed what when in a document, oldest first. */
export async function historyOf(store: Store, document: string): Promise<HistoryEntry[]> {
  return (await store.updates(document)).map(({seq, at, user, touches}) => ({
    seq,
    at,
    user,
    touches,
  }))
}
