// SPDX-License-Identifier: EUPL-1.2
import {type Source, sourceMediums} from "@wederhoor/format"
import {h} from "../dom.ts"
import * as commands from "./commands.ts"
import {button, complain, field, options} from "./controls.ts"
import {type InspectorContext, personOptions} from "./inspector-context.ts"
import {sourceMarks} from "./structure.ts"
import {say, type Word} from "./words.ts"

const marks = sourceMarks
const markWords: {readonly [name in (typeof marks)[number]]: Word} = {
  attached: "sourceAttached",
  expert: "sourceExpert",
  shielded: "sourceShielded",
}
const textFields = ["title", "author", "date", "ground", "consent"] as const

/** The fields of a source: of one that is there, written at once; or of a new one, with a button. */
export function sourceForm(
  source: Source | null,
  context: InspectorContext,
  statement: string,
): HTMLElement[] {
  const {lang} = context
  const inputs: Record<string, HTMLInputElement | HTMLSelectElement> = {}
  const valueOf = (control: HTMLInputElement | HTMLSelectElement): string | boolean =>
    "checked" in control && control.type === "checkbox" ? control.checked : control.value
  const write = (name: string): void => {
    const control = inputs[name]
    if (source && control) context.editSource(source.id, {[name]: valueOf(control)})
  }
  const prefix = source ? `source-${source.id}-` : "new-source-"
  const input = (name: (typeof textFields)[number], label: Word): HTMLElement => {
    const control = h("input", {type: "text", name: `${prefix}${name}`, autocomplete: "off"})
    control.value = source?.[name] ?? ""
    control.onchange = () => {
      const wrong =
        name === "date" && control.value.trim() !== "" && !commands.isDate(control.value.trim())
      complain(control, wrong ? say(lang, "dateWrong") : "")
      if (!wrong) write(name)
    }
    inputs[name] = control
    return field(say(lang, label), control, name === "date" ? say(lang, "dateHint") : "")
  }
  const choose = (
    name: "medium" | "person",
    label: Word,
    entries: readonly (readonly [string, string])[],
  ): HTMLElement => {
    const control = h(
      "select",
      {name: `${prefix}${name}`},
      ...options(entries, source?.[name] ?? "", say(lang, "choose")),
    )
    control.onchange = () => write(name)
    inputs[name] = control
    return field(say(lang, label), control)
  }
  const mark = (name: (typeof marks)[number]): HTMLElement => {
    const control = h("input", {type: "checkbox", name: `${prefix}${name}`})
    control.checked = source?.[name] === true
    control.onchange = () => write(name)
    inputs[name] = control
    const box = field(say(lang, markWords[name]), control)
    box.classList.add("wh-check")
    return box
  }
  const fields = [
    input("title", "sourceTitle"),
    input("author", "sourceAuthor"),
    choose(
      "medium",
      "sourceMedium",
      Object.entries(sourceMediums).map(([code, word]) => [code, word[lang]]),
    ),
    input("date", "sourceDate"),
    choose("person", "sourcePerson", personOptions(context)),
    input("consent", "sourceConsent"),
    ...marks.map(mark),
    input("ground", "sourceGround"),
  ]
  if (source) return fields
  const save = button(say(lang, "saveSource"), "save-source", () => {
    const {title, date} = inputs
    if (!title || title.value.trim() === "") {
      if (title) {
        complain(title, say(lang, "sourceNeedsTitle"))
        title.focus()
      }
      return
    }
    if (date && date.value.trim() !== "" && !commands.isDate(date.value.trim())) {
      date.focus()
      return
    }
    const values = Object.entries(inputs)
      .map(([name, control]) => [name, valueOf(control)] as const)
      .filter(([, value]) => value !== "" && value !== false)
    context.addSource(statement, Object.fromEntries(values) as commands.SourceFields, "")
  })
  return [...fields, h("p", {class: "wh-actions"}, save)]
}
