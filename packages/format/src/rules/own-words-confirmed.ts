// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import {layerOf} from "../names.ts"
import {type Person, ageOn, isFamily} from "../person.ts"
import type {Scope, StatementRule} from "../rule.ts"

/** A younger child is asked nothing in writing: how its words were gathered stands with them. */
const isYoung = (child: Person, {policy, today}: Scope): boolean =>
  (ageOn(child, today) ?? 0) < policy.ages.ownHearing

export const rule: StatementRule = {
  slug: "own-words-confirmed",
  gate: "final",
  severity: "warning",
  on: "statement",
  source: "SGN-2; voorwaarde (d) van de RvdK: accordering staat in het verslag",
  words: {
    nl: [
      "{person} heeft niet bevestigd dat dit zo gezegd is.",
      "Vraag het alsnog. Anders staat er “weergave niet bevestigd” bij.",
    ],
    en: [
      "{person} has not confirmed that this was said so.",
      "Ask after all. Otherwise it prints as “rendering not confirmed”.",
    ],
  },
  check(statement, scope) {
    if (!scope.record || layerOf(statement.kind) !== "voice") return
    const speaker = scope.persons.get(attr(statement, "by"))
    return (
      speaker !== undefined &&
      isFamily(speaker.role) &&
      !(speaker.role === "child" && isYoung(speaker, scope)) &&
      !scope.agreed.has(`ownWords ${speaker.id}`) && {
        person: speaker.id,
        params: {person: speaker.label},
      }
    )
  },
}
