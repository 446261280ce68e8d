// SPDX-License-Identifier: EUPL-1.2
import {isTeam, type Lang, type ReportView, type Template} from "@wederhoor/format"
import {type Problem, createApi} from "./api.ts"
import type {ConnectionState} from "./connection.ts"
import {h, render} from "./dom.ts"
import {createHiddenRules, hiddenRulesName} from "./hidden-rules.ts"
import {openKept} from "./kept.ts"
import {loadRules} from "@wederhoor/language"
import type {LanguageOptions} from "./language-options.ts"
import {stateSaid} from "./status.ts"
import {readingTable} from "./reading/reading-table.ts"
import {reviewingTable} from "./reviewing/reviewing-table.ts"
import {openSession} from "./session.ts"
import type {Table, TableContext} from "./table.ts"
import {teamTable} from "./team/team-table.ts"
import {createWords} from "./words.ts"

/** What an editor needs. Nothing here gives a right: that is all in the token. */
export interface MountOptions {
  /** Id of the report, `[a-z0-9-]{1,64}`. */
  readonly report: string
  /** Base path or URL of the server, such as `/wederhoor`. */
  readonly server: string
  /** Gives a token of now. `fresh` is set when the last one was refused: do not answer from a cache. */
  readonly token: (ask?: {readonly fresh: boolean}) => Promise<string>
  /** Language of the screen; the report keeps its own. Default `nl`. */
  readonly lang?: Lang
  /** Rules, and a model of your own, for the assistant that reads along. Default the built-in rules. */
  readonly language?: LanguageOptions
}

/** A mounted editor. Events bubble from the element it was mounted in. */
export interface Editor {
  /** The report as this person may see it; `null` when it could not be loaded. */
  readonly view: () => ReportView | null
  readonly connection: () => ConnectionState
  /** Fetch the report again. */
  readonly refresh: () => Promise<void>
  /** Close the connections and empty the element. */
  readonly destroy: () => void
}

let mounted = 0

/**
 * Lay the table that fits the role in the token: writing, reading and reacting, or reviewing.
 *
 * Events on `element`, all bubbling `CustomEvent`s: `finding` (`detail`: findings of the next gate),
 * `refused` (`detail`: what was not placed), `connection` (`detail`: `ConnectionState`).
 * Resolves when the first table lies, or when the reason why not is shown; it does not reject.
 */
export async function mount(element: HTMLElement, options: MountOptions): Promise<Editor> {
  const lang = options.lang ?? "nl"
  mounted += 1
  const ids = `wederhoor-${mounted}`
  const api = createApi({...options, lang})
  const live = h("p", {class: "wederhoor-live", role: "status", "aria-live": "polite"})
  const body = h("div", {class: "wederhoor-body"})
  const root = h("div", {class: "wederhoor", lang}, live, body)
  let words = createWords(lang)
  let view: ReportView | null = null
  let table: Table | null = null
  let destroyed = false
  let connection: ConnectionState = {state: "connecting"}
  let stopSession: (() => void) | null = null

  element.replaceChildren(root)
  render(body, h("p", {class: "wederhoor-wait"}, words.t("loading")))

  const emit: TableContext["emit"] = (type, detail) =>
    element.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true}))
  const announce = (text: string): void => {
    // Emptied first, so that the same sentence twice is also said twice.
    live.textContent = ""
    setTimeout(() => (live.textContent = text), 50)
  }
  const take = (fresh: ReportView): void => {
    if (destroyed || (view && fresh.seq < view.seq)) return
    view = fresh
    table?.update()
  }
  const fail = (problem: Problem): void => {
    if (destroyed || table) return
    render(
      body,
      h(
        "div",
        {class: "wederhoor-notice wederhoor-notice--error", role: "alert"},
        h("p", null, h("strong", null, words.t("error.load"))),
        h("p", null, problem.detail),
        h(
          "p",
          null,
          h(
            "button",
            {type: "button", class: "wederhoor-button", onclick: () => void begin()},
            words.t("tryAgain"),
          ),
        ),
      ),
    )
  }
  const refresh = async (): Promise<void> => {
    const outcome = await api.view()
    if (outcome.ok) take(outcome.value)
  }

  async function begin(): Promise<void> {
    const first = await api.view()
    if (!first.ok) return fail(first)
    // The template comes before any place is opened: a client without it must not bind.
    const template = await api.template(first.value.template.digest)
    if (!template.ok) return fail(template)
    const language = await rulesFor(first.value.you.role, options.language ?? {})
    if (!destroyed) lay(first.value, template.value, language)
  }

  function lay(first: ReportView, template: Template, language: LanguageOptions): void {
    view = first
    words = createWords(lang, first.you.role)
    const {person, name, label, role} = first.you
    let spoken = ""
    const session = openSession({
      report: options.report,
      server: options.server,
      token: options.token,
      person,
      user: {person, name, label, role},
      templateDigest: first.template.digest,
      kept: openKept(`${options.server} ${options.report} ${person}`),
      reachable: async () => (await api.view()).ok,
      onState: state => {
        connection = state
        emit("connection", state)
        const said = stateSaid(state, words)
        // Only what somebody has to know is said aloud, and that it is over.
        if (said !== spoken && (said !== "" || state.state === "connected")) {
          announce(said === "" ? words.t("connection.connected") : said)
          spoken = said
        }
        table?.update()
      },
      onRecord: seq => {
        if (!view || seq > view.seq) void refresh()
      },
      onNotPlaced: (fresh, _all) => {
        if (fresh.length > 0) {
          emit("refused", fresh)
          announce(words.t("lost.announce"))
        }
        table?.update()
      },
    })
    stopSession = session.destroy
    const context: TableContext = {
      api,
      session,
      template,
      words,
      language,
      hiddenRules: createHiddenRules(hiddenRulesName(options.server, person)),
      ids,
      view: () => view ?? first,
      connection: () => connection,
      notPlaced: session.notPlaced,
      announce,
      emit,
      redraw: () => table?.update(),
      act: async act => {
        const outcome = await api.act(act)
        if (!outcome.ok) return outcome
        take(outcome.value)
        return null
      },
    }
    render(body)
    table = isTeam(role)
      ? teamTable(body, context)
      : role === "reviewer"
        ? reviewingTable(body, context)
        : readingTable(body, context)
    table.update()
  }

  await begin()
  return {
    view: () => view,
    connection: () => connection,
    refresh,
    destroy: () => {
      destroyed = true
      table?.destroy()
      stopSession?.()
      root.remove()
    },
  }
}

/**
 * What the host set, with every built-in rule when it set none. Who only reads has no assistant, and does not
 * load what it needs. Rules that cannot be loaded leave the ones that are there at once.
 */
async function rulesFor(
  role: ReportView["you"]["role"],
  given: LanguageOptions,
): Promise<LanguageOptions> {
  if (given.ruleSet || !(isTeam(role) || role === "reviewer")) return given
  try {
    return {...given, ruleSet: await loadRules()}
  } catch {
    return given
  }
}
