// SPDX-License-Identifier: EUPL-1.2
import {type Control, type Sheet, eachSheetBlock, lineText} from "./sheet.ts"
import {controlNumbers, tagOf} from "./tags.ts"

/** What a Word file must still say when it comes back. */
export interface ExpectedText {
  /** Controls by tag; the same tag more than once when the report prints a statement twice. */
  readonly controls: ReadonlyMap<string, ExpectedControl>
  /** Tag of a reply by the number of its editable range. */
  readonly ranges: ReadonlyMap<string, string>
  /** Paragraphs outside every control, with text. */
  readonly frame: readonly string[]
}

export interface ExpectedControl {
  readonly tag: string
  readonly role: Control["role"]
  readonly of: string
  /** For each time it stands there: its paragraphs with text. */
  readonly texts: readonly (readonly string[])[]
}

/** What stands in a file that was made from this sheet. */
export function expectedText(sheet: Sheet): ExpectedText {
  const found = new Map<Control, {tag: string; lines: string[]; range: number}>()
  const frame: string[] = []
  const numbers = controlNumbers(sheet)
  for (const {block, control} of eachSheetBlock(sheet.blocks)) {
    if (block.type === "control") {
      const range = numbers[found.size] ?? 0
      found.set(block, {tag: tagOf(block.role, block.of), lines: [], range})
    }
    if (block.type !== "line") continue
    const text = lineText(block.runs)
    if (plain(text) !== "") (control ? found.get(control)?.lines : frame)?.push(text)
  }
  const controls = new Map<
    string,
    {-readonly [key in keyof ExpectedControl]: ExpectedControl[key]}
  >()
  const ranges = new Map<string, string>()
  for (const [{role, of}, {tag, lines, range}] of found) {
    const known = controls.get(tag)
    if (known) known.texts = [...known.texts, lines]
    else controls.set(tag, {tag, role, of, texts: [lines]})
    if (role === "reply") ranges.set(String(range), tag)
  }
  return {controls, ranges, frame}
}

/** Words as they are compared: programs change the space between words, and soft hyphens. */
export function plain(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll("\u00ad", "")
    .replaceAll(/[\s\u00a0\u202f]+/g, " ")
    .trim()
}

/** Texts that must be found, each as often as it is there. */
export class Bag {
  private readonly left = new Map<string, {text: string; times: number}>()

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const key = plain(text)
      const known = this.left.get(key)
      if (known) known.times++
      else this.left.set(key, {text, times: 1})
    }
  }

  /** Takes this text out, when it is still there. */
  take(text: string): boolean {
    const known = this.left.get(plain(text))
    if (!known || known.times === 0) return false
    known.times--
    return true
  }

  /** What was not found. */
  get rest(): readonly string[] {
    return [...this.left.values()].flatMap(({text, times}) =>
      Array.from({length: times}, () => text),
    )
  }
}
