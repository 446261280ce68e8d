// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import {isUnconfirmed, standingIn} from "../reading/accord.ts"
import type {StatementRule} from "../rule.ts"

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
    if (!scope.record || !isUnconfirmed(statement, standingIn(scope))) return
    const id = attr(statement, "by")
    return {person: id, params: {person: scope.persons.get(id)?.label ?? id}}
  },
}
