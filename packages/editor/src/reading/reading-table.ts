// SPDX-License-Identifier: EUPL-1.2
import {readsReport} from "@wederhoor/format"
import type {Problem, Rendition} from "../api.ts"
import {h, island, render} from "../dom.ts"
import {createForms} from "../form.ts"
import {parseFragment} from "../fragment.ts"
import {keptPanel} from "../kept-panel.ts"
import {alertBar, connectionLine, stoppedNotice} from "../status.ts"
import {saveButton} from "../save-button.ts"
import type {Table, TableContext} from "../table.ts"
import {readingIntro} from "./intro.ts"
import {createReactions, ownReactions} from "./reactions.ts"
import {purposesFor, signPart} from "./sign.ts"

/**
 * The table of the family: the rendition exactly as received, a place to react under every passage,
 * and, when the time is there, the form to sign. What is shown is what is signed: the digest that goes
 * back is computed over the very bytes that lie here.
 */
export function readingTable(host: HTMLElement, context: TableContext): Table {
  const {api, words, session, ids} = context
  const {t} = words
  const forms = createForms(context, host)
  const paper = h("div", {key: "paper", class: "wederhoor-paper"})
  const reactions = createReactions(context, forms, paper)
  let shown: Rendition | null = null
  let asked = 0
  let problem: Problem | null = null

  async function fetchRendition(version: number): Promise<void> {
    asked = version
    const outcome = await api.rendition(version)
    if (asked !== version) return
    problem = null
    if (outcome.ok) {
      const fragment = parseFragment(outcome.value.html)
      if (fragment.ok) {
        shown = outcome.value
        paper.replaceChildren(fragment.root)
        reactions.lay(version)
      } else {
        const detail = t("error.fragment", {code: `${fragment.code} ${fragment.at}`.trim()})
        problem = {ok: false, code: `fragment-${fragment.code}`, status: 0, findings: [], detail}
      }
    } else {
      problem = outcome
      asked = 0
    }
    update()
  }

  function update(): void {
    const view = context.view()
    const mine = view.versions.filter(version => version.rendition)
    const newest = mine.at(-1)
    if (newest && newest.number !== asked) void fetchRendition(newest.number)
    if (view.places.reply) session.open("reply", "write", reactions.place)
    const mayReact = view.acts.includes("react") && newest !== undefined
    const signing = view.phase === "signing" && newest?.purpose === "signing"
    reactions.draw(mayReact && shown?.version === newest?.number)
    render(
      host,
      h(
        "div",
        {key: "reading", class: "wederhoor-reading", "data-phase": view.phase},
        stoppedNotice(context),
        keptPanel(context),
        readingIntro(context, newest !== undefined),
        mayReact &&
          h("div", {key: "state", class: "wederhoor-state-line"}, connectionLine(context)),
        mayReact && view.final && h("p", {key: "late"}, t("react.late")),
        mayReact && reactions.summary(),
        problem &&
          h(
            "div",
            {key: "problem", class: "wederhoor-notice wederhoor-notice--error", role: "alert"},
            h("p", null, problem.detail),
            h(
              "p",
              null,
              h(
                "button",
                {
                  type: "button",
                  class: "wederhoor-button",
                  onclick: () => newest && void fetchRendition(newest.number),
                },
                t("tryAgain"),
              ),
            ),
          ),
        newest &&
          !shown &&
          !problem &&
          h("p", {key: "wait", class: "wederhoor-wait"}, t("read.wait")),
        newest &&
          h(
            "section",
            {
              key: "report",
              id: `${ids}-report`,
              class: "wederhoor-report-place",
              tabindex: "-1",
              "aria-label": t("read.report"),
            },
            island(paper),
          ),
        mayReact && shown && reactions.whole(),
        (view.phase === "hearing" ||
          view.reactions.some(reaction => reaction.by === view.you.person)) &&
          newest &&
          ownReactions(context),
        (signing || view.signOffs.some(signOff => signOff.person === view.you.person)) &&
          shown &&
          purposesFor(context).length > 0 &&
          signPart(context, forms, shown),
        view.final && keep(),
        alertBar(context),
      ),
    )
  }

  function keep(): HTMLElement {
    const {final, report, you} = context.view()
    return h(
      "section",
      {key: "keep", class: "wederhoor-panel", "aria-labelledby": `${ids}-keep`},
      h("h2", {id: `${ids}-keep`}, t("read.keep.title")),
      h(
        "p",
        null,
        t("final.at", {date: words.day(final?.at ?? ""), version: final?.version ?? ""}),
      ),
      h(
        "p",
        {class: "wederhoor-actions"},
        saveButton(context, "report.html", t("final.report"), `${report}.html`),
        saveButton(context, "report.pdf", t("final.pdf"), `${report}.pdf`),
        readsReport(you.role, context.template) &&
          saveButton(context, "bundle.json", t("final.bundle"), `${report}.json`),
      ),
    )
  }

  return {
    update,
    destroy: () => {
      reactions.destroy()
      host.replaceChildren()
    },
  }
}
