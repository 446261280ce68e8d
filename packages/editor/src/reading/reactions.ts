// SPDX-License-Identifier: EUPL-1.2
import {type Reaction, type ReactionType, wordFor} from "@wederhoor/format"
import type {Problem} from "../api.ts"
import {bindText, draftOf, draftText, findDraft} from "../bind-text.ts"
import {focusOn, h, island, render} from "../dom.ts"
import {type Forms, area, field, radios, textOf} from "../form.ts"
import type {MessageKey} from "../messages/nl.ts"
import type {Place} from "../session.ts"
import {type TableContext, nameOf} from "../table.ts"
import {readers} from "./intro.ts"
import {recognitionPart} from "./recognition.ts"

const draftId = "draft"
const types: readonly ReactionType[] = [
  "correctionRequest",
  "addition",
  "disagreement",
  "ownView",
  "correctionOwnWords",
]

/** Reacting: the buttons under the passages, the one form that is open, and the draft behind it. */
export interface Reactions {
  /** Put a place for buttons and reactions in every passage of the paper. */
  readonly lay: (version: number) => void
  readonly draw: (mayReact: boolean) => void
  /** Where there is an unsent reaction, a way to it. */
  readonly summary: () => HTMLElement | null
  /** Reacting to the whole report. */
  readonly whole: () => HTMLElement
  readonly place: (place: Place) => void
  readonly destroy: () => void
}

