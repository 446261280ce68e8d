// SPDX-License-Identifier: EUPL-1.2

/** What a Word file says beside the words of the report. */
export interface DocxWords {
  readonly replyTo: (number: string) => string
  readonly replyToWhole: string
  readonly page: readonly [before: string, between: string]
  readonly report: string
}

const words: Readonly<Record<"nl" | "en", DocxWords>> = {
  nl: {
    replyTo: number => `Jouw reactie op ${number}`,
    replyToWhole: "Jouw reactie op het hele verslag",
    page: ["Bladzijde ", " van "],
    report: "Verslag",
  },
  en: {
    replyTo: number => `Your reply to ${number}`,
    replyToWhole: "Your reply to the whole report",
    page: ["Page ", " of "],
    report: "Report",
  },
}

/** The words for a report in this language; English for one that is neither Dutch nor English. */
export function docxWords(lang: string): DocxWords {
  return lang.split("-")[0] === "nl" ? words.nl : words.en
}

/** The tag Word knows a language by: it wants a country where the report names none. */
export function wordLanguage(lang: string): string {
  return lang === "nl" ? "nl-NL" : lang === "en" ? "en-GB" : lang
}

const months: readonly string[] = [
  "januari januari january",
  "februari february",
  "maart march",
  "april april",
  "mei may",
  "juni june",
  "juli july",
  "augustus august",
  "september september",
  "oktober october",
  "november november",
  "december december",
]

/** The day that words such as "30 maart 2026" or "2026-03-30" name, as `2026-03-30`; else empty. */
export function dayIn(words: string): string {
  const written = /^(\d{1,2}) (\p{L}+) (\d{4})$/u.exec(words.trim())
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words.trim())
  const month = written
    ? months.findIndex(names => names.split(" ").includes(written[2]?.toLowerCase() ?? "")) + 1
    : Number(plain?.[2] ?? 0)
  const year = Number(written?.[3] ?? plain?.[1])
  const day = Number(written?.[1] ?? plain?.[3])
  if (month < 1) return ""
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : ""
}
