// SPDX-License-Identifier: EUPL-1.2
import type {TemplateField} from "./template.ts"

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Whether a value may stand in a field of a section. Empty is always allowed: it is a draft. */
export function fieldFits(field: TemplateField, value: string): boolean {
  if (value === "") return true
  switch (field.type) {
    case "text":
      return value.length <= 2000
    case "date":
      return day.test(value)
    case "choice":
      return field.options?.some(option => option.id === value) ?? false
  }
}

/** What may stand in a field, for a sentence: its options, or a day as an example. */
export function allowedIn(field: TemplateField): string {
  return field.options?.map(option => option.id).join(", ") ?? "2026-03-09"
}
