// SPDX-License-Identifier: EUPL-1.2
import type {DocumentTable} from "@wederhoor/format"
import type * as Y from "yjs"
import {addresses, type Address, type BrokenAt} from "./address.ts"
import {decode, type GuardLimits} from "./decode.ts"
import {judgeDeletes} from "./deletes.ts"
import {judgeTyping, type Typing} from "./fast.ts"
import {judgeInserts} from "./inserts.ts"
import {integrate} from "./integrate.ts"
import type {RefusalCode} from "./refusal.ts"

export type {Address} from "./address.ts"

/** What the guard knows about the sender and the place. */
export interface GuardContext {
  /** The shape of the document of this place (`tableOf`). */
  readonly table: DocumentTable
  /** The Yjs client ids bound to this user in this place (`clientsOf`). */
  readonly clients: ReadonlySet<number>
  /**
   * Whether this user may do this here and now: locked sections, phases, signed statements. Asked
   * once per touch, after every rule of the format held. A string is the reason of a refusal.
   */
  readonly may?: (address: Address) => true | string
  readonly limits?: GuardLimits
}

/** One thing an update does, for the log. */
export type Touch = Address

/**
 * The judgement on an update. `update` is Yjs' own encoding of exactly what was judged: log and apply
 * that, never the bytes that came in. `touches` is without doubles and may say more than really
 * happens (a value that loses from a concurrent one), never less. `at` is where a rule broke, as far as
 * that can be known: not for bytes that cannot be read, for what leans on something that is not there,
 * nor for words in a place of which Yjs threw away where it was. `detail` and the names in it that the
 * sender made up have at most 80 characters.
 */
export type Verdict =
  | {readonly ok: true; readonly touches: readonly Touch[]; readonly update: Uint8Array}
  | {
      readonly ok: false
      readonly code: RefusalCode
      readonly at?: Address
      readonly detail?: string
    }

/**
 * Judge whether an update may become part of the document of a place.
 *
 * The update is taken whole or refused whole. `doc` is not changed, no copy is made, and the cost
 * does not depend on its size (save for the first new id, and for removing a passage, which looks for
 * references to it). Never throws, whatever the bytes are. The verdict holds for this state of `doc`
 * only: judging, logging and applying are one serialised step per document.
 *
 * An accepted update applies without exception, leaves nothing pending, and keeps the document in the
 * shape of the table. The codes of refusals are the keys of `refusals`.
 */
export function guard(doc: Y.Doc, update: Uint8Array, context: GuardContext): Verdict {
  try {
    return judge(doc, update, context)
  } catch (error) {
    // Only an inconsistency we did not foresee, or a `may` that throws, gets here; refusing is safe.
    return {ok: false, code: "failed", detail: error instanceof Error ? error.message : "unknown"}
  }
}

function judge(doc: Y.Doc, bytes: Uint8Array, context: GuardContext): Verdict {
  const typing = judgeTyping(doc, bytes, context)
  return typing === null ? judgeAny(doc, bytes, context) : allowed(typing, context)
}

function judgeAny(doc: Y.Doc, bytes: Uint8Array, context: GuardContext): Verdict {
  const decoded = decode(doc, bytes, context.limits ?? {})
  if ("code" in decoded) return refuse(decoded)
  for (const client of decoded.runs.keys())
    if (!context.clients.has(client))
      return refuse({code: "foreign-client", detail: `client ${client}`})
  const integration = integrate(doc, decoded, context.limits?.steps)
  if ("code" in integration) return refuse(integration)
  const book = addresses(context.table, integration)
  const broken =
    judgeInserts(doc, context, decoded, integration, book) ??
    judgeDeletes(doc, context, decoded, integration, book)
  if (broken !== null) return refuse(broken)
  return allowed({touches: book.touches(), update: decoded.update}, context)
}

/** What the format allows, if the caller does. */
function allowed({touches, update}: Typing, context: GuardContext): Verdict {
  for (const at of touches) {
    const answer = context.may === undefined ? true : context.may(at)
    if (answer !== true) return {ok: false, code: "forbidden", at, detail: answer}
  }
  return {ok: true, touches, update}
}

/** Longest name of the sender's own making that a refusal repeats. */
const longestName = 80

function refuse({code, detail, at}: BrokenAt): Verdict {
  const short = (text: string): string => text.slice(0, longestName)
  return {
    ok: false,
    code,
    ...(at === undefined
      ? {}
      : {
          at: {
            ...at,
            root: short(at.root),
            ...(at.attribute === undefined ? {} : {attribute: short(at.attribute)}),
          },
        }),
    ...(detail === undefined ? {} : {detail: short(detail)}),
  }
}
