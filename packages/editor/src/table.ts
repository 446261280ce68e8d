// SPDX-License-Identifier: EUPL-1.2
import type {Act, ReportView, Template} from "@wederhoor/format"
import type {Api, Problem} from "./api.ts"
import type {ConnectionState} from "./connection.ts"
import type {HiddenRules} from "./hidden-rules.ts"
import type {NotPlaced} from "./kept.ts"
import type {LanguageOptions} from "./language-options.ts"
import type {Session} from "./session.ts"
import type {Words} from "./words.ts"

/** What every table (writing, reading, reviewing) is given to work with. */
export interface TableContext {
  readonly api: Api
  readonly session: Session
  readonly template: Template
  readonly words: Words
  /** What the host sets of the language assistant. */
  readonly language: LanguageOptions
  /** Rules of the language assistant that this person does not want to see. */
  readonly hiddenRules: HiddenRules
  /** Starts ids of elements, so that two editors fit on one page. */
  readonly ids: string
  /** The report as last fetched. */
  readonly view: () => ReportView
  readonly connection: () => ConnectionState
  readonly notPlaced: () => readonly NotPlaced[]
  /** Ask the server for an act. On success the view is fresh and every table drawn again. */
  readonly act: (act: Act) => Promise<Problem | null>
  /** Say something short in the polite live region. */
  readonly announce: (text: string) => void
  /** Tell the host page. */
  readonly emit: (type: "finding" | "refused" | "connection", detail: unknown) => void
  /** Draw again, for a change of the screen alone. */
  readonly redraw: () => void
}

/** A table as it lies in the page. */
export interface Table {
  /** Draw what the view says now. Called often; must leave focus and half-written words alone. */
  readonly update: () => void
  readonly destroy: () => void
}

/** The name of a person in the register, with their part: "Marieke Bos (moeder)". */
export function nameOf(view: ReportView, id: string, bare = false): string {
  const person = view.persons.find(candidate => candidate.id === id)
  if (!person) return id
  // A label that only repeats the first name ("Noor") tells nothing.
  return bare || person.label === "" || person.name.includes(person.label)
    ? person.name
    : `${person.name} (${person.label})`
}

/** The names of the team of a report, in a sentence. */
export function authorsOf(context: TableContext): string {
  const view = context.view()
  return context.words.list(
    view.persons
      .filter(person => person.role === "author" || person.role === "coAuthor")
      .map(person => nameOf(view, person.id, true)),
  )
}
