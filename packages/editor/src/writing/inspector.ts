// SPDX-License-Identifier: EUPL-1.2
import {
  type Kind,
  type Lang,
  type RelationType,
  everyone,
  isKind,
  kinds,
  layerOf,
  relationTypes,
  sectionFor,
  statementAttributes,
  textIn,
  words,
} from "@wederhoor/format"
import {h} from "../dom.ts"
import {attributeFields, originLine} from "./attribute-fields.ts"
import * as commands from "./commands.ts"
import {button, complain, field, options, part} from "./controls.ts"
import {type InspectorContext, personOptions} from "./inspector-context.ts"
import {kindOf, text} from "./schema.ts"
import {sourceForm} from "./source-form.ts"
import {type Place, findPlace, firstWords, numberOf, placesOf, statementJson} from "./structure.ts"
import {asksBy, byLabel, say} from "./words.ts"

/** The panel beside the document. */
export interface Inspector {
  readonly element: HTMLElement
  /**
   * Show a statement; an empty id shows that none is chosen. Keeps the focus where it is. What is said
   * about other statements is only looked up when `thorough`: that costs the whole document.
   */
  readonly show: (id: string, thorough: boolean) => void
  /** Move the focus to a control by its name; the first control without one. Whether there was one. */
  readonly focus: (name?: string) => boolean
}

/** Relations that a kind cannot do without; the others are folded away. */
const mainRelations: ReadonlySet<RelationType> = new Set([
  "source",
  "basedOn",
  "answers",
  "alternativeTo",
  "shareWith",
  "accord",
])

/** The panel “Deze uitspraak”: what belongs to the statement with the caret, and nothing else. */
export function inspector(context: InspectorContext): Inspector {
  const {lang} = context
  const body = h("div", {class: "wh-inspector-body"})
  const element = h(
    "aside",
    {class: "wh-inspector", "aria-label": say(lang, "panel"), hidden: !context.editable()},
    body,
  )
  let shown = ""
  let strong = ""
  let weak = ""

  const draw = (id: string, thorough: boolean): void => {
    const place = context.editable() ? findPlace(context.state().doc, id) : null
    element.hidden = !context.editable()
    shown = id
    const focused =
      document.activeElement instanceof HTMLElement && body.contains(document.activeElement)
        ? document.activeElement
        : null
    const nowStrong = place ? shapeOf(place, context) : ""
    const nowWeak =
      place && (thorough || id !== body.dataset["statement"])
        ? surroundingsOf(place, context)
        : weak
    // What is only said (numbers, titles) waits while somebody is in the panel: a control that is
    // replaced between pressing and releasing the mouse never gets its click.
    if (strong === nowStrong && body.childElementCount > 0 && (weak === nowWeak || focused)) {
      if (place) refreshValues(body, place, focused)
      return
    }
    const sameStatement = body.dataset["statement"] === id
    strong = nowStrong
    weak = nowWeak
    body.dataset["statement"] = id
    const open = new Set(
      [...body.querySelectorAll("details[open]")].map(one => one.getAttribute("data-part")),
    )
    const name = focused?.getAttribute("name") ?? null
    body.replaceChildren(
      ...(place
        ? panel(place, context)
        : [
            h("h2", null, say(lang, "panel")),
            h("p", {class: "wh-hint"}, say(lang, "noStatement")),
          ]),
    )
    if (sameStatement)
      for (const part of body.querySelectorAll("details"))
        if (open.has(part.getAttribute("data-part"))) part.open = true
    if (focused) focusNamed(body, name)
  }
  return {
    element,
    show: draw,
    focus: name => {
      draw(shown, true)
      if (element.hidden) return false
      return focusNamed(body, name ?? null)
    },
  }
}

function focusNamed(body: HTMLElement, name: string | null): boolean {
  const named = [...body.querySelectorAll<HTMLElement>("[name]")]
  const target = name ? named.find(control => control.getAttribute("name") === name) : null
  const control = target ?? body.querySelector<HTMLElement>("select, input, textarea, button")
  if (!control) return false
  const part = control.closest("details")
  if (part && !part.open) part.open = true
  control.focus()
  return true
}

