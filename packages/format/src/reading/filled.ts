// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr} from "../content.ts"
import {isDay} from "../dates.ts"
import type {Hit} from "../rule.ts"

/** Whether a text says anything: blanks, a dash or a full stop say nothing. */
export const says = (text: string | undefined): boolean => /[\p{L}\p{N}\p{So}]/u.test(text ?? "")

/** Whether an attribute says nothing. */
export const lacks = (statement: Pick<Statement, "attrs">, name: string): boolean =>
  !says(attr(statement, name))

/** Whether a text is a date of the calendar, as coarse as it is known. */
const isDate = (text: string): boolean =>
  /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text) || isDay(text.slice(0, 10))

/** Whether a text is a date that has come: nothing was said, seen or written tomorrow. */
export const hasCome = (date: string | undefined, today: string): boolean =>
  date !== undefined && isDate(date) && date.slice(0, 10) <= today.slice(0, date.length)

/** Whether an attribute holds no date of the calendar. */
export const lacksDate = (statement: Pick<Statement, "attrs">, name: string): boolean =>
  !isDate(attr(statement, name))

/** Whether an attribute holds no date of the calendar that has come. */
export const lacksPastDate = (
  statement: Pick<Statement, "attrs">,
  name: string,
  today: string,
): boolean => !hasCome(attr(statement, name), today)

/** Which of the two is missing: who said, saw or rated it, or the day. */
export const momentMissing = (statement: Pick<Statement, "attrs">, today: string): string =>
  attr(statement, "by") === "" ? "by" : lacksPastDate(statement, "at", today) ? "at" : ""

/** Which of the two is missing: whose it is, or until when. */
export const termMissing = (statement: Pick<Statement, "attrs">): string =>
  attr(statement, "by") === "" ? "by" : lacksDate(statement, "until") ? "until" : ""

/** The hit that asks to fill in an attribute; none for `""`. */
export const asks = (attribute: string | undefined): Hit | false =>
  Boolean(attribute) && {fixes: [{type: "set", attribute: attribute ?? ""}]}

/** The hit that asks to fill in an attribute that says nothing. */
export const needs = (statement: Pick<Statement, "attrs">, name: string): Hit | false =>
  lacks(statement, name) && asks(name)
