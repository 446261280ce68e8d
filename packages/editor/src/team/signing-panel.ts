// SPDX-License-Identifier: EUPL-1.2
import {partiesOf, wordFor} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import {type Forms, area, choice, field, textOf} from "../form.ts"
import {saveButton} from "../save-button.ts"
import {type TableContext, nameOf} from "../table.ts"
import {attemptFields, attemptsFrom} from "./hearing-panel.ts"

const recordable = ["declined", "noResponse", "unreachable"] as const

/** What was chosen in an open form, before it is sent; only decides which fields are asked. */
const chosen = new WeakMap<TableContext, Map<string, string>>()

/** Who signed and how. A professional records only that somebody did not sign, never what they think. */
export function signingPanel(context: TableContext, forms: Forms): Child {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  const started = view.versions.some(version => version.purpose === "signing")
  return h(
    "div",
    {key: "signing"},
    h("h3", {id: `${ids}-signing`, tabindex: "-1"}, t("signing.title")),
    h("p", {class: "wederhoor-quiet"}, started ? t("signing.explain") : t("signing.early")),
    started &&
      partiesOf(view.persons, view.policy, view.now.slice(0, 10)).map(({person}) =>
        signer(context, forms, person.id),
      ),
    view.final && [
      h(
        "p",
        {key: "final"},
        h(
          "strong",
          null,
          t("final.at", {date: words.day(view.final.at), version: view.final.version}),
        ),
      ),
      h(
        "p",
        {key: "files", class: "wederhoor-actions"},
        saveButton(context, "report.html", t("final.report"), `${view.report}.html`),
        saveButton(context, "bundle.json", t("final.bundle"), `${view.report}.json`),
      ),
    ],
  )
}

function signer(context: TableContext, forms: Forms, person: string): HTMLElement {
  const {words, ids} = context
  const {t, lang} = words
  const view = context.view()
  const signOff = view.signOffs.findLast(candidate => candidate.person === person)
  const row = (label: string, value: string): Child =>
    value !== "" && h("div", null, h("dt", null, label), h("dd", {class: "wederhoor-prose"}, value))
  return h(
    "section",
    {
      key: `signer-${person}`,
      class: "wederhoor-card",
      "data-signer": person,
      "aria-labelledby": `${ids}-signer-${person}`,
    },
    h("h4", {id: `${ids}-signer-${person}`, tabindex: "-1"}, nameOf(view, person)),
    signOff
      ? h(
          "dl",
          {key: "facts", class: "wederhoor-facts"},
          row(
            t("signing.decision"),
            `${wordFor("decision", signOff.decision, lang)} · ${words.day(signOff.at)}`,
          ),
          row(t("signing.remarks"), signOff.remarks),
          row(t("signing.state"), wordFor("signOffState", signOff.state, lang)),
          row(t("signing.receipt"), signOff.receiptCode),
        )
      : h("p", {key: "open"}, t("signing.notYet")),
    !signOff && view.acts.includes("recordSignOff") && recordForm(context, forms, person),
  )
}

function recordForm(context: TableContext, forms: Forms, person: string): HTMLElement {
  const {words, ids} = context
  const {t, lang} = words
  const id = `${ids}-signoff-${person}`
  const choices = chosen.get(context) ?? new Map<string, string>()
  chosen.set(context, choices)
  const decided = choices.get(person) ?? ""
  return h(
    "details",
    {key: "record", class: "wederhoor-details"},
    h("summary", null, t("signing.record", {name: nameOf(context.view(), person, true)})),
    forms.form({
      name: `signoff-${person}`,
      submit: t("signing.recordSave"),
      quiet: true,
      done: t("record.done"),
      focus: `#${ids}-signer-${person}`,
      check: data =>
        textOf(data, "decision") === ""
          ? {field: "decision", text: t("missing.choice")}
          : textOf(data, "reason").trim() === ""
            ? {field: "reason", text: t("missing.field", {field: t("signing.recordReason")})}
            : null,
      send: data =>
        context.act({
          act: "recordSignOff",
          person,
          decision: textOf(data, "decision") as (typeof recordable)[number],
          reason: textOf(data, "reason").trim(),
          attempts: attemptsFrom(data),
        }),
      children: [
        field(
          id,
          "decision",
          t("record.state"),
          choice(
            "decision",
            t("choose"),
            recordable.map(value => ({value, label: wordFor("decision", value, lang)})),
            {
              selected: decided,
              onchange: value => {
                choices.set(person, value)
                context.redraw()
              },
            },
          ),
        ),
        field(id, "reason", t("signing.recordReason"), area("reason", 2)),
        decided === "unreachable" && attemptFields(context, id),
      ],
    }),
  )
}
