// SPDX-License-Identifier: EUPL-1.2
import {h} from "../dom.ts"
import {type Forms, area, field, radios, textOf} from "../form.ts"
import type {MessageKey} from "../messages/nl.ts"
import type {TableContext} from "../table.ts"

const outcomes = ["ready", "returned"] as const

/**
 * The first of the reviewer's two moments (REV-15): before the family reads. Also after urgency, when
 * somebody was heard too late. It approves nothing.
 */
export function draftJudgement(context: TableContext, forms: Forms): HTMLElement {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  return h(
    "section",
    {key: "draft-judgement", class: "wederhoor-next", "aria-labelledby": `${ids}-draft`},
    view.phase !== "draft" &&
      h(
        "p",
        {key: "wait", class: "wederhoor-quiet"},
        t(`reviewing.wait.${view.phase}` as MessageKey),
      ),
    h("h3", {id: `${ids}-draft`, tabindex: "-1"}, t("reviewing.draft.title")),
    h(
      "p",
      {class: "wederhoor-quiet"},
      view.contentOpen ? t("reviewing.draft.explain") : t("reviewing.draft.late"),
    ),
    forms.form({
      name: "review-draft",
      submit: t("reviewing.draft.send"),
      done: t("reviewing.draft.done"),
      focus: `#${ids}-draft`,
      quiet: true,
      check: data =>
        textOf(data, "outcome") === ""
          ? {field: "outcome", text: t("missing.choice")}
          : textOf(data, "outcome") === "returned" && textOf(data, "draftReason").trim() === ""
            ? {field: "draftReason", text: t("missing.text")}
            : null,
      send: data =>
        context.act({
          act: "reviewDraft",
          outcome: textOf(data, "outcome") as (typeof outcomes)[number],
          reason: textOf(data, "draftReason").trim(),
        }),
      children: [
        radios(
          `${ids}-draft`,
          "outcome",
          t("reviewing.draft.outcome"),
          outcomes.map(value => ({value, label: t(`reviewing.draft.${value}`)})),
        ),
        field(
          `${ids}-draft`,
          "draftReason",
          t("reviewing.draft.reason"),
          area("draftReason", 4),
          t("reviewing.draft.reasonHint"),
        ),
      ],
    }),
  )
}
