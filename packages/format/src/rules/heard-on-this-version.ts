// SPDX-License-Identifier: EUPL-1.2
import {changedSince} from "../reading/changed.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "heard-on-this-version",
  gate: "approve",
  severity: "error",
  on: "report",
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
  *check({offered, content}) {
    if (offered) for (const statement of changedSince(offered, content)) yield {statement}
  },
}
