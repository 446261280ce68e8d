// SPDX-License-Identifier: EUPL-1.2
import {type Person, type TemplateField, ageOn, isFamily, textIn, wordFor} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import {type Forms, area, choice, field, input, textOf} from "../form.ts"
import type {TableContext} from "../table.ts"

/** Who the report is about, who has authority, and the fields of the sections. */
export function familyPanel(context: TableContext, forms: Forms): Child {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  const people = view.persons.filter(person => isFamily(person.role))
  const others = view.persons.filter(person => !isFamily(person.role))
  return h(
    "div",
    {key: "family"},
    h("h3", {id: `${ids}-family`, tabindex: "-1"}, t("family.title")),
    h("p", {class: "wederhoor-quiet"}, t("family.explain")),
    personTable(context, t("family.people"), people, true),
    personTable(context, t("family.professionals"), others, false),
    context.template.sections.some(section => section.fields?.length) &&
      h("h3", null, t("fields.title")),
    context.template.sections.map(section =>
      section.fields?.length
        ? h(
            "section",
            {key: `fields-${section.id}`, class: "wederhoor-subpanel"},
            h("h4", null, textIn(section.title, words.lang)),
            section.fields
              .filter(entry => isAsked(context, section.id, entry))
              .map(entry => fieldForm(context, forms, section.id, entry)),
          )
        : null,
    ),
  )
}

function personTable(
  context: TableContext,
  caption: string,
  people: readonly Person[],
  family: boolean,
): Child {
  const {words} = context
  const {t} = words
  const today = context.view().now.slice(0, 10)
  if (people.length === 0) return null
  const born = (person: Person): string => {
    if (!person.birthDate) return ""
    const age = ageOn(person, today)
    return age === null || person.role !== "child"
      ? words.day(person.birthDate)
      : t("family.age", {date: words.day(person.birthDate), age})
  }
  const authority = (person: Person): string =>
    person.role === "child"
      ? ""
      : person.authority === undefined
        ? t("family.unknown")
        : person.authority
          ? t("family.yes")
          : t("family.no")
  // A list of cards and not a wide table: it is read on a phone as well.
  return h(
    "div",
    {key: caption},
    h("h4", null, caption),
    h(
      "ul",
      {class: "wederhoor-plain wederhoor-cards"},
      people.map(person =>
        h(
          "li",
          {key: person.id, class: "wederhoor-card"},
          h("p", {class: "wederhoor-card-title"}, person.name),
          h(
            "dl",
            {class: "wederhoor-facts"},
            fact(
              t("family.role"),
              [
                wordFor("role", person.role, words.lang),
                person.label &&
                !person.name.includes(person.label) &&
                person.label.toLowerCase() !==
                  wordFor("role", person.role, words.lang).toLowerCase()
                  ? `, ${person.label}`
                  : "",
              ].join(""),
            ),
            family && fact(t("family.authority"), authority(person)),
            fact(t("family.born"), born(person)),
            fact(t("family.registration"), person.registration ?? ""),
          ),
        ),
      ),
    ),
  )
}

const fact = (label: string, value: string): Child =>
  value === "" ? null : h("div", null, h("dt", null, label), h("dd", null, value))

/** Whether a field is asked now: always, or since another has the value that makes it so. */
function isAsked(context: TableContext, section: string, entry: TemplateField): boolean {
  const {requiredWhen, required, id} = entry
  const {fields = {}} = context.view()
  // What is filled in stays to be seen.
  if (!requiredWhen || required || (fields[section]?.[id]?.value ?? "") !== "") return true
  const [other = "", field = ""] = requiredWhen.field.split(".")
  return fields[other]?.[field]?.value === requiredWhen.is
}

/** What stands beside a field: that it must be filled, and what to fill in. */
function hintOf({t, lang}: TableContext["words"], entry: TemplateField): string {
  const must = entry.required || entry.requiredWhen ? t("fields.required") : ""
  return [must, entry.help ? textIn(entry.help, lang) : ""].filter(Boolean).join(" ")
}

function fieldForm(
  context: TableContext,
  forms: Forms,
  section: string,
  entry: TemplateField,
): HTMLElement {
  const {words, ids} = context
  const {t, lang} = words
  const view = context.view()
  const current = view.fields?.[section]?.[entry.id]
  const value = current?.value ?? ""
  const label = textIn(entry.label, lang)
  const options = (entry.options ?? []).map(option => ({
    value: option.id,
    label: textIn(option.label, lang),
  }))
  if (!view.acts.includes("setField")) {
    const shown =
      entry.type === "date"
        ? words.day(value)
        : (options.find(option => option.value === value)?.label ?? value)
    return h(
      "dl",
      {key: `field-${section}-${entry.id}`, class: "wederhoor-facts"},
      fact(label, shown === "" ? "–" : shown),
    )
  }
  const control =
    entry.type === "choice"
      ? choice("value", t("choose"), options, {selected: value})
      : entry.type === "date"
        ? input("value", "date", value)
        : (id: string, describedBy: string | null) => {
            const box = area("value", 2)(id, describedBy)
            box.textContent = value
            return box
          }
  return forms.form({
    name: `field-${section}-${entry.id}`,
    submit: t("save"),
    quiet: true,
    done: t("saved"),
    // The version is in the key of the form, so that a colleague's newer value comes into the box.
    children: [
      h(
        "div",
        {key: `v${current?.version ?? 0}`},
        field(`${ids}-${section}-${entry.id}`, "value", label, control, hintOf(words, entry)),
      ),
    ],
    send: data =>
      context.act({
        act: "setField",
        section,
        field: entry.id,
        value: textOf(data, "value"),
        expected: current?.version ?? 0,
      }),
  })
}
