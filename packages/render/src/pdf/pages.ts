// SPDX-License-Identifier: EUPL-1.2
import type {Frame, Item} from "./items.ts"
import {margins} from "./looks.ts"
import {sheet} from "./kit.ts"

/** The part of a frame that stands on one page, and whether it begins and ends there. */
export interface FramePart {
  top: number
  bottom: number
  begins: boolean
  ends: boolean
}

/** What stands on one sheet. `y` from its top, in points. */
export interface Page {
  readonly items: readonly {readonly item: Item; readonly y: number}[]
  readonly frames: ReadonlyMap<Frame, FramePart>
}

interface Set {
  readonly item: Item
  readonly y: number
}

const bottom = sheet.height - margins.bottom

/**
 * Divides strips over pages. A page ends where two strips need not stay together; when there is no such
 * place, it ends where it is full. Strips come one by one; each is moved at most once for each page.
 */
export class Paginator {
  readonly pages: Page[] = []
  #sets: Set[] = []
  #y: number = margins.top
  #after = 0
  /** Strips at the top of the page that were drawn before: no page ends among them. */
  #repeats = 0
  readonly #begun = new Set<Frame>()

  add(item: Item): void {
    if (!this.#fits(item)) this.#turn(item)
    this.#set(item)
  }

  /** The last page is done. */
  end(): readonly Page[] {
    if (this.#sets.length > 0 || this.pages.length === 0) this.#close(this.#sets)
    this.#sets = []
    return this.pages
  }

  #fits(item: Item): boolean {
    return this.#sets.length === 0 || this.#y + this.#gap(item) + item.height <= bottom
  }

  #gap(item: Item): number {
    return this.#sets.length === 0 ? 0 : Math.max(this.#after, item.before)
  }

  #set(item: Item): void {
    const y = this.#y + this.#gap(item)
    this.#sets.push({item, y})
    this.#y = y + item.height
    this.#after = item.after
  }

  /** Ends the page before the last strips that have to stay with `next`, and takes those along. */
  #turn(next: Item): void {
    let from = this.#sets.length
    while (from > this.#repeats && this.#sets[from - 1]?.item.keep === true) from--
    if (from <= this.#repeats) from = this.#sets.length
    const taken = this.#sets.splice(from).map(({item}) => item)
    this.#close(this.#sets)
    this.#sets = []
    this.#y = margins.top
    this.#after = 0
    const {head} = taken[0] ?? next
    this.#repeats = 0
    for (const item of head) this.#set({...item, isRepeat: true, places: [], bookmark: null})
    this.#repeats = head.length
    for (const item of taken) this.add(item)
    // What stays together is higher than a page: it goes on where that is full.
    if (!this.#fits(next) && this.#sets.length > this.#repeats) this.#turnFull()
  }

  #turnFull(): void {
    const {head} = this.#sets.at(-1)?.item ?? {head: []}
    this.#close(this.#sets)
    this.#sets = []
    this.#y = margins.top
    this.#after = 0
    for (const item of head) this.#set({...item, isRepeat: true, places: [], bookmark: null})
    this.#repeats = head.length
  }

  #close(sets: readonly Set[]): void {
    const frames = new Map<Frame, FramePart>()
    for (const {item, y} of sets)
      for (let frame = item.frame; frame !== null; frame = frame.outer) {
        const part = frames.get(frame)
        if (part !== undefined) part.bottom = Math.max(part.bottom, y + item.height)
        else {
          frames.set(frame, {
            top: y,
            bottom: y + item.height,
            begins: !this.#begun.has(frame),
            ends: true,
          })
          this.#begun.add(frame)
          const before = this.pages.at(-1)?.frames.get(frame)
          if (before !== undefined) before.ends = false
        }
      }
    this.pages.push({items: sets, frames})
  }
}
