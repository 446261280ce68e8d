// SPDX-License-Identifier: EUPL-1.2
import {appraisalCases} from "./appraisals.ts"
import {conclusionCases} from "./conclusions.ts"
import {factCases} from "./facts.ts"
import {generalCases} from "./general.ts"
import {planCases} from "./plan.ts"
import {peopleCases} from "./report-people.ts"
import {sectionCases} from "./report-sections.ts"
import {templateCases} from "./report-template.ts"
import {reportCases} from "./reports.ts"
import {reuseCases} from "./reuse.ts"
import type {Cases} from "./situation.ts"
import {voiceCases} from "./voices.ts"

/** Situations of every rule, for the tests and for the bench that changes the rules. */
export const cases: Cases = {
  ...generalCases,
  ...factCases,
  ...voiceCases,
  ...appraisalCases,
  ...conclusionCases,
  ...planCases,
  ...reuseCases,
  ...reportCases,
  ...peopleCases,
  ...sectionCases,
  ...templateCases,
}
