// SPDX-License-Identifier: EUPL-1.2
import {advise} from "./advise.ts"
import type {AdviseConfig, Hint, WordedStatement} from "./advise.ts"
import {shortHash} from "./hash.ts"
import {isFactLayer} from "./kinds.ts"
import type {StatementKind} from "./kinds.ts"
import {circumstancesOf} from "./mechanisms.ts"
import {stretchOf} from "./match.ts"
import type {MessageLanguage} from "./rule.ts"
import {sentencesOf, tokenize} from "./tokens.ts"

/**
 * A model of the host's that says whether a sentence is an opinion. Off unless the host gives one: nothing
 * of the kind is in this library, and a host that sends sentences away answers for where they go.
 */
export interface SentenceClassifier {
  /** Name and version of the model, such as `ours-2`: a waiver holds for this model only. Kebab-case. */
  readonly id: string
  /** Likelihood that it is an opinion, 0 to 1, for each sentence in order. Slow or failing is no harm. */
  readonly opinions: (
    sentences: readonly string[],
    kind: StatementKind,
    signal?: AbortSignal,
  ) => Promise<readonly number[]>
}

/** Choices beside those of `advise`. */
export interface ClassifierConfig extends AdviseConfig {
  /** From which likelihood a sentence gets a tip; default 0.8. */
  readonly threshold?: number
  /** Ends the wait; the hints of the rules come anyway. */
  readonly signal?: AbortSignal
}

const words: Readonly<Record<MessageLanguage, Pick<Hint, "short" | "why" | "question">>> = {
  nl: {
    short: "Deze zin leest als een oordeel. Klopt dat?",
    why: "Een model van je organisatie ziet dit; het kan zich vergissen.",
    question: "Wat zou iemand anders gezien of gehoord hebben?",
  },
  en: {
    short: "This sentence reads as a judgement. Is it?",
    why: "A model of your organisation sees this; it may be mistaken.",
    question: "What would another person have seen or heard?",
  },
}

/**
 * The hints of `advise`, and a tip on each sentence that only the host's model finds an opinion.
 *
 * Asked are sentences of a fact, observation or excerpt that have no hint of the rules yet and are not
 * somebody's words. Never throws: a model that fails, takes too long or answers nonsense adds nothing.
 */
export async function adviseWith(
  classifier: SentenceClassifier,
  statement: WordedStatement,
  config: ClassifierConfig = {},
): Promise<readonly Hint[]> {
  const hints = advise(statement, config)
  if (!isFactLayer(statement.kind)) return hints
  const {text, kind} = statement
  const tokens = tokenize(text)
  const asked = sentencesOf(text, tokens).flatMap(({first, end}) => {
    const from = tokens[first]?.from ?? 0
    const to = tokens[end - 1]?.to ?? from
    const {attributed, quoted} = circumstancesOf(stretchOf(tokens, first, end))
    const known = hints.some(hint => hint.level === "notice" && hint.from >= from && hint.to <= to)
    return attributed.length > 0 || quoted || known ? [] : [{from, to}]
  })
  if (asked.length === 0) return hints
  const sentences = asked.map(({from, to}) => text.slice(from, to))
  const likely = await answersOf(classifier, sentences, kind, config.signal)
  const {threshold = 0.8, language = "nl", waived} = config
  const found = asked.flatMap(({from, to}, at): Hint[] => {
    const likelihood = likely[at]
    if (likelihood === undefined || likelihood < threshold) return []
    const rule = `value-judgement/model-${classifier.id}`
    const contextHash = shortHash([rule, kind, text.slice(from, to).toLowerCase()])
    if (waived?.has(contextHash) === true) return []
    return [
      {
        rule,
        category: "value-judgement",
        level: "tip",
        from,
        to,
        ...words[language],
        example: [
          "Vader houdt zich niet aan afspraken.",
          "Vader kwam in mei 2026 op twee van de vier afspraken niet.",
        ],
        fixes: [{type: "convert", kind: "judgement"}],
        contextHash,
      },
    ]
  })
  return [...hints, ...found].toSorted((one, two) => one.from - two.from)
}

/** The answers, or none when they are not one number between 0 and 1 for each sentence. */
async function answersOf(
  classifier: SentenceClassifier,
  sentences: readonly string[],
  kind: StatementKind,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  const ended = new Promise<readonly number[]>(resolve => {
    if (signal?.aborted === true) resolve([])
    signal?.addEventListener("abort", () => resolve([]), {once: true})
  })
  try {
    const answers: unknown = await Promise.race([
      classifier.opinions(sentences, kind, signal),
      ended,
    ])
    const good =
      Array.isArray(answers) &&
      answers.length === sentences.length &&
      answers.every(one => typeof one === "number" && one >= 0 && one <= 1)
    return good ? (answers as number[]) : []
  } catch {
    return []
  }
}
