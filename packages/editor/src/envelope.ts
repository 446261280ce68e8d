// SPDX-License-Identifier: EUPL-1.2

/** Version of the shape of the documents that this editor speaks. */
const formatVersion = 1

/** The token field of a place: who, with which Yjs ids, speaking which format. */
export function envelopeFor(envelope: {
  readonly jwt: string
  readonly clientIds: readonly number[]
  readonly templateDigest: string
}): string {
  return JSON.stringify({...envelope, format: formatVersion})
}
