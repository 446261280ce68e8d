// SPDX-License-Identifier: EUPL-1.2
import {type RefusalCode, refusals} from "@wederhoor/collab"
import {relationTypes, statementAttributes, textIn, wordFor} from "@wederhoor/format"
import {type Child, focusOn, goTo, h} from "./dom.ts"
import type {NotPlaced} from "./kept.ts"
import type {MessageKey} from "./messages/nl.ts"
import {putWords, targetsIn} from "./move-words.ts"
import {isBroken} from "./status.ts"
import {type TableContext, nameOf} from "./table.ts"

/** What is open in the list of one table. */
interface Shown {
  readonly entry: string
  readonly form: "move" | "away"
  readonly problem: string
}

const shown = new WeakMap<TableContext, Shown | null>()

/**
 * What was written and not taken, until its writer puts it away; what is not sent while nothing can be
 * sent; and what was put away since the page was opened.
 */
export function keptPanel(context: TableContext): Child {
  const entries = context.notPlaced()
  const away = context.session.away()
  const {t} = context.words
  // While there is hope it is on its way, and no list should make anybody anxious.
  const {state} = context.connection()
  const stopped = isBroken(context.connection()) && state !== "offline" && state !== "waiting"
  const unsent = stopped ? context.session.unsentWords() : []
  const id = `${context.ids}-lost`
  if (entries.length + away.length + unsent.length === 0) return null
  const replies = entries.every(({place}) => place !== "content")
  return h(
    "div",
    {key: "kept", class: "wederhoor-kept"},
    unsent.length > 0 &&
      h(
        "section",
        {
          key: "unsent",
          class: "wederhoor-panel wederhoor-lost",
          "aria-labelledby": `${context.ids}-unsent`,
          "data-unsent": "",
        },
        h("h2", {id: `${context.ids}-unsent`}, `${t("unsent.title")} (${unsent.length})`),
        h("p", null, t("unsent.explain")),
        list(unsent.map(entry => item(context, entry, "unsent"))),
      ),
    entries.length > 0 &&
      h(
        "section",
        {key: "lost", class: "wederhoor-panel wederhoor-lost", "aria-labelledby": id},
        h("h2", {id, tabindex: "-1"}, `${t("lost.title")} (${entries.length})`),
        h("p", null, t(replies ? "lost.explainReply" : "lost.explain")),
        list(entries.map(entry => item(context, entry, "lost"))),
      ),
    away.length > 0 &&
      h(
        "details",
        {key: "away", class: "wederhoor-details wederhoor-away"},
        h("summary", null, t("lost.away", {count: away.length})),
        h("p", null, t("lost.awayExplain")),
        list(away.map(entry => item(context, entry, "away"))),
      ),
  )
}

const list = (items: readonly HTMLElement[]): HTMLElement =>
  h("ul", {class: "wederhoor-plain"}, items)

function item(
  context: TableContext,
  entry: NotPlaced,
  sort: "lost" | "unsent" | "away",
): HTMLElement {
  const {t} = context.words
  const row = (label: string, text: string, prose = false): Child =>
    h(
      "div",
      null,
      h("dt", null, label),
      h("dd", prose ? {class: "wederhoor-prose"} : null, text === "" ? t("lost.nothing") : text),
    )
  const titleId = `${context.ids}-kept-${sort}-${entry.id}`.replaceAll(" ", "-")
  return h(
    "li",
    {
      key: entry.id,
      ...(sort === "lost" ? {"data-not-placed": entry.id} : {}),
      "data-code": entry.code,
    },
    h(
      "h3",
      {id: titleId, class: "wederhoor-kept-title", tabindex: "-1"},
      `${whereOf(context, entry)}: ${whatOf(context, entry)}`,
    ),
    h(
      "dl",
      {class: "wederhoor-facts"},
      row(t("lost.before"), valueOf(context, entry, entry.before), true),
      row(t("lost.after"), valueOf(context, entry, entry.after), true),
      sort !== "unsent" && row(t("lost.reason"), reasonOf(context, entry.code)),
      sort !== "unsent" && row(t("lost.at"), timeOf(context, entry.at)),
    ),
    actions(context, entry, sort, titleId),
  )
}

