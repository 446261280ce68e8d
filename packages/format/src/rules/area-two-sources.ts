// SPDX-License-Identifier: EUPL-1.2
import {areaParams, assessedAreas, statementsOn, worries} from "../reading/areas.ts"
import {originsOf} from "../reading/origins.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "area-two-sources",
  applies: template => assessedAreas(template).length > 0,
  gate: "approve",
  severity: "error",
  on: "report",
  source: "FMT-3; formulier verzoek tot bespreking, Den Haag",
  words: {
    nl: [
      "Wat er belemmert bij “{area}”, komt van één bron.",
      "Ga het na bij een tweede bron die los staat van de eerste, of schrijf op wat hierover niet bekend is.",
    ],
    en: [
      "What hinders in “{areaEn}” comes from one source.",
      "Verify it with a second source that is independent of the first, or write down what is not known.",
    ],
  },
  *check(scope) {
    for (const area of assessedAreas(scope.template)) {
      const here = statementsOn(area, scope)
      const worrying = here.filter(worries)
      // That nobody else could be found is said as something unknown.
      if (here.some(one => one.kind === "unknown")) continue
      if (worrying.length > 0 && originsOf(worrying, scope).size < 2)
        yield {params: areaParams(area)}
    }
  },
}