/** What decides which controls there are. */
function shapeOf(place: Place, context: InspectorContext): string {
  const {relations, id, kind} = statementJson(place.node)
  const withdrawn = text(place.node, "withdrawn")
  return JSON.stringify([
    id,
    kind,
    withdrawn,
    relations.map(({type, ref}) => [type, ref]),
    context.sources().map(source => source.id),
  ])
}

/** What the controls say about other things. */
function surroundingsOf(place: Place, context: InspectorContext): string {
  const others = [...placesOf(context.state().doc)]
    .map(one => `${text(one.node, "id")}${kindOf(one.node)}`)
    .join()
  return JSON.stringify([numberOf(place), context.sources(), context.persons(), others])
}

/** A colleague's change to an attribute shows in its control, except where somebody is typing. */
function refreshValues(body: HTMLElement, place: Place, focused: HTMLElement | null): void {
  const number = body.querySelector(".wh-number")
  if (number && number.textContent !== numberOf(place)) number.textContent = numberOf(place)
  for (const control of body.querySelectorAll<
    HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
  >("[name]")) {
    const name = control.getAttribute("name") ?? ""
    if (
      control === focused ||
      name === "withdrawn" ||
      name === "kind" ||
      !statementAttributes[name]
    )
      continue
    if (control.getAttribute("aria-invalid") === "true") continue
    const value = text(place.node, name)
    if (control.value !== value) control.value = value
  }
}

function panel(place: Place, context: InspectorContext): HTMLElement[] {
  const {lang} = context
  const id = text(place.node, "id")
  const kind = kindOf(place.node)
  const withdrawn = text(place.node, "withdrawn")
  const head = h(
    "h2",
    null,
    say(lang, "panel"),
    " ",
    h("span", {class: "wh-number"}, numberOf(place)),
  )
  if (withdrawn) {
    return [
      head,
      h("p", null, h("strong", null, `${say(lang, "withdrawn")}: `), withdrawn),
      h(
        "p",
        {class: "wh-actions"},
        button(say(lang, "restore"), "restore", () => context.run(commands.restore(id))),
      ),
    ]
  }
  const relations = commands.relationsFor(kind)
  // What is there is always shown, also when this kind would not get it.
  for (const {type} of statementJson(place.node).relations)
    if (!relations.includes(type)) relations.push(type)
  const shares = kind === "childVoice" || kind === "diagnosis" || text(place.node, "special") !== ""
  const isMain = (type: RelationType): boolean =>
    mainRelations.has(type) && (type !== "shareWith" || shares)
  const main = relations.filter(isMain)
  const rest = relations.filter(type => !isMain(type))
  const attributes = attributeFields(place, kind, context)
  return [
    head,
    kindField(place, context),
    ...[originLine(place, context) ?? []].flat(),
    ...(asksBy(kind) || text(place.node, "by") ? [personField(place, kind, context)] : []),
    ...attributes.main,
    ...main.map(type => relationField(place, type, context)),
    part("more", say(lang, "more"), [
      ...rest.map(type => relationField(place, type, context)),
      ...attributes.more,
    ]),
    part("move", say(lang, "move"), moveForm(place, context)),
    part("withdraw", say(lang, "withdraw"), withdrawForm(id, context)),
    ...(context.authorOf ? [whoPart(id, context, context.authorOf)] : []),
  ]
}

/** Who and when: asked of the server when somebody opens it. */
function whoPart(
  id: string,
  {lang}: InspectorContext,
  authorOf: (statement: string) => Promise<string | null>,
): HTMLElement {
  const words = h("p", {class: "wh-hint", role: "status"}, say(lang, "whoWait"))
  const box = part("who", say(lang, "who"), [words])
  box.addEventListener("toggle", () => {
    if (!(box instanceof HTMLDetailsElement) || !box.open) return
    void authorOf(id).then(
      found => (words.textContent = found ?? say(lang, "whoUnknown")),
      () => (words.textContent = say(lang, "whoUnknown")),
    )
  })
  return box
}

