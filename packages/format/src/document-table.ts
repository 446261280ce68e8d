// SPDX-License-Identifier: EUPL-1.2
import {type AttributeRule, relationTypes, statementAttributes} from "./attributes.ts"
import {kinds} from "./names.ts"

/** One kind of node in a place's document: its children, whether it holds text, its attributes. */
export interface NodeRule {
  /** Names of the element children, in any number and order: merge-closed, `X*`. */
  readonly children: readonly string[]
  /** Whether it may hold text runs; then `children` is empty. */
  readonly text?: true
  readonly attributes: {readonly [name: string]: AttributeRule}
  /** Made, moved and removed by the server only. */
  readonly fixed?: true
}

/** The whole shape of one place's Yjs document. */
export interface DocumentTable {
  /** Root fragments by name, with the elements they may hold. */
  readonly roots: {readonly [name: string]: {readonly children: readonly string[]}}
  readonly nodes: {readonly [name: string]: NodeRule}
  /** Marks on text runs, with the attributes each may carry. */
  readonly marks: {
    readonly [name: string]: {readonly attributes: {readonly [name: string]: AttributeRule}}
  }
}

const slug: AttributeRule = {type: "string", default: "", shape: "slug", maxLength: 64}
const id: AttributeRule = {...slug, writeOnce: true}
const ref: AttributeRule = {type: "string", default: "", shape: "ref", maxLength: 64}
const words = (maxLength = 400): AttributeRule => ({type: "string", default: "", maxLength})

/** The kinds of source in the source register of a report, with the words people see. */
export const sourceMediums = {
  document: {nl: "Stuk", en: "Document"},
  register: {nl: "Register", en: "Register"},
  talk: {nl: "Gesprek", en: "Talk"},
  message: {nl: "Bericht", en: "Message"},
  own: {nl: "Eigen aantekening", en: "Own record"},
  unknown: {nl: "Onbekend", en: "Unknown"},
} as const

export type SourceMedium = keyof typeof sourceMediums

const relationNodes = Object.fromEntries(
  Object.keys(relationTypes).map(name => [
    name,
    {
      children: [],
      attributes: {ref, ...(name === "source" ? {page: words(40)} : {})},
    } satisfies NodeRule,
  ]),
)

/**
 * The document of the place `content`: the sections with their statements, and the register of
 * sources. A line holds text and marks only; relations stand beside the lines (an inline node splits
 * the text and displaces what a colleague types meanwhile).
 */
export const contentTable: DocumentTable = {
  roots: {doc: {children: ["section"]}, sources: {children: ["sourceEntry"]}},
  nodes: {
    section: {children: ["statement"], attributes: {id: {...id, serverOnly: true}}, fixed: true},
    statement: {
      children: ["line", "waiver", ...Object.keys(relationTypes)],
      attributes: {
        ...statementAttributes,
        kind: {...(statementAttributes["kind"] as AttributeRule), values: Object.keys(kinds)},
        // Beside which other statement it was put: a matter of order, and so no part of the content.
        beside: {type: "string", default: "", shape: "slug", maxLength: 66},
      },
    },
    line: {children: [], text: true, attributes: {}},
    ...relationNodes,
    waiver: {children: [], attributes: {hash: words(64), reason: words(400)}},
    sourceEntry: {
      children: [],
      attributes: {
        id,
        title: words(),
        author: words(),
        medium: {type: "string", default: "unknown", values: Object.keys(sourceMediums)},
        date: {type: "string", default: "", shape: "date", maxLength: 16},
        person: ref,
        ground: words(),
        consent: words(),
        attached: {type: "boolean", default: false},
        expert: {type: "boolean", default: false},
        shielded: {type: "boolean", default: false},
      },
    },
  },
  marks: {
    strong: {attributes: {}},
    em: {attributes: {}},
    quote: {attributes: {}},
    person: {attributes: {ref}},
  },
}

/**
 * The document of `family/…`, `reply/…` and `review`: drafts of words that become part of the record
 * only when their writer sends them. `on` names a statement, or is empty for the whole report.
 */
export const draftTable: DocumentTable = {
  roots: {drafts: {children: ["draft"]}},
  nodes: {
    draft: {
      children: [],
      text: true,
      attributes: {
        id,
        on: {...slug, writeOnce: true},
        type: {type: "string", default: "", maxLength: 32},
      },
    },
  },
  marks: {},
}
