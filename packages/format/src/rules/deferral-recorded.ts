// SPDX-License-Identifier: EUPL-1.2
import {hearingOf} from "../record.ts"
import {labelOf} from "../reading/labels.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "deferral-recorded",
  gate: "toFamily",
  severity: "error",
  on: "report",
  source: "HRG-22; HRG-10; Jeugdwet 7.3.2(3)",
  words: {
    nl: [
      "Laten lezen door {person} moet wachten, maar het uitstel staat niet in het dossier.",
      "Leg het uitstel vast: de reden, met wie is overlegd en wanneer je het opnieuw bekijkt.",
    ],
    en: [
      "Showing this to {person} must wait, but the deferral is not on record.",
      "Record the deferral: the reason, who was consulted and when it is looked at again.",
    ],
  },
  *check({record}) {
    if (!record) return
    for (const {reader, outcome} of record.disclosure)
      if (outcome === "defer" && hearingOf(record, reader) !== "deferredSafety")
        yield {person: reader, params: {person: labelOf(record, reader)}}
  },
}
