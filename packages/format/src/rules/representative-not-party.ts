// SPDX-License-Identifier: EUPL-1.2
import {isFamily} from "../person.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "representative-not-party",
  gate: "toFamily",
  severity: "error",
  on: "report",
  source: "formaat, besluit 9; SGN-9; BW 1:250",
  words: {
    nl: [
      "{person} is zelf partij in dit verslag en kan {child} hier niet vertegenwoordigen.",
      "Kies een bijzondere curator of een vertrouwenspersoon.",
    ],
    en: [
      "{person} is a party to this report and cannot represent {child} in it.",
      "Choose a guardian ad litem or a confidential adviser.",
    ],
  },
  *check({record}) {
    for (const person of record?.persons ?? []) {
      const child = record?.persons.find(
        one => one.id === person.represents && one.role === "child",
      )
      if (child && isFamily(person.role))
        yield {person: person.id, params: {person: person.label, child: child.label}}
    }
  },
}
