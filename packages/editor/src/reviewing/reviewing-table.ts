// SPDX-License-Identifier: EUPL-1.2
import {type Finding, partiesOf, wordFor} from "@wederhoor/format"
import {bindText, draftOf, findDraft} from "../bind-text.ts"
import {goTo, h, render} from "../dom.ts"
import {area, createForms, field, textOf} from "../form.ts"
import {createGate} from "../gate.ts"
import type {MessageKey} from "../messages/nl.ts"
import {createPassages} from "../passages.ts"
import type {Place} from "../session.ts"
import {reopenedNotice} from "../reopened-notice.ts"
import {keptPanel} from "../kept-panel.ts"
import {alertBar, connectionLine, stoppedNotice} from "../status.ts"
import {type Table, type TableContext, nameOf} from "../table.ts"
import {lapseNotice} from "../team/lapse-notice.ts"
import {createLanguagePanel} from "../team/language-panel.ts"
import {reactionsPanel} from "../team/reactions-panel.ts"
import {reviewPanel} from "../team/review-panel.ts"
import {phaseSteps} from "../team/team-table.ts"
import {createWritingPlace} from "../writing-place.ts"
import type {LeftStanding} from "../writing/reading.ts"
import {draftJudgement} from "./draft-judgement.ts"
import {leftStandingList} from "./left-standing.ts"

const draftId = "return-reason"

