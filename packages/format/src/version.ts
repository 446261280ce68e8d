// SPDX-License-Identifier: EUPL-1.2
import {type FrozenReport, type LeafValues, type ReportContent, redact} from "@wederhoor/signoff"
import {
  type Content,
  type Relation,
  type Run,
  type Source,
  type Statement,
  isWithdrawn,
  refs,
} from "./content.ts"
import {type Kind, textIn} from "./names.ts"
import type {Lang} from "./names.ts"
import {isTeam, type Person} from "./person.ts"
import type {Reaction, RecordState} from "./record.ts"
import type {Template} from "./template.ts"
import {mayRead} from "./visibility.ts"

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

/**
 * The report as it goes into `freeze`: standing statements in template order, the register without
 * private fields, section fields, and every reaction with its answer. Sources that nothing names are
 * left out.
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
    sections: template.sections.map(section => ({
      id: section.id,
      title: textIn(section.title, lang as Lang),
      fields: (section.fields ?? []).map(field => ({
        id: field.id,
        value: state.fields[section.id]?.[field.id]?.value ?? "",
      })),
      statements:
        standing.sections
          .find(candidate => candidate.id === section.id)
          ?.statements.map(one => ({...one})) ?? [],
    })),
    reactions: [...state.reactions],
    attachments: [],
  }
}

/**
 * One person's copy of a version. What they may not read loses its words and keeps its digest, so the
 * copy still verifies. A source stays hidden when only hidden passages use it; a reaction goes with
 * its passage. Team and reviewer get the version whole.
 */
export function redactFor(version: Version, reader: Pick<Person, "id" | "role">): Version {
  if (isTeam(reader.role) || reader.role === "reviewer") return version
  const shown = version.sections.flatMap(section =>
    section.statements.flatMap(({value}) => (value && mayRead(value, reader) ? [value] : [])),
  )
  const ids = new Set(shown.map(statement => statement.id))
  const sources = new Set(shown.flatMap(statement => refs(statement, "source")))
  return redact<FormatLeaves>(version, (...[kind, value]) => {
    switch (kind) {
      case "statement":
        return !ids.has(value.id)
      case "reaction":
        return value.by !== reader.id && value.on !== "" && !ids.has(value.on)
      case "source":
        return !sources.has(value.id)
      case "party":
      case "field":
        return false
    }
  })
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
