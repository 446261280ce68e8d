// SPDX-License-Identifier: EUPL-1.2
// The door of @wederhoor/language: does the wording fit the kind of statement the author chose?
export {advise, mostHints} from "./advise.ts"
export type {AdviseConfig, Hint, WordedStatement} from "./advise.ts"
export {adviseAll} from "./advise-all.ts"
export type {AdvisedAll} from "./advise-all.ts"
export {adviseWith} from "./classifier.ts"
export type {ClassifierConfig, SentenceClassifier} from "./classifier.ts"
export {compileRules} from "./compile.ts"
export type {CompileOptions} from "./compile.ts"
export {loadRules} from "./rule-set.ts"
export type {RuleSet} from "./rule-set.ts"
export {describeRule, fixLabel, measuredOf} from "./describe.ts"
export type {RuleInfo} from "./describe.ts"
export {categories, levelFor, statementKinds} from "./kinds.ts"
export type {Category, Level, StatementKind} from "./kinds.ts"
export {legalTermsFor} from "./legal-terms.ts"
export {LanguageError} from "./language-error.ts"
export type {LanguageErrorCode} from "./language-error.ts"
export {fleschDouma, lix, readability, syllablesOf} from "./readability.ts"
export type {HardWord, Readability, TextCounts} from "./readability.ts"
export {longestSentence} from "./readable.ts"
export type {
  Fix,
  Measured,
  Mechanism,
  Message,
  MessageLanguage,
  PlainCounterpart,
  PlainWord,
  ReadyRule,
  Rule,
  RuleState,
} from "./rule.ts"
