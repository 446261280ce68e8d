// SPDX-License-Identifier: EUPL-1.2

/** Spread the bits of a 32-bit number, so that near inputs give far outputs. */
function spread(value: number): number {
  let mixed = value
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A short name that is being made: a part is a text, or several with `add` before its `end`. */
export class ShortHash {
  #one = 0x811c9dc5
  #two = 0x1b873593

  add(text: string): this {
    let [one, two] = [this.#one, this.#two]
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      one = Math.imul(one ^ unit, 0x01000193)
      two = Math.imul(two ^ unit, 0x9e3779b1) ^ (two >>> 15)
    }
    this.#one = one
    this.#two = two
    return this
  }

  /** A parting outside the range of code units: "ab", "c" and "a", "bc" differ. */
  end(): this {
    this.#one = Math.imul(this.#one ^ 0x10000, 0x01000193)
    this.#two = Math.imul(this.#two ^ 0x10000, 0x9e3779b1)
    return this
  }

  digits(): string {
    const hex = (value: number): string => spread(value).toString(16).padStart(8, "0")
    return hex(this.#one) + hex(this.#two)
  }
}

/**
 * A short name for a text: 16 hexadecimal digits, the same in every runtime (integer arithmetic over
 * UTF-16 code units). It finds a waiver back; it protects nothing.
 */
export function shortHash(parts: readonly string[]): string {
  const hash = new ShortHash()
  for (const part of parts) hash.add(part).end()
  return hash.digits()
}
