// SPDX-License-Identifier: EUPL-1.2
import {
  type Content,
  type Source,
  type Statement,
  attr,
  isWithdrawn,
  plainText,
  refs,
  statementsOf,
} from "../content.ts"
import {folded} from "../fold.ts"
import {layerOf} from "../names.ts"
import {sectionAllows, sectionFor} from "../template.ts"
import {everyone} from "../visibility.ts"
import type {Scope, StatementRule} from "./rule.ts"

/** Every string a reader of the statement would get to see. */
function printed(statement: Statement, scope: Scope): string[] {
  const sources = refs(statement, "source").flatMap(id => scope.sources.get(id) ?? [])
  return [
    plainText(statement),
    ...Object.values(statement.attrs).map(String),
    ...statement.relations.flatMap(relation => relation.page ?? []),
    ...sources.flatMap((source: Source) => [
      source.title,
      source.author ?? "",
      source.ground ?? "",
      source.consent ?? "",
    ]),
  ]
}

export const generalRules: readonly StatementRule[] = [
  {
    slug: "statement-has-text",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "FMT-1",
    words: {
      nl: ["Hier staat nog niets.", "Schrijf de uitspraak op, of haal haar weg."],
      en: ["Nothing stands here yet.", "Write the statement, or withdraw it."],
    },
    check: statement => plainText(statement).trim() === "" && {fixes: [{type: "withdraw"}]},
  },
  {
    slug: "kind-chosen",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Kernwaarde: scheiden van feiten en meningen; formaat, namen",
    words: {
      nl: [
        "Er is nog geen soort gekozen.",
        "Kies wat dit is: een feit, wat iemand vertelt, een oordeel of iets anders.",
      ],
      en: [
        "No kind has been chosen yet.",
        "Choose what this is: a fact, what someone tells, a judgement or something else.",
      ],
    },
    check: statement =>
      statement.kind === "unclassified" && {fixes: [{type: "set", attribute: "kind"}]},
  },
  {
    slug: "kind-in-section",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "formaat, soorten en besluit 1: één laag per paragraaf",
    words: {
      nl: ["Deze soort hoort niet in deze paragraaf.", "Zet het om: dan komt het in “{target}”."],
      en: [
        "This kind does not belong in this section.",
        "Convert it: then it moves to “{target}”.",
      ],
    },
    check(statement, scope, section) {
      if (sectionAllows(section, statement.kind)) return
      const target = sectionFor(scope.template, statement.kind)
      return {
        params: {target: target?.title["nl"] ?? ""},
        fixes: [{type: "convert", kind: statement.kind}],
      }
    },
  },
  {
    slug: "reference-resolves",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "FMT-2",
    words: {
      nl: [
        "Dit verwijst naar iets dat er niet (meer) is.",
        "Kies opnieuw, of haal de verwijzing weg.",
      ],
      en: [
        "This refers to something that is not there (any more).",
        "Choose again, or remove the reference.",
      ],
    },
    check(statement, scope) {
      const by = attr(statement, "by")
      const dangling = statement.relations.some(({type, ref}) => {
        if (type === "source") return !scope.sources.has(ref)
        if (type === "about" || type === "reader" || type === "shareWith")
          return ref !== everyone && ref !== "team" && !scope.persons.has(ref)
        if (layerOf(statement.kind) === "appraisal" && type === "basedOn") return false
        return !scope.statements.has(ref)
      })
      return (
        (dangling || (by !== "" && !scope.persons.has(by))) && {
          fixes: [{type: "set", attribute: "by"}],
        }
      )
    },
  },
  {
    slug: "shielded-text",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "CNF-1; Ombudsman 2000/249 (geheim adres bij de ex-partner terechtgekomen)",
    words: {
      nl: [
        "Hier staat een gegeven dat voor iemand geheim moet blijven.",
        "Haal het weg. Schrijf bijvoorbeeld “is verhuisd” zonder het adres.",
      ],
      en: [
        "This holds something that must stay secret from someone.",
        "Take it out. For example write “has moved” without the address.",
      ],
    },
    check(statement, scope) {
      const secrets = [...scope.persons.values()].flatMap(person => person.shielded ?? [])
      if (secrets.length === 0) return
      const text = printed(statement, scope).map(folded).join("\n")
      return (
        secrets.some(
          ({text: secret}) => folded(secret) !== "" && text.includes(folded(secret)),
        ) && {fixes: []}
      )
    },
  },
]

/** Statements that were added, or changed in meaning, since the version people were shown. */
export function changedSince(offered: Content, now: Content): string[] {
  const then = meaningsIn(offered)
  const before = new Map([...statementsOf(offered)].map(({statement}) => [statement.id, statement]))
  const current = meaningsIn(now)
  return [...statementsOf(now)].flatMap(({statement}) => {
    if (isWithdrawn(statement)) return []
    const old = before.get(statement.id)
    return old && then(old) === current(statement) ? [] : [statement.id]
  })
}

/**
 * What a statement means: kind, words, attributes that are set, relations, and the sources it leans
 * on. Not the waivers, nor the order in which keys and relations stand.
 */
function meaningsIn(content: Content): (statement: Statement) => string {
  const sources = new Map(content.sources.map(source => [source.id, sorted(source)]))
  return ({kind, lines, attrs, relations}) =>
    JSON.stringify([
      kind,
      plainText({lines}),
      sorted(attrs),
      relations
        .map(({type, ref, page}) =>
          JSON.stringify([type, ref, page ?? "", type === "source" ? sources.get(ref) : ""]),
        )
        .toSorted(),
    ])
}

const sorted = (record: object): [string, unknown][] =>
  Object.entries(record)
    .filter(([, value]) => value !== "" && value !== false)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
