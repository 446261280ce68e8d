// SPDX-License-Identifier: EUPL-1.2
import {hearingSteps} from "./hearing-steps.ts"
import {signingSteps} from "./signing-steps.ts"
import {type Step, writingSteps} from "./writing-steps.ts"

/** The steps of the main job in the order in which they are walked. */
export const steps: readonly Step[] = [...writingSteps, ...hearingSteps, ...signingSteps]

/** Their names: what `WEDERHOOR_WITHOUT` and `npm run walk:without` take. */
export const stepNames: readonly string[] = steps.map(step => step.name)
