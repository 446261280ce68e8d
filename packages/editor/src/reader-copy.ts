// SPDX-License-Identifier: EUPL-1.2
import {type Child, h, island} from "./dom.ts"
import {parseFragment} from "./fragment.ts"
import type {TableContext} from "./table.ts"

/** The text as the server shows it to a reader, for when it cannot be opened to write. */
export interface ReaderCopy {
  /** What to lay on the table: fetches it the first time. */
  readonly part: () => Child
  /** Not needed any more; the next time it is fetched anew. */
  readonly forget: () => void
}

/** Make the place for it; nothing is fetched before it is asked for. */
export function createReaderCopy(context: TableContext): ReaderCopy {
  const {t} = context.words
  const paper = h("div", {key: "reader-paper", class: "wederhoor-paper"})
  let asked = false
  let shown = false
  let problem = ""
  async function fetchIt(): Promise<void> {
    asked = true
    const outcome = await context.api.contentHtml()
    const fragment = outcome.ok ? parseFragment(outcome.value) : null
    if (!asked) return
    shown = fragment?.ok === true
    problem = outcome.ok ? "" : outcome.code === "offline" ? outcome.detail : ""
    if (fragment?.ok) paper.replaceChildren(fragment.root)
    context.redraw()
  }
  return {
    part: () => {
      if (!asked) void fetchIt()
      return h(
        "section",
        {
          key: "reader-copy",
          class: "wederhoor-reader-copy",
          "aria-label": t("copy.label"),
          "data-reader-copy": shown ? "shown" : "none",
        },
        h(
          "p",
          {class: "wederhoor-actions"},
          h(
            "button",
            {type: "button", class: "wederhoor-button", onclick: () => void fetchIt()},
            t("copy.again"),
          ),
        ),
        shown && h("p", {key: "now", class: "wederhoor-notice"}, t("copy.now")),
        shown
          ? island(paper)
          : h("p", {key: "none", class: "wederhoor-notice"}, `${t("copy.none")} ${problem}`.trim()),
      )
    },
    forget: () => {
      asked = false
      shown = false
      paper.replaceChildren()
    },
  }
}
