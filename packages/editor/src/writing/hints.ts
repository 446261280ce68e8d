// SPDX-License-Identifier: EUPL-1.2
import type {Lang, Template} from "@wederhoor/format"
import {
  type AdviseConfig,
  type Hint,
  type WordedStatement,
  advise,
  fixLabel,
  legalTermsFor,
  measuredOf,
} from "@wederhoor/language"
import type {Node} from "prosemirror-model"
import type {LanguageOptions} from "../language-options.ts"
import type {Act, Note} from "./findings.ts"
import {text} from "./schema.ts"
import {sentenceAt} from "./sentences.ts"
import {statementJson, statementText} from "./structure.ts"
import {say} from "./words.ts"

/** How every statement of this report is advised on: the words of the law, and what the host chose. */
export function adviceFor(
  lang: Lang,
  template: Template,
  {ruleSet, states}: LanguageOptions = {},
): AdviseConfig {
  return {
    language: lang,
    exempt: legalTermsFor(template.id),
    ...(ruleSet ? {ruleSet} : {}),
    ...(states ? {states} : {}),
  }
}

/** A statement as the language assistant knows it. `said`: all its sources are what people said. */
export function wordedOf(node: Node, said: boolean): WordedStatement {
  const statement = statementJson(node)
  return {
    kind: statement.kind,
    text: statementText(node),
    speaker: text(node, "by") !== "",
    sourced: statement.relations.some(relation => relation.type === "source"),
    said,
    verbatim: text(node, "verbatim") === "verbatim",
  }
}

/** The hashes of hints on this statement that were left standing. */
export const waivedOf = (node: Node): ReadonlySet<string> =>
  new Set((statementJson(node).waivers ?? []).map(waiver => waiver.hash))

/** The hints on the wording of a statement; none on one that was withdrawn. */
export function hintsOf(node: Node, said: boolean, advice: AdviseConfig): readonly Hint[] {
  if (text(node, "withdrawn")) return []
  return advise(wordedOf(node, said), {...advice, waived: waivedOf(node)})
}

/** What was measured of a rule, as a share; a rule of which little is known is near the middle. */
function trustIn(rule: string): number {
  const {hits, right} = measuredOf(rule) ?? {hits: 0, right: 0}
  return (right + 1) / (hits + 2)
}

/** Whether a hint says that a sentence reads as somebody's judgement. */
const isOpinion = (hint: Hint): boolean =>
  hint.fixes.some(
    fix => fix.type === "convert" && (fix.kind === "judgement" || fix.kind === "view"),
  )

/** Hints as remarks beside their statement. */
export function hintNotes(hints: readonly Hint[], node: Node, lang: Lang): readonly Note[] {
  const words = statementText(node)
  return hints.map(hint => hintNote(hint, text(node, "id"), words, lang))
}

function hintNote(hint: Hint, id: string, words: string, lang: Lang): Note {
  const acts = hint.fixes.flatMap((fix): {label: string; act: Act}[] => {
    const label = fixLabel(fix, lang)
    switch (fix.type) {
      case "convert":
        return [{label, act: {type: "convert", kind: fix.kind}}]
      case "addSpeaker":
        return [{label, act: {type: "focus", control: "by"}}]
      case "addSource":
        return [{label, act: {type: "focus", control: "source"}}]
      case "replace":
        return [
          {
            label,
            act: {
              type: "replace",
              from: hint.from,
              to: hint.to,
              expected: words.slice(hint.from, hint.to),
              words: fix.text,
            },
          },
        ]
      case "explain":
        return []
    }
  })
  const explanation = hint.fixes.find(fix => fix.type === "explain")
  return {
    statement: id,
    rule: hint.rule,
    source: "hint",
    trust: trustIn(hint.rule),
    level: hint.level,
    what: hint.short,
    todo: explanation ? `${hint.question} ${explanation.text}` : hint.question,
    why: hint.why,
    example: hint.example,
    range: [hint.from, hint.to],
    sentence: sentenceAt(words, hint.from)[0],
    opinion: isOpinion(hint),
    acts: [
      ...acts,
      {label: say(lang, "leave"), act: {type: "waive", hash: hint.contextHash}},
      {label: say(lang, "hideRule"), act: {type: "hide", rule: hint.rule}},
    ],
  }
}
