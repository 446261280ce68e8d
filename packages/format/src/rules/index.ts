// SPDX-License-Identifier: EUPL-1.2
import type {ReportRule, StatementRule} from "../rule.ts"
import {rule as aboutMayRead} from "./about-may-read.ts"
import {rule as accountNeedsKnowledge} from "./account-needs-knowledge.ts"
import {rule as accountNeedsRendering} from "./account-needs-rendering.ts"
import {rule as accountNeedsSpeaker} from "./account-needs-speaker.ts"
import {rule as agreementAccorded} from "./agreement-accorded.ts"
import {rule as agreementComplete} from "./agreement-complete.ts"
import {rule as answersQuestion} from "./answers-question.ts"
import {rule as areaBothSides} from "./area-both-sides.ts"
import {rule as areaTwoSources} from "./area-two-sources.ts"
import {rule as basisSound} from "./basis-sound.ts"
import {rule as childAgeKnown} from "./child-age-known.ts"
import {rule as childHasVoice} from "./child-has-voice.ts"
import {rule as childNeedsShareList} from "./child-needs-share-list.ts"
import {rule as childNotSoleExecutor} from "./child-not-sole-executor.ts"
import {rule as childSharedAsAgreed} from "./child-shared-as-agreed.ts"
import {rule as childToldWhoReads} from "./child-told-who-reads.ts"
import {rule as childVoiceNeedsMoment} from "./child-voice-needs-moment.ts"
import {rule as childVoiceNeedsSetting} from "./child-voice-needs-setting.ts"
import {rule as childVoiceUsed} from "./child-voice-used.ts"
import {rule as complaintStated} from "./complaint-stated.ts"
import {rule as concernNeedsFeared} from "./concern-needs-feared.ts"
import {rule as conclusionNeedsFact} from "./conclusion-needs-fact.ts"
import {rule as conclusionWeighsProtective} from "./conclusion-weighs-protective.ts"
import {rule as conditionNeedsGround} from "./condition-needs-ground.ts"
import {rule as contestedBasisWeighed} from "./contested-basis-weighed.ts"
import {rule as contestedFactVerified} from "./contested-fact-verified.ts"
import {rule as courtCopyWhole} from "./court-copy-whole.ts"
import {rule as decisionNeedsGround} from "./decision-needs-ground.ts"
import {rule as decisionNeverAlone} from "./decision-never-alone.ts"
import {rule as decisionWeighsAlternatives} from "./decision-weighs-alternatives.ts"
import {rule as deferralLapsed} from "./deferral-lapsed.ts"
import {rule as deferralRecorded} from "./deferral-recorded.ts"
import {rule as diagnosisNeedsConsent} from "./diagnosis-needs-consent.ts"
import {rule as diagnosisNeedsDiagnostician} from "./diagnosis-needs-diagnostician.ts"
import {rule as diagnosisNeedsRegistration} from "./diagnosis-needs-registration.ts"
import {rule as diagnosisTermOutsideDiagnosis} from "./diagnosis-term-outside-diagnosis.ts"
import {rule as disclosureChecked} from "./disclosure-checked.ts"
import {rule as excerptNeedsPage} from "./excerpt-needs-page.ts"
import {rule as excerptNeedsYear} from "./excerpt-needs-year.ts"
import {rule as excerptTooOldWithoutReason} from "./excerpt-too-old-without-reason.ts"
import {rule as expertReportAttached} from "./expert-report-attached.ts"
import {rule as factNeedsDate} from "./fact-needs-date.ts"
import {rule as factNeedsSource} from "./fact-needs-source.ts"
import {rule as factRestsOnWordOnly} from "./fact-rests-on-word-only.ts"
import {rule as factorNeedsBasis} from "./factor-needs-basis.ts"
import {rule as factorNeedsEffect} from "./factor-needs-effect.ts"
import {rule as factorNeedsPlace} from "./factor-needs-place.ts"
import {rule as fieldKnown} from "./field-known.ts"
import {rule as fieldRequired} from "./field-required.ts"
import {rule as fieldTerm} from "./field-term.ts"
import {rule as goalNeedsHolder} from "./goal-needs-holder.ts"
import {rule as heardOnThisVersion} from "./heard-on-this-version.ts"
import {rule as hearingEvidence} from "./hearing-evidence.ts"
import {rule as hearsayNeedsOrigin} from "./hearsay-needs-origin.ts"
import {rule as hiddenWordsNeverBasis} from "./hidden-words-never-basis.ts"
import {rule as hypothesisNeedsAlternative} from "./hypothesis-needs-alternative.ts"
import {rule as hypothesisNeedsBasis} from "./hypothesis-needs-basis.ts"
import {rule as hypothesisNeedsState} from "./hypothesis-needs-state.ts"
import {rule as informantAccorded} from "./informant-accorded.ts"
import {rule as instrumentNeedsRaterDate} from "./instrument-needs-rater-date.ts"
import {rule as instrumentNeedsVersion} from "./instrument-needs-version.ts"
import {rule as instrumentNeverSoleBasis} from "./instrument-never-sole-basis.ts"
import {rule as judgementHolderRegistered} from "./judgement-holder-registered.ts"
import {rule as judgementNeedsBasis} from "./judgement-needs-basis.ts"
import {rule as judgementNeedsCounter} from "./judgement-needs-counter.ts"
import {rule as judgementNeedsHolder} from "./judgement-needs-holder.ts"
import {rule as kindChosen} from "./kind-chosen.ts"
import {rule as kindInSection} from "./kind-in-section.ts"
import {rule as labelNeverBasis} from "./label-never-basis.ts"
import {rule as namedPlaceRevealed} from "./named-place-revealed.ts"
import {rule as noCitizenNumber} from "./no-citizen-number.ts"
import {rule as observationNeedsMoment} from "./observation-needs-moment.ts"
import {rule as observationNeedsSetting} from "./observation-needs-setting.ts"
import {rule as observerAccorded} from "./observer-accorded.ts"
import {rule as ownWordsConfirmed} from "./own-words-confirmed.ts"
import {rule as parentsReadOnConsent} from "./parents-read-on-consent.ts"
import {rule as partyHeard} from "./party-heard.ts"
import {rule as partyInRegister} from "./party-in-register.ts"
import {rule as questionAnswered} from "./question-answered.ts"
import {rule as reactionAnswered} from "./reaction-answered.ts"
import {rule as recognitionAsked} from "./recognition-asked.ts"
import {rule as referenceResolves} from "./reference-resolves.ts"
import {rule as rejectedNotReused} from "./rejected-not-reused.ts"
import {rule as remarkAnswered} from "./remark-answered.ts"
import {rule as representativeNotParty} from "./representative-not-party.ts"
import {rule as reuseCurrent} from "./reuse-current.ts"
import {rule as reuseHasOrigin} from "./reuse-has-origin.ts"
import {rule as reviewedBeforeFamily} from "./reviewed-before-family.ts"
import {rule as reviewerIndependent} from "./reviewer-independent.ts"
import {rule as reviewerNamed} from "./reviewer-named.ts"
import {rule as reviewerRegistered} from "./reviewer-registered.ts"
import {rule as sectionInTemplate} from "./section-in-template.ts"
import {rule as sectionNeeds} from "./section-needs.ts"
import {rule as sectionRequired} from "./section-required.ts"
import {rule as shieldedField} from "./shielded-field.ts"
import {rule as shieldedSourceHasGround} from "./shielded-source-has-ground.ts"
import {rule as shieldedSourceNeverSole} from "./shielded-source-never-sole.ts"
import {rule as shieldedText} from "./shielded-text.ts"
import {rule as signOffRecorded} from "./sign-off-recorded.ts"
import {rule as specialNeedsGround} from "./special-needs-ground.ts"
import {rule as specialSharedAsAgreed} from "./special-shared-as-agreed.ts"
import {rule as statementHasText} from "./statement-has-text.ts"
import {rule as subkindComplete} from "./subkind-complete.ts"
import {rule as threatCurrent} from "./threat-current.ts"
import {rule as unknownNeedsWhoWhen} from "./unknown-needs-who-when.ts"
import {rule as unknownSaysWhy} from "./unknown-says-why.ts"
import {rule as viewNeedsHolder} from "./view-needs-holder.ts"
import {rule as vocabularyKnown} from "./vocabulary-known.ts"
import {rule as wishNeedsHolder} from "./wish-needs-holder.ts"

