// SPDX-License-Identifier: EUPL-1.2
import type {Kind, Lang, Person, Source, Template} from "@wederhoor/format"
import type {Command, EditorState} from "prosemirror-state"
import type {SourceFields} from "./commands.ts"

/** What the panel reads and does. Every change goes through `run`, as one step that can be undone. */
export interface InspectorContext {
  readonly lang: Lang
  readonly template: Template
  readonly persons: () => readonly Person[]
  readonly sources: () => readonly Source[]
  readonly state: () => EditorState
  readonly editable: () => boolean
  readonly run: (...acts: readonly Command[]) => boolean
  readonly addSource: (statement: string, fields: SourceFields, page: string) => void
  readonly editSource: (id: string, fields: SourceFields) => void
  /** Who made a statement and who worked on it, in words; `null` when that cannot be had now. */
  readonly authorOf: ((statement: string) => Promise<string | null>) | null
  readonly convert: (statement: string, kind: Kind) => void
  /** One place up or down in its section. */
  readonly move: (statement: string, direction: -1 | 1) => void
  /** To another section, as it is. */
  readonly relocate: (statement: string, section: string) => void
}

/** How a person is shown in a list. */
export function personWords(person: Person): string {
  return person.label && !person.name.startsWith(person.label)
    ? `${person.name} (${person.label})`
    : person.name
}

/** Everybody in the register, to choose from. */
export const personOptions = (context: InspectorContext): (readonly [string, string])[] =>
  context.persons().map(person => [person.id, personWords(person)])
