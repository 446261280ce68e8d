// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import {changesBetween} from "@wederhoor/collab"
import type {Act, Content, Statement} from "@wederhoor/format"
import {type Editor, type ReportView, mount} from "@wederhoor/editor"
import {afterEach, beforeEach, expect, test, vi} from "vitest"
import {SilentSocket, template} from "./silent-page.ts"

const view: ReportView = {
  report: "noor-en-sem",
  lang: "nl",
  phase: "draft",
  seq: 10,
  now: "2026-04-01T09:00:00Z",
  template: {id: "feitenonderzoek", version: "1", digest: "d"},
  title: "Feitenonderzoek",
  you: {person: "karin", role: "author", name: "Karin Smit", label: "onderzoeker"},
  persons: [
    {id: "karin", role: "author", name: "Karin Smit", label: "onderzoeker"},
    {id: "bas", role: "coAuthor", name: "Bas Oosting", label: "mede-onderzoeker"},
    {id: "oma", role: "informant", name: "Ria Bakker", label: "oma"},
  ],
  policy: {
    format: "wederhoor-policy/1",
    id: "p",
    from: "2020-01-01",
    ages: {ownHearing: 12, ownConsent: 16},
    terms: {inspectionWorkingDays: 5, excerptMonths: 12},
    diagnosisTerms: [],
  },
  acts: ["nameMoment"],
  contentOpen: true,
  places: {content: "write"},
  versions: [],
  offers: [],
  reactions: [],
  hearings: [],
  signOffs: [],
  reopenings: [],
  signers: [],
  issues: [],
}

const said = (id: string, text: string, more: Partial<Statement> = {}): Statement => ({
  id,
  kind: "fact",
  lines: [[{text}]],
  attrs: {},
  relations: [],
  ...more,
})
const content = (...statements: Statement[]): Content => ({
  sections: [{id: "facts", statements}],
  sources: [],
})
const before = content(
  said("f1", "Vader kwam om acht uur thuis."),
  said("f2", "Dubbel."),
  said("f3", "Kort leven."),
)
const after = content(
  said("f1", "Vader kwam om negen uur thuis.", {
    attrs: {by: "oma"},
    relations: [{type: "source", ref: "b1"}],
  }),
  said("f2", "Dubbel.", {attrs: {withdrawn: "<img src=x onerror=alert(1)>"}}),
)

const moments = [
  {id: "start", sort: "start", seq: 1, at: "2026-03-01T09:00:00Z", by: []},
  {
    id: "work-8",
    sort: "work",
    seq: 8,
    at: "2026-03-02T10:45:00Z",
    from: "2026-03-02T10:00:00Z",
    since: 1,
    by: ["karin", "bas"],
    touched: 2,
  },
  {
    id: "named-1",
    sort: "named",
    seq: 8,
    at: "2026-03-02T11:00:00Z",
    by: ["bas"],
    name: "Na het gesprek",
  },
  {
    id: "version-1",
    sort: "offered",
    seq: 8,
    at: "2026-03-02T12:00:00Z",
    by: [],
    version: 1,
    destroyed: true,
  },
]
const authors = [
  {
    id: "f1",
    made: {user: "karin", at: "2026-03-01T09:00:00Z", seq: 2},
    workedOn: [
      {user: "karin", first: "", last: "", updates: 1},
      {user: "bas", first: "", last: "", updates: 1},
    ],
    last: {user: "bas", at: "2026-03-02T10:00:00Z", seq: 5},
  },
  {id: "f2", made: null, workedOn: [], last: null},
]

let editor: Editor | null = null
let asked: string[] = []
let acts: Act[] = []
let refuse = false

async function lay(): Promise<HTMLElement> {
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    if (url.endsWith("/acts")) {
      acts.push(JSON.parse(init?.body as string) as Act)
      return Response.json({...view, seq: view.seq + acts.length})
    }
    if (url.includes("/templates/")) return Response.json(template)
    if (url.includes("/findings")) return Response.json({gate: "toFamily", findings: []})
    if (url.includes("/moments") || url.includes("/history")) {
      asked.push(url.slice(url.indexOf("noor-en-sem") + 11))
      if (refuse && url.includes("/changes"))
        return Response.json({code: "moment-destroyed", detail: "Vernietigd."}, {status: 410})
      if (url.includes("/moments")) return Response.json({moments, leftOut: 3})
      if (url.includes("/statements"))
        return Response.json({seq: 8, statements: authors, sources: []})
      return Response.json({
        by: ["bas"],
        changes: changesBetween(before, after),
        names: {b1: "Brief van school"},
      })
    }
    return Response.json(view)
  })
  const host = document.createElement("div")
  document.body.append(host)
  editor = await mount(host, {
    report: "noor-en-sem",
    server: "/wederhoor",
    token: async () => "t",
    lang: "nl",
  })
  await vi.waitFor(() => expect(host.querySelector("[data-phase]")).not.toBeNull())
  return host
}

async function opened(): Promise<HTMLElement> {
  const host = await lay()
  expect(asked).toEqual([])
  host.querySelector<HTMLElement>('[data-tab="history"]')?.click()
  await vi.waitFor(() =>
    expect(host.querySelectorAll("[data-moment]")).toHaveLength(moments.length),
  )
  return host
}

