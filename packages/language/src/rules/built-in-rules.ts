// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"
import {cause} from "./cause.ts"
import {certainty} from "./certainty.ts"
import {diagnosis} from "./diagnosis.ts"
import {fairness} from "./fairness.ts"
import {hedge} from "./hedge.ts"
import {mindReading} from "./mind-reading.ts"
import {missingSpeaker} from "./missing-speaker.ts"
import {must} from "./must.ts"
import {ownVoice} from "./own-voice.ts"
import {plain} from "./plain.ts"
import {vague} from "./vague.ts"
import {valueJudgement} from "./value-judgement.ts"

/** Every rule of this package, as data, ready to be read, extended or replaced. */
export const builtInRules: readonly Rule[] = [
  ...valueJudgement,
  ...must,
  ...certainty,
  ...mindReading,
  ...hedge,
  ...cause,
  ...ownVoice,
  ...diagnosis,
  ...missingSpeaker,
  ...vague,
  ...fairness,
  ...plain,
]
