// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {lacks} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "subkind-complete",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Formaat, soorten; Gelderse bouwstenen B4.3",
  words: {
    nl: ["Bij deze nadere soort hoort ook “{attribute}”.", "Vul dit in, of kies een andere soort."],
    en: ["This more exact kind also needs “{attribute}”.", "Fill it in, or choose another kind."],
  },
  check(statement, scope) {
    const subkind = attr(statement, "subkind")
    if (subkind === "") return
    const kind = scope.template.kinds?.find(
      one => one.id === subkind && one.extends === statement.kind,
    )
    const attribute = kind?.requires?.find(name => lacks(statement, name))
    return attribute !== undefined && {params: {attribute}, fixes: [{type: "set", attribute}]}
  },
}
