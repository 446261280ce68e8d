// SPDX-License-Identifier: EUPL-1.2
import {type Editor, type MountOptions, mount} from "./mount.ts"

// Outside a browser the package can be imported (for its types, by a page that is rendered on a server).
const Base: typeof HTMLElement =
  typeof HTMLElement === "undefined" ? (class {} as unknown as typeof HTMLElement) : HTMLElement

/**
 * `<wederhoor-editor report="…" server="…" lang="nl">`. Set `.token`, a function, to start; a token is
 * never an attribute. Light DOM, so that labels and skip links of the page keep working.
 */
export class WederhoorEditor extends Base {
  static readonly observedAttributes: readonly string[] = ["report", "server", "lang"]
  #token: MountOptions["token"] | null = null
  #editor: Editor | null = null
  #start = 0

  get token(): MountOptions["token"] | null {
    return this.#token
  }
  set token(token: MountOptions["token"] | null) {
    this.#token = token
    this.#restart()
  }
  /** The mounted editor, once it lies. */
  get editor(): Editor | null {
    return this.#editor
  }
  connectedCallback(): void {
    // Set before the element was defined: then it lies on the object itself and hides the accessor.
    if (Object.hasOwn(this, "token")) {
      const token = Reflect.get(this, "token") as MountOptions["token"] | null
      Reflect.deleteProperty(this, "token")
      this.#token = token
    }
    // Moved within the page: what lies goes on, with its connection and the words in its fields.
    if (!this.#editor) this.#restart()
  }
  disconnectedCallback(): void {
    // A framework may take an element out and put it back in the same breath; that is not leaving.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop()
    })
  }
  attributeChangedCallback(_: string, before: string | null, after: string | null): void {
    if (before !== after) this.#restart()
  }

  #stop(): void {
    this.#start += 1
    this.#editor?.destroy()
    this.#editor = null
  }
  #restart(): void {
    this.#stop()
    const start = this.#start
    // Attributes and the token are usually set one after the other: wait for the last of them.
    queueMicrotask(() => {
      const report = this.getAttribute("report")
      const server = this.getAttribute("server")
      if (start !== this.#start || !this.isConnected || !this.#token || !report || !server) return
      const lang = this.getAttribute("lang") === "en" ? "en" : "nl"
      void mount(this, {report, server, token: this.#token, lang}).then(editor => {
        if (start === this.#start) this.#editor = editor
        else editor.destroy()
        return undefined
      })
    })
  }
}

/** Register `<wederhoor-editor>`; once is enough, more does no harm. */
export function defineEditor(name = "wederhoor-editor"): void {
  if (!customElements.get(name)) customElements.define(name, WederhoorEditor)
}
