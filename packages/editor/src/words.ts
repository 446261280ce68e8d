// SPDX-License-Identifier: EUPL-1.2
import type {Lang, Role} from "@wederhoor/format"
import {en} from "./messages/en.ts"
import {type MessageKey, nl} from "./messages/nl.ts"

/** The sentences for one reader, and dates as that reader reads them. */
export interface Words {
  readonly lang: Lang
  /** The sentence with `{name}` filled in; for a child the wording for a child, where there is one. */
  readonly t: (key: MessageKey, params?: {readonly [name: string]: string | number}) => string
  /** A day, or the day of a moment, written out: "maandag 3 maart 2025". `""` stays empty. */
  readonly day: (at: string) => string
  /** A list in a sentence: "a, b en c". */
  readonly list: (names: readonly string[]) => string
}

/** The words for a reader in this role. */
export function createWords(lang: Lang, role?: Role): Words {
  const table: {readonly [key: string]: string} = lang === "en" ? en : nl
  const locale = lang === "en" ? "en-GB" : "nl-NL"
  const days = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "Europe/Amsterdam",
  })
  const lists = new Intl.ListFormat(locale, {type: "conjunction"})
  return {
    lang,
    t: (key, params = {}) => {
      const sentence = (role === "child" ? table[`${key}.child`] : undefined) ?? table[key] ?? key
      return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
    },
    day: at => {
      // A bare day is noon UTC: the same day in every zone we print for.
      const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T12:00:00Z` : at)
      return at === "" || Number.isNaN(date.getTime()) ? at : days.format(date)
    },
    list: names => lists.format(names),
  }
}
