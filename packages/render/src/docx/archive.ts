// SPDX-License-Identifier: EUPL-1.2
import {Inflate} from "fflate"
import {WordFileError} from "./file-error.ts"

/** What a file may ask of us, in bytes and numbers. */
export const fileLimits: Readonly<
  Record<"file" | "parts" | "declared" | "unpacked" | "marks" | "depth", number>
> = {
  /** Size of the file itself. */
  file: 64 * 2 ** 20,
  /** Parts in it. */
  parts: 4_096,
  /** Size of all parts, as the file declares it. */
  declared: 512 * 2 ** 20,
  /** Size of the parts that are unpacked, all together. */
  unpacked: 24 * 2 ** 20,
  /** Elements and attributes in the parts that are unpacked, all together. */
  marks: 1_000_000,
  /** Elements within each other. */
  depth: 200,
}

interface Entry {
  readonly packed: Uint8Array
  readonly size: number
  readonly isDeflated: boolean
}

/**
 * The parts of a Word file. Only its own list of parts (the central directory of the ZIP) counts, and all of
 * it is checked before anything is unpacked: number, sizes, names, and that no two parts share bytes. A part
 * is unpacked in pieces and never beyond the size that was declared for it.
 */
export class Archive {
  private readonly entries: ReadonlyMap<string, Entry>
  private unpacked = 0

  /** @throws {WordFileError} when the file is refused. */
  constructor(bytes: Uint8Array) {
    this.entries = entriesOf(bytes)
  }

  get names(): readonly string[] {
    return [...this.entries.keys()]
  }

  has(name: string): boolean {
    return this.entries.has(name)
  }

  /**
   * Gives a part in pieces of at most a few megabytes.
   * @throws {WordFileError} when there is no such part, or it is not what was declared.
   */
  read(name: string, take: (piece: Uint8Array) => void): void {
    const entry = this.entries.get(name)
    if (entry === undefined) throw new WordFileError("damaged", name)
    this.unpacked += entry.size
    if (this.unpacked > fileLimits.unpacked) throw new WordFileError("too-large", name)
    let size = 0
    const count = (piece: Uint8Array): void => {
      size += piece.length
      if (size > entry.size) throw new WordFileError("damaged", name)
      if (piece.length > 0) take(piece)
    }
    if (entry.isDeflated) inflate(entry.packed, name, count)
    else count(entry.packed)
    if (size !== entry.size) throw new WordFileError("damaged", name)
  }
}

/** Deflate gives at most 1032 bytes for one, so a piece this long gives at most 4 MB. */
const pieceLength = 4_096

function inflate(packed: Uint8Array, name: string, take: (piece: Uint8Array) => void): void {
  let refused: unknown
  const stream = new Inflate(piece => {
    try {
      take(piece)
    } catch (error) {
      refused ??= error
    }
  })
  try {
    for (let at = 0; at === 0 || at < packed.length; at += pieceLength) {
      const end = at + pieceLength
      stream.push(packed.subarray(at, end), end >= packed.length)
      if (refused !== undefined) throw refused
    }
  } catch (error) {
    if (error instanceof WordFileError || error === refused) throw error
    throw new WordFileError("damaged", name)
  }
}

function entriesOf(bytes: Uint8Array): ReadonlyMap<string, Entry> {
  if (bytes.length > fileLimits.file)
    throw new WordFileError("too-large", `${Math.ceil(bytes.length / 2 ** 20)} MB`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length > 8 && view.getUint32(0) === 0xd0cf11e0) throw new WordFileError("old-word")
  if (bytes.length < 22 || view.getUint32(0, true) !== 0x04034b50)
    throw new WordFileError("not-word")
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  const from = view.getUint32(end + 16, true)
  if (count > fileLimits.parts) throw new WordFileError("too-many-parts", String(count))
  if (from + view.getUint32(end + 12, true) > end) throw new WordFileError("damaged", "ZIP")
  const entries = new Map<string, Entry>()
  const folded = new Set<string>()
  const ranges: {from: number; to: number}[] = []
  let declared = 0
  let at = from
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50)
      throw new WordFileError("damaged", "ZIP")
    const {name, entry, range, next} = entryAt(bytes, view, at, from)
    declared += entry.size
    if (declared > fileLimits.declared) throw new WordFileError("too-large", name)
    if (folded.has(name.toLowerCase())) throw new WordFileError("part-name", name)
    folded.add(name.toLowerCase())
    entries.set(name, entry)
    ranges.push(range)
    at = next
  }
  ranges.sort((one, other) => one.from - other.from)
  for (const [index, {from: start}] of ranges.entries())
    if (index > 0 && start < (ranges[index - 1]?.to ?? 0)) throw new WordFileError("damaged", "ZIP")
  return entries
}

/** Where the end of the list of parts begins. */
function endOf(view: DataView): number {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at--)
    if (
      view.getUint32(at, true) === 0x06054b50 &&
      at + 22 + view.getUint16(at + 20, true) === view.byteLength
    )
      return at
  throw new WordFileError("damaged", "ZIP")
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  listAt: number,
): {name: string; entry: Entry; range: {from: number; to: number}; next: number} {
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const packedSize = view.getUint32(at + 20, true)
  const size = view.getUint32(at + 24, true)
  const nameLength = view.getUint16(at + 28, true)
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  const start = view.getUint32(at + 42, true)
  const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength))
  if ((flags & 0x2041) !== 0) throw new WordFileError("encrypted")
  if (method !== 0 && method !== 8) throw new WordFileError("damaged", name)
  if (start + 30 > listAt || view.getUint32(start, true) !== 0x04034b50)
    throw new WordFileError("damaged", name)
  const localName = view.getUint16(start + 26, true)
  const data = start + 30 + localName + view.getUint16(start + 28, true)
  const to = data + packedSize
  if (to > listAt) throw new WordFileError("damaged", name)
  // Two names for one part would make two readers read two files.
  if (nameOf(bytes.subarray(start + 30, start + 30 + localName)) !== name)
    throw new WordFileError("part-name", name)
  const entry = {packed: bytes.subarray(data, to), size, isDeflated: method === 8}
  return {name, entry, range: {from: start, to}, next}
}

function nameOf(bytes: Uint8Array): string {
  let name: string
  try {
    name = new TextDecoder("utf-8", {fatal: true}).decode(bytes)
  } catch {
    throw new WordFileError("part-name", "?")
  }
  const steps = name.replace(/\/$/, "").split("/")
  const isPlain = steps.every(step => step !== "" && step !== "." && step !== "..")
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (!isPlain || name.length > 400 || /[\\:\u0000-\u001f]/.test(name))
    throw new WordFileError("part-name", name.slice(0, 100))
  return name
}
