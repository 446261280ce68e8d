// SPDX-License-Identifier: EUPL-1.2
import {digestOf} from "@wederhoor/signoff"
import {FormatError} from "./error.ts"
import type {RelationType, VocabularyName} from "./attributes.ts"
import {type Kind, type Layer, type Role, type Text, layerOf} from "./names.ts"

/** A field of a section, kept in the record (not in the shared text) and changed over HTTP. */
export interface TemplateField {
  readonly id: string
  readonly label: Text
  /** What to fill in, beside the field. */
  readonly help?: Text
  readonly type: "text" | "date" | "choice"
  /** Must be filled before approval. */
  readonly required?: boolean
  /** Must be filled when another field has this value; `field` is `section.field`. */
  readonly requiredWhen?: {readonly field: string; readonly is: string}
  readonly options?: readonly {readonly id: string; readonly label: Text}[]
  /**
   * When this date should be: at most the policy's term `policy` (a key of `fieldTerms`) after the
   * date field `of` (`section.field`), or at least that long before it. A warning, never a wall: terms
   * of order do not undo an act.
   */
  readonly term?: {
    readonly of: string
    readonly policy: string
    readonly order: "within" | "before"
  }
}

/** Something that must stand in a section before approval, counted by machine. */
export interface SectionNeed {
  /** Kinds that count. */
  readonly kinds: readonly Kind[]
  readonly min: number
  /** Only statements with this value of an attribute count. */
  readonly where?: {readonly attribute: string; readonly is: string}
  /** Only statements with such a relation to a statement of these kinds count. */
  readonly linked?: {readonly relation: RelationType; readonly kinds: readonly Kind[]}
  /**
   * Asked for each of these: `child`, `parent`, `participant`: a statement by that person, unless the
   * record says how or why not they were heard; `question`: a statement that answers it.
   */
  readonly per?: "child" | "parent" | "participant" | "question"
  /** Not asked when this field of the section is filled: it holds the reason. */
  readonly unless?: string
  /** What is missing, for people: one sentence with what to do. */
  readonly message: Text
}

/** A section of a report as its template describes it. Order in the template is the printed order. */
export interface TemplateSection {
  readonly id: string
  readonly title: Text
  /** A heading above this section and those after it that name the same. Sections do not nest. */
  readonly group?: Text
  /** What to write here. Shown while writing; outside every digest. */
  readonly guidance?: Text
  /** One layer, or `mixed`: then every statement prints its kind and the title may not say "feit". */
  readonly layer: Layer | "mixed" | "none"
  /** Kinds that may stand here, besides `unclassified`, `question` and `unknown`, which always may. */
  readonly allows: readonly Kind[]
  /** Something must stand here before approval. */
  readonly required?: boolean
  /** Filled from the record (who was heard, on which day); nobody writes here. */
  readonly computed?: "method"
  readonly fields?: readonly TemplateField[]
  readonly needs?: readonly SectionNeed[]
  /** Only statements that come from another report may stand here, with their origin. */
  readonly reuseOnly?: boolean
  /** Who holds the pen: the team (default), the family, or both together. */
  readonly writtenBy?: "team" | "family" | "together"
}

/** A kind of this template only: a base kind with a name of its own, that may ask more, never less. */
export interface TemplateKind {
  readonly id: string
  readonly extends: Kind
  readonly label: Text
  readonly help?: Text
  /** Attributes that must be filled besides what the base kind asks. */
  readonly requires?: readonly string[]
}

/** A word of a vocabulary. */
export interface VocabularyTerm {
  readonly id: string
  readonly label: Text
}

/** An act of signing that this kind of report asks for. */
export interface TemplateSignOff {
  readonly purpose: "report" | "plan" | "consent" | "ownWords"
  readonly roles: readonly Role[]
  /** The report is not final before each of them decided, or it stands on record why not. */
  readonly required: boolean
}

