// SPDX-License-Identifier: EUPL-1.2
import {meaningOf} from "../reading/changed.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "heard-on-this-version",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "HRG-21; SKJ 19.158Ta",
  words: {
    nl: [
      "Dit is veranderd of nieuw sinds de versie die de mensen lazen.",
      "Leg het opnieuw voor, zodat zij er op kunnen reageren.",
    ],
    en: [
      "This is new or changed since the version that people read.",
      "Offer it again, so that they can react to it.",
    ],
  },
  check: (statement, {offeredMeanings, sources}) =>
    offeredMeanings !== undefined &&
    offeredMeanings.get(statement.id) !== meaningOf(statement, sources) &&
    {},
}
