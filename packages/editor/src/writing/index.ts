// SPDX-License-Identifier: EUPL-1.2
import {
  everyone,
  type Finding,
  type Kind,
  type Lang,
  type Person,
  type Policy,
  type RelationType,
  type Template,
  isKind,
  sectionFor,
  textIn,
} from "@wederhoor/format"
import {type Command, EditorState, TextSelection} from "prosemirror-state"
import {EditorView} from "prosemirror-view"
import type {Awareness} from "y-protocols/awareness"
import type * as Y from "yjs"
import {h} from "../dom.ts"
import {current, currentOf, numbers} from "./beside.ts"
import {bind, type Colleague, writersIn} from "./binding.ts"
import {cards as createCards} from "./cards.ts"
import {keepCaret, readCaret} from "./caret.ts"
import * as commands from "./commands.ts"
import {discipline, newId} from "./discipline.ts"
import {type Act, advisor as createAdvisor, walkable} from "./findings.ts"
import {personWords} from "./inspector-context.ts"
import {inspector as createInspector} from "./inspector.ts"
import {keys} from "./keys.ts"
import {text, writingSchema} from "./schema.ts"
import {
  contentJson,
  findPlace,
  numberOf,
  offsetOf,
  placesOf,
  positionOf,
  readSources,
} from "./structure.ts"
import {views as createViews} from "./views.ts"
import {say, type Word} from "./words.ts"

/** What the writing table reads of the view of a report. */
export interface WritingReportView {
  readonly persons: readonly Person[]
}

/** What the writing table needs. */
export interface WritingOptions {
  /** The place `content`, seeded by the server and synced at least once. */
  readonly content: Y.Doc
  /** Carets of colleagues; `null` when there is no connection to share them over. */
  readonly awareness: Awareness | null
  readonly template: Template
  /** The report as this writer may see it now; read anew after `refresh()`. */
  readonly view: () => WritingReportView
  readonly lang: Lang
  readonly editable: boolean
  /** Who made a statement and who worked on it, in words; without it nobody is told. */
  readonly authorOf?: (statement: string) => Promise<string | null>
  /** Called with the findings of the gate `toFamily` whenever they were computed anew. */
  readonly onFindings?: (findings: readonly Finding[]) => void
  /** `YYYY-MM-DD`, by the clock of the server. */
  readonly today: () => string
  readonly policy: Policy
}

/** Acts on a statement without the panel; each is one step that can be undone, and says whether it was done. */
export interface WritingActs {
  /** Change the kind; elsewhere than in its own section a copy comes, with `copyId` as its id if given. */
  readonly convert: (id: string, kind: Kind, copyId?: string) => boolean
  /** An empty reason is refused. */
  readonly withdraw: (id: string, reason: string) => boolean
  readonly restore: (id: string) => boolean
  /** A value the attribute cannot hold is refused; `""` takes it away. */
  readonly setAttribute: (id: string, name: string, value: string) => boolean
  readonly addRelation: (id: string, type: RelationType, ref: string, page?: string) => boolean
  /** One place up or down in its section. */
  readonly move: (id: string, direction: -1 | 1) => boolean
  /** To another section that allows its kind: a copy there, withdrawn here. */
  readonly relocate: (id: string, section: string, copyId?: string) => boolean
}

/** The writing table on a page. */
export interface WritingHandle {
  readonly acts: WritingActs
  /** Open or close the text for writing; what was typed stays. */
  readonly setEditable: (editable: boolean) => void
  /** The view of the report changed: persons, labels. */
  readonly refresh: () => void
  /** Show what only the server can find (rules on shielded strings) beside its statements as well. */
  readonly showFindings: (findings: readonly Finding[]) => void
  readonly destroy: () => void
  /** Undo what this writer did last; false when there is nothing. */
  readonly undo: () => boolean
  readonly redo: () => boolean
  /** Put the caret in a statement and bring it into sight; false when it is not there. */
  readonly focusStatement: (id: string) => boolean
  /** The ProseMirror view, for tests and for hosts that add plugins of their own. */
  readonly view: EditorView
}

/** Milliseconds of rest after which a statement is looked at while the caret is still in it. */
const rest = 800

/**
 * Lay the writing table in `host`: the text, the panel of the statement with the caret, and remarks
 * beside the text. Nothing is asked of the server here; checks run after a rest, never while typing.
 */
