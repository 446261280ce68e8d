// SPDX-License-Identifier: EUPL-1.2
import type {Finding, Kind, Lang, Person, Policy, RelationType, Template} from "@wederhoor/format"
import type {EditorView} from "prosemirror-view"
import type {Awareness} from "y-protocols/awareness"
import type * as Y from "yjs"
import type {HiddenRules} from "../hidden-rules.ts"
import type {LanguageOptions} from "../language-options.ts"
import type {LanguageReading, LeftStanding} from "./reading.ts"

/** What the writing table reads of the view of a report. */
export interface WritingReportView {
  readonly persons: readonly Person[]
}

/** What the writing table needs. */
export interface WritingOptions {
  /** The place `content`, seeded by the server and synced at least once. */
  readonly content: Y.Doc
  /** Carets of colleagues; `null` when there is no connection to share them over. */
  readonly awareness: Awareness | null
  readonly template: Template
  /** The report as this writer may see it now; read anew after `refresh()`. */
  readonly view: () => WritingReportView
  readonly lang: Lang
  readonly editable: boolean
  /** Who made a statement and who worked on it, in words; without it nobody is told. */
  readonly authorOf?: (statement: string) => Promise<string | null>
  /** Called with the findings of the gate `toFamily` whenever they were computed anew. */
  readonly onFindings?: (findings: readonly Finding[]) => void
  /** `YYYY-MM-DD`, by the clock of the server. */
  readonly today: () => string
  readonly policy: Policy
  /** What the host sets of the language assistant. */
  readonly language?: LanguageOptions
  /** The rules that this person does not want to see; default none, for as long as the table lies. */
  readonly hiddenRules?: HiddenRules
  /** Whoever sits here reviews: hints are underlined in the whole text, not only where the caret is. */
  readonly reviews?: boolean
  /** Called when the text was looked at anew: what `reading` and `leftStanding` say may have changed. */
  readonly onLook?: () => void
}

/** Acts on a statement without the panel; each is one step that can be undone, and says whether it was done. */
export interface WritingActs {
  /** Change the kind; elsewhere than in its own section a copy comes, with `copyId` as its id if given. */
  readonly convert: (id: string, kind: Kind, copyId?: string) => boolean
  /** An empty reason is refused. */
  readonly withdraw: (id: string, reason: string) => boolean
  readonly restore: (id: string) => boolean
  /** A value the attribute cannot hold is refused; `""` takes it away. */
  readonly setAttribute: (id: string, name: string, value: string) => boolean
  readonly addRelation: (id: string, type: RelationType, ref: string, page?: string) => boolean
  /** One place up or down in its section. */
  readonly move: (id: string, direction: -1 | 1) => boolean
  /** To another section that allows its kind: a copy there, withdrawn here. */
  readonly relocate: (id: string, section: string, copyId?: string) => boolean
}

/** The writing table on a page. */
export interface WritingHandle {
  readonly acts: WritingActs
  /** Open or close the text for writing; what was typed stays. */
  readonly setEditable: (editable: boolean) => void
  /** The view of the report changed: persons, labels. */
  readonly refresh: () => void
  /** Show what only the server can find (rules on shielded strings) beside its statements as well. */
  readonly showFindings: (findings: readonly Finding[]) => void
  readonly destroy: () => void
  /** Undo what this writer did last; false when there is nothing. */
  readonly undo: () => boolean
  readonly redo: () => boolean
  /** Put the caret in a statement and bring it into sight; false when it is not there. */
  readonly focusStatement: (id: string) => boolean
  /** How the whole text reads, as it was at the last `onLook`. Reads every word: ask it when somebody wants to know. */
  readonly reading: () => LanguageReading
  /** The hints that authors left standing. */
  readonly leftStanding: () => readonly LeftStanding[]
  /**
   * Go to the first sentence that claims to be fact and reads as a judgement. F8, or this again, then goes
   * to the next of those, until the last or until the writer goes elsewhere. False when there is none left.
   */
  readonly walkOpinions: () => boolean
  /** The ProseMirror view, for tests and for hosts that add plugins of their own. */
  readonly view: EditorView
}
