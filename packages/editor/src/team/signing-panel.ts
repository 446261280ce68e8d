// SPDX-License-Identifier: EUPL-1.2
import {
  type ReportView,
  type SignOffView,
  type SignPurpose,
  partiesOf,
  wordFor,
} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import {type Forms, area, choice, field, textOf} from "../form.ts"
import {saveButton} from "../save-button.ts"
import {type TableContext, nameOf} from "../table.ts"
import {attemptFields, attemptsFrom} from "./hearing-panel.ts"
import {issuePanel} from "./issue-panel.ts"
import {remarkPart} from "./remark-part.ts"

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
    started && signersOf(view).map(person => signer(context, forms, person)),
    view.acts.includes("reopen") && reopenPart(context, forms),
    issuePanel(context, forms),
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
        saveButton(context, "report.pdf", t("final.pdf"), `${view.report}.pdf`),
        saveButton(context, "report.docx", t("final.word"), `${view.report}.docx`),
        saveButton(context, "bundle.json", t("final.bundle"), `${view.report}.json`),
      ),
    ],
  )
}

/** The way back: opening the text again, with a reason that family and reviewer read. */
function reopenPart(context: TableContext, forms: Forms): HTMLElement {
  const {words, ids} = context
  const {t} = words
  return h(
    "details",
    {key: "reopen", class: "wederhoor-details", "data-reopen": "true"},
    h("summary", null, t("reopen.title")),
    h("p", null, t("reopen.explain")),
    forms.form({
      name: "reopen",
      submit: t("reopen.send"),
      done: t("reopen.done"),
      focus: `#${ids}-signing`,
      quiet: true,
      check: data =>
        textOf(data, "reason").trim() === ""
          ? {field: "reason", text: t("missing.field", {field: t("reopen.reason")})}
          : null,
      send: data => context.act({act: "reopen", reason: textOf(data, "reason").trim()}),
      children: [
        field(
          `${ids}-reopen`,
          "reason",
          t("reopen.reason"),
          area("reason", 3),
          t("reopen.reasonHint"),
        ),
      ],
    }),
  )
}

/** The parties, and whoever else is asked to sign or did. */
function signersOf(view: ReportView): string[] {
  const parties = partiesOf(view.persons, view.policy, view.now.slice(0, 10))
  const others = [
    ...view.signers.map(signer => signer.person),
    ...view.signOffs
      .filter(one => one.purpose !== "approval" && one.purpose !== "author")
      .map(one => one.person),
  ]
  return [...new Set([...parties.map(({person}) => person.id), ...others])]
}

function signer(context: TableContext, forms: Forms, person: string): HTMLElement {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  const asked = view.signers.find(one => one.person === person)?.purposes ?? []
  const mine = view.signOffs.filter(one => one.person === person && one.withdraws === undefined)
  const all: readonly SignPurpose[] = ["report", "ownWords", "plan", "consent"]
  const purposes = all.filter(
    purpose => asked.includes(purpose) || mine.some(one => one.purpose === purpose),
  )
  return h(
    "section",
    {
      key: `signer-${person}`,
      class: "wederhoor-card",
      "data-signer": person,
      "aria-labelledby": `${ids}-signer-${person}`,
    },
    h("h4", {id: `${ids}-signer-${person}`, tabindex: "-1"}, nameOf(view, person)),
    purposes.length === 0 && h("p", {key: "open"}, t("signing.notYet")),
    purposes.map(purpose =>
      purposePart(context, forms, person, purpose, {
        signOff: mine.findLast(one => one.purpose === purpose),
        mayRecord: asked.includes(purpose) && view.acts.includes("recordSignOff"),
        titled: purposes.length > 1,
      }),
    ),
  )
}

function purposePart(
  context: TableContext,
  forms: Forms,
  person: string,
  purpose: SignPurpose,
  given: {
    readonly signOff: SignOffView | undefined
    readonly mayRecord: boolean
    readonly titled: boolean
  },
): Child {
  const {words} = context
  const {t, lang} = words
  const {signOff, mayRecord, titled} = given
  const back = context.view().signOffs.find(one => one.withdraws === signOff?.id)
  const row = (label: string, value: string): Child =>
    value !== "" && h("div", null, h("dt", null, label), h("dd", {class: "wederhoor-prose"}, value))
  return h(
    "div",
    {key: `purpose-${purpose}`, "data-purpose": purpose},
    titled && h("h5", null, wordFor("purpose", purpose, lang)),
    signOff
      ? h(
          "dl",
          {key: "facts", class: "wederhoor-facts"},
          row(
            t("signing.decision"),
            `${wordFor("decision", signOff.decision, lang)} · ${words.day(signOff.at)}`,
          ),
          row(t("signing.remarks"), signOff.remarks),
          row(
            t("signing.state"),
            back && signOff.state === "withdrawn"
              ? [t("signing.withdrawn", {date: words.day(back.at)}), back.remarks]
                  .filter(Boolean)
                  .join(": ")
              : wordFor("signOffState", signOff.state, lang),
          ),
          row(t("signing.receipt"), signOff.receiptCode),
        )
      : h("p", {key: "open"}, t("signing.notYet")),
    signOff && remarkPart(context, forms, signOff),
    !signOff && mayRecord && recordForm(context, forms, person, purpose, titled),
  )
}

function recordForm(
  context: TableContext,
  forms: Forms,
  person: string,
  purpose: SignPurpose,
  titled: boolean,
): HTMLElement {
  const {words, ids} = context
  const {t, lang} = words
  const key = purpose === "report" ? person : `${person}-${purpose}`
  const id = `${ids}-signoff-${key}`
  const name = nameOf(context.view(), person, true)
  const choices = chosen.get(context) ?? new Map<string, string>()
  chosen.set(context, choices)
  const decided = choices.get(key) ?? ""
  return h(
    "details",
    {key: "record", class: "wederhoor-details"},
    h(
      "summary",
      null,
      titled
        ? t("signing.recordOn", {name, purpose: wordFor("purpose", purpose, lang)})
        : t("signing.record", {name}),
    ),
    forms.form({
      name: `signoff-${key}`,
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
          purpose,
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
                choices.set(key, value)
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