export function mountWriting(host: HTMLElement, options: WritingOptions): WritingHandle {
  const {lang, template} = options
  let editable = options.editable
  let ready = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let frame: number | undefined
  let now = ""
  let drawnNames = JSON.stringify(options.view().persons.map(personWords))
  const person = (ref: string): string => {
    const found = options.view().persons.find(one => one.id === ref)
    if (found) return personWords(found)
    return say(lang, ref === everyone ? "everyone" : ref === "team" ? "team" : "unknownPerson")
  }
  const schema = writingSchema({lang, person})
  const binding = bind(options.content, options.awareness, schema, () => {
    if (ready && !view.isDestroyed) readCaret(view)
  })
  const {undoManager} = binding
  let sources = readSources(binding.sources)
  const tell = (word: Word, values: {readonly [name: string]: string | number} = {}): void => {
    status.textContent = say(lang, word, values)
  }

  const {awareness} = options
  let writing = awareness ? writersIn(awareness) : new Map<string, readonly Colleague[]>()
  const heard = (): void => {
    if (!awareness) return
    const said = JSON.stringify([...writing])
    writing = writersIn(awareness)
    if (ready && JSON.stringify([...writing]) !== said) views.refresh()
  }
  awareness?.on("change", heard)

  const advisor = createAdvisor({
    lang,
    template,
    policy: options.policy,
    persons: () => options.view().persons,
    today: options.today,
  })
  const views = createViews({
    lang,
    template,
    person,
    source: ref => sources.find(source => source.id === ref),
    document: () => (ready ? view.state.doc : undefined),
    editable: () => editable,
    writers: section => writing.get(section)?.map(one => one.name) ?? [],
    add: (section, kind) => {
      run(commands.addStatement({template, section, kind}))
      view.focus()
    },
  })

  const undo = (): boolean => undoManager.undo() !== null
  const redo = (): boolean => undoManager.redo() !== null

  /** Carry out acts as one step that can be undone. Whether the first one did something. */
  function run(...acts: readonly Command[]): boolean {
    if (!editable) return false
    undoManager.stopCapturing()
    const done = acts.map(act => act(view.state, view.dispatch, view))
    undoManager.stopCapturing()
    return done[0] ?? false
  }

  function convert(id: string, kind: string): void {
    if (!isKind(kind)) return
    const place = findPlace(view.state.doc, id)
    const target = place && sectionFor(template, kind, place.section)
    const copyId = newId()
    if (!target || !run(commands.convert({id, kind, template, lang, copyId}))) return
    if (target.id === place.section) return
    tell("converted", {section: textIn(target.title, lang)})
    focusStatement(copyId)
  }

  function told(id: string): void {
    const place = findPlace(view.state.doc, id)
    if (place) tell("moved", {number: numberOf(place)})
  }

  function relocate(id: string, section: string): void {
    const copyId = newId()
    if (!run(commands.relocate({id, section, template, lang, copyId}))) return
    const target = template.sections.find(one => one.id === section)
    tell("relocated", {section: target ? textIn(target.title, lang) : section})
    focusStatement(copyId)
  }

  const panel = createInspector({
    lang,
    template,
    persons: () => options.view().persons,
    sources: () => sources,
    state: () => view.state,
    editable: () => editable,
    run,
    authorOf: options.authorOf ?? null,
    convert,
    relocate,
    move: (id, direction) => {
      if (run(commands.moveStatement(id, direction))) told(id)
    },
    addSource: (statement, fields, page) => {
      undoManager.stopCapturing()
      const id = commands.addSource(binding.sources, fields)
      // No step boundary in between: undoing the relation takes the new source with it.
      commands.addRelation(statement, "source", id, page)(view.state, view.dispatch)
      undoManager.stopCapturing()
      panel.focus("source")
    },
    editSource: (id, fields) => {
      undoManager.stopCapturing()
      commands.editSource(binding.sources, id, fields)
      undoManager.stopCapturing()
    },
  })

  const carryOut = (id: string, act: Act): void => {
    if (currentOf(view.state) !== id) focusStatement(id)
    switch (act.type) {
      case "convert":
        convert(id, act.kind)
        break
      case "focus":
        if (!panel.focus(act.control)) focusStatement(id)
        break
      case "replace":
        run(commands.replaceWords(id, act.from, act.to, act.expected, act.words))
        view.focus()
        break
      case "waive":
        run(commands.waive(id, act.hash))
        view.focus()
        break
    }
    look()
  }
  const margin = createCards({
    lang,
    editable: () => editable,
    act: carryOut,
    choose: id => void focusStatement(id),
    moved: () => place(),
  })

  const page = h("div", {class: "wh-page"})
  const status = h("p", {class: "wh-status", role: "status"})
  // Focus order: the text, the panel of the statement, the remarks.
  const beside = h("div", {class: "wh-beside"}, panel.element, margin.element)
  const root = h("div", {class: "wh-table"}, h("div", {class: "wh-writing"}, page, beside, status))
  root.addEventListener("keydown", event => {
    const inPage = event.target instanceof Node && page.contains(event.target)
    if (event.key === "Escape" && !inPage) {
      event.preventDefault()
      view.focus()
    } else if (event.key === "F8" && !inPage) {
      event.preventDefault()
      walk(event.shiftKey ? -1 : 1)
    }
  })
  host.append(root)

  /** Sections in or near sight: only those have remarks drawn. Their own boxes are never skipped. */
  const inSight = (): ReadonlySet<string> => {
    const height = window.innerHeight || 0
    const near = [...page.querySelectorAll(".wh-section")].filter(section => {
      const {top, bottom} = section.getBoundingClientRect()
      return bottom >= -height / 2 && top <= height * 1.5
    })
    return new Set(near.map(section => section.getAttribute("data-section") ?? ""))
  }
  let scrolled: number | undefined
  const onScroll = (): void => {
    scrolled ??= requestAnimationFrame(() => {
      scrolled = undefined
      showCards()
    })
  }
  // Captured, because the page may scroll in a box of its own.
  window.addEventListener("scroll", onScroll, {capture: true, passive: true})
  const resizer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(() => place())

  function walk(direction: 1 | -1): boolean {
    look()
    const ids = walkable(view.state.doc, advisor)
    if (ids.length === 0) {
      tell("nothingToWalk")
      return true
    }
    const all = [...placesOf(view.state.doc)].map(one => text(one.node, "id"))
    const here = all.indexOf(currentOf(view.state))
    const ordered = direction === 1 ? ids : ids.toReversed()
    const next = ordered.find(id => (all.indexOf(id) - here) * direction > 0) ?? ordered[0] ?? ""
    focusStatement(next)
    const [note] = advisor.notesOf(next)
    if (note)
      tell("walked", {
        count: ids.indexOf(next) + 1,
        total: ids.length,
        what: `${say(lang, note.level)}. ${note.what}`,
      })
    return true
  }

  const view: EditorView = new EditorView(
    {mount: page.appendChild(h("div", null))},
    {
      state: EditorState.create({
        doc: binding.doc,
        plugins: [
          keys({
            template,
            undo,
            redo,
            leave: () => panel.focus() || margin.focus(currentOf(view.state)),
            walk,
            isOurs: binding.isOurs,
            told: () => told(currentOf(view.state)),
            tell: message => tell(message === "no-move" ? "noMove" : "noCross"),
          }),
          discipline(),
          ...binding.plugins,
          numbers(lang),
          current(advisor.notesOf, () => editable),
        ],
      }),
      editable: () => editable,
      attributes: () => ({
        class: "wh-document",
        lang,
        translate: "no",
        "aria-label": say(lang, "document"),
        ...(editable
          ? {role: "textbox", "aria-multiline": "true", spellcheck: "true"}
          : {role: "document", tabindex: "0"}),
      }),
      nodeViews: views.nodeViews,
      // Plugins dispatch while the view is being made, so it is named by `this`.
      dispatchTransaction(this: EditorView, tr) {
        // A colleague's cursor may still come in when the table is gone already.
        if (this.isDestroyed) return
        const before = this.state.doc
        keepCaret(this, tr)
        this.updateState(this.state.apply(tr))
        if (ready) changed(before !== this.state.doc)
      },
    },
  )
  ready = true

  /** After each change: at once only what is cheap; the checks wait for a rest. */
  function changed(document: boolean): void {
    const id = currentOf(view.state)
    const left = id !== now
    now = id
    if (document) schedule(rest)
    if (left) {
      schedule(0)
      showCards()
    } else if (document) place()
    panel.show(id, left)
  }

  function schedule(wait: number): void {
    clearTimeout(timer)
    timer = setTimeout(look, wait)
  }

  /** Look at everything that changed. What did not change comes from the cache. */
  function look(): void {
    clearTimeout(timer)
    if (view.isDestroyed) return
    const {doc, selection} = view.state
    advisor.findings(contentJson(doc, sources))
    for (const one of placesOf(doc)) {
      const writing = text(one.node, "id") === now && view.hasFocus() && editable
      advisor.words(one.node, writing ? offsetOf(one, selection.head) : null)
    }
    views.refresh()
    panel.show(now, true)
    // The underlines are read from the advisor when the view draws.
    view.dispatch(view.state.tr.setMeta("addToHistory", false))
    showCards()
    options.onFindings?.(advisor.last())
  }

  function showCards(): void {
    if (view.isDestroyed) return
    const visible = inSight()
    const shown = [...placesOf(view.state.doc)].filter(
      one => visible.has(one.section) || text(one.node, "id") === now,
    )
    margin.show(
      shown.map(one => {
        const id = text(one.node, "id")
        return {
          id,
          number: numberOf(one),
          notes: text(one.node, "withdrawn") ? [] : advisor.notesOf(id),
        }
      }),
      now,
    )
    place()
  }

  /** Put the cards beside their statements, in the next frame: after the browser laid out the text. */
  function place(): void {
    if (frame !== undefined) return
    frame = requestAnimationFrame(() => {
      frame = undefined
      if (view.isDestroyed) return
      const origin = margin.element.getBoundingClientRect().top
      margin.place(id => {
        const found = findPlace(view.state.doc, id)
        const element = found && view.nodeDOM(found.pos)
        return element instanceof HTMLElement ? element.getBoundingClientRect().top - origin : null
      })
    })
  }

  function focusStatement(id: string): boolean {
    const found = findPlace(view.state.doc, id)
    if (!found) return false
    // In a line: beside the lines stand chips, and what is typed on a chip is lost.
    const selection = TextSelection.create(view.state.doc, positionOf(found, Infinity))
    view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
    view.focus()
    const element = view.nodeDOM(found.pos)
    if (element instanceof HTMLElement) element.scrollIntoView?.({block: "nearest"})
    return true
  }

  const watchSources = (): void => {
    sources = readSources(binding.sources)
    views.refresh()
    panel.show(now, true)
    schedule(rest)
  }
  binding.sources.observeDeep(watchSources)

  resizer?.observe(page)
  now = currentOf(view.state)
  panel.show(now, true)
  views.refresh()
  schedule(0)

  return {
    showFindings: findings => {
      advisor.fromServer(findings)
      showCards()
    },
    acts: {
      convert: (id, kind, copyId) =>
        run(commands.convert({id, kind, template, lang, ...(copyId ? {copyId} : {})})),
      withdraw: (id, reason) => run(commands.withdraw(id, reason)),
      restore: id => run(commands.restore(id)),
      setAttribute: (id, name, value) => run(commands.setAttribute(id, name, value)),
      addRelation: (id, type, ref, page) => run(commands.addRelation(id, type, ref, page)),
      move: (id, direction) => run(commands.moveStatement(id, direction)),
      relocate: (id, section, copyId) =>
        run(commands.relocate({id, section, template, lang, ...(copyId ? {copyId} : {})})),
    },
    setEditable: next => {
      if (next === editable) return
      editable = next
      view.setProps({editable: () => editable})
      views.refresh()
      panel.show(now, true)
      look()
    },
    refresh: () => {
      const names = JSON.stringify(options.view().persons.map(personWords))
      if (names !== drawnNames) {
        // Other node views make ProseMirror draw everything anew: names stand in the statements too.
        drawnNames = names
        view.setProps({nodeViews: {...views.nodeViews}})
      }
      views.refresh()
      panel.show(now, true)
      look()
    },
    destroy: () => {
      clearTimeout(timer)
      if (frame !== undefined) cancelAnimationFrame(frame)
      if (scrolled !== undefined) cancelAnimationFrame(scrolled)
      window.removeEventListener("scroll", onScroll, {capture: true})
      resizer?.disconnect()
      binding.sources.unobserveDeep(watchSources)
      awareness?.off("change", heard)
      view.destroy()
      root.remove()
    },
    undo,
    redo,
    focusStatement,
    view,
  }
}