/** Make what reacting needs, on a paper that holds a rendition. */
export function createReactions(
  context: TableContext,
  forms: Forms,
  paper: HTMLElement,
): Reactions {
  const {words, ids, session} = context
  const {t} = words
  const slots = new Map<string, HTMLElement>()
  const wholeSlot = h("div", {key: "whole", class: "wederhoor-whole"})
  let version = 0
  let may = false
  let open: string | null = null
  let place: Place | null = null
  let release: (() => void) | null = null
  let bound: HTMLTextAreaElement | null = null
  let resumed = false

  const numberOf = (on: string): string =>
    paper.querySelector(`[data-statement="${CSS.escape(on)}"] .number`)?.textContent?.trim() ?? ""
  const whereIs = (on: string): string =>
    on === "" ? t("react.whole") : t("react.passage", {number: numberOf(on)})

  /** The draft that still has to be sent, or `null`. Sent words are no draft any more. */
  function pending(): {on: string; text: string} | null {
    if (!place) return null
    const draft = findDraft(place.doc, draftId)
    if (!draft) return null
    const on = draft.getAttribute("on") ?? ""
    const text = draftText(place.doc, draftId)
    const view = context.view()
    const sent = view.reactions.some(
      ({by, on: where, text: said}) => by === view.you.person && where === on && said === text,
    )
    return text.trim() === "" || sent ? null : {on, text}
  }

  function removeDraft(): void {
    if (!place) return
    const {doc} = place
    const fragment = doc.getXmlFragment("drafts")
    doc.transact(() => {
      for (let index = fragment.length - 1; index >= 0; index -= 1) {
        const child = fragment.get(index)
        if ("getAttribute" in child && child.getAttribute("id") === draftId)
          fragment.delete(index, 1)
      }
    })
  }

  function bind(): void {
    const name = `text-${open}`
    const found =
      open === null
        ? null
        : (slotOf(open)?.querySelector<HTMLTextAreaElement>(`textarea[name="${name}"]`) ?? null)
    if (found === bound && (release || !found || !place)) return
    release?.()
    release = null
    bound = found
    if (!found || !place || open === null) return
    const draft = findDraft(place.doc, draftId)
    if (draft && (draft.getAttribute("on") ?? "") !== open && pending() === null) removeDraft()
    release = bindText(found, draftOf(place.doc, draftId, open).text)
  }

  const slotOf = (on: string): HTMLElement | undefined => (on === "" ? wholeSlot : slots.get(on))

  function openAt(on: string): void {
    open = on
    forms.reset(`react-${on}`)
    drawSlots()
    const title = document.getElementById(`${ids}-react-${on || "whole"}`)
    title?.scrollIntoView({block: "nearest"})
    focusOn(title)
  }
  function closeAt(on: string): void {
    open = null
    drawSlots()
    slotOf(on)?.querySelector<HTMLElement>("button")?.focus()
  }

  function form(on: string): HTMLElement {
    const titleId = `${ids}-react-${on || "whole"}`
    const number = numberOf(on)
    const other = pending()
    const heading = h(
      on === "" ? "h3" : "h4",
      {id: titleId, tabindex: "-1", class: "wederhoor-react-title"},
      on === "" ? t("react.titleWhole") : t("react.title", {number}),
    )
    if (other && other.on !== on)
      return h(
        "div",
        {key: "elsewhere", class: "wederhoor-react", role: "group", "aria-labelledby": titleId},
        heading,
        h("p", null, t("react.elsewhere", {where: whereIs(other.on)})),
        h("blockquote", null, other.text),
        h(
          "p",
          {class: "wederhoor-actions"},
          h(
            "button",
            {
              type: "button",
              class: "wederhoor-button wederhoor-button--main",
              onclick: () => openAt(other.on),
            },
            t("react.goThere"),
          ),
          h(
            "button",
            {
              type: "button",
              class: "wederhoor-button",
              onclick: () => {
                removeDraft()
                openAt(on)
              },
            },
            t("react.discard"),
          ),
        ),
      )
    const name = `react-${on}`
    const textName = `text-${on}`
    return h(
      "div",
      {key: "form", class: "wederhoor-react", role: "group", "aria-labelledby": titleId},
      heading,
      forms.form({
        name,
        submit: t("react.send"),
        done: t("react.done"),
        more: h(
          "button",
          {type: "button", class: "wederhoor-button", onclick: () => closeAt(on)},
          t("react.close"),
        ),
        check: data =>
          textOf(data, "type") === ""
            ? {field: "type", text: t("missing.choice")}
            : textOf(data, textName).trim() === ""
              ? {field: textName, text: t("missing.text")}
              : null,
        send: data => send(on, textOf(data, "type") as ReactionType),
        children: [
          radios(
            `${ids}-${name}`,
            "type",
            t("react.type"),
            types
              .filter(type => on !== "" || type !== "correctionOwnWords")
              .map(type => ({value: type, label: t(`react.${type}` as MessageKey)})),
          ),
          field(
            ids,
            textName,
            t("react.text"),
            area(textName, 6),
            t(place ? "react.kept" : "react.notKept"),
          ),
          readers(context),
        ],
      }),
    )
  }

  async function send(on: string, reactionType: ReactionType): Promise<Problem | null> {
    const early = {
      ok: false as const,
      code: "text-not-arrived",
      status: 409,
      findings: [],
      detail: t("react.waiting"),
    }
    if (!place || !(await arrived())) return early
    const text = draftText(place.doc, draftId)
    const problem = await context.act({
      act: "react",
      reactionType,
      on,
      text,
      version,
      draft: draftId,
    })
    if (problem) return problem.code === "text-not-arrived" ? early : problem
    release?.()
    release = null
    bound = null
    open = null
    removeDraft()
    drawSlots()
    const view = context.view()
    const mine = view.reactions.findLast(
      reaction => reaction.by === view.you.person && reaction.on === on,
    )
    queueMicrotask(() =>
      focusOn(slotOf(on)?.querySelector<HTMLElement>(`[data-reaction="${mine?.id ?? ""}"]`)),
    )
    return null
  }

  /** Wait until the server has confirmed every letter, three seconds at most. */
  async function arrived(): Promise<boolean> {
    for (let turn = 0; turn < 30; turn += 1) {
      if (session.state().state === "connected") return true
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    return false
  }

  function drawSlots(): void {
    for (const on of ["", ...slots.keys()]) {
      const slot = slotOf(on)
      if (!slot) continue
      const view = context.view()
      const mine = view.reactions.filter(
        reaction =>
          reaction.by === view.you.person && reaction.on === on && reaction.version === version,
      )
      const number = numberOf(on)
      render(
        slot,
        on !== "" && recognitionPart(context, forms, on, {version, number}),
        mine.map(reaction => reactionCard(context, reaction)),
        may && open === on && form(on),
        may &&
          open !== on &&
          h(
            "p",
            {key: "open", class: "wederhoor-actions"},
            h(
              "button",
              {
                type: "button",
                class: "wederhoor-button wederhoor-button--react",
                "aria-label": on === "" ? null : t("react.openOn", {number}),
                onclick: () => openAt(on),
              },
              on === "" ? t("react.openWhole") : t("react.open"),
            ),
          ),
      )
    }
    bind()
  }

  return {
    lay: shown => {
      version = shown
      slots.clear()
      for (const element of paper.querySelectorAll<HTMLElement>("[data-statement]")) {
        const id = element.dataset["statement"]
        // A gap has nothing to react to here; the whole report always has.
        if (!id || element.classList.contains("gap")) continue
        const slot = h("div", {class: "wederhoor-slot"})
        element.append(slot)
        slots.set(id, slot)
      }
      drawSlots()
    },
    draw: mayReact => {
      may = mayReact
      drawSlots()
    },
    summary: () => {
      const draft = pending()
      if (!draft || open === draft.on) return null
      return h(
        "div",
        {key: "resume", class: "wederhoor-notice"},
        h("p", null, t("react.resume", {where: whereIs(draft.on)})),
        h(
          "p",
          {class: "wederhoor-actions"},
          h(
            "button",
            {type: "button", class: "wederhoor-button", onclick: () => openAt(draft.on)},
            t("react.goThere"),
          ),
        ),
      )
    },
    whole: () =>
      h(
        "section",
        {key: "whole-part", class: "wederhoor-panel", "aria-labelledby": `${ids}-whole-title`},
        h("h2", {id: `${ids}-whole-title`}, t("react.openWhole")),
        island(wholeSlot),
      ),
    place: opened => {
      place = opened
      release?.()
      release = null
      bound = null
      const draft = pending()
      if (draft && !resumed && open === null) resumed = true
      drawSlots()
      context.redraw()
    },
    destroy: () => release?.(),
  }
}

/** One reaction with its answer, as its writer sees it. */
export function reactionCard(context: TableContext, reaction: Reaction, where = ""): HTMLElement {
  const {words} = context
  const {t} = words
  const view = context.view()
  return h(
    "article",
    {
      key: `reaction-${reaction.id}`,
      class: "wederhoor-reaction",
      "data-reaction": reaction.id,
      tabindex: "-1",
    },
    h(
      "p",
      {class: "wederhoor-reaction-head"},
      h("strong", null, t("own.reaction")),
      where !== "" && ` · ${where}`,
      ` · ${t(`react.${reaction.type}` as MessageKey)} · ${words.day(reaction.at)}`,
    ),
    h("blockquote", null, reaction.text),
    reaction.answer
      ? h(
          "div",
          {class: "wederhoor-answer"},
          h(
            "p",
            null,
            h("strong", null, t("own.answer", {name: nameOf(view, reaction.answer.by, true)})),
            ` · ${wordFor("answer", reaction.answer.kind, words.lang)}`,
          ),
          reaction.answer.text !== "" && h("p", {class: "wederhoor-prose"}, reaction.answer.text),
        )
      : h("p", {class: "wederhoor-quiet"}, t("own.wait")),
  )
}

/** Every reaction of the reader, in one list. */
export function ownReactions(context: TableContext): HTMLElement {
  const {ids, words} = context
  const {t} = words
  const view = context.view()
  const mine = view.reactions.filter(reaction => reaction.by === view.you.person)
  const numberOf = (on: string): string =>
    document.querySelector(`[data-statement="${CSS.escape(on)}"] .number`)?.textContent?.trim() ??
    ""
  return h(
    "section",
    {key: "own", class: "wederhoor-panel", "aria-labelledby": `${ids}-own`},
    h("h2", {id: `${ids}-own`}, t("own.title")),
    mine.length === 0 && h("p", null, t("own.none")),
    mine.length > 0 &&
      h(
        "ul",
        {class: "wederhoor-plain"},
        mine.map(reaction => {
          const number = reaction.on === "" ? "" : numberOf(reaction.on)
          const where =
            reaction.on === ""
              ? t("react.whole")
              : number === ""
                ? ""
                : t("react.passage", {number})
          return h("li", {key: reaction.id}, reactionCard(context, reaction, where))
        }),
      ),
  )
}
