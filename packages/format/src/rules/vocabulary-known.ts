// SPDX-License-Identifier: EUPL-1.2
import {type VocabularyName, statementAttributes} from "../attributes.ts"
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"

/** The attributes that take a word from a list of the template. */
const listed: readonly [attribute: string, vocabulary: VocabularyName][] = Object.entries(
  statementAttributes,
).flatMap(([name, {vocabulary}]) => (vocabulary ? [[name, vocabulary] as const] : []))

export const rule: StatementRule = {
  slug: "vocabulary-known",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Formaat, besluit 20; Leidraad proeftuinen, par. 4 (verklarende analyse)",
  words: {
    nl: [
      "Bij “{attribute}” staat een woord dat dit format niet kent.",
      "Kies een woord uit de lijst.",
    ],
    en: [
      "“{attribute}” holds a word that this format does not know.",
      "Choose a word from the list.",
    ],
  },
  check(statement, scope) {
    const unknown = listed.find(([name, vocabulary]) => {
      const term = attr(statement, name)
      return term !== "" && !scope.vocabularies.get(vocabulary)?.has(term)
    })
    const subkind = attr(statement, "subkind")
    const foreign =
      subkind !== "" &&
      scope.template.kinds?.some(one => one.id === subkind && one.extends !== statement.kind)
    const attribute = unknown?.[0] ?? (foreign ? "subkind" : undefined)
    return attribute !== undefined && {params: {attribute}, fixes: [{type: "set", attribute}]}
  },
}
