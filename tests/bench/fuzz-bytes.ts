// SPDX-License-Identifier: EUPL-1.2

/** Version 1 bytes of structs and deletes, without a look at what they say. */
import * as Y from "yjs"

/** Structs of one client. */
export interface RunOfStructs {
  readonly client: number
  readonly first: number
  readonly structs: readonly (Y.Item | Y.GC | Y.Skip)[]
  /** The count that the bytes promise; the true one when left out. */
  readonly promised?: number
}

/** A range of clocks to delete. */
export interface DeletedRange {
  readonly client: number
  readonly clock: number
  readonly length: number
}

export function encode(
  runs: readonly RunOfStructs[],
  deletes: readonly DeletedRange[],
): Uint8Array {
  const out = new Y.UpdateEncoderV1()
  out.writeLen(runs.length)
  for (const {client, first, structs, promised = structs.length} of runs) {
    out.writeLen(promised)
    out.writeClient(client)
    out.writeLen(first)
    for (const one of structs) one.write(out, 0)
  }
  const clients = [...new Set(deletes.map(({client}) => client))].toSorted((a, b) => b - a)
  out.writeLen(clients.length)
  for (const client of clients) {
    const gone = deletes.filter(one => one.client === client).toSorted((a, b) => a.clock - b.clock)
    out.writeLen(client)
    out.writeLen(gone.length)
    for (const {clock, length} of gone) {
      out.writeDsClock(clock)
      out.writeDsLen(length)
    }
  }
  return out.toUint8Array()
}
