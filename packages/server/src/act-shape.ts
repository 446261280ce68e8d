// SPDX-License-Identifier: EUPL-1.2
import {type Act, type ActName, words} from "@wederhoor/format"

import {cleaned} from "./clean-text.ts"

type Test = (value: unknown) => boolean

/** Longest text that a person sends in one act, in UTF-16 units. */
const longest = 20_000

const text =
  (max = longest): Test =>
  value =>
    typeof value === "string" && value.length <= max && !/\p{Surrogate}/u.test(value)
const id = text(64)
const oneOf =
  (...values: readonly string[]): Test =>
  value =>
    typeof value === "string" && values.includes(value)
const count: Test = value => Number.isSafeInteger(value) && (value as number) >= 0
const day: Test = value => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)
const dayOrNothing: Test = value => value === "" || day(value)

function isObject(value: unknown): value is {readonly [key: string]: unknown} {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** A closed object: all of `required`, any of `optional`, and nothing else. */
const closed =
  (required: {readonly [key: string]: Test}, optional: {readonly [key: string]: Test} = {}): Test =>
  value =>
    isObject(value) &&
    Object.entries(required).every(
      ([key, test]) => Object.hasOwn(value, key) && test(value[key]),
    ) &&
    Object.keys(value).every(
      key =>
        Object.hasOwn(required, key) ||
        (Object.hasOwn(optional, key) && optional[key]?.(value[key])),
    )

const attempts: Test = value =>
  Array.isArray(value) &&
  value.length <= 50 &&
  value.every(closed({on: day, channel: text(60), result: text(400)}))

const hearing = closed(
  {
    person: id,
    state: value =>
      oneOf(...Object.keys(words.hearing))(value) &&
      !oneOf("notOffered", "offered", "responded")(value),
    on: dayOrNothing,
    how: text(2000),
  },
  {reason: text(2000), attempts, consulted: id, reviewOn: dayOrNothing},
)

const shapes: {readonly [name in ActName]: {readonly [key: string]: Test}} = {
  setField: {section: id, field: id, value: text(), expected: count},
  checkDisclosure: {
    check: closed({
      reader: id,
      outcome: oneOf("safe", "shield", "defer"),
      note: text(2000),
      second: id,
    }),
  },
  reviewDraft: {outcome: oneOf("", "ready", "returned"), reason: text()},
  offer: {},
  react: {
    reactionType: oneOf(...Object.keys(words.reaction)),
    on: id,
    text: text(),
    version: count,
    draft: text(2000),
  },
  recognise: {on: id, recognition: oneOf("", "yes", "partly", "no"), version: count},
  answer: {reaction: id, kind: oneOf(...Object.keys(words.answer)), text: text()},
  recordHearing: {hearing},
  submit: {},
  return: {reason: text()},
  approve: {dissent: text(), version: count},
  sign: {
    // Nothing chosen is not a malformed request: it gets the sentence that a person can act on.
    decision: oneOf("", "agreed", "agreedWithRemarks", "disagreed", "seen"),
    remarks: text(),
    version: count,
    shown: text(64),
  },
  recordSignOff: {
    person: id,
    decision: oneOf("declined", "noResponse", "unreachable"),
    reason: text(2000),
    attempts,
  },
  withdrawSignOff: {signOff: id, reason: text(2000)},
  reopen: {reason: text(2000)},
  finalise: {},
  issue: {
    recipients: value => Array.isArray(value) && value.length <= 100 && value.every(text(200)),
    changed: text(2000),
  },
  archive: {},
  nameMoment: {name: text(200)},
}

/** Keys that may be left out. */
const optional: {readonly [name in ActName]?: {readonly [key: string]: Test}} = {
  sign: {purpose: oneOf("report", "ownWords", "plan", "consent")},
  recordSignOff: {purpose: oneOf("report", "ownWords", "plan", "consent")},
}

/**
 * Read what a client sent as an act. The form is closed: an act with a key too many (a role, a time,
 * an author) is no act. `null` for anything else. Its texts come out without control characters
 * (`cleanText`), so that nothing in the record can make a report file unreadable later.
 */
export function parseAct(value: unknown): Act | null {
  if (!isObject(value)) return null
  const name = value["act"]
  if (typeof name !== "string" || !Object.hasOwn(shapes, name)) return null
  const shape = closed({act: oneOf(name), ...shapes[name as ActName]}, optional[name as ActName])
  return shape(value) ? (cleaned(value) as Act) : null
}
