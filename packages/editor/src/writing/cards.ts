// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "@wederhoor/format"
import {h} from "../dom.ts"
import type {Act, Note} from "./findings.ts"
import {say} from "./words.ts"

/** The column of remarks beside the document. */
export interface Cards {
  readonly element: HTMLElement
  /** Draw the remarks of these statements, in order; the current one is open, the others show one line. */
  readonly show: (
    statements: readonly {
      readonly id: string
      readonly number: string
      readonly notes: readonly Note[]
    }[],
    current: string,
  ) => void
  /** Put each stack beside its statement. `top` gives where that is, in pixels from the top of the column. */
  readonly place: (top: (id: string) => number | null) => void
  /** Move the focus to the remarks of a statement. */
  readonly focus: (id: string) => boolean
}

const icons: Record<Note["level"], string> = {error: "!", warning: "▲", notice: "?", tip: "i"}

/**
 * Draw remarks as cards. A level is always a word and a sign, never only a colour; nothing is
 * announced while somebody types.
 */
export function cards(options: {
  readonly lang: Lang
  readonly editable: () => boolean
  readonly act: (statement: string, act: Act) => void
  readonly choose: (statement: string) => void
  readonly moved: () => void
}): Cards {
  const {lang} = options
  const element = h("div", {class: "wh-cards", role: "region", "aria-label": say(lang, "margin")})
  const drawn = new Map<string, {stack: HTMLElement; signature: string}>()

  const stackFor = (
    id: string,
    number: string,
    notes: readonly Note[],
    open: boolean,
  ): HTMLElement => {
    const [first] = notes
    const shown = open ? notes : notes.slice(0, 1)
    const stack = h(
      "div",
      {
        class: open ? "wh-stack wh-stack-open" : "wh-stack",
        "data-statement": id,
        role: "group",
        "aria-label": number,
      },
      ...shown.map(note => card(note, number, open)),
      !open && first && notes.length > 1
        ? h(
            "button",
            {type: "button", class: "wh-more", onclick: () => options.choose(id)},
            say(lang, "others", {count: notes.length - 1}),
          )
        : null,
    )
    if (!open)
      stack.addEventListener("click", event => {
        if (!(event.target instanceof Element && event.target.closest("button"))) options.choose(id)
      })
    return stack
  }

  const card = (note: Note, number: string, open: boolean): HTMLElement =>
    h(
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
      open && (note.why || note.example)
        ? h(
            "details",
            {class: "wh-card-why", ontoggle: () => options.moved()},
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
        : null,
      open && options.editable() && note.acts.length > 0
        ? h(
            "p",
            {class: "wh-actions"},
            ...note.acts.map(({label, act}) =>
              h(
                "button",
                {
                  type: "button",
                  class: "wh-button wh-button-small",
                  "data-act": act.type,
                  onclick: () => options.act(note.statement, act),
                },
                label,
              ),
            ),
          )
        : null,
    )

  return {
    element,
    show: (statements, current) => {
      const seen = new Set<string>()
      let before: Element | null = null
      for (const {id, number, notes} of statements) {
        if (notes.length === 0) continue
        seen.add(id)
        const open = id === current
        const signature = JSON.stringify([open, number, notes, options.editable()])
        let entry = drawn.get(id)
        if (!entry || entry.signature !== signature) {
          const stack = stackFor(id, number, notes, open)
          const held = entry?.stack.contains(document.activeElement)
          entry?.stack.replaceWith(stack)
          entry = {stack, signature}
          drawn.set(id, entry)
          if (held) stack.querySelector<HTMLElement>("button")?.focus()
        }
        const next: Element | null = before ? before.nextElementSibling : element.firstElementChild
        if (next !== entry.stack) element.insertBefore(entry.stack, next)
        before = entry.stack
      }
      for (const [id, {stack}] of drawn) {
        if (seen.has(id)) continue
        stack.remove()
        drawn.delete(id)
      }
    },
    place: top => {
      let floor = 0
      // Read all heights before writing any position: one layout, not one per card.
      const stacks = [...drawn].map(([id, {stack}]) => ({
        id,
        stack,
        height: stack.offsetHeight,
        top: top(id),
      }))
      const sorted = [...element.children]
      stacks.sort((a, b) => sorted.indexOf(a.stack) - sorted.indexOf(b.stack))
      const current = stacks.findIndex(one => one.stack.classList.contains("wh-stack-open"))
      const tops = new Map<string, number>()
      for (const {id, height, top: wanted} of stacks) {
        if (wanted === null) continue
        const at = Math.max(wanted, floor)
        tops.set(id, at)
        floor = at + height + 8
      }
      // The open stack stands beside its statement; those above it make room upwards.
      const open = stacks[current]
      if (open && open.top !== null) {
        let ceiling = open.top
        tops.set(open.id, ceiling)
        for (const one of stacks.slice(0, current).toReversed()) {
          const at = tops.get(one.id)
          if (at === undefined) continue
          if (at + one.height + 8 > ceiling) tops.set(one.id, ceiling - one.height - 8)
          ceiling = tops.get(one.id) ?? ceiling
        }
        floor = open.top + open.height + 8
        for (const one of stacks.slice(current + 1)) {
          if (one.top === null) continue
          const at = Math.max(one.top, floor)
          tops.set(one.id, at)
          floor = at + one.height + 8
        }
      }
      for (const {id, stack} of stacks) {
        const at = tops.get(id)
        stack.hidden = at === undefined
        if (at !== undefined) stack.style.top = `${Math.round(at)}px`
      }
    },
    focus: id => {
      const stack = drawn.get(id)?.stack
      const target = stack?.querySelector<HTMLElement>("button, summary") ?? stack
      if (!target) return false
      if (target === stack) stack.setAttribute("tabindex", "-1")
      target.focus()
      return true
    },
  }
}
