// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr} from "../content.ts"

/** Where a reused statement was first, as one key: the id of the report, a space, its id there. */
export const originOf = (statement: Statement): string =>
  `${attr(statement, "originReport")} ${attr(statement, "originStatement")}`
