// SPDX-License-Identifier: EUPL-1.2
import {words} from "@wederhoor/format"
import type {Lang, PersonModel, SignOffModel} from "@wederhoor/format"
import {cover, subsets} from "./cover.ts"

const roles = Object.values(words.role)
const hearings = Object.values(words.hearing)

/** Persons in every role, or in none, heard in every way, or not asked. */
export function trialPersons(lang: Lang): readonly PersonModel[] {
  return cover([roles.length + 1, hearings.length + 1]).map(([role = 0, heard = 0], index) => ({
    name: `Persoon ${index + 1}`,
    role: roles[role - 1]?.[lang] ?? "",
    heard: hearings[heard - 1]?.[lang] ?? "",
  }))
}

/**
 * Rows of the sign-off table: each pair, and each triple of decision, state and answer. Remarks are
 * none, without need of an answer, unanswered or answered; who did not sign has no date.
 */
export function trialSignOffs(lang: Lang): readonly SignOffModel[] {
  const answers = Object.values(words.answer)
  const purposes = Object.values(words.purpose)
  const states = Object.values(words.signOffState)
  const decisions = [
    ...Object.values(words.decision),
    words.purpose.author,
    words.purpose.approval,
    {nl: "Nog niet getekend", en: "Not signed yet"},
  ]
  const rows = cover(
    [decisions.length, states.length + 1, purposes.length, roles.length + 1].concat([
      answers.length + 3,
      2,
      2,
      2,
    ]),
    [[0, 1, 4], [1, 2, 4], ...subsets(8, 2)],
  )
  return rows.map((row, index): SignOffModel => {
    const [decision = 0, state = 0, purpose = 0, role = 0, said = 0, lines, how, code] = row
    const answer = answers[said - 3]
    const signed = decision < decisions.length - 1
    return {
      name: `Tekenaar ${index + 1}`,
      role: roles[role - 1]?.[lang] ?? "",
      purpose: purposes[purpose]?.[lang] ?? "",
      decision: decisions[decision]?.[lang] ?? "",
      date: signed ? `${(index % 28) + 1} juli 2026` : "",
      version: String((index % 3) + 1),
      state: states[state - 1]?.[lang] ?? "",
      remarks: said === 0 ? [] : ["Een opmerking.", "Nog een."].slice(0, lines === 1 ? 2 : 1),
      answer:
        answer === undefined
          ? null
          : {
              label: answer[lang],
              text: index % 2 === 0 ? "Reden." : "",
              by: "Karin Smit",
              date: "30 juli 2026",
            },
      unanswered: said === 2 ? "Nog niet beantwoord" : "",
      how: how === 1 ? "Zelf getekend" : "",
      receiptCode: code === 1 ? "7Q4M-22KD" : "",
    }
  })
}
