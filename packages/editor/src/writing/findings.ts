// SPDX-License-Identifier: EUPL-1.2
import {
  type Checker,
  type Content,
  type Finding,
  type Kind,
  type Lang,
  type Person,
  type Policy,
  type RelationType,
  type Source,
  type Template,
  describeFinding,
  kinds,
  relationTypes,
  restsOnWord,
  startCheck,
  statementAttributes,
} from "@wederhoor/format"
import type {Hint} from "@wederhoor/language"
import type {Node} from "prosemirror-model"
import type {LanguageOptions} from "../language-options.ts"
import {adviceFor, hintNotes, hintsOf} from "./hints.ts"
import {text} from "./schema.ts"
import {overlaps, sentenceUnder} from "./sentences.ts"
import {placesOf, statementJson, statementText} from "./structure.ts"
import {byLabel, say} from "./words.ts"

/** What a button on a card does. The table carries it out. */
export type Act =
  | {readonly type: "convert"; readonly kind: Kind}
  | {readonly type: "focus"; readonly control: string}
  | {
      readonly type: "replace"
      readonly from: number
      readonly to: number
      readonly expected: string
      readonly words: string
    }
  | {readonly type: "waive"; readonly hash: string; readonly reason?: string}
  | {readonly type: "hide"; readonly rule: string}

/** One remark beside a statement: a finding of the format, or a hint on its wording. */
export interface Note {
  readonly statement: string
  readonly rule: string
  readonly source: "finding" | "hint"
  readonly level: "error" | "warning" | "notice" | "tip"
  readonly what: string
  /** What to do, or the question that helps on. */
  readonly todo: string
  readonly why: string
  readonly example: readonly [string, string] | null
  /** How often a hint of this rule was right where it was measured, 0 to 1; 1 for a finding. */
  readonly trust: number
  /** Where in the plain text, for a hint. */
  readonly range: readonly [number, number] | null
  /** Where the sentence begins that a hint is about, in the plain text: hints on one sentence share a card. */
  readonly sentence: number | null
  /** The wording reads as a judgement where a fact is claimed. */
  readonly opinion: boolean
  readonly acts: readonly {readonly label: string; readonly act: Act}[]
}

/** What the checks need to know besides the text. */
export interface CheckContext {
  readonly lang: Lang
  readonly template: Template
  readonly policy: Policy
  readonly persons: () => readonly Person[]
  readonly today: () => string
  readonly language?: LanguageOptions | undefined
  /** Rules that this person does not want to see. */
  readonly isHidden?: ((rule: string) => boolean) | undefined
}

/** Rules that rest on the shielded strings of the register, which never leave the server. */
const serverOnly: ReadonlySet<string> = new Set(["shielded-text"])

const order = {error: 0, warning: 1, notice: 2, tip: 3} as const

/**
 * Everything to say beside the statements, most pressing first per statement. Computed here, without
 * the server. Hints are kept per statement node, so a statement that did not change costs nothing.
 */
export interface Advisor {
  /** Check the structure of the whole report again. */
  readonly findings: (content: Content) => void
  /**
   * Look at the wording of one statement. With a caret (an offset in its plain text) the sentence
   * around it is left alone: nobody is told about half a sentence.
   */
  readonly words: (statement: Node, caret: number | null) => void
  /** Take over hints that came later, on exactly this statement. */
  readonly learn: (statement: Node, hints: readonly Hint[]) => void
  /** Whether every source of a statement is what a person said. */
  readonly said: (statement: Node) => boolean
  /** Findings of the server that cannot be made here, on strings that only the server may know. */
  readonly fromServer: (findings: readonly Finding[]) => void
  /** The notes of a statement, most pressing first. */
  readonly notesOf: (id: string) => readonly Note[]
  readonly hasNotes: (id: string) => boolean
  /** Findings of the last check, as data. */
  readonly last: () => readonly Finding[]
}

