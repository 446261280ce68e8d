// SPDX-License-Identifier: EUPL-1.2
import {areaParams, assessedAreas, helps, statementsOn, worries} from "../reading/areas.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "area-both-sides",
  applies: template => assessedAreas(template).length > 0,
  gate: "approve",
  severity: "error",
  on: "report",
  source:
    "FMT-4; voorwaarde (e) van de RvdK: belemmerende en beschermende factoren navolgbaar gewogen",
  words: {
    nl: [
      "Over “{area}” staat nog niet wat {lacks}.",
      "Schrijf het op bij dit leefgebied, of zet erbij wat nog niet bekend is.",
    ],
    en: [
      "For “{areaEn}” it does not say yet what {lacksEn}.",
      "Write it down for this area, or add what is not known yet.",
    ],
  },
  *check(scope) {
    for (const area of assessedAreas(scope.template)) {
      const here = statementsOn(area, scope)
      if (here.some(one => one.kind === "unknown")) continue
      if (!here.some(helps)) yield {params: {...areaParams(area), lacks: "helpt", lacksEn: "helps"}}
      if (!here.some(worries))
        yield {params: {...areaParams(area), lacks: "belemmert", lacksEn: "hinders"}}
    }
  },
}
