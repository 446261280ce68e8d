// SPDX-License-Identifier: EUPL-1.2

/** How often each word and each sign is there, to find what is not. */
export class Tally {
  private readonly left = new Map<string, number>()

  constructor(texts: Iterable<string>) {
    for (const text of texts)
      for (const word of wordsIn(text)) this.left.set(word, (this.left.get(word) ?? 0) + 1)
  }

  /** Takes the words of these texts out. Says whether all of them were there; else takes none. */
  take(texts: readonly string[]): boolean {
    const wanted = new Map<string, number>()
    for (const text of texts)
      for (const word of wordsIn(text)) wanted.set(word, (wanted.get(word) ?? 0) + 1)
    for (const [word, times] of wanted) if ((this.left.get(word) ?? 0) < times) return false
    for (const [word, times] of wanted) this.left.set(word, (this.left.get(word) ?? 0) - times)
    return true
  }
}

/** Letters and digits together; any other sign by itself. */
function wordsIn(text: string): readonly string[] {
  return text.normalize("NFC").match(/[\p{L}\p{N}\p{M}]+|[^\s\u00ad]/gu) ?? []
}
