// SPDX-License-Identifier: EUPL-1.2
import {type FrozenReport, type LeafValues, type ReportContent, redact} from "@wederhoor/signoff"
import {statementAttributes} from "./attributes.ts"
import {
  type Content,
  type Relation,
  type Run,
  type Source,
  type Statement,
  attr,
  isWithdrawn,
  refs,
} from "./content.ts"
import {type Kind, type Lang, type Layer, type Text, layerOf, textIn} from "./names.ts"
import {holdsShielded, readsAll} from "./person.ts"
import type {Reaction, RecordState} from "./record.ts"
import type {Template} from "./template.ts"
import {type CopyReader, mayRead, readsReport} from "./visibility.ts"

/** A statement as it is frozen: what it means, without waivers. */
export interface FrozenStatement {
  id: string
  kind: Kind
  lines: readonly (readonly Run[])[]
  attrs: Statement["attrs"]
  relations: readonly Relation[]
}

/** A person as a report names them. Birth dates and shielded strings never enter a version. */
export interface FrozenParty {
  id: string
  role: string
  name: string
  label: string
}

/** What stands in the leaves of a frozen version of ours. */
export interface FormatLeaves extends LeafValues {
  statement: FrozenStatement
  reaction: Reaction
  party: FrozenParty
  source: Source
  field: {id: string; value: string}
}

/** A frozen version, or one reader's copy of it. */
export type Version = FrozenReport<FormatLeaves>

/** The content as it counts: withdrawn statements and waivers are left out, nothing else changes. */
export function standingContent(content: Content): Content {
  return {
    sources: content.sources,
    sections: content.sections.map(section => ({
      id: section.id,
      statements: section.statements
        .filter(statement => !isWithdrawn(statement))
        .map(({id, kind, lines, attrs, relations}) => ({id, kind, lines, attrs, relations})),
    })),
  }
}

const layerOrder: readonly (Layer | null)[] = ["fact", "voice", "appraisal", "plan", null]

/** Statements of a mixed section stand together by layer (formaat, besluit 1); others as written. */
function inPrintedOrder(statements: readonly Statement[], mixed: boolean): readonly Statement[] {
  const rank = (one: Statement): number => layerOrder.indexOf(layerOf(one.kind))
  return mixed ? statements.toSorted((a, b) => rank(a) - rank(b)) : statements
}

/**
 * The report as it goes into `freeze`: standing statements in template order (in a mixed section
 * grouped by layer), then what the template no longer has, the register without private fields,
 * section fields, and every reaction with its answer. Sources that nothing names are left out.
 */
export function freezeInput(
  content: Content,
  state: RecordState,
  template: Template,
): ReportContent<FormatLeaves> {
  const lang = state.lang === "en" ? "en" : "nl"
  const standing = standingContent(content)
  const used = new Set(
    standing.sections.flatMap(section => section.statements.flatMap(one => refs(one, "source"))),
  )
  return {
    id: state.report,
    template: {...template},
    lang,
    parties: state.persons.map(({id, role, name, label}) => ({id, role, name, label})),
    sources: standing.sources.filter(source => used.has(source.id)),
    sections: [
      ...template.sections.map(section => ({
        id: section.id,
        title: textIn(section.title, lang as Lang),
        fields: [
          ...(section.fields ?? []).map(field => ({
            id: field.id,
            value: state.fields[section.id]?.[field.id]?.value ?? "",
          })),
          ...retiredFields(state, section.id),
        ],
        statements: inPrintedOrder(
          standing.sections.find(candidate => candidate.id === section.id)?.statements ?? [],
          section.layer === "mixed",
        ).map(one => ({...one})),
      })),
      ...retiredSections(standing, state, template).map(section => ({
        id: section.id,
        title: textIn(section.title, lang as Lang),
        fields: retiredFields(state, section.id),
        statements: section.statements.map(one => ({...one})),
      })),
    ],
    reactions: [...state.reactions],
    attachments: [],
  }
}

