// SPDX-License-Identifier: EUPL-1.2
import type {Finding} from "@wederhoor/format"
import {isRemark, wordFor} from "@wederhoor/format"
import {type Child, goTo, h, render} from "../dom.ts"
import {createForms} from "../form.ts"
import {createGate} from "../gate.ts"
import type {MessageKey} from "../messages/nl.ts"
import {createPassages} from "../passages.ts"
import {keptPanel} from "../kept-panel.ts"
import {alertBar, connectionLine, isBroken, isShut, stoppedNotice} from "../status.ts"
import type {Table, TableContext} from "../table.ts"
import {createWritingPlace} from "../writing-place.ts"
import {familyPanel} from "./family-panel.ts"
import {hearingPanel} from "./hearing-panel.ts"
import {createHistory} from "./history-panel.ts"
import {createLanguagePanel} from "./language-panel.ts"
import {reopenedNotice} from "../reopened-notice.ts"
import {lapseNotice} from "./lapse-notice.ts"
import {reactionsPanel} from "./reactions-panel.ts"
import {reviewPanel} from "./review-panel.ts"
import {signingPanel} from "./signing-panel.ts"

const tabs = [
  "report",
  "family",
  "hearing",
  "reactions",
  "review",
  "signing",
  "language",
  "history",
] as const
type Tab = (typeof tabs)[number]
const phases = ["draft", "hearing", "approval", "signing", "final"] as const

/** The table of the team: where the report stands and what comes next, and under it the work itself. */
export function teamTable(host: HTMLElement, context: TableContext): Table {
  const {words, ids} = context
  const {t} = words
  const forms = createForms(context, host)
  const writing = createWritingPlace(context, {
    // Reading every word is for who looks at what comes of it.
    onLook: () => {
      if (tab === "language") context.redraw()
    },
  })
  const passages = createPassages(context)
  const gate = createGate(context, forms, jump, writing.showFindings)
  const history = createHistory(context, forms, goToStatement)
  const language = createLanguagePanel(context, writing, () => {
    show("report")
    writing.walkOpinions()
  })
  let tab: Tab = "report"

  function goToStatement(statement: string, section: string): void {
    show("report")
    writing.goTo(statement, section)
  }

  function jump(finding: Finding): void {
    if (finding.statement || finding.section) {
      goToStatement(finding.statement ?? "", finding.section ?? "")
      return
    }
    const place = finding.rule.includes("reaction")
      ? "reactions"
      : /sign|remark/.test(finding.rule)
        ? "signing"
        : "hearing"
    show(place)
    if (finding.person)
      goTo(`${ids}-${place === "signing" ? "signer" : "hearing"}-${finding.person}`)
  }

  function show(next: Tab): void {
    tab = next
    if (next === "history") history.open()
    if (next === "language") writing.look()
    update()
  }

  function open(name: Tab): number {
    const view = context.view()
    if (name === "reactions") return view.reactions.filter(reaction => !reaction.answer).length
    return name === "signing" && view.phase === "signing"
      ? view.signOffs.filter(one => isRemark(one) && !one.answer).length
      : 0
  }

  function tabButton(name: Tab): HTMLElement {
    const count = open(name)
    return h(
      "button",
      {
        key: name,
        type: "button",
        role: "tab",
        id: `${ids}-tab-${name}`,
        "aria-selected": tab === name ? "true" : "false",
        "aria-controls": `${ids}-panel-${name}`,
        tabindex: tab === name ? "0" : "-1",
        class: "wederhoor-tab",
        "data-tab": name,
        onclick: () => show(name),
        onkeydown: event => {
          const {key} = event as KeyboardEvent
          const place = tabs.indexOf(tab)
          const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0
          const next =
            key === "Home"
              ? 0
              : key === "End"
                ? tabs.length - 1
                : (place + step + tabs.length) % tabs.length
          if (step === 0 && key !== "Home" && key !== "End") return
          event.preventDefault()
          show(tabs[next] ?? "report")
          document.getElementById(`${ids}-tab-${tab}`)?.focus()
        },
      },
      t(`tab.${name}` as MessageKey),
      count > 0 && h("span", {class: "wederhoor-count"}, ` ${t("tab.open", {count})}`),
    )
  }

  function panel(name: Tab, content: Child, label = true): HTMLElement {
    return h(
      "div",
      {
        key: `panel-${name}`,
        role: "tabpanel",
        id: `${ids}-panel-${name}`,
        "aria-labelledby": label ? `${ids}-tab-${name}` : null,
        tabindex: "-1",
        hidden: tab !== name,
        class: "wederhoor-tabpanel",
      },
      content,
    )
  }

  function update(): void {
    const view = context.view()
    writing.update(view.contentOpen && view.places.content === "write")
    gate.update()
    render(
      host,
      h(
        "div",
        {key: "team", class: "wederhoor-team", "data-phase": view.phase},
        h(
          "header",
          {class: "wederhoor-bar"},
          h("h2", {class: "wederhoor-title"}, view.title),
          phaseSteps(context),
          h(
            "div",
            {class: "wederhoor-state-line"},
            // Who else is here is known only on a line.
            !isBroken(context.connection()) &&
              h(
                "p",
                {key: "presence", class: "wederhoor-presence"},
                `${t("presence.label")}: `,
                writing.presence(),
              ),
            connectionLine(context),
          ),
        ),
        stoppedNotice(context),
        keptPanel(context),
        !isShut(context.connection()) && [
          lapseNotice(context),
          reopenedNotice(context),
          gate.next(),
          h(
            "div",
            {key: "tabs", role: "tablist", "aria-label": t("tabs.label"), class: "wederhoor-tabs"},
            tabs.map(tabButton),
          ),
          panel("report", [
            !view.contentOpen && h("p", {class: "wederhoor-notice"}, t("writing.closed")),
            writing.host,
          ]),
          panel("family", familyPanel(context, forms)),
          panel("hearing", hearingPanel(context, forms)),
          panel("reactions", reactionsPanel(context, forms, passages)),
          panel("review", reviewPanel(context)),
          panel("signing", signingPanel(context, forms)),
          panel("language", tab === "language" && language.panel()),
          panel("history", tab === "history" && history.panel()),
        ],
        alertBar(context),
      ),
    )
  }

  return {
    update,
    destroy: () => {
      writing.destroy()
      host.replaceChildren()
    },
  }
}

/** The five phases in order, with the present one marked in words and for assistive technology. */
export function phaseSteps(context: TableContext): HTMLElement {
  const {phase} = context.view()
  const {t, lang} = context.words
  const present = phases.indexOf(phase as (typeof phases)[number])
  return h(
    "ol",
    {key: "phases", class: "wederhoor-phases", "aria-label": t("phases.label")},
    phases.map((name, index) =>
      h(
        "li",
        {
          key: name,
          class:
            index === present
              ? "wederhoor-phase wederhoor-phase--now"
              : index < present
                ? "wederhoor-phase wederhoor-phase--done"
                : "wederhoor-phase",
          "aria-current": index === present ? "step" : null,
        },
        wordFor("phase", name, lang),
      ),
    ),
  )
}