/** What every offered copy tells its reader, in this order. */
export const rightNames = ["correction", "ownStatement", "support", "complaint", "contact"] as const

/** A report format: which sections, which kinds, who signs. Data; a used version never changes. */
export interface Template {
  readonly format: "wederhoor-template/1"
  readonly id: string
  readonly version: string
  readonly status: "draft" | "active" | "retired"
  readonly title: Text
  readonly languages: readonly string[]
  /** Policy, statute or guideline behind it. */
  readonly basis?: readonly {readonly title: Text; readonly source: string}[]
  /**
   * `extends`: everything of the other stands, more may be asked · `compliesWith`: own form, no demand
   * of the other is loosened · `inspiredBy`: no promise. Checked by `checkDerivation`.
   */
  readonly derivedFrom?: {
    readonly id: string
    readonly version: string
    readonly relation: "extends" | "compliesWith" | "inspiredBy"
  }
  readonly kinds?: readonly TemplateKind[]
  readonly vocabularies?: {
    /** Areas of life; `assessed` areas need both sides, and two sources where there is a worry (FMT-3, FMT-4). */
    readonly areas?: readonly (VocabularyTerm & {readonly assessed?: boolean})[]
    /** Models for analysis, each with its factors. Regions use different ones; ids are unique over all. */
    readonly factors?: readonly {
      readonly id: string
      readonly title: Text
      readonly source?: string
      readonly terms: readonly VocabularyTerm[]
    }[]
    readonly safetyPhases?: readonly VocabularyTerm[]
  }
  readonly sections: readonly TemplateSection[]
  /** Whether the family is asked what they recognise of explanations and conclusions. */
  readonly recognition?: boolean
  /** Goes to a court: then a copy that hides something from a party may not be filed (CNF-4). */
  readonly court?: boolean
  /** Goes to a court when this field (`section.field`) has this value. */
  readonly courtWhen?: {readonly field: string; readonly is: string}
  readonly review: {
    readonly beforeFamily: "required" | "optional" | "none"
    readonly approve: "required" | "optional" | "none"
  }
  /** Who signs what. Without it: every parent and carer reacts to the whole report. */
  readonly signOffs?: readonly TemplateSignOff[]
  /** The rights block: lines printed on every copy that is offered to somebody. */
  readonly rights: {readonly [name in (typeof rightNames)[number]]: Text}
  /** How reports on an older version come to this one. */
  readonly migrations?: readonly {
    readonly from: string
    readonly steps: readonly MigrationStep[]
  }[]
}

/** One step of a migration. What no step names stays where it is. */
export type MigrationStep =
  | {readonly op: "renameSection"; readonly from: string; readonly to: string}
  | {
      readonly op: "renameField"
      readonly section: string
      readonly from: string
      readonly to: string
    }
  | {
      readonly op: "mapOption"
      readonly section: string
      readonly field: string
      readonly map: {readonly [from: string]: string}
    }
  | {
      readonly op: "mapTerm"
      readonly vocabulary: VocabularyName
      readonly map: {readonly [from: string]: string}
    }

/** Who signs what when a template does not say. */
const usualSignOffs: readonly TemplateSignOff[] = [
  {purpose: "report", roles: ["parent", "carer"], required: true},
  {purpose: "report", roles: ["child"], required: false},
]

/** The acts of signing a template asks for. */
export function signOffsOf(template: Pick<Template, "signOffs">): readonly TemplateSignOff[] {
  return template.signOffs ?? usualSignOffs
}

/** The words of a vocabulary of the template; for `kinds` those that specialise the given kind. */
export function vocabularyOf(
  template: Template,
  name: VocabularyName,
  kind?: Kind,
): readonly VocabularyTerm[] {
  if (name === "kinds")
    return (template.kinds ?? []).filter(one => kind === undefined || one.extends === kind)
  if (name === "factors")
    return (template.vocabularies?.factors ?? []).flatMap(model => model.terms)
  return template.vocabularies?.[name] ?? []
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
