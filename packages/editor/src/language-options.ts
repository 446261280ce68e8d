// SPDX-License-Identifier: EUPL-1.2
import type {RuleSet, RuleState, SentenceClassifier} from "@wederhoor/language"

/** What a host sets of the language assistant. Without any of it the built-in rules run, on this page alone. */
export interface LanguageOptions {
  /** The rules to run, made by `compileRules`; default the built-in ones. */
  readonly ruleSet?: RuleSet
  /** Rules switched by id, for everybody: `on`, `trial` (never more than a tip) or `off`. */
  readonly states?: Readonly<Record<string, RuleState>>
  /**
   * A model that says whether a sentence is an opinion. Default none. It gets sentences of the report:
   * who sets it answers for where those go.
   */
  readonly classifier?: SentenceClassifier
}
