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
  readonly hiddenSource: string
  readonly notHeardYet: string
  readonly proposal: string
  readonly unconfirmed: string
  readonly late: string
  readonly retired: string
  readonly origin: string
  readonly someLapsed: string
  readonly lapsed: (name: string) => string
  readonly shared: string
  readonly sharedAsShown: string
  readonly notSharedYet: string
  readonly notSharedBy: (names: readonly string[]) => string
  readonly version: (version: string) => string
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

const sentences: {readonly [lang in Lang]: Sentences} = {
  nl: {
    unanswered: "Nog niet beantwoord",
    source: "Bron",
    date: "Datum",
    noDate: "geen datum",
    empty: "Hier staat niets.",
    notSigned: "Nog niet getekend",
    signedSelf: "zelf ondertekend",
    recordedByTeam: "vastgelegd door de onderzoekers",
    hiddenTarget: "een passage die u niet ziet",
    hiddenSource: "een bron die niet wordt genoemd",
    notHeardYet: "Nog niet gehoord",
    proposal: "Voorstel (nog niet afgesproken)",
    unconfirmed: "Weergave niet bevestigd",
    late: "Na vaststelling",
    retired: "Niet meer in dit format",
    origin: "Overgenomen uit",
    someLapsed: "Niet iedereen is gehoord: niet gehoord binnen de termijn.",
    lapsed: name => `${name}: niet gehoord binnen de termijn.`,
    shared: "Gedeeld: ouders en kinderen herkennen dit, helemaal of deels.",
    sharedAsShown: "Iedereen van wie hier een antwoord staat, herkent dit, helemaal of deels.",
    notSharedYet: "Nog niet gedeeld: niet iedereen heeft geantwoord.",
    notSharedBy: names => `Niet gedeeld door ${names.join(" en ")}.`,
    version: version => `versie ${version}`,
    page: page => `bladzijde ${page}`,
    gap: number =>
      `Deze passage is voor deze lezer niet zichtbaar (${number}). U mag ernaar vragen.`,
    reactBy: date => `U kunt reageren tot en met ${date}.`,
    by: kind =>
      kind === "observation"
        ? "Wie zag dit"
        : kind === "account" || kind === "childVoice"
          ? "Wie zegt dit"
          : kind === "unknown"
            ? "Wie zoekt dit uit"
            : kind === "agreement" || kind === "action"
              ? "Wie doet dit"
              : "Van wie",
    until: kind => (kind === "unknown" ? "Opnieuw bekeken op" : "Tot"),
    status: {
      hearing: version => `Versie ${version}, om te lezen en op te reageren`,
      signing: version => `Versie ${version}, om te ondertekenen`,
      final: version => `Versie ${version}, definitief`,
    },
    relation: relationWords("nl"),
    group: {everyone: "iedereen die het verslag leest", team: "de onderzoekers"},
  },
  en: {
    unanswered: "Not answered yet",
    source: "Source",
    date: "Date",
    noDate: "no date",
    empty: "Nothing stands here.",
    notSigned: "Not signed yet",
    signedSelf: "signed in person",
    recordedByTeam: "recorded by the authors",
    hiddenTarget: "a passage you do not see",
    hiddenSource: "a source that is not named",
    notHeardYet: "Not heard yet",
    proposal: "Proposal (not agreed yet)",
    unconfirmed: "Rendering not confirmed",
    late: "After the report was made final",
    retired: "No longer in this format",
    origin: "Taken over from",
    someLapsed: "Not everybody was heard: not heard within the term.",
    lapsed: name => `${name}: not heard within the term.`,
    shared: "Shared: parents and children recognise this, wholly or in part.",
    sharedAsShown: "Everybody whose answer stands here recognises this, wholly or in part.",
    notSharedYet: "Not shared yet: not everybody has answered.",
    notSharedBy: names => `Not shared by ${names.join(" and ")}.`,
    version: version => `version ${version}`,
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
            : kind === "agreement" || kind === "action"
              ? "Who does this"
              : "Whose",
    until: kind => (kind === "unknown" ? "Looked at again on" : "Until"),
    status: {
      hearing: version => `Version ${version}, to read and react to`,
      signing: version => `Version ${version}, to be signed`,
      final: version => `Version ${version}, final`,
    },
    relation: relationWords("en"),
    group: {everyone: "everybody who reads the report", team: "the authors"},
  },
}

/** The fixed sentences of a report in a language. */
export function sentencesFor(lang: Lang): Sentences {
  return sentences[lang]
}
