// SPDX-License-Identifier: EUPL-1.2
import {
  type Kind,
  type Lang,
  type RelationType,
  type Source,
  type Template,
  type TemplateSection,
  formatDate,
  kinds,
  relationTypes,
  textIn,
} from "@wederhoor/format"
import type {Node} from "prosemirror-model"
import type {NodeView, NodeViewConstructor} from "prosemirror-view"
import {h} from "../dom.ts"
import {targetOf} from "./commands.ts"
import {text} from "./schema.ts"
import {findPlace, firstWords, isRelation, numberOf} from "./structure.ts"
import {say} from "./words.ts"

/** What the drawn sections and chips look things up in. */
export interface Surroundings {
  readonly lang: Lang
  readonly template: Template
  readonly person: (ref: string) => string
  readonly source: (ref: string) => Source | undefined
  readonly document: () => Node | undefined
  readonly editable: () => boolean
  readonly add: (section: string, kind: Kind) => void
  /** Names of the colleagues who write in a section now. */
  readonly writers: (section: string) => readonly string[]
}

/** Drawn sections and chips, and a way to draw anew what they say about other things. */
export interface Views {
  readonly nodeViews: {readonly [name: string]: NodeViewConstructor}
  /** Persons, sources, numbers or the right to write changed: say it anew where it is different. */
  readonly refresh: () => void
}

/**
 * Node views for the sections (a title, guidance and ways to add, outside the text) and the relations
 * (chips that name what they refer to). Statements and lines have none: there are thousands of those.
 */
export function views(around: Surroundings): Views {
  const chips = new Set<{refresh: () => void}>()
  const sections = new Set<{refresh: () => void}>()
  const nodeViews: Record<string, NodeViewConstructor> = {
    section: node => drawSection(node, around, sections),
  }
  for (const name of Object.keys(relationTypes))
    nodeViews[name] = node => drawChip(node, around, chips)
  return {
    nodeViews,
    refresh: () => {
      for (const view of [...chips, ...sections]) view.refresh()
    },
  }
}

/** What a relation says: `Bron: Verslag school, 14 maart 2025, blz. 2`. */
export function relationWords(
  node: Node,
  around: Omit<Surroundings, "editable" | "add" | "template" | "writers">,
): string {
  const type = node.type.name as RelationType
  const ref = text(node, "ref")
  return `${relationTypes[type][around.lang]}: ${targetWords(type, ref, text(node, "page"), around)}`
}

function targetWords(
  type: RelationType,
  ref: string,
  page: string,
  around: Omit<Surroundings, "editable" | "add" | "template" | "writers">,
): string {
  const {lang} = around
  switch (targetOf(type)) {
    case "person":
      return around.person(ref)
    case "source": {
      const source = around.source(ref)
      if (!source) return `${ref} ${say(lang, "gone")}`
      return [
        source.title,
        source.date ? formatDate(source.date, lang) : "",
        page ? `${lang === "nl" ? "blz." : "p."} ${page}` : "",
      ]
        .filter(Boolean)
        .join(", ")
    }
    case "statement": {
      const doc = around.document()
      const place = doc && findPlace(doc, ref)
      return place
        ? `${numberOf(place)} ${firstWords(place.node, 28)}`
        : `${ref} ${say(lang, "gone")}`
    }
  }
}

function drawChip(first: Node, around: Surroundings, all: Set<{refresh: () => void}>): NodeView {
  let node = first
  const dom = h("span", {
    class: "wh-chip",
    contenteditable: "false",
    "data-relation": node.type.name,
    "data-ref": text(node, "ref"),
  })
  const refresh = (): void => {
    const words = relationWords(node, around)
    if (dom.textContent !== words) dom.textContent = words
    dom.title = words
  }
  const entry = {refresh}
  // What it names may be drawn later in this same round.
  queueMicrotask(refresh)
  refresh()
  all.add(entry)
  return {
    dom,
    update: next => {
      if (next.type !== node.type || text(next, "ref") !== text(node, "ref")) return false
      node = next
      refresh()
      return true
    },
    ignoreMutation: () => true,
    destroy: () => void all.delete(entry),
  }
}

