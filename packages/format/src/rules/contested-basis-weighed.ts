// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {lacks} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "contested-basis-weighed",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "REV-7; TGZCTG 2023:124",
  words: {
    nl: [
      "Iemand bestrijdt waar dit op steunt, en er staat niet hoe dat is gewogen.",
      "Schrijf op wat dit tegenspreekt en waarom je er toch bij blijft.",
    ],
    en: [
      "Somebody contests what this rests on, and it does not say how that was weighed.",
      "Write down what speaks against it and why it stands.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "conclusion" && statement.kind !== "decision") return
    if (!lacks(statement, "counter")) return
    const contested = refs(statement, "basedOn")
      .flatMap(id => scope.reactions.get(id) ?? [])
      .some(
        ({type, answer}) =>
          (type === "correctionRequest" || type === "disagreement") &&
          (answer === undefined || answer.kind === "notChanged"),
      )
    return contested && {fixes: [{type: "set", attribute: "counter"}]}
  },
}
