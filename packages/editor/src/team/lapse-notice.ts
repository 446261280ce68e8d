// SPDX-License-Identifier: EUPL-1.2
import {type Child, h} from "../dom.ts"
import {type TableContext, nameOf} from "../table.ts"

/** Urgency that lapsed: who is still to be heard, or was heard and waits for the reviewer to read it. */
export function lapseNotice(context: TableContext): Child {
  const {words} = context
  const {t} = words
  const view = context.view()
  const lapses = view.lapses ?? []
  if (lapses.length === 0) return null
  return h(
    "div",
    {key: "lapses", class: "wederhoor-notice wederhoor-notice--error"},
    h("p", null, h("strong", null, t("lapse.title"))),
    h(
      "ul",
      {class: "wederhoor-plain"},
      lapses.map(({person, since}) =>
        h(
          "li",
          {key: person},
          t("lapse.line", {name: nameOf(view, person), date: words.day(since)}),
        ),
      ),
    ),
  )
}
