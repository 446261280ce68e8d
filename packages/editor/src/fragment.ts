// SPDX-License-Identifier: EUPL-1.2

/** Why a fragment is not shown: the rule it broke, and the element where. */
export interface FragmentRefusal {
  readonly ok: false
  readonly code: "script" | "style" | "handler" | "remote" | "element" | "empty"
  readonly at: string
}

/** Elements a rendition may hold. Everything else is refused: a list of what may is never too short. */
const allowed = new Set(
  `article section header footer main aside nav h1 h2 h3 h4 h5 h6 p div span ul ol li dl dt dd table
   caption thead tbody tfoot tr th td strong em b i q blockquote cite time a sup sub br hr small
   figure figcaption abbr ins del mark details summary bdi address colgroup col`.split(/\s+/),
)
const addresses = new Set([
  "href",
  "src",
  "srcset",
  "action",
  "formaction",
  "data",
  "poster",
  "ping",
  "background",
  "cite",
  "xlink:href",
])

/**
 * Parse the rendition the server made and take it only when nothing in it can act or reach out: no
 * script, no style, no `on…` attribute, no address other than a place in the same page. It is refused
 * whole and never cleaned: what is signed must be what was read, so nobody edits it on the way.
 *
 * Codes: `script` · `style` (element or attribute) · `handler` · `remote` · `element` (not one a report
 * needs) · `empty` (not one element).
 */
export function parseFragment(
  html: string,
): {readonly ok: true; readonly root: HTMLElement} | FragmentRefusal {
  const parsed = new DOMParser().parseFromString(html, "text/html")
  // Where the parser moved something to the head it was not the fragment we asked for.
  for (const element of [...parsed.head.children, ...parsed.body.querySelectorAll("*")]) {
    const refusal = refusalOf(element)
    if (refusal) return refusal
  }
  const [root, ...others] = parsed.body.children
  if (!root || others.length > 0) return {ok: false, code: "empty", at: ""}
  return {ok: true, root: document.importNode(root, true) as HTMLElement}
}

function refusalOf(element: Element): FragmentRefusal | null {
  const at = element.localName
  const refuse = (code: FragmentRefusal["code"]): FragmentRefusal => ({ok: false, code, at})
  if (at === "script") return refuse("script")
  if (at === "style" || at === "link") return refuse("style")
  if (!allowed.has(at)) return refuse("element")
  for (const {name, value} of element.attributes) {
    const attribute = name.toLowerCase()
    if (attribute.startsWith("on")) return refuse("handler")
    if (attribute === "style") return refuse("style")
    if (addresses.has(attribute) && !/^#[\w-]*$/.test(value)) return refuse("remote")
  }
  return null
}
