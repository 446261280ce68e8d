// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "@wederhoor/format"
import {h} from "../dom.ts"
import type {Act, Note} from "./findings.ts"
import {say} from "./words.ts"

/** A hint that is being left standing: the reason as far as it was typed. */
export interface Leaving {
  readonly statement: string
  readonly hash: string
  reason: string
}

/** What a card draws with, and what its buttons do. */
export interface CardContext {
  readonly lang: Lang
  readonly editable: () => boolean
  readonly act: (statement: string, act: Act) => void
  /** The height of a card changed. */
  readonly moved: () => void
  /** Ask for a reason before a hint is left standing; `null` ends that. */
  readonly leave: (leaving: Leaving | null) => void
}

const icons: Record<Note["level"], string> = {error: "!", warning: "▲", notice: "?", tip: "i"}
/** Longest reason, as the format has it. */
const longestReason = 400
let counter = 0

/**
 * One remark. A level is always a word and a sign, never only a colour. Closed it is one line, open it
 * has its question, its reason and its ways out.
 */
export function drawCard(
  note: Note,
  number: string,
  open: boolean,
  leaving: Leaving | null,
  context: CardContext,
): HTMLElement {
  const {lang} = context
  return h(
    "article",
    {
      class: `wh-card wh-card-${note.level}`,
      "data-statement": note.statement,
      [note.source === "finding" ? "data-finding" : "data-hint"]: note.rule,
    },
    h(
      "p",
      {class: "wh-card-level"},
      h("span", {class: "wh-card-icon", "aria-hidden": "true"}, icons[note.level]),
      h("span", null, say(lang, note.level)),
      h("span", {class: "wh-card-number"}, number),
    ),
    h("p", {class: "wh-card-what"}, note.what),
    open && note.todo ? h("p", {class: "wh-card-todo"}, note.todo) : null,
    open && (note.why || note.example) ? whyPart(note, context) : null,
    open && (leaving ? reasonForm(leaving, context) : buttons(note, context)),
  )
}

function whyPart(note: Note, {lang, moved}: CardContext): HTMLElement {
  return h(
    "details",
    {class: "wh-card-why", ontoggle: () => moved()},
    h("summary", null, say(lang, "why")),
    note.why ? h("p", null, note.why) : null,
    note.example
      ? h(
          "dl",
          null,
          h("dt", null, say(lang, "exampleBefore")),
          h("dd", null, note.example[0]),
          h("dt", null, say(lang, "exampleAfter")),
          h("dd", null, note.example[1]),
        )
      : null,
  )
}

/** Who may not write can still choose what to see: hiding a rule changes nothing in the report. */
function buttons(note: Note, context: CardContext): HTMLElement | null {
  const acts = note.acts.filter(({act}) => context.editable() || act.type === "hide")
  if (acts.length === 0) return null
  return h(
    "p",
    {class: "wh-actions"},
    acts.map(({label, act}) =>
      h(
        "button",
        {
          type: "button",
          class: act.type === "hide" ? "wh-more" : "wh-button wh-button-small",
          "data-act": act.type,
          "data-hash": act.type === "waive" ? act.hash : null,
          onclick: () =>
            act.type === "waive"
              ? context.leave({statement: note.statement, hash: act.hash, reason: ""})
              : context.act(note.statement, act),
        },
        label,
      ),
    ),
  )
}

/** Why somebody leaves it: may stay empty, and Enter is enough. */
function reasonForm(leaving: Leaving, context: CardContext): HTMLElement {
  const {lang} = context
  const id = `wh-reason-${++counter}`
  const input = h("input", {
    id,
    name: "reason",
    type: "text",
    maxlength: longestReason,
    autocomplete: "off",
    "aria-describedby": `${id}-hint`,
    oninput: () => void (leaving.reason = input.value),
  })
  input.value = leaving.reason
  return h(
    "form",
    {
      class: "wh-reason",
      onsubmit: event => {
        event.preventDefault()
        const {statement, hash} = leaving
        const reason = input.value.trim()
        context.act(statement, {type: "waive", hash, ...(reason ? {reason} : {})})
      },
      onkeydown: event => {
        if ((event as KeyboardEvent).key !== "Escape") return
        // Back to the card, not all the way to the text.
        event.preventDefault()
        event.stopPropagation()
        context.leave(null)
      },
    },
    h("label", {for: id}, say(lang, "leaveWhy")),
    h("p", {class: "wh-hint", id: `${id}-hint`}, say(lang, "leaveHint")),
    input,
    h(
      "p",
      {class: "wh-actions"},
      h("button", {type: "submit", class: "wh-button wh-button-small"}, say(lang, "leave")),
      h(
        "button",
        {
          type: "button",
          name: "not-leave",
          class: "wh-button wh-button-small",
          onclick: () => context.leave(null),
        },
        say(lang, "leaveNot"),
      ),
    ),
  )
}