export function advisor(context: CheckContext): Advisor {
  const found = new Map<string, Note[]>()
  const hinted = new Map<string, readonly Note[]>()
  const told = new Map<string, Note[]>()
  const toldOf = new Map<string, Node>()
  const cached = new WeakMap<Node, {readonly said: boolean; readonly notes: readonly Note[]}>()
  const advice = adviceFor(context.lang, context.template, context.language)
  let sources: readonly Source[] = []
  let checker: Checker | undefined
  let asked: {readonly persons: readonly Person[]; readonly today: string} | undefined
  let last: readonly Finding[] = []

  const notesOf = (id: string): Note[] =>
    agreed([...(told.get(id) ?? []), ...(found.get(id) ?? []), ...(hinted.get(id) ?? [])]).toSorted(
      // Of two as pressing, the one that has been right most often.
      (a, b) => order[a.level] - order[b.level] || b.trust - a.trust,
    )

  const saidIn = (statement: Node): boolean => restsOnWord(statementJson(statement), sources)

  return {
    findings: content => {
      found.clear()
      sources = content.sources
      const persons = context.persons()
      const today = context.today()
      // Other people or another day: everything is judged. Else only what the change touches.
      if (checker && asked?.persons === persons && asked.today === today) checker.update(content)
      else {
        const {template, policy} = context
        checker = startCheck({content, persons, template, policy, today, gate: "toFamily"})
        asked = {persons, today}
      }
      last = checker.findings()
      const kindsById = new Map(
        content.sections.flatMap(section => section.statements.map(one => [one.id, one.kind])),
      )
      for (const finding of last) {
        if (!finding.statement) continue
        const notes = found.get(finding.statement) ?? []
        notes.push(
          findingNote(
            finding,
            finding.statement,
            kindsById.get(finding.statement) ?? "unclassified",
            context,
          ),
        )
        found.set(finding.statement, notes)
      }
    },
    words: (statement, caret) => {
      const id = text(statement, "id")
      // What the server said of other words is not said of these; it will say so again if it must.
      if (told.has(id)) {
        const about = toldOf.get(id)
        if (about === undefined) toldOf.set(id, statement)
        else if (about !== statement) told.delete(id)
      }
      const now = saidIn(statement)
      const known = cached.get(statement)
      const all =
        known?.said === now
          ? known.notes
          : hintNotes(hintsOf(statement, now, advice), statement, context.lang)
      cached.set(statement, {said: now, notes: all})
      const wanted = all.filter(note => context.isHidden?.(note.rule) !== true)
      const shown = caret === null ? wanted : leaveSentence(wanted, statementText(statement), caret)
      if (shown.length > 0) hinted.set(id, shown)
      else hinted.delete(id)
    },
    learn: (statement, hints) =>
      void cached.set(statement, {
        said: saidIn(statement),
        notes: hintNotes(hints, statement, context.lang),
      }),
    said: saidIn,
    fromServer: findings => {
      told.clear()
      toldOf.clear()
      for (const finding of findings) {
        if (!finding.statement || !serverOnly.has(finding.rule)) continue
        const notes = told.get(finding.statement) ?? []
        notes.push(findingNote(finding, finding.statement, "unclassified", context))
        told.set(finding.statement, notes)
      }
    },
    notesOf,
    hasNotes: id => told.has(id) || found.has(id) || hinted.has(id),
    last: () => last,
  }
}

function findingNote(finding: Finding, id: string, kind: Kind, context: CheckContext): Note {
  const {lang} = context
  const {what, todo} = describeFinding(finding, lang)
  return {
    statement: id,
    rule: finding.rule,
    source: "finding",
    trust: 1,
    level: finding.severity,
    what,
    todo,
    why: "",
    example: null,
    range: null,
    sentence: null,
    opinion: false,
    acts: finding.fixes.map(fix => {
      switch (fix.type) {
        case "convert":
          return {
            label: say(lang, "fixConvert", {kind: kinds[fix.kind].label[lang].toLowerCase()}),
            act: {type: "convert", kind: fix.kind} as const,
          }
        case "addSource":
          return {label: say(lang, "fixSource"), act: {type: "focus", control: "source"} as const}
        case "set":
          return {
            label: setLabel(fix.attribute, kind, lang),
            act: {type: "focus", control: fix.attribute} as const,
          }
        case "addBasis":
          return {label: say(lang, "fixBasis"), act: {type: "focus", control: "basedOn"} as const}
        case "limitReaders":
          return {
            label: say(lang, "fixReaders"),
            act: {type: "focus", control: kind === "childVoice" ? "shareWith" : "reader"} as const,
          }
        case "withdraw":
          return {
            label: say(lang, "fixWithdraw"),
            act: {type: "focus", control: "withdrawn"} as const,
          }
      }
    }),
  }
}

function setLabel(attribute: string, kind: Kind, lang: Lang): string {
  if (attribute === "kind") return say(lang, "kind")
  const label =
    attribute === "by"
      ? byLabel(kind, lang)
      : (statementAttributes[attribute]?.label ?? relationLabel(attribute))?.[lang]
  return say(lang, "fixSet", {label: (label ?? attribute).toLowerCase()})
}

/**
 * Notes that name one kind to convert to: where the wording says what it is (a view, a judgement), a
 * finding that only knows the structure offers that kind first too.
 */
function agreed(notes: readonly Note[]): Note[] {
  const convert = (note: Note): Kind | undefined =>
    note.acts.flatMap(({act}) => (act.type === "convert" ? [act.kind] : []))[0]
  const worded = notes.filter(note => note.source === "hint").flatMap(note => convert(note) ?? [])
  const [kind] = worded
  if (!kind) return [...notes]
  return notes.map(note => {
    if (note.source === "hint" || !convert(note)) return note
    const own = note.acts.filter(({act}) => !(act.type === "convert" && act.kind === kind))
    const first = notes
      .filter(one => one.source === "hint")
      .flatMap(one => one.acts)
      .find(({act}) => act.type === "convert" && act.kind === kind)
    return first ? {...note, acts: [first, ...own]} : note
  })
}

const relationLabel = (name: string): {nl: string; en: string} | undefined =>
  Object.hasOwn(relationTypes, name) ? relationTypes[name as RelationType] : undefined

/** Without the notes on the sentence in which the caret stands. */
function leaveSentence(notes: readonly Note[], words: string, caret: number): readonly Note[] {
  const sentence = sentenceUnder(words, caret)
  if (!sentence) return notes
  return notes.filter(note => note.range === null || !overlaps(note.range, sentence))
}

/** Ids of the statements that have something beside them, in the order of the document. */
export function walkable(doc: Node, advisor: Advisor): string[] {
  return [...placesOf(doc)].map(place => text(place.node, "id")).filter(id => advisor.hasNotes(id))
}
