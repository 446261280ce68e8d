// SPDX-License-Identifier: EUPL-1.2
import {type Source, type Statement, plainText, refs} from "../content.ts"
import type {Scope} from "../rule.ts"

/** Every string a reader of the statement would get to see. */
export function printed(statement: Statement, scope: Scope): string[] {
  const sources = refs(statement, "source").flatMap(id => scope.sources.get(id) ?? [])
  return [
    plainText(statement),
    ...Object.values(statement.attrs).map(String),
    ...statement.relations.flatMap(relation => relation.page ?? []),
    ...sources.flatMap((source: Source) => [
      source.title,
      source.author ?? "",
      source.ground ?? "",
      source.consent ?? "",
    ]),
  ]
}