/** Rules about one statement at a time, in the order of SPEC.md. */
export const statementRules: readonly StatementRule[] = [
  statementHasText,
  kindChosen,
  kindInSection,
  vocabularyKnown,
  subkindComplete,
  referenceResolves,
  shieldedText,
  namedPlaceRevealed,
  noCitizenNumber,
  specialNeedsGround,
  specialSharedAsAgreed,
  shieldedSourceHasGround,
  shieldedSourceNeverSole,
  aboutMayRead,
  heardOnThisVersion,
  factNeedsSource,
  factNeedsDate,
  factRestsOnWordOnly,
  contestedFactVerified,
  observationNeedsMoment,
  observationNeedsSetting,
  observerAccorded,
  excerptNeedsYear,
  excerptTooOldWithoutReason,
  excerptNeedsPage,
  expertReportAttached,
  diagnosisTermOutsideDiagnosis,
  accountNeedsSpeaker,
  accountNeedsKnowledge,
  accountNeedsRendering,
  informantAccorded,
  hearsayNeedsOrigin,
  viewNeedsHolder,
  wishNeedsHolder,
  childVoiceNeedsMoment,
  childVoiceNeedsSetting,
  childToldWhoReads,
  childNeedsShareList,
  childSharedAsAgreed,
  ownWordsConfirmed,
  judgementNeedsHolder,
  judgementHolderRegistered,
  judgementNeedsBasis,
  judgementNeedsCounter,
  basisSound,
  rejectedNotReused,
  labelNeverBasis,
  instrumentNeverSoleBasis,
  hiddenWordsNeverBasis,
  contestedBasisWeighed,
  concernNeedsFeared,
  threatCurrent,
  diagnosisNeedsDiagnostician,
  diagnosisNeedsRegistration,
  diagnosisNeedsConsent,
  instrumentNeedsRaterDate,
  instrumentNeedsVersion,
  factorNeedsBasis,
  factorNeedsEffect,
  factorNeedsPlace,
  hypothesisNeedsBasis,
  hypothesisNeedsState,
  hypothesisNeedsAlternative,
  conclusionNeedsFact,
  answersQuestion,
  conclusionWeighsProtective,
  decisionNeverAlone,
  decisionWeighsAlternatives,
  decisionNeedsGround,
  goalNeedsHolder,
  agreementComplete,
  agreementAccorded,
  childNotSoleExecutor,
  conditionNeedsGround,
  unknownNeedsWhoWhen,
  unknownSaysWhy,
  reuseHasOrigin,
  reuseCurrent,
]

/** Rules about the report as a whole, in the order of SPEC.md. */
export const reportRules: readonly ReportRule[] = [
  disclosureChecked,
  deferralRecorded,
  sectionInTemplate,
  shieldedField,
  partyHeard,
  deferralLapsed,
  reviewerIndependent,
  childHasVoice,
  reactionAnswered,
  questionAnswered,
  sectionRequired,
  signOffRecorded,
  partyInRegister,
  representativeNotParty,
  childAgeKnown,
  parentsReadOnConsent,
  fieldKnown,
  reviewedBeforeFamily,
  hearingEvidence,
  sectionNeeds,
  fieldRequired,
  fieldTerm,
  areaBothSides,
  areaTwoSources,
  childVoiceUsed,
  reviewerNamed,
  reviewerRegistered,
  complaintStated,
  recognitionAsked,
  courtCopyWhole,
  remarkAnswered,
]
