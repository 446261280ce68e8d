// SPDX-License-Identifier: EUPL-1.2
import * as encoding from "lib0/encoding"

export type RawId = readonly [client: number, clock: number]

export type RawContent =
  | {readonly gc: number}
  | {readonly skip: number}
  | {readonly deleted: number}
  | {readonly json: readonly unknown[]}
  | {readonly binary: Uint8Array}
  | {readonly string: string}
  | {readonly embed: unknown}
  | {readonly format: readonly [key: string, value: unknown]}
  | {readonly type: number; readonly name?: string}
  | {readonly any: readonly unknown[]}
  | {readonly subdoc: string}
  | {readonly info: number}

/** One struct as bytes say it, with every freedom an attacker has. */
export type RawStruct = RawContent & {
  readonly left?: RawId | undefined
  readonly right?: RawId | undefined
  readonly parent?: string | RawId | undefined
  readonly sub?: string | undefined
}

export interface RawRun {
  readonly client: number
  readonly clock: number
  readonly structs: readonly RawStruct[]
  /** The count that the bytes promise; the true one when left out. */
  readonly promised?: number
}

export type RawDeletes = readonly (readonly [client: number, clock: number, length: number])[]

/** Hand-made version 1 bytes. */
export function raw(runs: readonly RawRun[], deletes: RawDeletes = []): Uint8Array {
  const out = encoding.createEncoder()
  encoding.writeVarUint(out, runs.length)
  for (const {client, clock, structs, promised} of runs) {
    encoding.writeVarUint(out, promised ?? structs.length)
    encoding.writeVarUint(out, client)
    encoding.writeVarUint(out, clock)
    for (const struct of structs) writeStruct(out, struct)
  }
  const clients = [...new Set(deletes.map(([client]) => client))]
  encoding.writeVarUint(out, clients.length)
  for (const client of clients) {
    const own = deletes.filter(([owner]) => owner === client)
    encoding.writeVarUint(out, client)
    encoding.writeVarUint(out, own.length)
    for (const [, clock, length] of own) {
      encoding.writeVarUint(out, clock)
      encoding.writeVarUint(out, length)
    }
  }
  return encoding.toUint8Array(out)
}

function writeStruct(out: encoding.Encoder, struct: RawStruct): void {
  const {left, right, parent = "doc", sub} = struct
  if ("gc" in struct || "skip" in struct) {
    encoding.writeUint8(out, "gc" in struct ? 0 : 10)
    encoding.writeVarUint(out, "gc" in struct ? struct.gc : struct.skip)
    return
  }
  const reference = refOf(struct)
  const flags = (left ? 128 : 0) | (right ? 64 : 0) | (sub === undefined ? 0 : 32)
  encoding.writeUint8(out, reference | flags)
  for (const id of [left, right]) {
    if (id === undefined) continue
    encoding.writeVarUint(out, id[0])
    encoding.writeVarUint(out, id[1])
  }
  if (left === undefined && right === undefined) {
    if (typeof parent === "string") {
      encoding.writeVarUint(out, 1)
      encoding.writeVarString(out, parent)
    } else {
      encoding.writeVarUint(out, 0)
      encoding.writeVarUint(out, parent[0])
      encoding.writeVarUint(out, parent[1])
    }
    if (sub !== undefined) encoding.writeVarString(out, sub)
  }
  writeContent(out, struct)
}

function refOf(content: RawContent): number {
  if ("deleted" in content) return 1
  if ("json" in content) return 2
  if ("binary" in content) return 3
  if ("string" in content) return 4
  if ("embed" in content) return 5
  if ("format" in content) return 6
  if ("type" in content) return 7
  if ("any" in content) return 8
  if ("subdoc" in content) return 9
  return "info" in content ? content.info : 0
}

function writeContent(out: encoding.Encoder, content: RawContent): void {
  if ("deleted" in content) encoding.writeVarUint(out, content.deleted)
  else if ("json" in content) {
    encoding.writeVarUint(out, content.json.length)
    for (const value of content.json) encoding.writeVarString(out, JSON.stringify(value))
  } else if ("binary" in content) encoding.writeVarUint8Array(out, content.binary)
  else if ("string" in content) encoding.writeVarString(out, content.string)
  else if ("embed" in content) encoding.writeVarString(out, JSON.stringify(content.embed))
  else if ("format" in content) {
    encoding.writeVarString(out, content.format[0])
    encoding.writeVarString(out, JSON.stringify(content.format[1]))
  } else if ("type" in content) {
    encoding.writeVarUint(out, content.type)
    if (content.name !== undefined) encoding.writeVarString(out, content.name)
  } else if ("any" in content) {
    encoding.writeVarUint(out, content.any.length)
    for (const value of content.any) encoding.writeAny(out, value as string)
  } else if ("subdoc" in content) {
    encoding.writeVarString(out, content.subdoc)
    encoding.writeAny(out, {})
  }
}

/** One run of structs under the id of `attacker` in `room.ts`. */
export function bySender(structs: readonly RawStruct[], clock = 0): Uint8Array {
  return raw([{client: 2002, clock, structs}])
}