function kindField(place: Place, context: InspectorContext): HTMLElement {
  const {lang, template} = context
  const id = text(place.node, "id")
  const now = kindOf(place.node)
  const confirm = h("div", {class: "wh-confirm", hidden: true})
  const groups = (["fact", "voice", "appraisal", "plan"] as const).map(layer =>
    h(
      "optgroup",
      {label: words.layer[layer][lang]},
      ...kindOptions(kind => layerOf(kind) === layer, place, context),
    ),
  )
  const select = h(
    "select",
    {
      name: "kind",
      onchange: () => {
        const kind = select.value
        if (!isKind(kind)) return
        confirm.hidden = true
        const target = sectionFor(template, kind, place.section)
        if (!target || target.id === place.section) context.convert(id, kind)
        else ask(kind, textIn(target.title, lang))
      },
    },
    h(
      "option",
      {value: "unclassified", selected: now === "unclassified", disabled: now !== "unclassified"},
      kinds.unclassified.label[lang],
    ),
    ...groups,
    h(
      "optgroup",
      {label: say(lang, "anyLayer")},
      ...kindOptions(kind => layerOf(kind) === null && kind !== "unclassified", place, context),
    ),
  )
  const ask = (kind: Kind, section: string): void => {
    const word = kinds[kind].label[lang]
    confirm.hidden = false
    confirm.replaceChildren(
      h("p", null, say(lang, "convertMoveWhy", {kind: word.toLowerCase(), section})),
      button(
        say(lang, "convertMove", {kind: word.toLowerCase(), section: `‘${section}’`}),
        "convert",
        () => context.convert(id, kind),
      ),
    )
  }
  const box = field(say(lang, "kind"), select)
  box.append(confirm)
  return box
}

function kindOptions(
  which: (kind: Kind) => boolean,
  place: Place,
  context: InspectorContext,
): HTMLOptionElement[] {
  const {lang, template} = context
  const now = kindOf(place.node)
  return (Object.keys(kinds) as Kind[]).filter(which).map(kind => {
    const target = sectionFor(template, kind, place.section)
    const moves =
      target && target.id !== place.section
        ? ` (${say(lang, "movesTo")} ‘${textIn(target.title, lang)}’)`
        : ""
    return h(
      "option",
      {value: kind, selected: kind === now, disabled: !target && kind !== now},
      `${kinds[kind].label[lang]}${moves}`,
    )
  })
}

/** With whom a child may agree to share besides single persons. */
const groupOptions = (lang: Lang): (readonly [string, string])[] => [
  [everyone, say(lang, "everyone")],
  ["team", say(lang, "team")],
]

function personField(place: Place, kind: Kind, context: InspectorContext): HTMLElement {
  const id = text(place.node, "id")
  const select = h(
    "select",
    {name: "by", onchange: () => context.run(commands.setAttribute(id, "by", select.value))},
    ...options(personOptions(context), text(place.node, "by"), say(context.lang, "choose")),
  )
  return field(byLabel(kind, context.lang), select)
}

function relationField(place: Place, type: RelationType, context: InspectorContext): HTMLElement {
  const {lang} = context
  const id = text(place.node, "id")
  const current = statementJson(place.node).relations.filter(relation => relation.type === type)
  const entries = targets(place, type, context)
  const label = relationTypes[type][lang]
  const nameOf = (ref: string): string =>
    entries.find(([code]) => code === ref)?.[1] ?? `${ref} ${say(lang, "gone")}`
  const list = current.map(({ref, page}) => {
    const pageInput =
      type === "source"
        ? h("input", {
            type: "text",
            class: "wh-page-field",
            name: `page-${ref}`,
            "aria-label": `${say(lang, "page")}: ${nameOf(ref)}`,
            placeholder: say(lang, "page"),
            maxlength: 40,
          })
        : null
    if (pageInput) {
      pageInput.value = page ?? ""
      pageInput.onchange = () => void context.run(commands.setPage(id, ref, pageInput.value))
    }
    const remove = button(
      "×",
      `remove-${type}-${ref}`,
      () => context.run(commands.removeRelation(id, type, ref)),
      "wh-icon-button",
    )
    remove.setAttribute("aria-label", `${say(lang, "remove")}: ${nameOf(ref)}`)
    const source = type === "source" ? context.sources().find(one => one.id === ref) : undefined
    return h(
      "li",
      null,
      h("span", {class: "wh-relation-name"}, nameOf(ref)),
      pageInput,
      remove,
      source
        ? part(
            `edit-${ref}`,
            say(lang, "editSource", {title: ""}).trim(),
            sourceForm(source, context, id),
          )
        : null,
    )
  })
  const free = entries.filter(([code]) => !current.some(relation => relation.ref === code))
  const select = h("select", {name: type}, ...options(free, "", say(lang, "choose")))
  const add = button(say(lang, "add"), `add-${type}`, () => {
    if (!select.value) select.focus()
    else context.run(commands.addRelation(id, type, select.value))
  })
  add.setAttribute("aria-label", `${say(lang, "add")}: ${label}`)
  const box = field(label, select)
  select.after(add)
  box.classList.add("wh-relation")
  if (list.length > 0)
    box.prepend(h("ul", {class: "wh-relation-list", "aria-label": label}, ...list))
  if (type === "source")
    box.append(part("new-source", say(lang, "newSource"), sourceForm(null, context, id)))
  return box
}

