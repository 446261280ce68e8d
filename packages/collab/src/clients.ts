// SPDX-License-Identifier: EUPL-1.2
import {isClientId} from "./session.ts"

/** A Yjs client id that belongs, for ever, to one user in one place. */
export interface ClientBinding {
  readonly place: string
  readonly clientId: number
  readonly user: string
}

/** What a session asks for. */
export interface ClientClaim {
  readonly place: string
  readonly user: string
  readonly clientIds: readonly number[]
  /** Whether the document of the place already holds anything written under an id. */
  readonly known: (clientId: number) => boolean
}

/**
 * The answer to a claim: all bindings with the new ones at the end, or the first rule it broke:
 * `bad-client-id` · `too-many-clients` · `foreign-client` (bound to somebody else) · `client-in-use`
 * (bound to nobody, but the document knows it: the server's own, or a collision).
 */
export type BindResult =
  | {
      readonly ok: true
      readonly bindings: readonly ClientBinding[]
      readonly added: readonly ClientBinding[]
    }
  | {readonly ok: false; readonly code: BindCode; readonly clientId?: number}

export type BindCode = "bad-client-id" | "too-many-clients" | "foreign-client" | "client-in-use"

/** Most client ids that one session may claim. */
const mostPerSession = 64

/**
 * Bind the client ids of a session to its user. An id that is unknown to the document and unclaimed
 * becomes this user's for ever; whole claim or nothing. Pure: `bindings` is not changed, the caller
 * stores `added` before it lets the session write.
 *
 * `bindings` may hold those of other places: an id is looked up in the claimed place only.
 */
export function bindClients(bindings: readonly ClientBinding[], claim: ClientClaim): BindResult {
  const {place, user, known} = claim
  const wanted = [...new Set(claim.clientIds)]
  const wrong = wanted.find(id => !isClientId(id))
  if (wrong !== undefined) return {ok: false, code: "bad-client-id", clientId: wrong}
  if (wanted.length > mostPerSession) return {ok: false, code: "too-many-clients"}
  const owners = new Map(
    bindings.filter(binding => binding.place === place).map(({clientId, user}) => [clientId, user]),
  )
  const added: ClientBinding[] = []
  for (const clientId of wanted) {
    const owner = owners.get(clientId)
    if (owner === user) continue
    if (owner !== undefined) return {ok: false, code: "foreign-client", clientId}
    if (known(clientId)) return {ok: false, code: "client-in-use", clientId}
    added.push({place, clientId, user})
  }
  return {ok: true, bindings: added.length > 0 ? [...bindings, ...added] : bindings, added}
}

/** Every client id that is bound to a user in a place: the `clients` of the guard. */
export function clientsOf(
  bindings: readonly ClientBinding[],
  place: string,
  user: string,
): ReadonlySet<number> {
  return new Set(
    bindings
      .filter(binding => binding.place === place && binding.user === user)
      .map(binding => binding.clientId),
  )
}
