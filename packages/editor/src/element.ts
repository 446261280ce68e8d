// SPDX-License-Identifier: EUPL-1.2
import type {LanguageOptions} from "./language-options.ts"
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
  #language: LanguageOptions | null = null
  #editor: Editor | null = null
  #start = 0

  get token(): MountOptions["token"] | null {
    return this.#token
  }
  set token(token: MountOptions["token"] | null) {
    this.#token = token
    this.#restart()
  }
  /** What you set of the language assistant; see `LanguageOptions`. Setting it starts anew. */
  get language(): LanguageOptions | null {
    return this.#language
  }
  set language(language: LanguageOptions | null) {
    this.#language = language
    this.#restart()
  }
  /** The mounted editor, once it lies. */
  get editor(): Editor | null {
    return this.#editor
  }
  connectedCallback(): void {
    this.#token = this.#early("token") ?? this.#token
    this.#language = this.#early("language") ?? this.#language
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

  /** What was set before the element was defined: it lies on the object itself and hides the accessor. */
  #early<Name extends "token" | "language">(name: Name): this[Name] | null {
    if (!Object.hasOwn(this, name)) return null
    const value = Reflect.get(this, name) as this[Name]
    Reflect.deleteProperty(this, name)
    return value
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
      const language = this.#language ?? {}
      void mount(this, {report, server, token: this.#token, lang, language}).then(editor => {
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
