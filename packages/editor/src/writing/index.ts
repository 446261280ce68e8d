// SPDX-License-Identifier: EUPL-1.2
import {everyone, isKind, sectionFor, textIn} from "@wederhoor/format"
import type {Node as ProseNode} from "prosemirror-model"
import {type Command, EditorState, TextSelection, type Transaction} from "prosemirror-state"
import {EditorView} from "prosemirror-view"
import {h} from "../dom.ts"
import {createHiddenRules} from "../hidden-rules.ts"
import {besideKey, current, currentOf, looked, numbers} from "./beside.ts"
import {bind, type Colleague, isFromBinding, writersIn} from "./binding.ts"
import {cards as createCards} from "./cards.ts"
import {keepCaret, readCaret} from "./caret.ts"
import * as commands from "./commands.ts"
import {discipline, newId} from "./discipline.ts"
import {type Act, advisor as createAdvisor} from "./findings.ts"
import {adviceFor, waivedOf, wordedOf} from "./hints.ts"
import {personWords} from "./inspector-context.ts"
import {inspector as createInspector} from "./inspector.ts"
import {keys} from "./keys.ts"
import type {WritingHandle, WritingOptions} from "./options.ts"
import {type LanguageReading, leftStanding, opinionStops, readabilityOf} from "./reading.ts"
import {text, writingSchema} from "./schema.ts"
import {createSecondOpinion} from "./second-opinion.ts"
import {
  contentJson,
  findPlace,
  numberOf,
  offsetOf,
  placeAt,
  placesOf,
  positionOf,
  readSources,
} from "./structure.ts"
import {views as createViews} from "./views.ts"
import {createWalk} from "./walk.ts"
import {say, type Word} from "./words.ts"

export type {WritingHandle, WritingOptions} from "./options.ts"

