// SPDX-License-Identifier: EUPL-1.2
import {digestOf} from "@wederhoor/signoff"
import {FormatError} from "./error.ts"
import {type Kind, type Layer, type Text, layerOf} from "./names.ts"

/** A field of a section, kept in the record (not in the shared text) and changed over HTTP. */
export interface TemplateField {
  readonly id: string
  readonly label: Text
  readonly type: "text" | "date" | "choice"
  readonly required?: boolean
  readonly options?: readonly {readonly id: string; readonly label: Text}[]
}

/** A section of a report as its template describes it. Order in the template is the printed order. */
export interface TemplateSection {
  readonly id: string
  readonly title: Text
  /** What to write here. Shown while writing; outside every digest. */
  readonly guidance?: Text
  /** One layer, or `mixed`: then every statement prints its kind and the title may not say "feit". */
  readonly layer: Layer | "mixed" | "none"
  /** Kinds that may stand here, besides `unclassified`, `question` and `unknown`, which always may. */
  readonly allows: readonly Kind[]
  /** Something must stand here before the report can be made final. */
  readonly required?: boolean
  /** Filled from the record (who was heard, on which day); nobody writes here. */
  readonly computed?: "method"
  readonly fields?: readonly TemplateField[]
}

/** A report format: which sections, which kinds, who signs. Data; a used version never changes. */
export interface Template {
  readonly format: "wederhoor-template/1"
  readonly id: string
  readonly version: string
  readonly status: "draft" | "active" | "retired"
  readonly title: Text
  readonly languages: readonly string[]
  readonly basis?: readonly {readonly title: Text; readonly source: string}[]
  readonly sections: readonly TemplateSection[]
  readonly review: {
    readonly beforeFamily: "required" | "optional" | "none"
    readonly approve: "required" | "optional" | "none"
  }
  /** Lines printed on every copy that is offered to somebody. */
  readonly rights: readonly Text[]
}

/**
 * Digest of a template: what a report pins, what a client must have before it opens a place, and the
 * same digest that stands in every frozen version.
 */
export function templateDigest(template: Template): Promise<string> {
  return digestOf("template@1", {value: template})
}

/** Whether a statement of this kind may stand in this section. */
export function sectionAllows(section: TemplateSection, kind: Kind): boolean {
  return layerOf(kind) === null || section.allows.includes(kind)
}

/**
 * Where a statement of this kind goes when it is converted: the preferred section if it fits, else
 * the first that is wholly of its layer, else the first that allows it. `undefined` when none does.
 */
export function sectionFor(
  template: Template,
  kind: Kind,
  preferred?: string,
): TemplateSection | undefined {
  const fits = template.sections.filter(
    section => !section.computed && sectionAllows(section, kind),
  )
  return (
    fits.find(section => section.id === preferred) ??
    fits.find(section => section.layer === layerOf(kind)) ??
    fits[0]
  )
}

/** The section with this id. @throws FormatError `unknown-section` when the template has none. */
export function templateSection(template: Template, id: string): TemplateSection {
  const section = template.sections.find(candidate => candidate.id === id)
  if (!section)
    throw new FormatError("unknown-section", id, `Template ${template.id} has no section “${id}”.`)
  return section
}
