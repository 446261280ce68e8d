// SPDX-License-Identifier: EUPL-1.2
import {type Content, type Statement, attr, isWithdrawn, statementsOf} from "../content.ts"
import {layerOf} from "../names.ts"
import {type Person, ageOn} from "../person.ts"
import type {Policy} from "../policy.ts"
import {type Template, signOffsOf} from "../template.ts"
import type {SignPurpose} from "./acts.ts"

const everyPurpose: readonly SignPurpose[] = ["ownWords", "report", "plan", "consent"]

/** Who has a task in a plan statement, or checks it. */
export function doersOf(statement: Pick<Statement, "attrs">): string[] {
  const named = ["by", "together", "checkedBy"].map(name => attr(statement, name)).filter(Boolean)
  return [...new Set(named)]
}

/** Whether the words of a statement are those of this person. */
export function isOwnWords(statement: Statement, person: string): boolean {
  return layerOf(statement.kind) === "voice" && attr(statement, "by") === person
}

const has = (content: Content | undefined, test: (statement: Statement) => boolean): boolean =>
  content !== undefined &&
  [...statementsOf(content)].some(({statement}) => !isWithdrawn(statement) && test(statement))

/**
 * For what this person is asked to sign, in the order in which it is asked.
 *
 * The template names purposes and roles; beyond that `ownWords` is for whoever has words in the text
 * (informants always, where the template asks it at all), `plan` for whoever has a task in it or checks
 * it, `consent` by age: a parent with authority while a child is under `ages.ownConsent`, a child from
 * `ages.ownHearing` on. A child under `ages.ownHearing` signs nothing: it does not read for itself.
 * `content`: the frozen text as far as this person may read it. Source: §3.1 of the demands (SGN);
 * Jeugdwet 7.3.4–7.3.5; formaat, besluit 9 and 11.
 */
export function purposesOf(
  person: Person,
  input: {
    readonly template?: Pick<Template, "signOffs">
    readonly content?: Content
    readonly persons: readonly Person[]
    readonly policy: Policy
    /** `YYYY-MM-DD`. */
    readonly today: string
  },
): SignPurpose[] {
  const {content, persons, policy, today} = input
  const asked = signOffsOf(input.template ?? {})
  if (person.role === "child" && (ageOn(person, today) ?? 0) < policy.ages.ownHearing) return []
  return everyPurpose.filter(purpose => {
    const entries = asked.filter(one => one.purpose === purpose)
    const named = entries.some(one => one.roles.includes(person.role))
    switch (purpose) {
      case "report":
        return named
      case "ownWords":
        return (
          (named || (entries.length > 0 && person.role === "informant")) &&
          has(content, one => isOwnWords(one, person.id))
        )
      case "plan":
        return (
          named &&
          has(content, one => layerOf(one.kind) === "plan" && doersOf(one).includes(person.id))
        )
      case "consent":
        return named && consents(person, persons, policy, today)
    }
  })
}

/** Whose consent the law asks, by the ages of the policy (Jeugdwet 7.3.4, 7.3.5). */
function consents(
  person: Person,
  persons: readonly Person[],
  policy: Policy,
  today: string,
): boolean {
  // A child that comes here is old enough; a carer consents to their own part (Jeugdwet 4.1.3(6)).
  if (person.role !== "parent") return true
  return (
    person.authority === true &&
    persons.some(one => one.role === "child" && (ageOn(one, today) ?? 0) < policy.ages.ownConsent)
  )
}
