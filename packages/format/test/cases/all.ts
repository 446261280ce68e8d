// SPDX-License-Identifier: EUPL-1.2
import {appraisalCases} from "./appraisals.ts"
import {factCases} from "./facts.ts"
import {reportCases} from "./reports.ts"
import type {Cases} from "./situation.ts"
import {voiceCases} from "./voices.ts"

/** Situations of every rule, for the tests and for the bench that changes the rules. */
export const cases: Cases = {...factCases, ...voiceCases, ...appraisalCases, ...reportCases}
