// SPDX-License-Identifier: EUPL-1.2
import {h} from "../dom.ts"
import type {TableContext} from "../table.ts"
import type {LeftStanding} from "../writing/reading.ts"

/**
 * The hints that authors left standing, with the passage and the reason. It is about sentences: no names
 * of authors stand here, and nothing is counted per person.
 */
export function leftStandingList(
  context: TableContext,
  list: readonly LeftStanding[],
  goTo: (statement: string, section: string) => void,
): HTMLElement {
  const {words, ids} = context
  const {t} = words
  return h(
    "section",
    {key: "left-standing", class: "wederhoor-panel", "aria-labelledby": `${ids}-left`},
    h("h3", {id: `${ids}-left`, tabindex: "-1"}, t("left.title")),
    h("p", {class: "wederhoor-quiet"}, t("left.explain")),
    list.length === 0
      ? h("p", {key: "none"}, t("left.none"))
      : h(
          "ul",
          {key: "list", class: "wederhoor-plain"},
          list.map((one, at) => item(one, `${one.statement}-${at}`)),
        ),
  )

  function item(one: LeftStanding, key: string): HTMLElement {
    const {statement, section, number, passage, what, reasons} = one
    const [before, about, after] = passage
    return h(
      "li",
      {key, class: "wederhoor-left", "data-left": statement},
      h("p", {class: "wederhoor-prose"}, `${number} `, before, h("strong", null, about), after),
      h(
        "dl",
        {class: "wederhoor-facts"},
        h("div", null, h("dt", null, t("left.hint")), h("dd", null, what)),
        h(
          "div",
          null,
          h("dt", null, t("left.reason")),
          h(
            "dd",
            null,
            reasons.length === 0
              ? t("left.noReason")
              : reasons.map((reason, place) => h("p", {key: `${place}`}, reason)),
          ),
        ),
      ),
      h(
        "button",
        {
          type: "button",
          class: "wederhoor-link",
          "aria-label": `${t("left.goTo")} ${number}`,
          onclick: () => goTo(statement, section),
        },
        t("left.goTo"),
      ),
    )
  }
}
