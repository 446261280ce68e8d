// SPDX-License-Identifier: EUPL-1.2

type Part = "text" | "number" | "list" | "texts" | "object"

/** Parts that every act must have, so that nothing an attacker sends can make a decision stumble. */
const shapes: {readonly [act: string]: {readonly [part: string]: Part}} = {
  setField: {section: "text", field: "text", value: "text", expected: "number"},
  checkDisclosure: {check: "object"},
  reviewDraft: {outcome: "text", reason: "text"},
  offer: {},
  react: {reactionType: "text", on: "text", text: "text", version: "number", draft: "text"},
  recognise: {on: "text", recognition: "text", version: "number"},
  answer: {reaction: "text", kind: "text", text: "text"},
  recordHearing: {hearing: "object"},
  submit: {},
  return: {reason: "text"},
  approve: {dissent: "text", version: "number"},
  sign: {decision: "text", remarks: "text", version: "number", shown: "text"},
  recordSignOff: {person: "text", decision: "text", reason: "text", attempts: "list"},
  withdrawSignOff: {signOff: "text", reason: "text"},
  reopen: {reason: "text"},
  finalise: {},
  issue: {recipients: "texts", changed: "text"},
  archive: {},
  nameMoment: {name: "text"},
}

const nested: {readonly [act: string]: {readonly [part: string]: Part}} = {
  checkDisclosure: {reader: "text", outcome: "text", note: "text", second: "text"},
  recordHearing: {person: "text", state: "text", on: "text", how: "text"},
}
const optional: {readonly [part: string]: Part} = {
  reason: "text",
  attempts: "list",
  consulted: "text",
  reviewOn: "text",
}

/** The longest text that one act may carry, in UTF-16 units. */
const longestText = 20_000

const isObject = (value: unknown): value is {[key: string]: unknown} =>
  typeof value === "object" && value !== null && !Array.isArray(value)

function fits(value: unknown, part: Part): boolean {
  switch (part) {
    case "text":
      return typeof value === "string" && value.length <= longestText
    case "number":
      return Number.isSafeInteger(value)
    case "list":
      return (
        Array.isArray(value) &&
        value.length <= 100 &&
        value.every(
          one =>
            isObject(one) &&
            ["on", "channel", "result"].every(name => fits(own(one, name), "text")),
        )
      )
    case "texts":
      return Array.isArray(value) && value.length <= 100 && value.every(one => fits(one, "text"))
    case "object":
      return isObject(value)
  }
}

const own = (value: {[key: string]: unknown}, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined

/** Whether a value has the parts of the act it says it is. Extra parts are let be: nobody reads them. */
export function isActShaped(act: unknown): boolean {
  if (!isObject(act)) return false
  const name = own(act, "act")
  if (typeof name !== "string" || !Object.hasOwn(shapes, name)) return false
  const parts = Object.entries(shapes[name] ?? {})
  if (!parts.every(([part, type]) => fits(own(act, part), type))) return false
  const purpose = own(act, "purpose")
  if (purpose !== undefined && !fits(purpose, "text")) return false
  const inner = own(act, parts[0]?.[0] ?? "")
  if (!Object.hasOwn(nested, name) || !isObject(inner)) return true
  return (
    Object.entries(nested[name] ?? {}).every(([part, type]) => fits(own(inner, part), type)) &&
    Object.entries(optional).every(
      ([part, type]) => own(inner, part) === undefined || fits(own(inner, part), type),
    )
  )
}
