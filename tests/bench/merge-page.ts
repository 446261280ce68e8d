// SPDX-License-Identifier: EUPL-1.2

/** A page without pictures, for editors in a process without a browser: import it before the editor. */
import "./merge-time.ts"

// jsdom ships no types; what is used of it is said here. The name is a variable so that none are looked for.
const jsdom: string = "jsdom"
const {JSDOM} = (await import(jsdom)) as {
  JSDOM: new (html: string) => {window: Window & typeof globalThis}
}
const {window} = new JSDOM("<!doctype html><html lang='nl'><body></body></html>")
const names = [
  "document",
  "Node",
  "Element",
  "HTMLElement",
  "HTMLDetailsElement",
  "HTMLTextAreaElement",
  "MutationObserver",
  "getComputedStyle",
  "KeyboardEvent",
  "DOMParser",
  "customElements",
]
for (const name of names) Reflect.set(globalThis, name, Reflect.get(window, name))
Reflect.set(globalThis, "window", window)
// Nothing is drawn here, so no frame ever comes.
Reflect.set(globalThis, "requestAnimationFrame", () => 0)
Reflect.set(globalThis, "cancelAnimationFrame", () => undefined)
const rect = {left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0, x: 0, y: 0}
Reflect.set(window.Range.prototype, "getClientRects", () => [rect])
Reflect.set(window.Range.prototype, "getBoundingClientRect", () => rect)
Reflect.set(window.Element.prototype, "getClientRects", () => [rect])
Reflect.set(window.Element.prototype, "scrollIntoView", () => undefined)
Reflect.set(window.document, "elementFromPoint", () => null)
