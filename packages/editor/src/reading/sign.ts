// SPDX-License-Identifier: EUPL-1.2
import {type SignOffView, type SignPurpose, isRemark, wordFor} from "@wederhoor/format"
import type {Rendition} from "../api.ts"
import {type Child, h, offerFile} from "../dom.ts"
import {type Forms, area, field, radios, textOf} from "../form.ts"
import {saveButton} from "../save-button.ts"
import {type TableContext, nameOf} from "../table.ts"

const decisions = ["agreed", "agreedWithRemarks", "disagreed", "seen"] as const
type Decision = (typeof decisions)[number]

/** What the reader is asked to sign, or signed before; the words and the plan before the rest. */
export function purposesFor(context: TableContext): SignPurpose[] {
  const view = context.view()
  const mine = view.signOffs.filter(signOff => signOff.person === view.you.person)
  const asked = view.signers.find(signer => signer.person === view.you.person)?.purposes ?? []
  const all: readonly SignPurpose[] = ["ownWords", "report", "plan", "consent"]
  return all.filter(
    purpose =>
      mine.some(signOff => signOff.purpose === purpose) ||
      (view.phase === "signing" && asked.includes(purpose)),
  )
}

/**
 * Signing: one form for each act that is asked of this person, because agreeing that one's words are
 * right is not agreeing with the report. What is chosen is one of four, and none is chosen for anybody.
 */
export function signPart(context: TableContext, forms: Forms, shown: Rendition): HTMLElement {
  const {ids, words} = context
  const {t} = words
  const view = context.view()
  const purposes = purposesFor(context)
  const done = purposes.every(purpose =>
    view.signOffs.some(one => one.person === view.you.person && one.purpose === purpose),
  )
  const open = purposes.includes("report") ? t("sign.title") : t("sign.titleOther")
  return h(
    "section",
    {
      key: "sign",
      id: `${ids}-sign`,
      class: "wederhoor-panel wederhoor-sign",
      tabindex: "-1",
      "aria-labelledby": `${ids}-sign-title`,
    },
    h("h2", {id: `${ids}-sign-title`}, done ? t("signed.title") : open),
    purposes.length > 1 && h("p", {key: "apart"}, t("sign.apart")),
    purposes.map(purpose => purposePart(context, forms, shown, purpose, purposes.length > 1)),
  )
}

function purposePart(
  context: TableContext,
  forms: Forms,
  shown: Rendition,
  purpose: SignPurpose,
  titled: boolean,
): HTMLElement {
  const {ids, words} = context
  const {t} = words
  const view = context.view()
  const mine = view.signOffs.findLast(
    signOff =>
      signOff.person === view.you.person &&
      signOff.purpose === purpose &&
      signOff.withdraws === undefined,
  )
  const newest = view.versions.findLast(version => version.purpose === "signing")
  const asked = view.signers.some(
    signer => signer.person === view.you.person && signer.purposes.includes(purpose),
  )
  const may = asked && view.acts.includes("sign") && newest?.number === shown.version
  // That somebody else noted no signature does not keep anybody from signing after all.
  const own = decisions.some(decision => decision === mine?.decision)
  const stands = own && mine?.version === newest?.number && mine?.state !== "withdrawn"
  const id = `${ids}-sign-${purpose}`
  return h(
    "div",
    {
      key: `purpose-${purpose}`,
      class: "wederhoor-purpose",
      "data-purpose": purpose,
      role: titled ? "group" : null,
      "aria-labelledby": titled ? id : null,
    },
    titled && h("h3", {id}, t(`sign.${purpose}.title`)),
    mine && signed(context, mine, purpose),
    mine?.withdrawable && withdrawPart(context, forms, mine, purpose),
    may && !stands && signForm(context, forms, shown, purpose),
  )
}

const idOf = (name: string, purpose: SignPurpose): string =>
  purpose === "report" ? name : `${name}-${purpose}`

function signForm(
  context: TableContext,
  forms: Forms,
  shown: Rendition,
  purpose: SignPurpose,
): HTMLElement {
  const {ids, words} = context
  const {t} = words
  const own = idOf(`${ids}-sign`, purpose)
  return h(
    "div",
    {key: "form"},
    h("p", null, t(`sign.${purpose}.free`)),
    forms.form({
      name: idOf("sign", purpose),
      submit: t(`sign.${purpose}.send`),
      done: t("sign.done"),
      focus: `#${idOf(`${ids}-signed`, purpose)}`,
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
          purpose,
          decision: textOf(data, "decision") as Decision,
          remarks: textOf(data, "remarks").trim(),
          version: shown.version,
          shown: shown.sha256,
        }),
      children: [
        radios(
          own,
          "decision",
          t("sign.decision"),
          decisions.map(value => ({
            value,
            label: t(`sign.${value}`),
            hint: t(`sign.${purpose}.${value}.hint`),
          })),
        ),
        field(own, "remarks", t("sign.remarks"), area("remarks", 5), t("optional")),
      ],
    }),
  )
}

/** Taking a signature back. No reason is asked: whoever may say yes may also stop saying it. */
function withdrawPart(
  context: TableContext,
  forms: Forms,
  signOff: SignOffView,
  purpose: SignPurpose,
): HTMLElement {
  const {ids, words} = context
  const {t} = words
  const own = `${ids}-withdraw-${purpose}`
  return h(
    "details",
    {key: "withdraw", class: "wederhoor-details"},
    h("summary", null, t("withdraw.title")),
    h("p", null, t("withdraw.explain")),
    forms.form({
      name: `withdraw-${purpose}`,
      submit: t("withdraw.send"),
      done: t("withdraw.done"),
      focus: `#${idOf(`${ids}-signed`, purpose)}`,
      quiet: true,
      send: data =>
        context.act({
          act: "withdrawSignOff",
          signOff: signOff.id,
          reason: textOf(data, "reason").trim(),
        }),
      children: [field(own, "reason", t("withdraw.reason"), area("reason", 3), t("optional"))],
    }),
  )
}

/** What the professionals answered to the reader's own remark. */
function answerPart(context: TableContext, {answer}: SignOffView): Child {
  const {words} = context
  const {t, lang} = words
  const view = context.view()
  if (!answer) return view.phase === "signing" && h("p", {key: "wait"}, t("own.wait"))
  return h(
    "div",
    {key: "answer", class: "wederhoor-answer"},
    h("p", null, h("strong", null, t("own.answer", {name: nameOf(view, answer.by, true)}))),
    h(
      "p",
      {class: "wederhoor-prose"},
      `${wordFor("answer", answer.kind, lang)} ${answer.text}`.trim(),
    ),
  )
}

function signed(context: TableContext, signOff: SignOffView, purpose: SignPurpose): Child {
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
    purpose,
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
    {
      key: "signed",
      id: idOf(`${ids}-signed`, purpose),
      tabindex: "-1",
      class: "wederhoor-signed",
    },
    h("p", {class: "wederhoor-signed-line"}, line),
    signOff.remarks !== "" && h("blockquote", null, signOff.remarks),
    isRemark(signOff) && answerPart(context, signOff),
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
