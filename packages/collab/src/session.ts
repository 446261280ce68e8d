// SPDX-License-Identifier: EUPL-1.2

/**
 * The version of the shape of the shared documents. A client says it in its envelope; one that says
 * something else may read a rendition but does not bind (an older editor deletes what it does not
 * know, just by opening the document). New node, mark or attribute: new version.
 */
export const formatVersion: string = "wederhoor-document/2"

/** What a client says before it is let into a place; carried in the token field of the connection. */
export interface SessionEnvelope {
  /** The host's token: who this is. Not looked at here. */
  readonly jwt: string
  /** Every Yjs client id under which this client may send: its own, and those of unsent work. */
  readonly clientIds: readonly number[]
  /** The `formatVersion` of the client. */
  readonly format: string
  /** Digest of the template with which the client was built up. */
  readonly templateDigest: string
}

/** Longest envelope that is read, in UTF-16 units. */
const longest = 65_536

/** Write an envelope as one string, for the token field. */
export function encodeEnvelope(envelope: SessionEnvelope): string {
  const {jwt, clientIds, format, templateDigest} = envelope
  return JSON.stringify({jwt, clientIds, format, templateDigest})
}

/**
 * Read an envelope. Total: whatever arrives, the answer is an envelope of the right types or `null`.
 * Names that are not of the envelope are dropped. Whether the token is genuine, the format the
 * same and the client ids free is for the caller (`formatVersion`, `bindClients`).
 */
export function parseEnvelope(token: string): SessionEnvelope | null {
  if (typeof token !== "string" || token.length > longest) return null
  let value: unknown
  try {
    value = JSON.parse(token)
  } catch {
    return null
  }
  if (typeof value !== "object" || value === null) return null
  const {jwt, clientIds, format, templateDigest} = value as {[name: string]: unknown}
  if (typeof jwt !== "string" || typeof format !== "string") return null
  if (typeof templateDigest !== "string" || !Array.isArray(clientIds)) return null
  if (!clientIds.every(id => isClientId(id))) return null
  return {jwt, clientIds: [...new Set(clientIds)], format, templateDigest}
}

/** Whether a value can be a Yjs client id: an unsigned 32-bit integer. */
export function isClientId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffffffff
}
