// SPDX-License-Identifier: EUPL-1.2
import type {Finding} from "@wederhoor/format"
import {type Child, focusOn, h, island, render} from "./dom.ts"
import {createReaderCopy} from "./reader-copy.ts"
import type {Place} from "./session.ts"
import {isShut} from "./status.ts"
import type {TableContext} from "./table.ts"
import {authorLine} from "./team/history-panel.ts"
import {type WritingHandle, mountWriting} from "./writing/index.ts"
import type {LanguageReading, LeftStanding} from "./writing/reading.ts"

/** The writing view in the table, over whichever document is the present one. */
export interface WritingPlace {
  readonly host: Node
  readonly update: (editable: boolean) => void
  /** Who is here, in words. */
  readonly presence: () => Child
  readonly goTo: (statement: string, section: string) => void
  /** What the server found, to stand beside the statements too. */
  readonly showFindings: (findings: readonly Finding[]) => void
  /** How the text reads; `null` while there is none on this page. */
  readonly reading: () => LanguageReading | null
  readonly leftStanding: () => readonly LeftStanding[]
  /** Go along the sentences that read as a judgement. */
  readonly walkOpinions: () => void
  /** Look at the text anew: somebody chose to see other rules, or wants to know now. */
  readonly look: () => void
  readonly destroy: () => void
}

/** How the text lies in a table. */
interface WritingPlaceOptions {
  /** Whoever sits here reviews. */
  readonly reviews?: boolean
  /** The text was looked at anew. */
  readonly onLook?: () => void
}

/** Open the content and lay the writing view over it, again after every new document. */
export function createWritingPlace(
  context: TableContext,
  {reviews = false, onLook}: WritingPlaceOptions = {},
): WritingPlace {
  const {words, session} = context
  const {t} = words
  const inner = h("div", {class: "wederhoor-writing-host", translate: "no"})
  const instead = h("div", {class: "wederhoor-writing-instead"})
  const copy = createReaderCopy(context)
  const host = h(
    "div",
    {key: "writing", class: "wederhoor-writing-place"},
    h("p", {class: "wederhoor-wait"}, t("writing.wait")),
    instead,
    inner,
  )
  let writing: WritingHandle | null = null
  let place: Place | null = null
  let editable = false
  let drawn: unknown = null
  let told: readonly Finding[] = []
  let gone = false

  function takeAway(): void {
    writing?.destroy()
    writing = null
  }

  /** What the state of the connection leaves of the text: to write in, to read, or nothing. */
  function settle(): void {
    const connection = context.connection()
    const {state} = connection
    const stopped = state === "outOfDate" || state === "noAccess" || state === "ended"
    // Who may not see this any more does not go on seeing it.
    if (isShut(connection) && !gone) {
      gone = true
      takeAway()
    }
    writing?.setEditable(mayWrite() && !stopped)
    const reads = state === "outOfDate" || (state === "blocked" && !place)
    if (reads) host.querySelector(".wederhoor-wait")?.remove()
    else copy.forget()
    // A place that is out of date is not bound any longer: what stands in it may be old.
    inner.hidden = state === "outOfDate"
    render(instead, reads && copy.part())
  }
  const mayWrite = (): boolean => editable && place?.editable === true

  function lay(): void {
    if (!place) return
    gone = false
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
      editable: mayWrite(),
      authorOf,
      language: context.language,
      hiddenRules: context.hiddenRules,
      reviews,
      ...(onLook ? {onLook} : {}),
    })
    writing.showFindings(told)
    if (statement !== "") writing.focusStatement(statement)
  }

  async function authorOf(statement: string): Promise<string | null> {
    const outcome = await context.api.authors()
    const author = outcome.ok ? outcome.value.statements.find(one => one.id === statement) : null
    return author ? authorLine(context, author) : null
  }

  return {
    get host() {
      return island(host)
    },
    update: now => {
      editable = now
      if (context.view().places.content)
        session.open("content", now ? "write" : "read", opened => {
          place = opened
          opened.awareness?.on("change", () => context.redraw())
          lay()
          context.redraw()
        })
      settle()
      const {persons} = context.view()
      const others = persons !== drawn
      // Set first: looking anew can draw the table again.
      drawn = persons
      if (others) writing?.refresh()
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
    reading: () => writing?.reading() ?? null,
    leftStanding: () => writing?.leftStanding() ?? [],
    walkOpinions: () => void writing?.walkOpinions(),
    look: () => writing?.refresh(),
    destroy: takeAway,
  }
}
