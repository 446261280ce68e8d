// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import {layerOf} from "../names.ts"
import {isFamily} from "../person.ts"
import {mayRead} from "../visibility.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "about-may-read",
  gate: "toFamily",
  severity: "warning",
  on: "statement",
  source: "HRG-6; TGZCTG 2019:280 (inzage overgeslagen)",
  words: {
    nl: [
      "Dit gaat over {person}, maar {person} leest het niet.",
      "Laat {person} dit lezen, of leg bij “Ter inzage” vast waarom dat niet kan.",
    ],
    en: [
      "This is about {person}, but {person} does not read it.",
      "Let {person} read it, or record under “Hearing” why that is not possible.",
    ],
  },
  check(statement, scope) {
    const layer = layerOf(statement.kind)
    if (layer !== "appraisal" && (layer !== "voice" || statement.kind === "childVoice")) return
    const person = refs(statement, "about")
      .flatMap(id => scope.persons.get(id) ?? [])
      .find(
        one =>
          isFamily(one.role) &&
          !mayRead(statement, one, scope.template) &&
          !scope.record?.disclosure.some(
            ({reader, outcome}) => reader === one.id && outcome !== "safe",
          ),
      )
    return (
      person && {person: person.id, params: {person: person.label}, fixes: [{type: "limitReaders"}]}
    )
  },
}
