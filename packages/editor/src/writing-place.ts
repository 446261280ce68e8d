// SPDX-License-Identifier: EUPL-1.2
import type {Finding} from "@wederhoor/format"
import {type Child, focusOn, h, island} from "./dom.ts"
import type {Place} from "./session.ts"
import type {TableContext} from "./table.ts"
import {type WritingHandle, mountWriting} from "./writing/index.ts"

/** The writing view in the table, over whichever document is the present one. */
export interface WritingPlace {
  readonly host: Node
  readonly update: (editable: boolean) => void
  /** Who is here, in words. */
  readonly presence: () => Child
  readonly goTo: (statement: string, section: string) => void
  /** What the server found, to stand beside the statements too. */
  readonly showFindings: (findings: readonly Finding[]) => void
  readonly destroy: () => void
}

/** Open the content and lay the writing view over it, again after every new document. */
export function createWritingPlace(context: TableContext): WritingPlace {
  const {words, session} = context
  const {t} = words
  const inner = h("div", {class: "wederhoor-writing-host", translate: "no"})
  const host = h(
    "div",
    {key: "writing", class: "wederhoor-writing-place"},
    h("p", {class: "wederhoor-wait"}, t("writing.wait")),
    inner,
  )
  let writing: WritingHandle | null = null
  let place: Place | null = null
  let editable = false
  let drawn: unknown = null
  let told: readonly Finding[] = []

  function takeAway(): void {
    writing?.destroy()
    writing = null
  }

  function lay(): void {
    if (!place) return
    // Whoever was writing goes on where they were.
    const statement = inner.contains(document.activeElement)
      ? (document.getSelection()?.anchorNode?.parentElement?.closest<HTMLElement>("[data-id]")
          ?.dataset["id"] ?? "")
      : ""
    takeAway()
    host.querySelector(".wederhoor-wait")?.remove()
    writing = mountWriting(inner, {
      content: place.doc,
      awareness: place.awareness,
      template: context.template,
      view: context.view,
      policy: context.view().policy,
      lang: words.lang,
      today: () => context.view().now.slice(0, 10),
      editable: editable && place.editable,
    })
    writing.showFindings(told)
    if (statement !== "") writing.focusStatement(statement)
  }

  return {
    get host() {
      return island(host)
    },
    update: now => {
      const changed = now !== editable
      editable = now
      if (context.view().places.content)
        session.open("content", now ? "write" : "read", opened => {
          place = opened
          opened.awareness?.on("change", () => context.redraw())
          lay()
          context.redraw()
        })
      if (changed && place) writing?.setEditable(editable && place.editable)
      const {persons} = context.view()
      if (persons !== drawn) writing?.refresh()
      drawn = persons
    },
    presence: () => {
      const you = context.view().you.person
      const names = new Set<string>()
      for (const state of place?.awareness?.getStates().values() ?? []) {
        const user: unknown = Reflect.get(state, "user")
        if (typeof user !== "object" || user === null) continue
        const name: unknown = Reflect.get(user, "name")
        if (typeof name === "string" && Reflect.get(user, "person") !== you) names.add(name)
      }
      return names.size === 0 ? t("presence.alone") : words.list([t("presence.you"), ...names])
    },
    goTo: (statement, section) => {
      if (statement !== "" && writing?.focusStatement(statement)) return
      const target =
        section === ""
          ? null
          : inner.querySelector<HTMLElement>(`[data-section="${CSS.escape(section)}"]`)
      target?.scrollIntoView({block: "center"})
      focusOn(target)
    },
    showFindings: findings => {
      told = findings
      writing?.showFindings(findings)
    },
    destroy: takeAway,
  }
}
