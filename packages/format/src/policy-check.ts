// SPDX-License-Identifier: EUPL-1.2
import {isDay} from "./dates.ts"
import {policyShape} from "./generated/validators.ts"
import {plainValue} from "./plain-value.ts"
import type {Policy} from "./policy.ts"
import {type Problem, mostProblems, problemsOf} from "./problem.ts"
import {schemaErrors} from "./schema-errors.ts"
import {duplicates} from "./section-check.ts"
import {errorOf} from "./template-check.ts"

/**
 * Everything that is wrong with a policy, at most 100 problems; empty when it can be used.
 *
 * First whether it is a plain value within the limits (20 levels, 300 000 values, 10 million
 * characters), then the published schema `policy-1.json`, then what a schema cannot say: days exist, a
 * term says one length, grounds have ids of their own, words are in lower case. Whether the ages and terms are those of the
 * law is for a lawyer. Never throws.
 */
export function checkPolicy(value: unknown): Problem[] {
  const judged = judge(value)
  return "problems" in judged ? judged.problems : []
}

/**
 * A policy from outside as a value of our own, deeply copied.
 *
 * @throws FormatError with the code and JSON pointer of the first problem of `checkPolicy`.
 */
export function parsePolicy(value: unknown): Policy {
  const judged = judge(value)
  if ("problems" in judged) throw errorOf(judged.problems)
  return judged.value
}

const units = ["workingDays", "days", "months"]

function judge(given: unknown): {value: Policy} | {problems: Problem[]} {
  const plain = plainValue(given)
  if (!plain.ok) return {problems: [plain.problem]}
  const errors = schemaErrors(policyShape, plain.value, mostProblems)
  if (errors.length > 0) return {problems: problemsOf(errors)}
  const value = plain.value as Policy
  const days = [
    [value.from, "/from"] as const,
    ...(value.holidays ?? []).map((day, i) => [day, `/holidays/${i}`] as const),
  ]
  const problems: Problem[] = [
    ...days.flatMap(([day, at]) => (isDay(day) ? [] : [{code: "not-a-day", at}])),
    ...Object.entries(value.fieldTerms ?? {}).flatMap(([key, term]) =>
      units.filter(unit => Object.hasOwn(term, unit)).length === 1
        ? []
        : [{code: "duration-unclear", at: `/fieldTerms/${key}`}],
    ),
    ...duplicates(value.deferralGrounds ?? [], "/deferralGrounds"),
    ...value.diagnosisTerms.flatMap((term, i) =>
      term === term.toLowerCase() ? [] : [{code: "not-lower-case", at: `/diagnosisTerms/${i}`}],
    ),
  ]
  return problems.length > 0 ? {problems: problems.slice(0, mostProblems)} : {value}
}
