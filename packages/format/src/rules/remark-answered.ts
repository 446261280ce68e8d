// SPDX-License-Identifier: EUPL-1.2
import {isRemark} from "../life.ts"
import {labelOf} from "../reading/labels.ts"
import {newestVersion} from "../record.ts"
import type {ReportRule} from "../rule.ts"

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
    if (!record) return
    const version = newestVersion(record)?.number
    for (const one of record.signOffs)
      if (one.version === version && isRemark(one) && !one.answer)
        yield {person: one.person, params: {person: labelOf(record, one.person)}}
  },
}
