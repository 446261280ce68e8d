// SPDX-License-Identifier: EUPL-1.2
import {statementAttributes} from "../attributes.ts"
import {type Statement, plainText} from "../content.ts"
import type {Scope} from "../rule.ts"
import {sourcesOf} from "./sources.ts"

/** Every string a reader of the statement would get to see. */
export function printed(statement: Statement, scope: Scope): string[] {
  return [...Object.values(statement.attrs).map(String), ...words(statement, scope)]
}

/** The same without ids: an id can be made of a name and is never printed. */
export function printedWords(statement: Statement, scope: Scope): string[] {
  const written = Object.entries(statement.attrs).flatMap(([name, value]) => {
    const shape = Object.hasOwn(statementAttributes, name) && statementAttributes[name]?.shape
    return shape === "ref" || shape === "slug" ? [] : String(value)
  })
  return [...written, ...words(statement, scope)]
}

const words = (statement: Statement, scope: Scope): string[] => [
  plainText(statement),
  ...statement.relations.flatMap(relation => relation.page ?? []),
  ...(statement.waivers ?? []).map(({reason}) => reason),
  ...sourcesOf(statement, scope).flatMap(source => [
    source.title,
    source.author ?? "",
    source.ground ?? "",
    source.consent ?? "",
  ]),
]
