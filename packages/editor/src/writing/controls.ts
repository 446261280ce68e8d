// SPDX-License-Identifier: EUPL-1.2
import {h} from "../dom.ts"

/** A part that is folded away until somebody opens it. */
export const part = (name: string, title: string, children: readonly HTMLElement[]): HTMLElement =>
  h("details", {class: "wh-part", "data-part": name}, h("summary", null, title), ...children)

/** A button with a name that tests and the keyboard find it by. */
export const button = (
  words: string,
  name: string,
  act: () => void,
  kind = "wh-button",
): HTMLButtonElement => h("button", {type: "button", class: kind, name, onclick: act}, words)

let counter = 0

/** A control with its label, a hint, and room for what is wrong with it. */
export function field(label: string, control: HTMLElement, hint = ""): HTMLElement {
  const id = `wh-field-${++counter}`
  control.id = id
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`)
  return h(
    "div",
    {class: "wh-field"},
    h("label", {for: id}, label),
    hint ? h("p", {class: "wh-hint", id: `${id}-hint`}, hint) : null,
    control,
    h("p", {class: "wh-problem", role: "alert", id: `${id}-problem`, hidden: true}),
  )
}

/** Say under a control what is wrong with it, or nothing. */
export function complain(control: HTMLElement, message: string): void {
  const place = control.closest(".wh-field")?.querySelector<HTMLElement>(".wh-problem")
  if (!place) return
  place.textContent = message
  place.hidden = message === ""
  if (message) control.setAttribute("aria-invalid", "true")
  else control.removeAttribute("aria-invalid")
}

/** The options of a select: none chosen first. */
export const options = (
  entries: readonly (readonly [string, string])[],
  value: string,
  empty: string,
): HTMLOptionElement[] => [
  h("option", {value: "", selected: value === ""}, empty),
  ...entries.map(([code, label]) => h("option", {value: code, selected: code === value}, label)),
]
