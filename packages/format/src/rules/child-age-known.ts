// SPDX-License-Identifier: EUPL-1.2
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "child-age-known",
  gate: "toFamily",
  severity: "error",
  on: "report",
  source: "HRG-3; Rv 809(1); Jeugdwet 7.3.4, 7.3.5, 7.3.15",
  words: {
    nl: [
      "Van {person} staat er geen geboortedatum. Dan weet niemand of {person} zelf gehoord moet worden.",
      "Laat de geboortedatum toevoegen aan het register. Die wordt nergens afgedrukt.",
    ],
    en: [
      "There is no date of birth for {person}, so nobody knows whether {person} must be heard in person.",
      "Have the date of birth added to the register. It is printed nowhere.",
    ],
  },
  *check({record}) {
    for (const {id, role, birthDate, label} of record?.persons ?? [])
      if (role === "child" && !birthDate) yield {person: id, params: {person: label}}
  },
}