/** The table of the behavioural scientist: read everything, change nothing, approve or return. */
export function reviewingTable(host: HTMLElement, context: TableContext): Table {
  const {words, ids, session} = context
  const {t, lang} = words
  const forms = createForms(context, host)
  let left: readonly LeftStanding[] = []
  let languageOpen = false
  const writing = createWritingPlace(context, {
    reviews: true,
    onLook: () => {
      const before = JSON.stringify(left)
      left = writing.leftStanding()
      if (languageOpen || JSON.stringify(left) !== before) context.redraw()
    },
  })
  const language = createLanguagePanel(context, writing, () => writing.walkOpinions())
  const passages = createPassages(context)
  const goToFinding = (finding: Finding): void => {
    if (finding.statement || finding.section)
      writing.goTo(finding.statement ?? "", finding.section ?? "")
    else goTo(`${ids}-heard`)
  }
  const gate = createGate(context, forms, goToFinding, writing.showFindings)
  let place: Place | null = null
  let bound: HTMLTextAreaElement | null = null
  let release: (() => void) | null = null

  function bind(): void {
    const found = host.querySelector<HTMLTextAreaElement>(
      'form[name="return"] textarea[name="reason"]',
    )
    if (found === bound) return
    release?.()
    release = null
    bound = null
    if (!found || !place?.editable) return
    bound = found
    release = bindText(found, draftOf(place.doc, draftId, "").text)
  }

  function clearDraft(): void {
    release?.()
    release = null
    bound = null
    const draft = place ? findDraft(place.doc, draftId) : null
    const fragment = place?.doc.getXmlFragment("drafts")
    if (!draft || !fragment) return
    const index = fragment.toArray().indexOf(draft)
    if (index >= 0) fragment.delete(index, 1)
  }

  const jump = (target: string, label: string): HTMLElement =>
    h(
      "button",
      {type: "button", class: "wederhoor-button", onclick: () => goTo(`${ids}-${target}`)},
      label,
    )

  function judgement(): HTMLElement | null {
    const view = context.view()
    const may = view.acts.includes("approve") || view.acts.includes("return")
    if (!may && view.acts.includes("reviewDraft")) return draftJudgement(context, forms)
    if (!may)
      return h(
        "p",
        {key: "wait", class: "wederhoor-notice"},
        t(
          (view.phase === "archived"
            ? "reviewing.wait.final"
            : `reviewing.wait.${view.phase}`) as MessageKey,
        ),
      )
    return h(
      "section",
      {key: "judgement", class: "wederhoor-next", "aria-labelledby": `${ids}-judgement`},
      h("h3", {id: `${ids}-judgement`, tabindex: "-1"}, t("reviewing.now")),
      h("h4", null, t("reviewing.findings")),
      gate.list("approve"),
      h(
        "div",
        {class: "wederhoor-two"},
        h(
          "div",
          {key: "return"},
          h("h4", null, t("reviewing.return")),
          h("p", {class: "wederhoor-quiet"}, t("reviewing.returnExplain")),
          forms.form({
            name: "return",
            submit: t("reviewing.return"),
            done: t("reviewing.returned"),
            focus: `#${ids}-title`,
            quiet: true,
            check: data =>
              textOf(data, "reason").trim() === ""
                ? {field: "reason", text: t("missing.text")}
                : null,
            send: async data => {
              const problem = await context.act({
                act: "return",
                reason: textOf(data, "reason").trim(),
              })
              if (!problem) clearDraft()
              return problem
            },
            children: [field(`${ids}-return`, "reason", t("reviewing.reason"), area("reason", 5))],
          }),
        ),
        h(
          "div",
          {key: "approve"},
          h("h4", null, t("reviewing.approve")),
          h("p", {class: "wederhoor-quiet"}, t("reviewing.approveExplain")),
          forms.form({
            name: "approve",
            submit: t("reviewing.approve"),
            done: t("reviewing.approved"),
            focus: `#${ids}-title`,
            send: data =>
              context.act({
                act: "approve",
                dissent: textOf(data, "dissent").trim(),
                version: view.versions.at(-1)?.number ?? 0,
              }),
            children: [
              field(
                `${ids}-approve`,
                "dissent",
                `${t("reviewing.dissent")} (${t("optional")})`,
                area("dissent", 5),
                t("reviewing.dissentHint"),
              ),
            ],
          }),
        ),
      ),
    )
  }

  function update(): void {
    const view = context.view()
    writing.update(false)
    gate.update()
    if (view.places.review)
      session.open("review", view.places.review, opened => {
        place = opened
        release?.()
        release = null
        bound = null
        context.redraw()
      })
    const today = view.now.slice(0, 10)
    render(
      host,
      h(
        "div",
        {key: "reviewing", class: "wederhoor-team", "data-phase": view.phase},
        h(
          "header",
          {class: "wederhoor-bar"},
          h("h2", {class: "wederhoor-title", id: `${ids}-title`, tabindex: "-1"}, view.title),
          phaseSteps(context),
          h("div", {class: "wederhoor-state-line"}, connectionLine(context)),
          h("p", {class: "wederhoor-quiet"}, t("reviewing.explain")),
          h(
            "p",
            {class: "wederhoor-actions"},
            jump("report", t("reviewing.toReport")),
            jump("reactions", t("reviewing.toReactions")),
            jump("heard", t("reviewing.toHeard")),
            jump("left", t("reviewing.toLeft")),
          ),
        ),
        stoppedNotice(context),
        keptPanel(context),
        lapseNotice(context),
        reopenedNotice(context),
        judgement(),
        h(
          "section",
          {key: "heard", class: "wederhoor-panel", "aria-labelledby": `${ids}-heard`},
          h("h3", {id: `${ids}-heard`, tabindex: "-1"}, t("reviewing.heard")),
          h(
            "ul",
            {class: "wederhoor-plain"},
            partiesOf(view.persons, view.policy, today).map(({person}) => {
              const hearing = view.hearings.findLast(candidate => candidate.person === person.id)
              return h(
                "li",
                {key: person.id},
                h("strong", null, nameOf(view, person.id)),
                `: ${wordFor("hearing", hearing?.state ?? "notOffered", lang)}`,
                hearing?.how
                  ? `, ${t("hearing.recorded", {how: hearing.how, date: words.day(hearing.on ?? "")})}`
                  : "",
              )
            }),
          ),
        ),
        h(
          "div",
          {key: "reactions-part", class: "wederhoor-panel"},
          reactionsPanel(context, null, passages),
        ),
        h("div", {key: "review-part", class: "wederhoor-panel"}, reviewPanel(context)),
        leftStandingList(context, left, writing.goTo),
        h(
          "div",
          {key: "language-part", class: "wederhoor-panel"},
          h(
            "details",
            {
              class: "wederhoor-details",
              "data-part": "language",
              ontoggle: event => {
                const {open} = event.currentTarget as HTMLDetailsElement
                if (open === languageOpen) return
                languageOpen = open
                if (open) writing.look()
                context.redraw()
              },
            },
            h("summary", null, t("reviewing.language")),
            languageOpen && language.panel(),
          ),
        ),
        h(
          "section",
          {key: "report", class: "wederhoor-panel", "aria-label": t("tab.report")},
          h("h3", {id: `${ids}-report`, tabindex: "-1"}, t("tab.report")),
          writing.host,
        ),
        alertBar(context),
      ),
    )
    bind()
  }

  return {
    update,
    destroy: () => {
      release?.()
      writing.destroy()
      host.replaceChildren()
    },
  }
}