/** Sections that the template does not have, with what still stands there: nothing is dropped. */
function retiredSections(
  standing: Content,
  state: RecordState,
  template: Template,
): {id: string; title: Text; statements: readonly Statement[]}[] {
  const known = new Set(template.sections.map(section => section.id))
  const ids = new Set([
    ...state.retired.map(one => one.section),
    ...standing.sections.filter(one => one.statements.length > 0).map(one => one.id),
  ])
  return [...ids]
    .filter(id => !known.has(id))
    .map(id => ({
      id,
      title: state.retired.findLast(one => one.section === id)?.title ?? {nl: id},
      statements: standing.sections.find(one => one.id === id)?.statements ?? [],
    }))
}

/** What was filled in of a section in fields that the template no longer has. */
function retiredFields(state: RecordState, section: string): {id: string; value: string}[] {
  const fields = state.retired.filter(one => one.section === section).flatMap(one => one.fields)
  return [...new Map(fields.map(({id, value}) => [id, {id: `retired-${id}`, value}])).values()]
}

/**
 * Whether a reader may see a reaction: their own always; the family, and whoever signs the whole report,
 * those on passages they read (or on the whole report) that hold nothing shielded; the team and the
 * reviewer all of them (HRG-23).
 */
export function mayReadReaction(
  reaction: Pick<Reaction, "by" | "on" | "text">,
  reader: CopyReader,
  state: RecordState,
  readable: ReadonlySet<string>,
  template?: Pick<Template, "signOffs">,
): boolean {
  if (readsAll(reader.role) || reaction.by === reader.id) return true
  return (
    readsReport(reader.role, template) &&
    (reaction.on === "" || readable.has(reaction.on)) &&
    !holdsShielded(reaction.text, state.persons)
  )
}

/**
 * One person's copy of a version. What they may not read loses its words and keeps its digest, so the
 * copy still verifies. A source stays hidden when only hidden passages use it; a reaction goes with
 * its passage, and one that holds something shielded is read by its writer, the team and the reviewer
 * only (HRG-23): nobody's own words are refused or edited for it, and nobody can find out by trying
 * what is shielded. A shielded source, and a field that holds something shielded, are for team and
 * reviewer only. Team and reviewer get the version whole; who is not of the family and does not sign
 * the whole report (an informant, a grandmother with a task) gets what `mayRead` gives them, their own
 * reactions and the names those passages print, and nothing else.
 *
 * @param template what says who signs for the whole report; as for `mayRead`.
 */
export function redactFor(
  version: Version,
  state: RecordState,
  reader: CopyReader,
  template?: Pick<Template, "signOffs">,
): Version {
  if (readsAll(reader.role)) return version
  const shown = version.sections.flatMap(section =>
    section.statements.flatMap(({value}) =>
      value && mayRead(value, reader, template) ? [value] : [],
    ),
  )
  const ids = new Set(shown.map(statement => statement.id))
  const sources = new Set(shown.flatMap(statement => refs(statement, "source")))
  const outsider = !readsReport(reader.role, template)
  const mentioned = new Set([reader.id, ...shown.flatMap(namedIn)])
  return redact<FormatLeaves>(version, (...[kind, value]) => {
    switch (kind) {
      case "statement":
        return !ids.has(value.id)
      case "reaction":
        return !mayReadReaction(value, reader, state, ids, template)
      case "source":
        // Who gave a shielded source stays unnamed, for everybody but the writers (CNF-2).
        return !sources.has(value.id) || value.shielded === true
      case "party":
        return outsider && !mentioned.has(value.id)
      case "field":
        // What a migration retired can no longer be mended: it is not shown rather than printed.
        return outsider || holdsShielded(value.value, state.persons)
    }
  })
}

/** Whose names a statement prints: whom it is about, whose it is, who has a task in it or agreed to it. */
function namedIn(statement: FrozenStatement): string[] {
  const inAttributes = Object.entries(statementAttributes)
    .filter(([, rule]) => rule.shape === "ref")
    .map(([name]) => attr(statement, name))
  return [...refs(statement, "about"), ...refs(statement, "accord"), ...inAttributes].filter(
    Boolean,
  )
}

/** The content of a version, as far as this copy shows it. */
export function contentOf(version: Version): Content {
  return {
    sources: version.sources.flatMap(leaf => leaf.value ?? []),
    sections: version.sections.map(section => ({
      id: section.id,
      statements: section.statements.flatMap(leaf => leaf.value ?? []),
    })),
  }
}