function drawSection(first: Node, around: Surroundings, all: Set<{refresh: () => void}>): NodeView {
  const {lang} = around
  const id = text(first, "id")
  const index = around.template.sections.findIndex(section => section.id === id)
  const section = around.template.sections[index]
  const title = section ? textIn(section.title, lang) : id
  const headingId = `wh-section-${id}`
  const body = h("div", {class: "wh-section-body"})
  const empty = h(
    "p",
    {class: "wh-empty", contenteditable: "false"},
    say(lang, section?.computed ? "computed" : "emptySection"),
  )
  const writers = h("p", {class: "wh-writers", hidden: true})
  const foot = h("div", {class: "wh-section-foot", contenteditable: "false"})
  const dom = h(
    "section",
    {class: "wh-section", "data-section": id, "aria-labelledby": headingId},
    h(
      "div",
      {class: "wh-section-head", contenteditable: "false"},
      h("h2", {id: headingId}, h("span", {class: "wh-section-number"}, `${index + 1}`), " ", title),
      writers,
      section?.guidance ? h("p", {class: "wh-guidance"}, textIn(section.guidance, lang)) : null,
      // The fields of a section live in the record, and are filled in there.
      section?.fields?.length ? h("p", {class: "wh-guidance"}, say(lang, "fieldsElsewhere")) : null,
    ),
    empty,
    body,
    foot,
  )
  let node = first
  const refresh = (): void => {
    // What fills itself is said once: by the guidance of the template, else by us.
    const onlyFields = section?.allows.length === 0 && section.fields !== undefined
    empty.hidden =
      node.childCount > 0 ||
      onlyFields ||
      (section?.computed !== undefined && section.guidance !== undefined)
    const names = around.writers(id)
    const said = names.length === 1 ? "writesHere" : "writeHere"
    const words =
      names.length === 0
        ? ""
        : say(lang, said, {names: new Intl.ListFormat(lang, {type: "conjunction"}).format(names)})
    if (writers.textContent !== words) writers.textContent = words
    writers.hidden = words === ""
    const shown = around.editable() && section !== undefined && !section.computed && !onlyFields
    foot.hidden = !shown
    if (shown && foot.childElementCount === 0) foot.append(...addButtons(section, around))
  }
  const entry = {refresh}
  all.add(entry)
  refresh()
  const outside = (target: EventTarget | null): boolean =>
    target instanceof globalThis.Node && !body.contains(target) && target !== dom
  return {
    dom,
    contentDOM: body,
    update: next => {
      if (next.type !== node.type || text(next, "id") !== id) return false
      node = next
      refresh()
      return true
    },
    stopEvent: event => outside(event.target),
    ignoreMutation: mutation => mutation.type !== "selection" && !body.contains(mutation.target),
    destroy: () => void all.delete(entry),
  }
}

/** A button per kind that belongs in the section, and one for when the writer does not know yet. */
function addButtons(section: TemplateSection, around: Surroundings): HTMLElement[] {
  const {lang} = around
  const offered: Kind[] = [...section.allows]
  if (section.layer === "none" && offered.length === 0) offered.push("question")
  const button = (kind: Kind, words: string): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: "wh-add",
        "data-add": kind,
        onclick: () => around.add(section.id, kind),
      },
      h("span", {class: "wh-plus", "aria-hidden": "true"}, "+"),
      ` ${words}`,
    )
  return [
    h("span", {class: "wh-add-label"}, say(lang, "addTo")),
    ...offered.map(kind => button(kind, kinds[kind].label[lang])),
    button("unclassified", say(lang, "addOther")),
  ]
}

/** Whether a node is drawn as a chip. */
export const isChip: (node: Node) => boolean = isRelation