/** On a change that brings the caret somewhere for the writer. */
const ledKey = "wederhoor-led"

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
  /** The statement in which this person typed since the caret came there; `""` when they only look. */
  let typedIn = ""
  /** Where the caret was brought by a walk or a button; -1 when the writer put it there. */
  let led = -1
  let read: {readonly doc: ProseNode; readonly readability: LanguageReading["readability"]} | null =
    null
  let drawnNames = JSON.stringify(options.view().persons.map(personWords))
  const person = (ref: string): string => {
    const found = options.view().persons.find(one => one.id === ref)
    if (found) return personWords(found)
    return say(lang, ref === everyone ? "everyone" : ref === "team" ? "team" : "unknownPerson")
  }
  const hidden = options.hiddenRules ?? createHiddenRules("", () => undefined)
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
    language: options.language,
    isHidden: rule => hidden.has(rule),
  })
  const advice = adviceFor(lang, template, options.language)
  const {classifier} = options.language ?? {}
  const second = classifier
    ? createSecondOpinion({
        classifier,
        rest,
        worded: node =>
          text(node, "withdrawn")
            ? null
            : {
                statement: wordedOf(node, advisor.said(node)),
                advice: {...advice, waived: waivedOf(node)},
              },
        arrived: (id, node, hints) => {
          // Only if these are still its words.
          if (view.isDestroyed || findPlace(view.state.doc, id)?.node !== node) return
          advisor.learn(node, hints)
          // Somebody is writing: it is shown when they rest.
          if (timer === undefined) look()
        },
      })
    : null
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
    const typed = typedIn
    const done = acts.map(act => act(view.state, view.dispatch, view))
    typedIn = typed
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
        run(commands.waive(id, act.hash, act.reason))
        view.focus()
        break
      case "hide":
        hidden.hide(act.rule)
        tell("ruleHidden")
        takeFocus()
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
      takeFocus()
    } else if (event.key === "F8" && !(inPage && editable)) {
      // In a text that is only read ProseMirror hears no keys.
      event.preventDefault()
      step(event.shiftKey ? -1 : 1)
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

  const walk = createWalk({
    lang,
    advisor,
    state: () => view.state,
    goTo: (id, offset) => void focusStatement(id, offset),
    tell,
  })
  function step(direction: 1 | -1): boolean {
    look()
    walk.step(direction)
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
            walk: step,
            isOurs: binding.isOurs,
            told: () => told(currentOf(view.state)),
            tell: message => tell(message === "no-move" ? "noMove" : "noCross"),
          }),
          discipline(),
          ...binding.plugins,
          numbers(lang),
          current({
            notesOf: advisor.notesOf,
            which: () => (options.reviews ? "all" : editable ? "own" : "none"),
            isLed: head => head === led,
          }),
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
        const before = this.state
        keepCaret(this, tr)
        const after = before.apply(tr)
        const document = before.doc !== after.doc
        const own = document && !isFromBinding(tr)
        led = ledAfter(tr, before, after)
        this.updateState(after)
        if (ready) changed(document, own, !before.selection.eq(after.selection))
      },
    },
  )
  ready = true
  let seen = view.state.doc

  /** Where the caret was brought: what a colleague does moves it along, what the writer does ends it. */
  function ledAfter(tr: Transaction, before: EditorState, after: EditorState): number {
    if (led < 0 || tr.getMeta(ledKey)) return led
    if (isFromBinding(tr)) return led === before.selection.head ? after.selection.head : -1
    return tr.docChanged || !before.selection.eq(after.selection) ? -1 : led
  }

  /** After each change: at once only what is cheap; the checks wait for a rest. */
  function changed(document: boolean, own: boolean, moved: boolean): void {
    const around = placeAt(view.state.selection.$head)
    const id = currentOf(view.state)
    const left = id !== now
    now = id
    if (left) typedIn = ""
    // Whoever goes elsewhere by themselves is not walking any more.
    if (left && led < 0 && !own) walk.end()
    if (own) typedIn = id
    if (document) second?.follow(one => findPlace(view.state.doc, one)?.node)
    if (around && view.hasFocus()) second?.notice(id, around.node)
    // What a colleague does is no reason to wait longer.
    if (document && (own || timer === undefined)) schedule(rest)
    if (left) {
      schedule(0)
      showCards()
    } else if (document) place()
    // The sentence that the caret left can be looked at.
    else if (moved && typedIn !== "" && timer === undefined) schedule(rest)
    panel.show(id, left)
  }

  function schedule(wait: number): void {
    clearTimeout(timer)
    timer = setTimeout(look, wait)
  }

  /** Look at everything that changed. What did not change comes from the cache. */
  function look(): void {
    clearTimeout(timer)
    timer = undefined
    if (view.isDestroyed) return
    const {doc, selection} = view.state
    seen = doc
    advisor.findings(contentJson(doc, sources))
    for (const one of placesOf(doc)) {
      const writing = text(one.node, "id") === typedIn && view.hasFocus() && editable
      advisor.words(one.node, writing ? offsetOf(one, selection.head) : null)
    }
    views.refresh()
    panel.show(now, true)
    // The underlines are read from the advisor when the view draws.
    view.dispatch(view.state.tr.setMeta(besideKey, looked).setMeta("addToHistory", false))
    showCards()
    options.onFindings?.(advisor.last())
    options.onLook?.()
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

  /** Also where the text is only read: the keys that walk work from there. */
  function takeFocus(): void {
    view.focus()
    if (!view.hasFocus()) view.dom.focus({preventScroll: true})
  }

  function focusStatement(id: string, offset = Infinity): boolean {
    const found = findPlace(view.state.doc, id)
    if (!found) return false
    // In a line: beside the lines stand chips, and what is typed on a chip is lost.
    led = positionOf(found, offset)
    typedIn = ""
    const selection = TextSelection.create(view.state.doc, led)
    view.dispatch(view.state.tr.setSelection(selection).setMeta(ledKey, true).scrollIntoView())
    takeFocus()
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
      second?.destroy()
      view.destroy()
      root.remove()
    },
    undo,
    redo,
    focusStatement: id => focusStatement(id),
    reading: () => {
      // As it was looked at last: asked at every letter of a colleague it would be too much work.
      const doc = seen
      if (read?.doc !== doc) read = {doc, readability: readabilityOf(doc, advice)}
      return {readability: read.readability, opinions: opinionStops(doc, advisor).length}
    },
    leftStanding: () => leftStanding(view.state.doc, advisor.said, advice),
    walkOpinions: () => {
      look()
      return walk.opinions()
    },
    view,
  }
}
