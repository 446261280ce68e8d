// SPDX-License-Identifier: EUPL-1.2

/** A child of an element: text, an element, or nothing. */
export type Child = Node | string | null | undefined | false | readonly Child[]

const handlerNames = [
  "onclick",
  "onsubmit",
  "oninput",
  "onchange",
  "ontoggle",
  "onkeydown",
] as const
type HandlerName = (typeof handlerNames)[number]
type Handler = (event: Event) => void

/**
 * Attributes of an element. Handlers are set as properties (`onclick`), so they work under a strict
 * policy; there is no way to set a style or raw HTML here, and that is on purpose.
 */
export type Props = {
  readonly [name: string]: string | number | boolean | null | undefined | Handler
}

const isHandler = (name: string): name is HandlerName =>
  (handlerNames as readonly string[]).includes(name)

/** Build an element. `key` names it among its brothers, so that `render` finds it again. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props | null,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue
    if (typeof value === "function") {
      if (isHandler(name)) element[name] = value
    } else if (name === "key") element.dataset["key"] = String(value)
    else element.setAttribute(name, value === true ? "" : String(value))
  }
  element.append(...flat(children))
  return element
}

function flat(children: readonly Child[]): (Node | string)[] {
  return children.flatMap(child => {
    if (child === null || child === undefined || child === false) return []
    return typeof child === "string" || child instanceof Node ? [child] : flat(child)
  })
}

const islands = new WeakMap<Node, HTMLElement>()

/**
 * A place for an element that lives on by itself (an editor, a rendition) in what is given to `render`.
 * The element itself is put there once and then never moved or entered: moving it would lose the focus.
 * It needs a `data-key`.
 */
export function island(element: HTMLElement): Node {
  const mark = document.createElement("i")
  mark.dataset["mark"] = ""
  islands.set(mark, element)
  return mark
}

function settleIslands(root: Node): void {
  if (!(root instanceof Element)) return
  for (const mark of root.querySelectorAll("i[data-mark]")) {
    const element = islands.get(mark)
    if (element) mark.replaceWith(element)
  }
}

/**
 * Make what stands in `host` equal to `children`, keeping elements that are the same (by `key`, else by
 * place and tag name): focus, the caret and what somebody typed stay where they are.
 */
export function render(host: Element, ...children: Child[]): void {
  const fresh = flat(children).map(child =>
    typeof child === "string" ? document.createTextNode(child) : (islands.get(child) ?? child),
  )
  const keyed = new Map<string, Element>()
  for (const child of host.children) {
    const key = keyOf(child)
    if (key) keyed.set(key, child)
  }
  let cursor: ChildNode | null = host.firstChild
  for (const next of fresh) {
    const key = next instanceof Element ? keyOf(next) : ""
    let match: Node | null = key ? (keyed.get(key) ?? null) : cursor
    if (match && (!sameKind(match, next) || (!key && match instanceof Element && keyOf(match))))
      match = null
    if (!match) {
      host.insertBefore(next, cursor)
      settleIslands(next)
      continue
    }
    if (match === cursor) cursor = cursor.nextSibling
    else host.insertBefore(match, cursor)
    if (match !== next) morph(match, next)
  }
  while (cursor) {
    const after: ChildNode | null = cursor.nextSibling
    cursor.remove()
    cursor = after
  }
}

const keyOf = (element: Element): string =>
  element instanceof HTMLElement ? (element.dataset["key"] ?? "") : ""

function sameKind(left: Node, right: Node): boolean {
  if (left.nodeType !== right.nodeType || left.nodeName !== right.nodeName) return false
  return (
    !(left instanceof HTMLElement && right instanceof HTMLElement) || keyOf(left) === keyOf(right)
  )
}

function morph(old: Node, next: Node): void {
  if (!(old instanceof HTMLElement && next instanceof HTMLElement)) {
    if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue
    return
  }
  for (const name of old.getAttributeNames()) {
    // Whether a `details` is open is the reader's choice, not ours.
    if (!next.hasAttribute(name) && !(name === "open" && old instanceof HTMLDetailsElement))
      old.removeAttribute(name)
  }
  for (const {name, value} of next.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  }
  for (const name of handlerNames) old[name] = next[name] as never
  // What somebody typed is theirs; a text field keeps its own words.
  if (old instanceof HTMLTextAreaElement) return
  render(old, ...next.childNodes)
}

/** Move the focus to an element that is not a control, such as a heading or a message. */
export function focusOn(element: HTMLElement | null | undefined): void {
  if (!element) return
  if (!element.hasAttribute("tabindex") && element.tabIndex < 0)
    element.setAttribute("tabindex", "-1")
  element.focus()
}

/** Offer bytes as a file to keep. Needs no permission of the policy: the page itself opens nothing. */
export function offerFile(name: string, type: string, bytes: BlobPart): void {
  const url = URL.createObjectURL(new Blob([bytes], {type}))
  const link = h("a", {href: url, download: name, hidden: true})
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Go to a heading of this editor. */
export function goTo(id: string): void {
  const target = document.getElementById(id)
  target?.scrollIntoView({block: "start"})
  focusOn(target)
}
