// SPDX-License-Identifier: EUPL-1.2
export {kinds, isKind, layerOf, words, wordFor, textIn} from "./names.ts"
export type {
  Layer,
  Text,
  Lang,
  Kind,
  Phase,
  Gate,
  HearingState,
  ReactionType,
  AnswerKind,
  Purpose,
  Recognition,
  ReviewAct,
  ReaderRole,
  Role,
} from "./names.ts"
export {statementAttributes, relationTypes} from "./attributes.ts"
export type {AttributeRule, RelationType, VocabularyName} from "./attributes.ts"
export {contentTable, draftTable, sourceMediums} from "./document-table.ts"
export type {DocumentTable, NodeRule, SourceMedium} from "./document-table.ts"
export {plainText, attr, refs, statementsOf, isWithdrawn} from "./content.ts"
export type {Run, Relation, Statement, Source, Section, Content} from "./content.ts"
export type {
  ReportModel,
  PersonModel,
  SectionModel,
  StatementModel,
  RunModel,
  ReactionModel,
  SignOffModel,
} from "./model.ts"
export {FormatError} from "./error.ts"
export {
  templateDigest,
  sectionAllows,
  sectionFor,
  signOffsOf,
  templateSection,
  vocabularyOf,
} from "./template.ts"
export type {
  MigrationStep,
  SectionNeed,
  Template,
  TemplateField,
  TemplateKind,
  TemplateSection,
  TemplateSignOff,
  VocabularyTerm,
} from "./template.ts"
export {checkTemplate, parseTemplate} from "./template-check.ts"
export type {TemplateProblem} from "./template-check.ts"
export {checkReportRequest, parseReportRequest} from "./report-request.ts"
export type {ReportRequest} from "./report-request.ts"
export {describeProblem} from "./problem.ts"
export type {Problem} from "./problem.ts"
export {isTeam, isFamily, ageOn, partiesOf, registerView, holdsShielded} from "./person.ts"
export type {Person, Shielded} from "./person.ts"
export {policyOn, termOf} from "./policy.ts"
export {checkPolicy, parsePolicy} from "./policy-check.ts"
export type {Duration, FieldTerm, Policy} from "./policy.ts"
export type {Finding, FindingFix} from "./finding.ts"
export {contentMark} from "./content-mark.ts"
export {missingEvidence} from "./hearing-evidence.ts"
export type {MissingEvidence} from "./hearing-evidence.ts"
export {evolve, newestVersion, hearingOf} from "./record.ts"
export type {
  Actor,
  TemplateRef,
  RenditionRef,
  VersionRef,
  Answer,
  HearingRecord,
  DisclosureCheck,
  RecordEvent,
  RecordEntry,
  RecordState,
  Reaction,
  RetiredSection,
} from "./record.ts"
export {newReportFile, offeredContent} from "./report-file.ts"
export type {ReportFile} from "./report-file.ts"
export {qualityOf, qualityTotals, smallestGroup} from "./quality.ts"
export type {
  Counts,
  LayerName,
  Quality,
  QualityGroup,
  QualityGroups,
  QualitySums,
  QualityTotals,
} from "./quality.ts"
export {checkAgainst, checkReportFile, parseReportFile} from "./report-file-check.ts"
export {checkForm, importForm, parseForm} from "./form.ts"
export type {FormField, FormOptions, FormPlace, ImportedForm} from "./form.ts"
export {reuse, reuseAlerts, reuseReaders} from "./reuse.ts"
export type {OriginAlert, ReaderProblem, ReuseOrigin, Reused, StatementPlace} from "./reuse.ts"
export {migrateReport} from "./migrate.ts"
export type {MigrateOptions, Migrated, Moved} from "./migrate.ts"
export {describeChange, diffTemplates} from "./template-diff.ts"
export type {ChangeCode, TemplateChange, TemplateDiff} from "./template-diff.ts"
export {versionMatches} from "./template-version.ts"
export type {ChangeLevel} from "./template-version.ts"
export {checkDerivation, describeDerivation} from "./derivation.ts"
export {
  actRules,
  answersFor,
  contentOpen,
  hearingProgress,
  isRemark,
  isWithdrawable,
  needsApproval,
  possibleActs,
} from "./life.ts"
export {judgeAct} from "./life/judge.ts"
export type {Act, ActName, ActContext, Refusal, SignPurpose} from "./life/acts.ts"
export {doersOf, isOwnWords, purposesOf} from "./life/purposes.ts"
export {lapsesOf} from "./life/lapses.ts"
export type {Lapse} from "./life/lapses.ts"
export {recognitionFor, recognitionOf} from "./life/recognition.ts"
export type {
  ReadableRecognition,
  RecognitionWord,
  StatementRecognition,
} from "./life/recognition.ts"
export {check, describeFinding, rules} from "./check.ts"
export {startCheck} from "./checker.ts"
export type {Checker} from "./checker.ts"
export type {CheckInput} from "./scope.ts"
export type {Rule} from "./rule.ts"
export {describeRefusal} from "./refusals.ts"
export {restsOnWord} from "./said.ts"
export {mayRead, readsReport, everyone} from "./visibility.ts"
export {freezeInput, mayReadReaction, redactFor, standingContent, contentOf} from "./version.ts"
export type {FormatLeaves, Version} from "./version.ts"
export {reportModel} from "./report-model.ts"
export type {CopyReader} from "./visibility.ts"
export type {ModelOptions, Reader} from "./report-model.ts"
export {formatDate, dayOf, addWorkingDays} from "./dates.ts"
export type {ReportView, SignOffView, VersionView} from "./report-view.ts"
