// SPDX-License-Identifier: EUPL-1.2
import {isOwnDecision} from "../life.ts"
import {labelOf} from "../reading/labels.ts"
import {newestVersion} from "../record.ts"
import type {ReportRule} from "../rule.ts"

/** What professionals sign themselves; a dissenting opinion stands in the report and asks no answer. */
const professional: readonly string[] = ["author", "approval"]

export const rule: ReportRule = {
  slug: "remark-answered",
  gate: "final",
  severity: "warning",
  on: "report",
  source: "formaat, besluit 16; HRG-17",
  words: {
    nl: [
      "{person} schreef iets bij het tekenen, en er is nog geen antwoord.",
      "Geef antwoord. Anders staat er straks “nog niet beantwoord”.",
    ],
    en: [
      "{person} wrote something when signing, and there is no answer yet.",
      "Answer it. Otherwise it will print “not answered yet”.",
    ],
  },
  *check({record}) {
    const version = record && newestVersion(record)?.number
    for (const one of record?.signOffs ?? []) {
      // With the other decisions the remarks are the reason that a professional noted.
      const remark = isOwnDecision(one.decision) ? one.remarks.trim() : ""
      if (one.version !== version || professional.includes(one.purpose) || !remark) continue
      const answered = record?.reactions.some(
        reaction => reaction.by === one.person && reaction.version === version && reaction.answer,
      )
      if (record && !answered)
        yield {person: one.person, params: {person: labelOf(record, one.person)}}
    }
  },
}
