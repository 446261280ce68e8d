// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr} from "../content.ts"

/** Where a reused statement was first, as one key: the id of the report, a space, its id there. */
export const originOf = (statement: Statement): string =>
  `${attr(statement, "originReport")} ${attr(statement, "originStatement")}`

/** The same with the version it was taken from; 0 for a text that was not frozen. */
export const originAt = (statement: Statement): string =>
  `${originOf(statement)} ${Number(statement.attrs["originVersion"] ?? 0)}`
