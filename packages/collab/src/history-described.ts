// SPDX-License-Identifier: EUPL-1.2
import {
  isWithdrawn,
  kinds,
  type Lang,
  relationTypes,
  sourceMediums,
  statementAttributes,
} from "@wederhoor/format"
import type {DetailChange, SourceChange, StatementChange} from "./history.ts"

/** What people call a person, source, statement or section with this id; the id when unknown. */
export type NameOf = (id: string) => string

interface Label {
  readonly nl: string
  readonly en: string
}

/** Attributes that no form shows, and so have no label in the format. */
const unseen: {readonly [name: string]: Label} = {
  convertedFrom: {nl: "Omgezet uit", en: "Converted from"},
  originReport: {nl: "Overgenomen uit verslag", en: "Taken over from report"},
  originStatement: {nl: "Overgenomen uit passage", en: "Taken over from passage"},
  originVersion: {nl: "Overgenomen uit versie", en: "Taken over from version"},
}

const sourceLabels: {readonly [name: string]: Label} = {
  title: {nl: "Titel", en: "Title"},
  author: {nl: "Wie het maakte", en: "Author"},
  medium: {nl: "Soort bron", en: "Kind of source"},
  date: {nl: "Datum", en: "Date"},
  person: {nl: "Wie het zei", en: "Who said it"},
  ground: {nl: "Grond", en: "Ground"},
  consent: {nl: "Toestemming", en: "Consent"},
  attached: {nl: "Volledig bijgevoegd", en: "Attached in full"},
  expert: {nl: "Verslag van een deskundige", en: "Report of an expert"},
  shielded: {nl: "Afgeschermd", en: "Shielded"},
}

const sentences = {
  nl: {
    added: "Toegevoegd als {kind}.",
    addedNoKind: "Toegevoegd, nog zonder soort.",
    removed: "Weggehaald door wie het net had gemaakt.",
    words: "Tekst gewijzigd: {added} erbij, {removed} eraf.",
    none: "niets",
    one: "1 woord",
    many: "{count} woorden",
    signs: "alleen leestekens of spaties",
    withdrawn: "Ingetrokken, omdat: {reason}",
    withdrawnAgain: "Ingetrokken om een andere reden: {reason}",
    restored: "Weer teruggezet. De reden om in te trekken was: {reason}",
    kindSet: "Soort gekozen: {to}.",
    kindUnset: "Soort weggehaald: was {from}.",
    converted: "Omgezet van {from} naar {to}.",
    convertedCopy: "Omgezet van {from} naar {to}. De oude passage is ingetrokken, omdat: {reason}",
    movedSection: "Verplaatst uit {section}.",
    movedFirst: "Verplaatst: staat nu vooraan.",
    moved: "Verplaatst: staat nu na {previous}.",
    set: "{label}: {after}.",
    changed: "{label}: was {before}, is nu {after}.",
    unset: "{label} weggehaald: was {before}.",
    marks: "Opmaak gewijzigd (vet, schuin of aanhaling).",
    waiver: "Aanwijzing bewust laten staan, omdat: {after}",
    unwaiver: "Aanwijzing niet meer overgeslagen; de reden was: {before}",
    page: "{name}, blz. {page}",
    yes: "ja",
    no: "nee",
    sourceAdded: "Bron toegevoegd.",
    sourceRemoved: "Bron weggehaald.",
  },
  en: {
    added: "Added as {kind}.",
    addedNoKind: "Added, without a kind yet.",
    removed: "Removed by whoever had just made it.",
    words: "Text changed: {added} added, {removed} removed.",
    none: "nothing",
    one: "1 word",
    many: "{count} words",
    signs: "punctuation or spaces only",
    withdrawn: "Withdrawn, because: {reason}",
    withdrawnAgain: "Withdrawn for another reason: {reason}",
    restored: "Put back. The reason to withdraw was: {reason}",
    kindSet: "Kind chosen: {to}.",
    kindUnset: "Kind removed: was {from}.",
    converted: "Converted from {from} to {to}.",
    convertedCopy:
      "Converted from {from} to {to}. The old passage was withdrawn, because: {reason}",
    movedSection: "Moved from {section}.",
    movedFirst: "Moved: comes first now.",
    moved: "Moved: comes after {previous} now.",
    set: "{label}: {after}.",
    changed: "{label}: was {before}, is {after} now.",
    unset: "{label} removed: was {before}.",
    marks: "Marks changed (bold, italic or quotation).",
    waiver: "Hint left standing on purpose, because: {after}",
    unwaiver: "Hint no longer passed over; the reason was: {before}",
    page: "{name}, p. {page}",
    yes: "yes",
    no: "no",
    sourceAdded: "Source added.",
    sourceRemoved: "Source removed.",
  },
} as const

type Key = keyof (typeof sentences)["nl"]

function say(lang: Lang, key: Key, params: {readonly [name: string]: string} = {}): string {
  return sentences[lang][key].replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "")
}

/**
 * A change in plain words, one sentence for each thing that happened; the words themselves are in
 * `words` of the change. Sentences hold what people wrote as a reason or detail: show them as text.
 */
