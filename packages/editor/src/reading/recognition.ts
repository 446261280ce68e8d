// SPDX-License-Identifier: EUPL-1.2
import {type Recognition, wordFor} from "@wederhoor/format"
import {h} from "../dom.ts"
import {type Forms, radios, textOf} from "../form.ts"
import type {TableContext} from "../table.ts"

const answers = ["yes", "partly", "no"] as const

/**
 * "Herkent u dit?" beside an explanation or a conclusion, where the template asks it. Nothing is chosen
 * for anybody; it may be said again, and the newest answer counts. `null` where it is not asked.
 */
export function recognitionPart(
  context: TableContext,
  forms: Forms,
  statement: string,
  passage: {readonly version: number; readonly number: string},
): HTMLElement | null {
  const {words, ids} = context
  const {t, lang} = words
  const view = context.view()
  const asked = view.recognition?.find(one => one.statement === statement)
  const mine = asked?.parties.find(one => one.person === view.you.person)?.answer
  if (!asked || mine === undefined) return null
  const said = mine !== "notAnswered" && mine !== "notAsked"
  const may = view.acts.includes("recognise") && view.versions.at(-1)?.number === passage.version
  if (!may && !said) return null
  const id = `${ids}-recognise-${statement}`
  const form = (): HTMLElement =>
    forms.form({
      name: `recognise-${statement}`,
      submit: t("recognise.send"),
      done: t("recognise.done"),
      focus: `#${id}`,
      quiet: true,
      check: data =>
        textOf(data, "recognition") === ""
          ? {field: "recognition", text: t("missing.choice")}
          : null,
      send: data =>
        context.act({
          act: "recognise",
          on: statement,
          recognition: textOf(data, "recognition") as Recognition,
          version: passage.version,
        }),
      children: [
        radios(
          id,
          "recognition",
          t("recognise.question"),
          answers.map(value => ({value, label: t(`recognise.${value}`)})),
        ),
      ],
    })
  return h(
    "div",
    {
      key: "recognise",
      id,
      class: "wederhoor-recognise",
      role: "group",
      tabindex: "-1",
      "data-recognise": statement,
      "aria-label": t("recognise.on", {number: passage.number}),
    },
    said &&
      h(
        "p",
        {key: "said"},
        h("strong", null, t("recognise.said")),
        ` ${wordFor("recognition", mine, lang)}`,
      ),
    may &&
      (said
        ? h(
            "details",
            {key: "again", class: "wederhoor-details"},
            h("summary", null, t("recognise.again")),
            form(),
          )
        : form()),
    may && h("p", {key: "who", class: "wederhoor-quiet"}, t("recognise.explain")),
  )
}
