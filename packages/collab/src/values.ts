// SPDX-License-Identifier: EUPL-1.2
import type {AttributeRule} from "@wederhoor/format"

const slug = /^[A-Za-z0-9][A-Za-z0-9_-]*$/
const date = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?)?)?$/

/** Longest string of an attribute when its rule says nothing. */
const longest = 2000

/** Whether an attribute may hold a value. The default, and so "nothing", is always allowed. */
export function fits(rule: AttributeRule, value: unknown): value is string | number | boolean {
  if (value === rule.default) return true
  switch (rule.type) {
    case "boolean":
      return typeof value === "boolean"
    case "number":
      return typeof value === "number" && Number.isFinite(value)
    case "string":
      if (typeof value !== "string" || value.length > (rule.maxLength ?? longest)) return false
      if (rule.values !== undefined && !rule.values.includes(value)) return false
      if (rule.shape === "date") return date.test(value)
      if (rule.shape !== undefined) return slug.test(value)
      return isPrintable(value)
  }
}

/**
 * Whether a text can stand in a report: no control characters but tab and newline, and nothing that
 * XML (and so a Word file) cannot carry.
 */
export function isPrintable(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20 ? unit !== 9 && unit !== 10 : unit === 0x7f || unit >= 0xfffe) return false
  }
  return true
}