function targets(
  place: Place,
  type: RelationType,
  context: InspectorContext,
): (readonly [string, string])[] {
  switch (commands.targetOf(type)) {
    case "person":
      return [
        ...(type === "shareWith" ? groupOptions(context.lang) : []),
        ...personOptions(context),
      ]
    case "source":
      return context
        .sources()
        .map(source => [source.id, [source.title, source.date].filter(Boolean).join(", ")])
    case "statement":
      return [...placesOf(context.state().doc)]
        .filter(
          one =>
            one.pos !== place.pos &&
            !text(one.node, "withdrawn") &&
            fitsAs(type, kindOf(one.node), kindOf(place.node)),
        )
        .map(one => [text(one.node, "id"), `${numberOf(one)} ${firstWords(one.node)}`])
  }
}

/** Which statements can be at the other end: questions are answered, appraisals rest on the rest. */
function fitsAs(type: RelationType, kind: Kind, own: Kind): boolean {
  if (type === "answers") return kind === "question"
  if (type === "alternativeTo") return kind === own
  if (type === "basedOn") return kind !== "question" && kind !== "unclassified"
  return layerOf(kind) === "fact" || layerOf(kind) === "voice"
}

function moveForm(place: Place, context: InspectorContext): HTMLElement[] {
  const {lang} = context
  const id = text(place.node, "id")
  const step = (direction: -1 | 1, word: "moveUp" | "moveDown"): HTMLElement =>
    button(say(lang, word), word, () => context.move(id, direction))
  const elsewhere = commands.sectionsFor(context.template, place)
  const select = h(
    "select",
    {name: "relocate"},
    ...options(
      elsewhere.map(section => [section.id, textIn(section.title, lang)] as const),
      "",
      say(lang, "choose"),
    ),
  )
  const go = button(say(lang, "relocateDo"), "relocate-do", () => {
    if (select.value === "") select.focus()
    else context.relocate(id, select.value)
  })
  const box = field(say(lang, "relocate"), select, say(lang, "relocateNote"))
  box.classList.add("wh-relation")
  select.after(go)
  return [
    h("p", {class: "wh-actions"}, step(-1, "moveUp"), step(1, "moveDown")),
    h("p", {class: "wh-hint"}, say(lang, "moveKeys")),
    ...(elsewhere.length > 0 ? [box] : []),
  ]
}

function withdrawForm(id: string, context: InspectorContext): HTMLElement[] {
  const {lang} = context
  const reason = h("textarea", {name: "withdrawn", rows: 2})
  const act = button(say(lang, "withdrawDo"), "withdraw", () => {
    if (reason.value.trim() === "") {
      complain(reason, say(lang, "withdrawNeedsWhy"))
      reason.focus()
    } else context.run(commands.withdraw(id, reason.value))
  })
  return [
    field(say(lang, "withdrawWhy"), reason, say(lang, "withdrawNote")),
    h("p", {class: "wh-actions"}, act),
  ]
}
