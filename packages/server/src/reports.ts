// SPDX-License-Identifier: EUPL-1.2
import {CollabError, placeName, seedContent} from "@wederhoor/collab"
import {type Content, type Person, type Template, templateDigest, words} from "@wederhoor/format"
import * as Y from "yjs"

import type {Documents} from "./documents.ts"
import type {Records} from "./record.ts"
import type {Store} from "./store.ts"
import type {Versions} from "./versions.ts"

/** What a host gives to make a report. */
export interface NewReport {
  /** `[a-z0-9-]{1,64}`. */
  readonly id: string
  readonly template: Template
  readonly persons: readonly Person[]
  /** First values of section fields, by section and field. */
  readonly fields?: {readonly [section: string]: {readonly [field: string]: string}}
  /** `nl` unless said otherwise. */
  readonly lang?: "nl" | "en"
  /** Statements and sources to begin with; every section of the template is made in any case. */
  readonly content?: Content
}

/** A made report, or why not: `report-exists` · `bad-report` (`at` says where). */
export type ReportMade =
  | {readonly ok: true; readonly report: string}
  | {readonly ok: false; readonly code: "report-exists" | "bad-report"; readonly at: string}

const slug = /^[a-z0-9-]{1,64}$/

/**
 * Make a report: pin the template, seed the text as a logged update of `server`, and open the record.
 * The record comes last, so a report that exists is whole; what a crash left of one is written anew.
 */
export async function createReport(
  parts: {store: Store; records: Records; documents: Documents; versions: Versions},
  input: NewReport,
): Promise<ReportMade> {
  const wrong = problemIn(input)
  if (wrong !== null) return {ok: false, code: "bad-report", at: wrong}
  const {id, template, persons, fields = {}, lang = "nl", content} = input
  const text: Content = {
    sources: content?.sources ?? [],
    sections: template.sections.map(section => ({
      id: section.id,
      statements: content?.sections.find(one => one.id === section.id)?.statements ?? [],
    })),
  }
  try {
    // A try on an empty document: whatever is wrong with the text is found before anything is kept.
    seedContent(new Y.Doc(), text)
  } catch (error) {
    return {ok: false, code: "bad-report", at: error instanceof CollabError ? error.at : "/content"}
  }
  const digest = await templateDigest(template)
  await parts.versions.keepTemplate(digest, template)
  return parts.records.act(id, async current => {
    const actor = {person: "server", role: "host"}
    if (current)
      return {events: [], actor, result: {ok: false, code: "report-exists", at: id} as ReportMade}
    await seed(parts.documents, placeName(id, "content"), text)
    const pinned = {id: template.id, version: template.version, digest}
    return {
      actor,
      events: [{type: "created", report: id, template: pinned, lang, persons, fields}],
      result: {ok: true, report: id} as const,
    }
  })
}

async function seed(documents: Documents, place: string, content: Content): Promise<void> {
  const doc = new Y.Doc()
  const made = await documents.alone(place, async turn => Y.encodeStateAsUpdate(turn.doc))
  Y.applyUpdate(doc, made)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => {
    for (const root of ["doc", "sources"]) {
      const fragment = doc.getXmlFragment(root)
      fragment.delete(0, fragment.length)
    }
  })
  seedContent(doc, content)
  await documents.claim(place, "server", [doc.clientID])
  const update = Y.encodeStateAsUpdate(doc, before)
  const touches = content.sections.map(({id}) => ({
    root: "doc",
    section: id,
    node: "section",
    op: "insert",
  }))
  await documents.alone(place, turn => turn.append(update, {user: "server", touches}))
  doc.destroy()
}

/** The first thing wrong with what a host sent, as a JSON pointer; `null` when nothing is. */
function problemIn(input: unknown): string | null {
  const object = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value)
  const text = (value: unknown, max = 400): value is string =>
    typeof value === "string" && value.length <= max && !/\p{Surrogate}/u.test(value)
  if (!object(input)) return "/"
  const {id, template, persons, fields, lang, content} = input
  if (typeof id !== "string" || !slug.test(id)) return "/id"
  if (lang !== undefined && lang !== "nl" && lang !== "en") return "/lang"
  if (!object(template) || template["format"] !== "wederhoor-template/1") return "/template/format"
  if (!text(template["id"]) || !text(template["version"])) return "/template"
  if (!object(template["title"]) || !object(template["review"])) return "/template"
  const sections = template["sections"]
  if (!Array.isArray(sections) || sections.length === 0) return "/template/sections"
  const ids = new Set<string>()
  for (const [i, section] of sections.entries()) {
    const wrong =
      !object(section) ||
      typeof section["id"] !== "string" ||
      !slug.test(String(section["id"]).toLowerCase()) ||
      ids.has(section["id"]) ||
      !object(section["title"]) ||
      !Array.isArray(section["allows"])
    if (wrong) return `/template/sections/${i}`
    ids.add(String(section["id"]))
  }
  if (!Array.isArray(persons) || persons.length === 0) return "/persons"
  const people = new Set<string>()
  for (const [i, person] of persons.entries()) {
    const wrong =
      !object(person) ||
      typeof person["id"] !== "string" ||
      !slug.test(String(person["id"])) ||
      people.has(person["id"]) ||
      !Object.hasOwn(words.role, String(person["role"])) ||
      !text(person["name"]) ||
      !text(person["label"]) ||
      (person["shielded"] !== undefined && !Array.isArray(person["shielded"]))
    if (wrong) return `/persons/${i}`
    people.add(String(person["id"]))
  }
  if (fields !== undefined) {
    if (!object(fields)) return "/fields"
    for (const [section, values] of Object.entries(fields)) {
      if (!ids.has(section) || !object(values)) return `/fields/${section}`
      for (const [field, value] of Object.entries(values))
        if (!text(value, 20_000)) return `/fields/${section}/${field}`
    }
  }
  if (content !== undefined) {
    if (
      !object(content) ||
      !Array.isArray(content["sections"]) ||
      !Array.isArray(content["sources"])
    )
      return "/content"
    for (const [i, section] of content["sections"].entries())
      if (
        !object(section) ||
        !ids.has(String(section["id"])) ||
        !Array.isArray(section["statements"])
      )
        return `/content/sections/${i}`
  }
  return null
}
