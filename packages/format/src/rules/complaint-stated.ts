// SPDX-License-Identifier: EUPL-1.2
import {fieldsOf, valueOf} from "../reading/fields.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "complaint-stated",
  applies: template =>
    fieldsOf(template).some(
      ({section, field}) => section.id === "cover" && field.id === "complaint",
    ),
  gate: "approve",
  severity: "error",
  on: "report",
  source: "HRG-20; Nationale ombudsman 2021/067",
  words: {
    nl: [
      "Op het voorblad staat niet of er een klacht loopt.",
      "Vul in of er een klacht loopt, en zo ja waar.",
    ],
    en: [
      "The cover does not say whether a complaint is pending.",
      "Fill in whether a complaint is pending and, if so, where.",
    ],
  },
  *check({record}) {
    if (record && !valueOf(record, "cover", "complaint")) yield {section: "cover"}
  },
}
