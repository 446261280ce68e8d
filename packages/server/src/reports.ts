// SPDX-License-Identifier: EUPL-1.2
import {CollabError, placeName, seedContent} from "@wederhoor/collab"
import {
  checkReportRequest,
  type Content,
  parseReportRequest,
  type Person,
  type Problem,
  type Template,
  templateDigest,
} from "@wederhoor/format"
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

/** A made report, or why not: `report-exists` · `bad-report` (`at` says where, `problem` what). */
export type ReportMade =
  | {readonly ok: true; readonly report: string}
  | {
      readonly ok: false
      readonly code: "report-exists" | "bad-report"
      readonly at: string
      readonly problem?: Problem
    }

/**
 * Make a report: pin the template, seed the text as a logged update of `server`, and open the record.
 * The record comes last, so a report that exists is whole; what a crash left of one is written anew.
 */
export async function createReport(
  parts: {store: Store; records: Records; documents: Documents; versions: Versions},
  input: NewReport,
): Promise<ReportMade> {
  const given: unknown = {fields: {}, lang: "nl", ...input}
  const [problem] = checkReportRequest(given)
  if (problem) return {ok: false, code: "bad-report", at: problem.at, problem}
  const {id, template, persons, fields, lang, content} = parseReportRequest(given)
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

/** A changed register, or why not; `problem` says what is wrong with the persons that were given. */
export type RegisterChanged =
  | {readonly ok: true; readonly seq: number}
  | {
      readonly ok: false
      readonly code: "not-found" | "register-moved" | "person-removed" | "bad-report"
      readonly at: string
      readonly problem?: Problem
    }

/**
 * Give the register of a report anew, as the host system knows it: other roles, labels, names to be
 * shielded, people who joined. `seq` is the number of the record it was read at. Nobody is taken out;
 * who leaves the team gets a role that may open nothing. Who may still come in follows at once: the
 * places of those whose role changed are closed.
 */
export async function changeRegister(
  parts: {records: Records; versions: Versions},
  report: string,
  given: {readonly persons: readonly Person[]; readonly seq: number},
): Promise<RegisterChanged> {
  const none = {ok: false, code: "not-found", at: report} as const
  const known = await parts.records.get(report)
  const template = known && (await parts.versions.template(known.state.template.digest))
  if (!known || !template) return none
  const asked: unknown = {
    id: report,
    template: {...template, status: "active"},
    persons: given.persons,
    fields: {},
    lang: "nl",
  }
  const [problem] = checkReportRequest(asked)
  if (problem) return {ok: false, code: "bad-report", at: problem.at, problem}
  const {persons} = parseReportRequest(asked)
  return parts.records.act(report, async current => {
    const actor = {person: "host", role: "host"}
    const refuse = (
      code: "not-found" | "register-moved" | "person-removed",
      at: string,
    ): {events: []; actor: typeof actor; result: RegisterChanged} => ({
      events: [],
      actor,
      result: {ok: false, code, at},
    })
    if (!current) return refuse("not-found", report)
    if (current.state.seq !== given.seq) return refuse("register-moved", report)
    const gone = current.state.persons.find(({id}) => !persons.some(one => one.id === id))
    if (gone) return refuse("person-removed", gone.id)
    return {
      actor,
      events: [{type: "registerChanged", persons}],
      result: {ok: true, seq: given.seq + 1} as const,
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
