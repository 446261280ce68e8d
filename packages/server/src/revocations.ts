// SPDX-License-Identifier: EUPL-1.2
import {ServerError} from "./error.ts"
import type {Claims, Identity} from "./identity.ts"

/**
 * Whose sessions end: everybody to whom all that is named applies. At least one is named.
 */
export interface SessionFilter {
  readonly report?: string
  /** Id in the register of the report. */
  readonly person?: string
  readonly issuer?: string
  readonly subject?: string
  readonly tokenId?: string
}

const names = ["report", "person", "issuer", "subject", "tokenId"] as const

/**
 * What was taken back since this process began: tokens that were issued until then are not taken any
 * more, a later login is. It is kept in memory. A token names the second in which it was issued, so one
 * of the very second of the revocation is refused as well, and one that does not say when is refused
 * for good.
 */
export interface Revocations {
  /** @throws ServerError `bad-option` when nothing, or something else, is named. */
  add(filter: SessionFilter, atMs: number): void
  holds(claims: Claims): boolean
}

export function openRevocations(): Revocations {
  /** The latest moment per filter, so that saying it twice costs nothing. */
  const kept = new Map<string, {readonly filter: SessionFilter; readonly second: number}>()
  return {
    add(given, atMs) {
      const filter = parseFilter(given)
      if (!filter)
        throw new ServerError(
          "bad-option",
          "endSessions",
          "name a report, person, issuer, subject or tokenId",
        )
      kept.set(JSON.stringify(filter), {filter, second: Math.floor(atMs / 1000)})
    },
    holds(claims) {
      for (const {filter, second} of kept.values())
        if ((claims.issuedAt ?? 0) <= second && meets(claims, filter)) return true
      return false
    },
  }
}

/** Whether somebody is meant by a filter. */
export function meets(claims: Claims, filter: SessionFilter): boolean {
  return names.every(name => filter[name] === undefined || claims[name] === filter[name])
}

/** A filter from outside, with its names in a fixed order; `null` when it is none. */
export function parseFilter(given: unknown): SessionFilter | null {
  if (typeof given !== "object" || given === null) return null
  const parts = Object.entries(given).filter(([, value]) => value !== undefined)
  const fine = parts.every(
    ([name, value]) =>
      names.some(known => known === name) &&
      typeof value === "string" &&
      value !== "" &&
      value.length <= 200,
  )
  if (!fine || parts.length === 0) return null
  return Object.fromEntries(parts.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The same identity, without the tokens that were taken back. */
export function withoutRevoked(identity: Identity, revocations: Revocations): Identity {
  return {
    async verify(token) {
      const verified = await identity.verify(token)
      return verified.ok && revocations.holds(verified.claims)
        ? {ok: false, code: "unauthenticated"}
        : verified
    },
  }
}
