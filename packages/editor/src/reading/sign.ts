// SPDX-License-Identifier: EUPL-1.2
import {type SignOffView, wordFor} from "@wederhoor/format"
import type {Rendition} from "../api.ts"
import {h, offerFile} from "../dom.ts"
import {type Forms, area, field, radios, textOf} from "../form.ts"
import type {MessageKey} from "../messages/nl.ts"
import {saveButton} from "../save-button.ts"
import type {TableContext} from "../table.ts"

const decisions = ["agreed", "agreedWithRemarks", "disagreed", "seen"] as const
type Decision = (typeof decisions)[number]

/** Signing: what is chosen is one of four, and none of them is chosen for anybody. */
export function signPart(context: TableContext, forms: Forms, shown: Rendition): HTMLElement {
  const {ids, words} = context
  const {t} = words
  const view = context.view()
  const mine = view.signOffs.findLast(signOff => signOff.person === view.you.person)
  const newest = view.versions.findLast(version => version.purpose === "signing")
  const current = mine && mine.version === newest?.number
  const may = view.acts.includes("sign") && newest?.number === shown.version
  return h(
    "section",
    {
      key: "sign",
      id: `${ids}-sign`,
      class: "wederhoor-panel wederhoor-sign",
      tabindex: "-1",
      "aria-labelledby": `${ids}-sign-title`,
    },
    h("h2", {id: `${ids}-sign-title`}, mine ? t("signed.title") : t("sign.title")),
    mine && signed(context, mine),
    may &&
      (current
        ? h(
            "details",
            {class: "wederhoor-details"},
            h("summary", null, t("signed.again")),
            signForm(context, forms, shown),
          )
        : signForm(context, forms, shown)),
  )
}

function signForm(context: TableContext, forms: Forms, shown: Rendition): HTMLElement {
  const {ids, words} = context
  const {t} = words
  return h(
    "div",
    null,
    h("p", null, t("sign.free")),
    forms.form({
      name: "sign",
      submit: t("sign.send"),
      done: t("sign.done"),
      focus: `#${ids}-signed`,
      check: data => {
        const decision = textOf(data, "decision")
        if (decision === "") return {field: "decision", text: t("missing.choice")}
        if (decision === "agreedWithRemarks" && textOf(data, "remarks").trim() === "")
          return {field: "remarks", text: t("sign.remarksNeeded")}
        return null
      },
      send: data =>
        context.act({
          act: "sign",
          decision: textOf(data, "decision") as Decision,
          remarks: textOf(data, "remarks").trim(),
          version: shown.version,
          shown: shown.sha256,
        }),
      children: [
        radios(
          `${ids}-sign`,
          "decision",
          t("sign.decision"),
          decisions.map(value => ({
            value,
            label: t(`sign.${value}`),
            hint: t(`sign.${value}.hint` as MessageKey),
          })),
        ),
        field(ids, "remarks", t("sign.remarks"), area("remarks", 5), t("optional")),
      ],
    }),
  )
}

function signed(context: TableContext, signOff: SignOffView): HTMLElement {
  const {ids, words} = context
  const {t} = words
  const view = context.view()
  const line = t("signed.line", {
    decision: wordFor("decision", signOff.decision, words.lang),
    date: words.day(signOff.at),
    version: signOff.version,
  })
  const receipt = {
    report: view.report,
    title: view.title,
    person: view.you,
    decision: signOff.decision,
    remarks: signOff.remarks,
    version: signOff.version,
    shown:
      view.versions.find(version => version.number === signOff.version)?.rendition?.sha256 ?? "",
    at: signOff.at,
    receiptCode: signOff.receiptCode,
  }
  return h(
    "div",
    {key: "signed", id: `${ids}-signed`, tabindex: "-1", class: "wederhoor-signed"},
    h("p", {class: "wederhoor-signed-line"}, line),
    signOff.remarks !== "" && h("blockquote", null, signOff.remarks),
    signOff.state !== "current" && h("p", null, wordFor("signOffState", signOff.state, words.lang)),
    h("p", null, t("signed.code"), ": ", h("code", {class: "wederhoor-code"}, signOff.receiptCode)),
    h("p", {class: "wederhoor-quiet"}, t("signed.codeExplain")),
    h(
      "p",
      {class: "wederhoor-actions"},
      h(
        "button",
        {
          type: "button",
          class: "wederhoor-button",
          onclick: () =>
            offerFile(
              `${view.report}-${signOff.receiptCode}.json`,
              "application/json",
              JSON.stringify(receipt, null, 2),
            ),
        },
        t("signed.download"),
      ),
      saveButton(context, "report.html", t("signed.report"), `${view.report}.html`),
    ),
  )
}
