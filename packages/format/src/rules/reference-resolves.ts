// SPDX-License-Identifier: EUPL-1.2
import {statementAttributes} from "../attributes.ts"
import {attr} from "../content.ts"
import {layerOf} from "../names.ts"
import {everyone} from "../visibility.ts"
import type {StatementRule} from "../rule.ts"

/** Attributes that hold the id of a person. */
const personRefs: readonly string[] = Object.entries(statementAttributes).flatMap(
  ([name, {shape}]) => (shape === "ref" ? name : []),
)

export const rule: StatementRule = {
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
    const person = personRefs.find(name => {
      const id = attr(statement, name)
      return id !== "" && !scope.persons.has(id)
    })
    const dangling = statement.relations.find(({type, ref}) => {
      if (type === "source") return !scope.sources.has(ref)
      if (type === "accord") return !scope.persons.has(ref)
      if (type === "about" || type === "reader" || type === "shareWith")
        return ref !== everyone && ref !== "team" && !scope.persons.has(ref)
      if (layerOf(statement.kind) === "appraisal" && type === "basedOn") return false
      return !scope.statements.has(ref)
    })
    const attribute = person ?? dangling?.type
    return attribute !== undefined && {fixes: [{type: "set", attribute}]}
  },
}
