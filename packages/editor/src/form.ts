// SPDX-License-Identifier: EUPL-1.2
import type {Problem} from "./api.ts"
import {type Child, focusOn, h} from "./dom.ts"
import type {TableContext} from "./table.ts"

/** A form that asks the server for something and says in the page what came of it. */
export interface FormSpec {
  /** Unique within the table; also the `name` of the form. */
  readonly name: string
  readonly submit: string
  readonly children: readonly Child[]
  /** What is missing, as a sentence with the name of the field, before anything is sent. */
  readonly check?: (data: FormData) => {readonly field: string; readonly text: string} | null
  readonly send: (data: FormData) => Promise<Problem | null>
  /** Said when it worked. */
  readonly done: string
  /** Where the focus goes when it worked: a selector in the editor. Default: stays on the button. */
  readonly focus?: string
  /** More buttons beside the main one. */
  readonly more?: Child
  readonly quiet?: boolean
}

interface FormState {
  readonly text: string
  readonly field: string
  readonly busy: boolean
  readonly serial: number
}

/** Forms of one table, with what they said last. */
export interface Forms {
  readonly form: (spec: FormSpec) => HTMLFormElement
  /** Forget what a form said, for when it is shown for something else. */
  readonly reset: (name: string) => void
}

const fresh: FormState = {text: "", field: "", busy: false, serial: 0}

/** Make the forms of a table. */
export function createForms(context: TableContext, root: HTMLElement): Forms {
  const states = new Map<string, FormState>()

  async function submit(spec: FormSpec, form: HTMLFormElement): Promise<void> {
    const state = states.get(spec.name) ?? fresh
    if (state.busy) return
    const data = new FormData(form)
    const missing = spec.check?.(data) ?? null
    if (missing) {
      states.set(spec.name, {...state, text: missing.text, field: missing.field})
      context.redraw()
      const field = form.querySelector<HTMLElement>(`[name="${missing.field}"]`)
      ;(field ?? form.querySelector<HTMLElement>("[role=alert]"))?.focus()
      return
    }
    states.set(spec.name, {...state, text: "", field: "", busy: true})
    context.redraw()
    const problem = await spec.send(data)
    if (problem) {
      states.set(spec.name, {...state, text: problem.detail, field: "", busy: false})
      context.redraw()
      focusOn(form.querySelector<HTMLElement>("[role=alert]"))
      return
    }
    states.set(spec.name, {...fresh, serial: state.serial + 1})
    form.reset()
    context.announce(spec.done)
    context.redraw()
    if (spec.focus) focusOn(root.querySelector<HTMLElement>(spec.focus))
  }

  return {
    reset: name => states.delete(name),
    form: spec => {
      const state = states.get(spec.name) ?? fresh
      const error = `${context.ids}-${spec.name}-error`
      const form = h(
        "form",
        {
          key: `${spec.name}-${state.serial}`,
          name: spec.name,
          class: "wederhoor-form",
          novalidate: true,
          "aria-busy": state.busy ? "true" : null,
          onsubmit: event => {
            event.preventDefault()
            void submit(spec, event.currentTarget as HTMLFormElement)
          },
        },
        state.text !== "" &&
          h("p", {key: "error", id: error, class: "wederhoor-error", role: "alert"}, state.text),
        spec.children,
        h(
          "p",
          {class: "wederhoor-actions"},
          h(
            "button",
            {
              type: "submit",
              class: spec.quiet ? "wederhoor-button" : "wederhoor-button wederhoor-button--main",
            },
            spec.submit,
          ),
          spec.more,
        ),
      )
      if (state.field !== "")
        for (const field of form.querySelectorAll(`[name="${state.field}"]`)) {
          field.setAttribute("aria-invalid", "true")
          field.setAttribute("aria-describedby", error)
        }
      return form
    },
  }
}

/** Text of a field of a form; never a file. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === "string" ? value : ""
}

/** A labelled control. `hint` is read with it. */
export function field(
  ids: string,
  name: string,
  label: string,
  control: (id: string, describedBy: string | null) => HTMLElement,
  hint = "",
): HTMLElement {
  const id = `${ids}-${name}`
  const hintId = hint === "" ? null : `${id}-hint`
  return h(
    "div",
    {class: "wederhoor-field", key: `field-${name}`},
    h("label", {for: id}, label),
    hintId && h("p", {id: hintId, class: "wederhoor-hint"}, hint),
    control(id, hintId),
  )
}

/** A question with closed answers. None is chosen beforehand, ever: a default is not an answer. */
export function radios(
  ids: string,
  name: string,
  legend: string,
  options: readonly {readonly value: string; readonly label: string; readonly hint?: string}[],
  onchange?: (value: string) => void,
): HTMLElement {
  return h(
    "fieldset",
    {class: "wederhoor-choices", key: `choices-${name}`},
    h("legend", null, legend),
    options.map(option => {
      const id = `${ids}-${name}-${option.value}`
      return h(
        "div",
        {class: "wederhoor-choice", key: option.value},
        h("input", {
          type: "radio",
          id,
          name,
          value: option.value,
          "aria-describedby": option.hint ? `${id}-hint` : null,
          onchange: onchange ? () => onchange(option.value) : null,
        }),
        h("label", {for: id}, option.label),
        option.hint && h("span", {class: "wederhoor-hint", id: `${id}-hint`}, option.hint),
      )
    }),
  )
}

/** A text field of several lines. */
export const area =
  (name: string, rows = 4) =>
  (id: string, describedBy: string | null): HTMLElement =>
    h("textarea", {id, name, rows, "aria-describedby": describedBy})

/** A text field of one line, or a day. */
export const input =
  (name: string, type: "text" | "date" = "text", value = "") =>
  (id: string, describedBy: string | null): HTMLElement =>
    h("input", {id, name, type, value, "aria-describedby": describedBy, autocomplete: "off"})

/** A list to choose one from; starts with no choice. */
export const choice =
  (
    name: string,
    empty: string,
    options: readonly {readonly value: string; readonly label: string}[],
    more: {readonly selected?: string; readonly onchange?: (value: string) => void} = {},
  ) =>
  (id: string, describedBy: string | null): HTMLElement =>
    h(
      "select",
      {
        id,
        name,
        "aria-describedby": describedBy,
        onchange: more.onchange
          ? event => more.onchange?.((event.currentTarget as HTMLSelectElement).value)
          : null,
      },
      h("option", {value: ""}, empty),
      options.map(option =>
        h("option", {value: option.value, selected: option.value === more.selected}, option.label),
      ),
    )