export function describeChange(
  change: StatementChange | SourceChange,
  lang: Lang = "nl",
  nameOf: NameOf = id => id,
): readonly string[] {
  return "source" in change
    ? describeSource(change, lang, nameOf)
    : describeStatement(change, lang, nameOf)
}

function describeStatement(change: StatementChange, lang: Lang, nameOf: NameOf): string[] {
  const {fate, kind, words, withdrawn, converted, moved, details} = change
  const said: string[] = []
  if (fate === "removed") said.push(say(lang, "removed"))
  if (fate === "added" && !converted)
    said.push(
      kind === "unclassified"
        ? say(lang, "addedNoKind")
        : say(lang, "added", {kind: kinds[kind].label[lang]}),
    )
  if (converted) {
    const [from, to] = [kinds[converted.from].label[lang], kinds[kind].label[lang]]
    const reason = converted.original?.reason ?? ""
    const key = converted.original
      ? "convertedCopy"
      : converted.from === "unclassified"
        ? "kindSet"
        : kind === "unclassified"
          ? "kindUnset"
          : "converted"
    said.push(say(lang, key, {from, to, reason}))
  }
  const isText = fate === "kept" || converted?.original !== undefined
  if (isText && words.some(({op}) => op !== "same"))
    said.push(
      say(lang, "words", {
        added: countOf(words, "added", lang),
        removed: countOf(words, "removed", lang),
      }),
    )
  if (withdrawn) {
    const now = isWithdrawn({attrs: {withdrawn: withdrawn.after}})
    const key = !now ? "restored" : withdrawn.before === "" ? "withdrawn" : "withdrawnAgain"
    said.push(say(lang, key, {reason: now ? withdrawn.after : withdrawn.before}))
  }
  if (moved)
    said.push(
      moved.before.section !== moved.after.section
        ? say(lang, "movedSection", {section: nameOf(moved.before.section)})
        : moved.after.previous === null
          ? say(lang, "movedFirst")
          : say(lang, "moved", {previous: nameOf(moved.after.previous)}),
    )
  // Of something that went all details went along; that is no news.
  if (fate !== "removed") said.push(...details.map(one => describeDetail(one, lang, nameOf)))
  return said
}

function countOf(words: StatementChange["words"], op: "added" | "removed", lang: Lang): string {
  const texts = words.filter(one => one.op === op).map(({text}) => text)
  const count = texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0)
  if (count > 0) return say(lang, count === 1 ? "one" : "many", {count: String(count)})
  return say(lang, texts.length > 0 ? "signs" : "none")
}

/** One detail of a change in a sentence. */
export function describeDetail(
  detail: DetailChange,
  lang: Lang = "nl",
  nameOf: NameOf = id => id,
): string {
  switch (detail.sort) {
    case "marks":
      return say(lang, "marks")
    case "waiver":
      return detail.after === null
        ? say(lang, "unwaiver", {before: detail.before ?? ""})
        : say(lang, "waiver", {after: detail.after})
    case "relation": {
      const {type = "source"} = detail.after ?? detail.before ?? {}
      const [before, after] = [detail.before, detail.after].map(relation => {
        if (relation === null) return null
        const name = nameOf(relation.ref)
        return relation.page === undefined ? name : say(lang, "page", {name, page: relation.page})
      })
      return sentence(relationTypes[type][lang], before ?? null, after ?? null, lang)
    }
    case "attribute": {
      const {name, before, after} = detail
      const rule = Object.hasOwn(statementAttributes, name) ? statementAttributes[name] : undefined
      const label = rule?.label?.[lang] ?? unseen[name]?.[lang] ?? name
      const options = rule?.options ?? {}
      const words = (value: string | number | boolean | null): string | null =>
        typeof value === "string"
          ? Object.hasOwn(options, value)
            ? (options[value]?.[lang] ?? value)
            : rule?.shape === "ref"
              ? nameOf(value)
              : value
          : plain(value, lang)
      return sentence(label, words(before), words(after), lang)
    }
  }
}

function describeSource({fate, details}: SourceChange, lang: Lang, nameOf: NameOf): string[] {
  if (fate === "removed") return [say(lang, "sourceRemoved")]
  const words = (name: string, value: string | number | boolean | null): string | null => {
    if (typeof value !== "string") return plain(value, lang)
    if (name === "medium" && Object.hasOwn(sourceMediums, value))
      return sourceMediums[value as keyof typeof sourceMediums][lang]
    return name === "person" ? nameOf(value) : value
  }
  const shown = fate === "added" ? details.filter(({name}) => name !== "title") : details
  return [
    ...(fate === "added" ? [say(lang, "sourceAdded")] : []),
    ...shown.map(({name, before, after}) =>
      sentence(sourceLabels[name]?.[lang] ?? name, words(name, before), words(name, after), lang),
    ),
  ]
}

function sentence(label: string, before: string | null, after: string | null, lang: Lang): string {
  const key = after === null ? "unset" : before === null ? "set" : "changed"
  return say(lang, key, {label, before: before ?? "", after: after ?? ""})
}

function plain(value: string | number | boolean | null, lang: Lang): string | null {
  if (value === null) return null
  return typeof value === "boolean" ? say(lang, value ? "yes" : "no") : String(value)
}
