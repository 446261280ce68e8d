// SPDX-License-Identifier: EUPL-1.2
import {
  type AdviseConfig,
  type Hint,
  type SentenceClassifier,
  type WordedStatement,
  adviseWith,
} from "@wederhoor/language"
import type {Node} from "prosemirror-model"

/** Tips of the host's own model, on the statements that this person opens. */
export interface SecondOpinion {
  /** The caret is in this statement, or its words just changed: ask after a rest, unless it is known. */
  readonly notice: (id: string, statement: Node) => void
  /** The document changed: end every question about words that are no longer there. */
  readonly follow: (find: (id: string) => Node | undefined) => void
  readonly destroy: () => void
}

/** What a question is about. */
interface Question {
  readonly statement: Node
  readonly timer: ReturnType<typeof setTimeout>
  readonly ending: AbortController
}

/** Answers on sentences that are kept, so that only what is new leaves the page. */
const mostKept = 1000

/**
 * Ask a model about statements, one question per statement at a time, `rest` milliseconds after its words
 * came to rest. Only statements that this person opens are asked about: no report is sent away because
 * somebody looked at it. An answer on words that changed since is not told.
 */
export function createSecondOpinion(options: {
  readonly classifier: SentenceClassifier
  readonly rest: number
  /** What to ask; `null` when there is nothing to ask about this statement. */
  readonly worded: (
    statement: Node,
  ) => {readonly statement: WordedStatement; readonly advice: AdviseConfig} | null
  /** All hints on a statement, the model's among them. */
  readonly arrived: (id: string, statement: Node, hints: readonly Hint[]) => void
}): SecondOpinion {
  const classifier = remembering(options.classifier)
  const open = new Map<string, Question>()
  const answered = new WeakSet<Node>()

  function end(id: string): void {
    const question = open.get(id)
    if (!question) return
    clearTimeout(question.timer)
    question.ending.abort()
    open.delete(id)
  }

  async function ask(id: string, statement: Node, signal: AbortSignal): Promise<void> {
    const asked = options.worded(statement)
    if (!asked) return end(id)
    const hints = await adviseWith(classifier, asked.statement, {...asked.advice, signal})
    if (signal.aborted) return
    open.delete(id)
    answered.add(statement)
    options.arrived(id, statement, hints)
  }

  function notice(id: string, statement: Node): void {
    if (open.get(id)?.statement === statement) return
    end(id)
    if (answered.has(statement)) return
    const ending = new AbortController()
    const timer = setTimeout(() => void ask(id, statement, ending.signal), options.rest)
    open.set(id, {statement, timer, ending})
  }

  return {
    notice,
    follow: find => {
      for (const [id, question] of open) {
        const statement = find(id)
        if (!statement) end(id)
        else if (statement !== question.statement) notice(id, statement)
      }
    },
    destroy: () => {
      for (const id of open.keys()) end(id)
    },
  }
}

/** The same model, asked only about sentences it did not answer before. An answer that makes no sense is not kept. */
function remembering(model: SentenceClassifier): SentenceClassifier {
  const kept = new Map<string, number>()
  return {
    id: model.id,
    opinions: async (sentences, kind, signal) => {
      const known = (sentence: string): number | undefined => kept.get(`${kind} ${sentence}`)
      const fresh = [...new Set(sentences.filter(sentence => known(sentence) === undefined))]
      const answers = fresh.length > 0 ? await model.opinions(fresh, kind, signal) : []
      if (answers.length !== fresh.length) return []
      const now = new Map(fresh.map((sentence, at) => [sentence, answers[at] ?? Number.NaN]))
      if (kept.size > mostKept) kept.clear()
      const told = sentences.map(sentence => known(sentence) ?? now.get(sentence) ?? Number.NaN)
      for (const [sentence, likely] of now)
        if (likely >= 0 && likely <= 1) kept.set(`${kind} ${sentence}`, likely)
      return told
    },
  }
}