const submit = (host: HTMLElement, name: string): void => {
  host
    .querySelector(`form[name="${name}"]`)
    ?.dispatchEvent(new Event("submit", {bubbles: true, cancelable: true}))
}
const choose = (host: HTMLElement, name: string, value: string): void => {
  const select = host.querySelector<HTMLSelectElement>(
    `form[name="history-compare"] [name="${name}"]`,
  )
  if (!select) throw new Error("no select")
  select.value = value
  select.dispatchEvent(new Event("change", {bubbles: true}))
}
const found = (host: HTMLElement): Promise<HTMLElement> =>
  vi.waitFor(() => {
    const section = host.querySelector<HTMLElement>(".wederhoor-history")
    if (!section) throw new Error("nothing found yet")
    return section
  })

beforeEach(() => {
  asked = []
  acts = []
  refuse = false
  vi.stubGlobal("WebSocket", SilentSocket)
  Element.prototype.scrollIntoView = () => {}
})
afterEach(() => {
  editor?.destroy()
  editor = null
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

test("nothing is fetched before somebody looks; then newest first, with who and when", async () => {
  const host = await opened()
  expect(asked).toEqual(["/moments"])
  const items = [...host.querySelectorAll<HTMLElement>("[data-moment]")]
  expect(items.map(item => item.dataset["moment"])).toEqual([
    "version-1",
    "named-1",
    "work-8",
    "start",
  ])
  expect(items[2]?.textContent).toContain(
    "Werk van Karin Smit en Bas Oosting: 2 maart 2026, 11:00 – 11:45",
  )
  expect(items[1]?.textContent).toContain("“Na het gesprek”")
  expect(host.textContent).toContain("3 oudere werkmomenten")
})

test("what changed is said by section: words in ins and del with words for ears, who made it, why withdrawn", async () => {
  const host = await opened()
  submit(host, "history-compare")
  const section = await found(host)
  // The last fixed moment whose text is still there, up to now.
  expect(asked).toContain("/history/changes?from=named-1&to=now")
  expect(document.activeElement).toBe(section.querySelector("h4"))
  expect(section.querySelector("h5")?.textContent).toBe("Feiten")
  const card = section.querySelector<HTMLElement>('[data-change="f1"]')
  expect(card?.querySelector("del")?.textContent).toBe(" weggehaald: acht einde weggehaald. ")
  expect(card?.querySelector("ins")?.textContent).toBe(" toegevoegd: negen einde toegevoegd. ")
  expect(card?.textContent).toContain("Wie: Ria Bakker.")
  expect(card?.textContent).toContain("Bron: Brief van school.")
  expect(card?.textContent).toContain(
    "Gemaakt door Karin Smit op 1 maart 2026. Eraan gewerkt: Bas Oosting.",
  )
  const withdrawn = section.querySelector('[data-change="f2"]')
  expect(withdrawn?.textContent).toContain("Ingetrokken, omdat: <img src=x onerror=alert(1)>")
  expect(withdrawn?.textContent).toContain("Stond er vanaf het begin.")
  expect(section.querySelector('[data-change="f3"]')?.textContent).toContain("Weggehaald")
  expect(section.querySelector("img, [style]")).toBeNull()
})

test("the buttons of a stretch of work ask for what happened in it, and since", async () => {
  const host = await opened()
  const buttons = [...host.querySelectorAll<HTMLButtonElement>('[data-moment="work-8"] button')]
  expect(buttons.map(button => button.getAttribute("aria-label"))).toEqual([
    expect.stringMatching(/^Wat is er toen veranderd\?: Werk van Karin/),
    expect.stringMatching(/^Wat is er sindsdien veranderd\?: Werk van Karin/),
  ])
  buttons[0]?.click()
  await found(host)
  expect(asked).toContain("/history/changes?from=1&to=8")
  expect(host.querySelectorAll('[data-moment="version-1"] button')).toHaveLength(0)
})

test("chosen the wrong way round, the earlier one still comes first; destroyed ones cannot be chosen", async () => {
  const host = await opened()
  choose(host, "from", "named-1")
  choose(host, "to", "start")
  submit(host, "history-compare")
  await found(host)
  expect(asked).toContain("/history/changes?from=start&to=named-1")
  expect(host.querySelector('option[value="version-1"]')).toBeNull()
})

test("a refusal is said in words and gets the focus; what was found before is gone", async () => {
  const host = await opened()
  submit(host, "history-compare")
  await found(host)
  refuse = true
  submit(host, "history-compare")
  await vi.waitFor(() =>
    expect(host.querySelector("[role=alert]")?.textContent).toBe("Vernietigd."),
  )
  expect(document.activeElement?.textContent).toBe("Vernietigd.")
  expect(host.querySelector(".wederhoor-history")).toBeNull()
})

test("a moment gets a name; without one nothing is sent", async () => {
  const host = await opened()
  submit(host, "history-name")
  expect(acts).toEqual([])
  expect(document.activeElement?.getAttribute("name")).toBe("name")
  const box = host.querySelector<HTMLInputElement>('form[name="history-name"] input')
  if (box) box.value = "Voor de zitting"
  submit(host, "history-name")
  await vi.waitFor(() => expect(asked.filter(url => url === "/moments")).toHaveLength(2))
  expect(acts).toEqual([{act: "nameMoment", name: "Voor de zitting"}])
})

test("the tab is reached with the arrow keys like the others", async () => {
  const host = await lay()
  const first = host.querySelector<HTMLElement>('[data-tab="report"]')
  first?.focus()
  first?.dispatchEvent(new KeyboardEvent("keydown", {key: "End", bubbles: true}))
  await vi.waitFor(() => expect(asked).toContain("/moments"))
  expect((document.activeElement as HTMLElement).dataset["tab"]).toBe("history")
})
