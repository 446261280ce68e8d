// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import {layerOf} from "../names.ts"
import {everyone} from "../visibility.ts"
import type {StatementRule} from "../rule.ts"

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
}
