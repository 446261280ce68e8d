// SPDX-License-Identifier: EUPL-1.2
import {type Content, isWithdrawn, statementsOf} from "../content.ts"
import type {Kind, words} from "../names.ts"
import {type Person, partiesOf, readsAll} from "../person.ts"
import type {Policy} from "../policy.ts"
import type {RecordState} from "../record.ts"
import type {Template} from "../template.ts"
import {type CopyReader, mayRead, readsReport} from "../visibility.ts"

/** What the record says of one party and one explanation. */
export type RecognitionWord = keyof typeof words.recognition

/** An explanation or conclusion with what every party said of it. */
export interface StatementRecognition {
  readonly statement: string
  /** Every party of the register, in its order. */
  readonly parties: readonly {readonly person: string; readonly answer: RecognitionWord}[]
  /** Each parent, and each child that is heard itself, recognises it at least in part. */
  readonly shared: boolean
}

/** The kinds of which people are asked whether they recognise them. */
export const recognisable: readonly Kind[] = ["hypothesis", "conclusion"]

/**
 * Whether explanations and conclusions are shared, from what each person said: the newest answer of a
 * person counts; `notAsked` for who could not read it, was never offered the report, or is too young
 * to be asked. Withdrawn statements are left out. Pure; this is the whole truth, for team and reviewer:
 * what a reader may know of it is `recognitionFor`. Source: formaat 5.2, `sharedExplanation`.
 */
export function recognitionOf(
  state: RecordState,
  content: Content,
  policy: Policy,
  today: string,
): StatementRecognition[] {
  const parties = partiesOf(state.persons, policy, today)
  return [...statementsOf(content)]
    .map(({statement}) => statement)
    .filter(statement => recognisable.includes(statement.kind) && !isWithdrawn(statement))
    .map(statement => {
      const answers = parties.map(({person, ownHearing}) => {
        const said = state.recognitions.findLast(
          one => one.by === person.id && one.statement === statement.id,
        )
        const asked =
          ownHearing &&
          mayRead(statement, person) &&
          state.offers.some(offer => offer.person === person.id)
        const answer: RecognitionWord = said?.recognition ?? (asked ? "notAnswered" : "notAsked")
        return {person: person.id, answer}
      })
      const needed = parties.filter(
        ({person, ownHearing}) =>
          person.role === "parent" || (person.role === "child" && ownHearing),
      )
      const shared =
        needed.length > 0 &&
        needed.every(({person}) => {
          const answer = answers.find(one => one.person === person.id)?.answer
          return answer === "yes" || answer === "partly"
        })
      return {statement: statement.id, parties: answers, shared}
    })
}

/** What one reader may know of it. */
export interface ReadableRecognition extends StatementRecognition {
  /** Somebody's answer is not shown to this reader, so `shared` speaks of the answers that are. */
  readonly partial: boolean
}

/**
 * The same as one reader may know it. What a child said is for the child, the team and the reviewer:
 * for everybody else the word is `notAnswered` (or `notAsked`, where nothing could be asked), whatever
 * the child said, and `shared` rests on the other answers only, so that it does not tell either.
 * Who reads only a part of the report learns nobody's answer. Source: formaat, besluit 9.
 */
export function recognitionFor(
  all: readonly StatementRecognition[],
  reader: CopyReader,
  persons: readonly Person[],
  template?: Pick<Template, "signOffs">,
): ReadableRecognition[] {
  if (readsAll(reader.role)) return all.map(one => ({...one, partial: false}))
  if (!readsReport(reader.role, template)) return []
  const roleOf = (id: string): string => persons.find(one => one.id === id)?.role ?? ""
  const hidden = (id: string): boolean => roleOf(id) === "child" && id !== reader.id
  return all.map(one => {
    const parties = one.parties.map(({person, answer}) => ({
      person,
      answer: hidden(person) && answer !== "notAsked" ? ("notAnswered" as const) : answer,
    }))
    const partial = one.parties.some(({person, answer}) => hidden(person) && answer !== "notAsked")
    const seen = parties.filter(
      ({person, answer}) =>
        !hidden(person) &&
        (roleOf(person) === "parent" || (roleOf(person) === "child" && answer !== "notAsked")),
    )
    const shared =
      seen.length > 0 && seen.every(({answer}) => answer === "yes" || answer === "partly")
    return {statement: one.statement, parties, shared: partial ? shared : one.shared, partial}
  })
}
