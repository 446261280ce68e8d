// SPDX-License-Identifier: EUPL-1.2

/** The write-ahead log of SQLite as bytes (file format, §4): where it ends, and how a crash tears it. */
import type {Random} from "./random.ts"

const header = 32
const frameHeader = 24

/**
 * Where the last transaction that is whole ends, in bytes; 0 for a log without one. Frames count while
 * their salts are those of the log and their running checksum fits, as in SQLite's own recovery.
 */
export function endOfCommits(wal: Buffer): number {
  if (wal.length < header) return 0
  const bigEndian = (wal.readUInt32BE(0) & 1) === 1
  const frame = frameHeader + wal.readUInt32BE(8)
  const word = (at: number): number => (bigEndian ? wal.readUInt32BE(at) : wal.readUInt32LE(at))
  let [s0, s1] = [0, 0]
  const add = (from: number, to: number): void => {
    for (let at = from; at < to; at += 8) {
      s0 = (s0 + word(at) + s1) >>> 0
      s1 = (s1 + word(at + 4) + s0) >>> 0
    }
  }
  add(0, 24)
  let end = 0
  for (let at = header; at + frame <= wal.length; at += frame) {
    if (!wal.subarray(at + 8, at + 16).equals(wal.subarray(16, 24))) break
    add(at, at + 8)
    add(at + frameHeader, at + frame)
    if (wal.readUInt32BE(at + 16) !== s0 || wal.readUInt32BE(at + 20) !== s1) break
    if (wal.readUInt32BE(at + 4) > 0) end = at + frame
  }
  return end
}

/** Whether two logs are of one generation, so that what is in one can follow on the other. */
export const sameGeneration = (one: Buffer, other: Buffer): boolean =>
  one.length >= header &&
  other.length >= header &&
  one.subarray(0, header).equals(other.subarray(0, header))

/**
 * What a disk can leave of bytes that were written and never flushed: a part of them, sectors in any
 * order or not at all, noise. What was flushed, up to `end`, stays.
 */
export function tear(wal: Buffer, end: number, r: Random): {torn: Buffer; how: string} {
  const tail = Buffer.from(wal.subarray(end))
  const noise = (bytes: number): Buffer =>
    Buffer.from(Array.from({length: bytes}, () => r.below(256)))
  const sectors = (change: (sector: Buffer) => void): Buffer => {
    for (let at = 0; at < tail.length; at += 512)
      if (r.chance(0.4)) change(tail.subarray(at, at + 512))
    return tail
  }
  const ways: readonly (readonly [string, () => Buffer])[] = [
    ["cut", () => tail.subarray(0, r.below(tail.length + 1))],
    ["zeros", () => sectors(sector => sector.fill(0))],
    ["noise", () => sectors(sector => noise(sector.length).copy(sector))],
    ["gone", () => Buffer.alloc(0)],
    ["more", () => Buffer.concat([tail, noise(1 + r.below(9000))])],
    ["shifted", () => Buffer.concat([tail.subarray(r.below(tail.length + 1)), tail])],
  ]
  const [how, make] = r.pick(ways)
  return {torn: Buffer.concat([wal.subarray(0, end), make()]), how}
}
