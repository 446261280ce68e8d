// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import {type CardContext, type Leaving, drawCard} from "./card.ts"
import type {Act, Note} from "./findings.ts"
import {say} from "./words.ts"

/** The column of remarks beside the document. */
export interface Cards {
  readonly element: HTMLElement
  /** Draw the remarks of these statements, in order; the current one is open, the others show one line. */
  readonly show: (statements: readonly Stack[], current: string) => void
  /** Put each stack beside its statement. `top` gives where that is, in pixels from the top of the column. */
  readonly place: (top: (id: string) => number | null) => void
  /** Move the focus to the remarks of a statement. */
  readonly focus: (id: string) => boolean
}

/** What the cards of one statement are drawn from. */
interface Stack {
  readonly id: string
  readonly number: string
  readonly notes: readonly Note[]
}

/** Draw remarks as cards. Nothing is announced while somebody types. */
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
  /** Sentences of which all hints are shown. */
  const unfolded = new Set<string>()
  let leaving: Leaving | null = null
  let last: {readonly statements: readonly Stack[]; readonly current: string} | null = null

  /** Draw again, and go on at the control that this fits. */
  const redraw = (fits: (control: HTMLElement, statement: string) => boolean): void => {
    if (last) show(last.statements, last.current)
    options.moved()
    for (const [id, {stack}] of drawn)
      for (const control of stack.querySelectorAll<HTMLElement>("button, input"))
        if (fits(control, id)) {
          control.focus()
          // With its buttons, which may lie below the edge of the window.
          control.closest("form")?.scrollIntoView({block: "nearest"})
          return
        }
  }
  const context: CardContext = {
    ...options,
    act: (statement, act) => {
      if (act.type === "waive") leaving = null
      options.act(statement, act)
    },
    leave: next => {
      const back = leaving
      leaving = next
      if (next) redraw(({tagName}, id) => tagName === "INPUT" && id === next.statement)
      else if (back)
        redraw(({dataset}, id) => dataset["hash"] === back.hash && id === back.statement)
    },
  }
  const leavingIn = (note: Note): Leaving | null =>
    leaving && hashOf(note) === leaving.hash && note.statement === leaving.statement
      ? leaving
      : null

  const stackFor = ({id, number, notes}: Stack, open: boolean): HTMLElement => {
    const [first] = notes
    const stack = h(
      "div",
      {
        class: open ? "wh-stack wh-stack-open" : "wh-stack",
        "data-statement": id,
        role: "group",
        "aria-label": number,
      },
      open
        ? groupsOf(notes).map(group => groupFor(group, number))
        : first && drawCard(first, number, false, null, context),
      !open && notes.length > 1
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

  /** The hints on one sentence: the first, and behind a button the others. A finding stands alone. */
  const groupFor = (group: readonly Note[], number: string): Child => {
    const [first, ...others] = group
    if (!first) return null
    const card = (note: Note): HTMLElement => drawCard(note, number, true, leavingIn(note), context)
    if (others.length === 0) return card(first)
    const key = keyOf(first)
    const open = unfolded.has(key)
    return [
      card(first),
      h(
        "button",
        {
          type: "button",
          class: "wh-more",
          "data-others": key,
          "aria-expanded": open ? "true" : "false",
          onclick: () => {
            if (open) unfolded.delete(key)
            else unfolded.add(key)
            redraw(({dataset}) => dataset["others"] === key)
          },
        },
        say(lang, open ? "fewer" : "othersInSentence", {count: others.length}),
      ),
      open && others.map(card),
    ]
  }

  function show(statements: readonly Stack[], current: string): void {
    last = {statements, current}
    const seen = new Set<string>()
    let before: Element | null = null
    for (const one of statements) {
      const {id, number, notes} = one
      if (notes.length === 0) continue
      seen.add(id)
      const open = id === current
      const unfoldedHere = notes.map(note => unfolded.has(keyOf(note)))
      const asked = notes.some(note => leavingIn(note) !== null) && leaving?.hash
      const signature = JSON.stringify([
        open,
        number,
        notes,
        options.editable(),
        unfoldedHere,
        asked,
      ])
      let entry = drawn.get(id)
      if (!entry || entry.signature !== signature) {
        const stack = stackFor(one, open)
        const held = entry?.stack.contains(document.activeElement)
        const typing = held && document.activeElement?.tagName === "INPUT"
        // Where it stood until it is placed: the page does not jump when a control in it gets the focus.
        if (entry) stack.style.top = entry.stack.style.top
        entry?.stack.replaceWith(stack)
        entry = {stack, signature}
        drawn.set(id, entry)
        if (held)
          (
            (typing ? stack.querySelector<HTMLElement>("input") : null) ??
            stack.querySelector<HTMLElement>("button")
          )?.focus()
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
  }

  return {
    element,
    show,
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

/** Names the sentence a hint is about; a finding is about the statement. */
const keyOf = (note: Note): string => `${note.statement} ${note.sentence ?? note.rule}`

/** The hash under which a hint is left standing. */
function hashOf(note: Note): string | undefined {
  return note.acts.flatMap(({act}) => (act.type === "waive" ? [act.hash] : []))[0]
}

/** Remarks in their order; the hints on one sentence together, where the first of them stands. */
function groupsOf(notes: readonly Note[]): readonly (readonly Note[])[] {
  const groups = new Map<string, Note[]>()
  for (const [at, note] of notes.entries()) {
    const key = note.sentence === null ? `${at}` : keyOf(note)
    groups.set(key, [...(groups.get(key) ?? []), note])
  }
  return [...groups.values()]
}
