// SPDX-License-Identifier: EUPL-1.2
import {measured} from "./generated/rules.ts"
import {levelOfRule, statementKinds} from "./kinds.ts"
import type {Category, Level, StatementKind} from "./kinds.ts"
import type {Fix, Measured, Message, MessageLanguage, ReadyRule, RuleState} from "./rule.ts"

/** One rule as a reader of the manual needs it. */
export interface RuleInfo {
  readonly id: string
  readonly category: Category
  readonly state: RuleState
  readonly message: {readonly nl: Message; readonly en: Message}
  readonly example: readonly [string, string]
  readonly basis: string
  /** How many patterns it holds; a pattern may name many words. */
  readonly patterns: number
  /** How often it was right on the blind sets; none when it never spoke there. */
  readonly measured?: Measured
  /** Kinds of statement on which it shows, with the level. */
  readonly appliesTo: Readonly<Partial<Record<StatementKind, Level>>>
}

/**
 * How often a built-in rule spoke on sentences that were labelled beforehand and that nobody had tuned it on,
 * and how often rightly: what a host orders hints by. `undefined` for a rule of which nothing is known.
 */
export const measuredOf = (rule: string): Measured | undefined =>
  Object.hasOwn(measured, rule) ? measured[rule] : undefined

/** Describe a rule for documentation or a settings screen. */
export function describeRule(rule: ReadyRule): RuleInfo {
  const appliesTo: Partial<Record<StatementKind, Level>> = {}
  for (const kind of statementKinds) {
    const level = levelOfRule(rule, kind)
    if (level !== "off") appliesTo[kind] = rule.state === "trial" ? "tip" : level
  }
  const known = measuredOf(rule.id)
  return {
    id: rule.id,
    category: rule.category,
    state: rule.state,
    message: rule.message,
    example: rule.example,
    basis: rule.basis,
    patterns: rule.patterns,
    ...(known === undefined ? {} : {measured: known}),
    appliesTo: rule.state === "off" ? {} : appliesTo,
  }
}

const convertLabels: Readonly<Record<MessageLanguage, Partial<Record<StatementKind, string>>>> = {
  nl: {
    judgement: "Maak er een oordeel van",
    account: "Maak er een verhaal van iemand van",
    view: "Maak er een mening van iemand van",
    concern: "Maak er een zorg van iemand van",
    hypothesis: "Maak er een mogelijke verklaring van",
    diagnosis: "Maak er een diagnose met bron van",
  },
  en: {
    judgement: "Make it a judgement",
    account: "Make it somebody's account",
    view: "Make it somebody's view",
    concern: "Make it somebody's concern",
    hypothesis: "Make it a possible explanation",
    diagnosis: "Make it a diagnosis with its source",
  },
}

/** What a button for this fix says. */
export function fixLabel(fix: Fix, language: MessageLanguage = "nl"): string {
  const dutch = language === "nl"
  switch (fix.type) {
    case "convert":
      return (
        convertLabels[language][fix.kind] ??
        (dutch ? "Kies een andere soort" : "Choose another kind")
      )
    case "addSpeaker":
      return dutch ? "Noem wie dit zegt" : "Say who says this"
    case "addSource":
      return dutch ? "Voeg een bron toe" : "Add a source"
    case "replace":
      return dutch ? `Schrijf ‘${fix.text}’` : `Write ‘${fix.text}’`
    case "explain":
      return dutch ? `Leg uit: ${fix.text}` : `Explain: ${fix.text}`
  }
}
