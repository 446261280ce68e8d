// SPDX-License-Identifier: EUPL-1.2
import {relationTypes} from "./attributes.ts"
import type {Kind, Lang} from "./names.ts"

interface Sentences {
  readonly unanswered: string
  readonly source: string
  readonly date: string
  readonly noDate: string
  readonly empty: string
  readonly notSigned: string
  readonly signedSelf: string
  readonly recordedByTeam: string
  readonly hiddenTarget: string
  readonly notHeardYet: string
  readonly proposal: string
  readonly page: (page: string) => string
  readonly gap: (number: number) => string
  readonly reactBy: (date: string) => string
  readonly by: (kind: Kind) => string
  readonly until: (kind: Kind) => string
  readonly status: {readonly [use in "hearing" | "signing" | "final"]: (version: number) => string}
  readonly relation: {readonly [type in keyof typeof relationTypes]: string}
  readonly group: {readonly [code: string]: string}
}

const relationWords = (lang: Lang): Sentences["relation"] =>
  Object.fromEntries(
    Object.entries(relationTypes).map(([type, label]) => [type, label[lang]]),
  ) as Sentences["relation"]

const dutch: Sentences = {
  unanswered: "Nog niet beantwoord",
  source: "Bron",
  date: "Datum",
  noDate: "geen datum",
  empty: "Hier staat niets.",
  notSigned: "Nog niet getekend",
  signedSelf: "zelf ondertekend",
  recordedByTeam: "vastgelegd door de onderzoekers",
  hiddenTarget: "een passage die u niet ziet",
  notHeardYet: "Nog niet gehoord",
  proposal: "Voorstel (nog niet afgesproken)",
  page: page => `bladzijde ${page}`,
  gap: number => `Deze passage is voor deze lezer niet zichtbaar (${number}). U mag ernaar vragen.`,
  reactBy: date => `U kunt reageren tot en met ${date}.`,
  by: kind =>
    kind === "observation"
      ? "Wie zag dit"
      : kind === "account" || kind === "childVoice"
        ? "Wie zegt dit"
        : kind === "unknown"
          ? "Wie zoekt dit uit"
          : "Van wie",
  until: kind => (kind === "unknown" ? "Opnieuw bekeken op" : "Tot"),
  status: {
    hearing: version => `Versie ${version}, om te lezen en op te reageren`,
    signing: version => `Versie ${version}, om te ondertekenen`,
    final: version => `Versie ${version}, definitief`,
  },
  relation: relationWords("nl"),
  group: {everyone: "iedereen die het verslag leest", team: "de onderzoekers"},
}

const english: Sentences = {
  unanswered: "Not answered yet",
  source: "Source",
  date: "Date",
  noDate: "no date",
  empty: "Nothing stands here.",
  notSigned: "Not signed yet",
  signedSelf: "signed in person",
  recordedByTeam: "recorded by the authors",
  hiddenTarget: "a passage you do not see",
  notHeardYet: "Not heard yet",
  proposal: "Proposal (not agreed yet)",
  page: page => `page ${page}`,
  gap: number => `This passage is not shown to this reader (${number}). You may ask about it.`,
  reactBy: date => `You can react up to and including ${date}.`,
  by: kind =>
    kind === "observation"
      ? "Who saw this"
      : kind === "account" || kind === "childVoice"
        ? "Who says this"
        : kind === "unknown"
          ? "Who finds this out"
          : "Whose",
  until: kind => (kind === "unknown" ? "Looked at again on" : "Until"),
  status: {
    hearing: version => `Version ${version}, to read and react to`,
    signing: version => `Version ${version}, to be signed`,
    final: version => `Version ${version}, final`,
  },
  relation: relationWords("en"),
  group: {everyone: "everybody who reads the report", team: "the authors"},
}

/** The fixed sentences of a report in a language. */
export function sentencesFor(lang: Lang): Sentences {
  return lang === "en" ? english : dutch
}