function actions(
  context: TableContext,
  entry: NotPlaced,
  sort: "lost" | "unsent" | "away",
  titleId: string,
): Child {
  const {t} = context.words
  const open = shown.get(context)
  const show = (next: Shown | null): void => {
    shown.set(context, next)
    context.redraw()
  }
  const button = (label: string, onclick: () => void, kind = "", name = ""): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: `wederhoor-button ${kind}`.trim(),
        "aria-describedby": titleId,
        ...(name ? {"data-do": name} : {}),
        onclick,
      },
      label,
    )
  const putAway = (): void => {
    shown.set(context, null)
    context.session.putAway(entry.id)
    focusOn(document.getElementById(`${context.ids}-lost`))
  }
  if (open?.entry === entry.id && open.form === "away")
    return h(
      "div",
      {key: "sure", class: "wederhoor-kept-form", role: "group"},
      h("p", {id: `${titleId}-sure`, tabindex: "-1"}, t("lost.dismissSure")),
      h(
        "p",
        {class: "wederhoor-actions"},
        button(t("lost.dismissDo"), putAway, "wederhoor-button--main", "away-sure"),
        button(t("lost.cancel"), () => show(null)),
      ),
    )
  if (open?.entry === entry.id && open.form === "move") return moveForm(context, entry, open)
  const text = entry.after === "" ? entry.before : entry.after
  const place = context.session.place("content")
  const words = ["text", "added", "draft"].includes(entry.what)
  return h(
    "p",
    {key: "actions", class: "wederhoor-actions"},
    text !== "" && button(t("lost.copy"), () => copy(context, text), "", "copy"),
    sort === "lost" &&
      entry.place === "content" &&
      words &&
      entry.after !== "" &&
      place?.editable &&
      button(
        t("lost.move"),
        () => {
          show({entry: entry.id, form: "move", problem: ""})
          focusOn(document.getElementById(`${titleId}-to`))
        },
        "",
        "move",
      ),
    sort === "lost" &&
      button(
        t("lost.dismiss"),
        () => {
          show({entry: entry.id, form: "away", problem: ""})
          focusOn(document.getElementById(`${titleId}-sure`))
        },
        "",
        "away",
      ),
    sort === "away" && button(t("lost.back"), () => context.session.takeBack(entry.id), "", "back"),
  )
}

/** Where the words should go: the statements of every section, and a new one in each. */
function moveForm(context: TableContext, entry: NotPlaced, open: Shown): HTMLElement {
  const {t} = context.words
  const titleId = `${context.ids}-kept-lost-${entry.id}`
  const place = context.session.place("content")
  const targets = place ? targetsIn(place.doc, context.template) : []
  const option = (at: number, label: string): HTMLElement => {
    const {section, statement} = targets[at] ?? {section: "", statement: ""}
    const here = section === entry.section && statement === ""
    return h("option", {value: `${section} ${statement}`, selected: here}, label)
  }
  const group = (label: string, isNew: boolean): HTMLElement =>
    h(
      "optgroup",
      {label},
      targets.flatMap(({section, statement, label: name}, at) =>
        (statement === "") === isNew
          ? [option(at, isNew ? t("lost.moveNew", {section: titleOf(context, section)}) : name)]
          : [],
      ),
    )
  return h(
    "form",
    {
      key: "move",
      name: "move-words",
      class: "wederhoor-kept-form",
      onsubmit: event => {
        event.preventDefault()
        const form = event.target as HTMLFormElement
        const [section = "", statement = ""] = (form.querySelector("select")?.value ?? "").split(
          " ",
        )
        const doc = context.session.place("content")
        const words = entry.what === "text" ? newWords(entry) : entry.after
        const put = doc?.editable ? putWords(doc.doc, {section, statement}, words) : null
        if (put === null) {
          shown.set(context, {...open, problem: t("lost.gone")})
          return context.redraw()
        }
        shown.set(context, null)
        context.session.putAway(entry.id)
        context.announce(t("lost.moved"))
        context.redraw()
        goTo(`${context.ids}-lost`)
      },
    },
    h(
      "div",
      {class: "wederhoor-field"},
      h("label", {for: `${titleId}-to`}, t("lost.moveTo")),
      h(
        "select",
        {id: `${titleId}-to`, name: "to"},
        group(t("lost.moveNewGroup"), true),
        group(t("lost.moveInto"), false),
      ),
    ),
    open.problem !== "" && h("p", {role: "alert"}, open.problem),
    h("p", {class: "wederhoor-quiet"}, `${t("lost.moveWords")}:`),
    h(
      "blockquote",
      {class: "wederhoor-prose"},
      entry.what === "text" ? newWords(entry) : entry.after,
    ),
    h(
      "p",
      {class: "wederhoor-actions"},
      h(
        "button",
        {type: "submit", class: "wederhoor-button wederhoor-button--main"},
        t("lost.moveDo"),
      ),
      h(
        "button",
        {
          type: "button",
          class: "wederhoor-button",
          onclick: () => {
            shown.set(context, null)
            context.redraw()
          },
        },
        t("lost.cancel"),
      ),
    ),
  )
}

