// SPDX-License-Identifier: EUPL-1.2
import {isTeam} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import {type Forms, area, field, textOf} from "../form.ts"
import {type TableContext, nameOf} from "../table.ts"

/** Every sending of the final report, and for the author: recording one, and closing the file. */
export function issuePanel(context: TableContext, forms: Forms): Child {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  if (!view.final) return null
  return h(
    "section",
    {key: "issues", class: "wederhoor-card", "aria-labelledby": `${ids}-issues`},
    h("h4", {id: `${ids}-issues`, tabindex: "-1"}, t("issue.title")),
    view.issues.length === 0 && h("p", {key: "none"}, t("issue.none")),
    h(
      "ol",
      {key: "list", class: "wederhoor-plain"},
      view.issues.map(issue =>
        h(
          "li",
          {key: String(issue.number), "data-issue": String(issue.number)},
          h("strong", null, t("issue.entry", {number: issue.number, date: words.day(issue.at)})),
          h(
            "p",
            null,
            t("issue.to", {names: words.list(issue.recipients.map(one => nameOf(view, one)))}),
          ),
          issue.changed !== "" && h("p", null, t("issue.changed", {changed: issue.changed})),
        ),
      ),
    ),
    view.acts.includes("issue") && issueForm(context, forms),
    view.acts.includes("archive") &&
      h(
        "details",
        {key: "archive", class: "wederhoor-details"},
        h("summary", null, t("archive.title")),
        h("p", null, t("archive.explain")),
        forms.form({
          name: "archive",
          submit: t("archive.send"),
          done: t("archive.done"),
          focus: `#${ids}-issues`,
          quiet: true,
          children: [],
          send: () => context.act({act: "archive"}),
        }),
      ),
  )
}

function issueForm(context: TableContext, forms: Forms): HTMLElement {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  const recipientsIn = (data: FormData): string[] => [
    ...data.getAll("recipient").filter(one => typeof one === "string"),
    ...textOf(data, "others")
      .split("\n")
      .map(line => line.trim())
      .filter(Boolean),
  ]
  return h(
    "details",
    {key: "issue", class: "wederhoor-details"},
    h("summary", null, t("issue.new")),
    forms.form({
      name: "issue",
      submit: t("issue.send"),
      done: t("issue.done"),
      focus: `#${ids}-issues`,
      check: data =>
        recipientsIn(data).length === 0
          ? {field: "recipient", text: t("issue.needRecipient")}
          : view.issues.length > 0 && textOf(data, "changed").trim() === ""
            ? {field: "changed", text: t("missing.field", {field: t("issue.changedField")})}
            : null,
      send: data =>
        context.act({
          act: "issue",
          recipients: recipientsIn(data),
          changed: textOf(data, "changed").trim(),
        }),
      children: [
        h(
          "fieldset",
          {class: "wederhoor-choices", key: "people"},
          h("legend", null, t("issue.people")),
          view.persons
            .filter(person => !isTeam(person.role))
            .map(person => {
              const id = `${ids}-recipient-${person.id}`
              return h(
                "div",
                {class: "wederhoor-choice", key: person.id},
                h("input", {type: "checkbox", id, name: "recipient", value: person.id}),
                h("label", {for: id}, nameOf(view, person.id)),
              )
            }),
        ),
        field(
          `${ids}-issue`,
          "others",
          `${t("issue.others")} (${t("optional")})`,
          area("others", 3),
          t("issue.othersHint"),
        ),
        field(
          `${ids}-issue`,
          "changed",
          view.issues.length > 0
            ? t("issue.changedField")
            : `${t("issue.changedField")} (${t("optional")})`,
          area("changed", 3),
        ),
      ],
    }),
  )
}