/**
 * What is new in a text: the words between the beginning and the end it has in common with what stood
 * there, when that is one whole piece of it; else the whole text.
 */
export function newWords({before, after}: Pick<NotPlaced, "before" | "after">): string {
  let start = 0
  while (start < before.length && before[start] === after[start]) start += 1
  let end = 0
  while (
    end < before.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1
  if (start + end < before.length) return after
  const words = after.slice(start, after.length - end).trim()
  return words === "" ? after : words
}

function copy(context: TableContext, text: string): void {
  const {t} = context.words
  void navigator.clipboard.writeText(text).then(
    () => context.announce(t("lost.copied")),
    () => context.announce(t("lost.copyFailed")),
  )
}

function titleOf(context: TableContext, section: string): string {
  const found = context.template.sections.find(one => one.id === section)
  return found ? textIn(found.title, context.words.lang) : section
}

function whereOf(context: TableContext, entry: NotPlaced): string {
  const {t} = context.words
  if (entry.place !== "content") return t(entry.place === "review" ? "lost.review" : "lost.reply")
  if (entry.section === "") return t("lost.report")
  const section = titleOf(context, entry.section)
  return entry.number === ""
    ? t("lost.whereSection", {section})
    : t("lost.where", {number: entry.number, section})
}

function whatOf(context: TableContext, {what}: NotPlaced): string {
  const {t, lang} = context.words
  const key = `lost.what.${what}` as MessageKey
  if (t(key) !== key) return t(key)
  const attribute = statementAttributes[what]?.label
  if (attribute) return attribute[lang].toLowerCase()
  const relation = Object.hasOwn(relationTypes, what)
    ? relationTypes[what as keyof typeof relationTypes]
    : undefined
  return relation ? textIn(relation, lang).toLowerCase() : t("lost.what.text")
}

/** A value in the words people see: kinds, choices of a list, persons. */
function valueOf(context: TableContext, {what}: NotPlaced, value: string): string {
  const {lang} = context.words
  if (value === "") return ""
  if (what === "kind") return wordFor("kind", value, lang)
  const option = statementAttributes[what]?.options?.[value]
  if (option) return option[lang]
  return statementAttributes[what]?.shape === "ref" || Object.hasOwn(relationTypes, what)
    ? nameOf(context.view(), value)
    : value
}

function reasonOf(context: TableContext, code: string): string {
  const {t, lang} = context.words
  switch (code) {
    case "locked":
    case "forbidden":
      return t("lost.locked")
    case "target-gone":
    case "gone":
      return t("lost.gone")
    case "target-withdrawn":
      return t("lost.withdrawn")
    case "changed-meanwhile":
      return t("lost.changed")
    case "gap":
      return t("lost.gap")
    default:
      return Object.hasOwn(refusals, code)
        ? refusals[code as RefusalCode][lang]
        : t("lost.other", {code})
  }
}

function timeOf({words}: TableContext, at: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return at
  const locale = words.lang === "en" ? "en-GB" : "nl-NL"
  return `${words.day(at)}, ${date.toLocaleTimeString(locale, {hour: "2-digit", minute: "2-digit"})}`
}
