// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import {createHash} from "node:crypto"
import type {Act} from "@wederhoor/format"
import {type Editor, type ReportView, defineEditor, mount} from "@wederhoor/editor"
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest"
import {SilentSocket, template} from "./silent-page.ts"

const rendition =
  '<article class="wederhoor-report" lang="nl"><h1>Feitenonderzoek</h1><article class="statement" data-statement="s1" data-layer="fact"><h3><span class="number">1.1</span> Feit</h3><div class="text"><p>Moeder is op 4 maart 2026 verhuisd.</p></div></article></article>\n'
const digest = (text: string): string => createHash("sha256").update(text).digest("base64url")

function viewFor(changes: Partial<ReportView> = {}): ReportView {
  const persons: ReportView["persons"] = [
    {id: "karin", role: "author", name: "Karin Smit", label: "onderzoeker"},
    {id: "femke", role: "reviewer", name: "Femke Yilmaz", label: "gedragswetenschapper"},
    {id: "marloes", role: "parent", name: "Marloes Bakker", label: "moeder", authority: true},
    {id: "noor", role: "child", name: "Noor van Dalen", label: "Noor", birthDate: "2012-05-01"},
  ]
  return {
    report: "noor-en-sem",
    lang: "nl",
    phase: "signing",
    seq: 10,
    now: "2026-04-01T09:00:00Z",
    template: {id: "feitenonderzoek", version: "1", digest: "d"},
    title: "Feitenonderzoek",
    you: {person: "marloes", role: "parent", name: "Marloes Bakker", label: "moeder"},
    persons,
    policy: {
      format: "wederhoor-policy/1",
      id: "p",
      from: "2020-01-01",
      ages: {ownHearing: 12, ownConsent: 16},
      terms: {inspectionWorkingDays: 5, excerptMonths: 12},
      diagnosisTerms: [],
    },
    acts: ["sign"],
    contentOpen: false,
    places: {reply: "write"},
    versions: [
      {
        number: 2,
        purpose: "signing",
        digest: "r",
        at: "2026-03-30T09:00:00Z",
        rendition: {sha256: digest(rendition), url: ""},
      },
    ],
    offers: [],
    reactions: [],
    hearings: [],
    signOffs: [],
    reopenings: [],
    signers: ["marloes", "noor"].map(person => ({person, purposes: ["report"]})),
    issues: [],
    ...changes,
  }
}

let editor: Editor | null = null
let acts: Act[] = []
let html = rendition

/** Serve one view over a made-up `fetch`; every act is kept and answered with `after`. */
async function lay(
  view: ReportView,
  after: (act: Act) => Response = () => Response.json(view),
): Promise<HTMLElement> {
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    if (url.endsWith("/acts")) {
      const act = JSON.parse(init?.body as string) as Act
      acts.push(act)
      return after(act)
    }
    if (url.includes("/templates/")) return Response.json(template)
    if (url.endsWith("/rendition"))
      return new Response(html, {headers: {"x-wederhoor-sha256": digest(html)}})
    if (url.includes("/findings")) return Response.json({gate: "toFamily", findings: []})
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
  await vi.waitFor(() => expect(host.querySelector("[data-phase], [role=alert]")).not.toBeNull())
  return host
}

const submit = (form: HTMLFormElement): void => {
  form.dispatchEvent(new Event("submit", {bubbles: true, cancelable: true}))
}
const signForm = async (host: HTMLElement): Promise<HTMLFormElement> =>
  vi.waitFor(() => {
    const form = host.querySelector<HTMLFormElement>('form[name="sign"]')
    if (!form) throw new Error("no form yet")
    return form
  })

beforeEach(() => {
  acts = []
  html = rendition
  vi.stubGlobal("WebSocket", SilentSocket)
  Element.prototype.scrollIntoView = () => {}
})
afterEach(() => {
  editor?.destroy()
  editor = null
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

describe("signing", () => {
  test("no-default-decision: nothing is chosen, and nothing is sent without a choice", async () => {
    const form = await signForm(await lay(viewFor()))
    expect(form.querySelectorAll('input[name="decision"]')).toHaveLength(4)
    expect(form.querySelectorAll("input:checked")).toHaveLength(0)
    submit(form)
    expect(acts).toEqual([])
    expect(form.querySelector("[role=alert]")?.textContent).toMatch(/keuze/)
    expect(document.activeElement?.getAttribute("name")).toBe("decision")
  })

  test("agreeing with a remark asks for the remark, and keeps what was chosen", async () => {
    const form = await signForm(await lay(viewFor()))
    form.querySelector<HTMLInputElement>('input[value="agreedWithRemarks"]')!.checked = true
    submit(form)
    expect(acts).toEqual([])
    expect(form.querySelector("[role=alert]")?.textContent).toMatch(/opmerking/)
    expect(form.querySelector<HTMLInputElement>('input[value="agreedWithRemarks"]')!.checked).toBe(
      true,
    )
  })

  test("what-is-signed-is-what-was-read: the digest of the bytes on the table goes back", async () => {
    const form = await signForm(await lay(viewFor()))
    form.querySelector<HTMLInputElement>('input[value="disagreed"]')!.checked = true
    submit(form)
    await vi.waitFor(() => expect(acts).toHaveLength(1))
    expect(acts[0]).toEqual({
      act: "sign",
      purpose: "report",
      decision: "disagreed",
      remarks: "",
      version: 2,
      shown: digest(rendition),
    })
  })

  test("a refusal is said in the form, gets the focus, and the words stay", async () => {
    const refusal = (): Response =>
      Response.json({code: "wrong-version", detail: "Er is een nieuwe versie."}, {status: 409})
    const form = await signForm(await lay(viewFor(), refusal))
    form.querySelector<HTMLInputElement>('input[value="seen"]')!.checked = true
    form.querySelector<HTMLTextAreaElement>("textarea")!.value = "Mijn woorden"
    submit(form)
    await vi.waitFor(() =>
      expect(form.querySelector("[role=alert]")?.textContent).toBe("Er is een nieuwe versie."),
    )
    expect(document.activeElement).toBe(form.querySelector("[role=alert]"))
    expect(form.querySelector<HTMLTextAreaElement>("textarea")!.value).toBe("Mijn woorden")
  })
})

const signOff = (purpose: string, more: object = {}) => ({
  id: `t-${purpose}`,
  person: "marloes",
  purpose,
  decision: "agreed",
  remarks: "",
  version: 2,
  at: "2026-03-31T09:00:00Z",
  state: "current",
  receiptCode: "AAAAA-BBBBB",
  ...more,
})

describe("signing for one thing at a time", () => {
  const asked = (...purposes: ReportView["signers"][number]["purposes"]): Partial<ReportView> => ({
    signers: [{person: "marloes", purposes}],
  })
  const formNames = (host: HTMLElement): (string | null)[] =>
    [...host.querySelectorAll(".wederhoor-sign form")].map(form => form.getAttribute("name"))
  test("one form for each purpose that is asked, each with its own words and nothing chosen", async () => {
    const host = await lay(viewFor(asked("ownWords", "report", "plan", "consent")))
    await signForm(host)
    expect(formNames(host)).toEqual(["sign-ownWords", "sign", "sign-plan", "sign-consent"])
    expect(host.querySelectorAll(".wederhoor-sign input:checked")).toHaveLength(0)
    const form = host.querySelector<HTMLFormElement>('form[name="sign-plan"]')!
    form.querySelector<HTMLInputElement>('input[value="agreed"]')!.checked = true
    submit(form)
    await vi.waitFor(() => expect(acts).toHaveLength(1))
    expect(acts[0]).toMatchObject({act: "sign", purpose: "plan", decision: "agreed"})
    const ids = [...host.querySelectorAll("[id]")].map(one => one.id)
    expect(ids).toEqual([...new Set(ids)])
  })
  test("who is asked nothing sees no form", async () => {
    const host = await lay(viewFor({signers: []}))
    await vi.waitFor(() => expect(host.querySelector("[data-statement]")).not.toBeNull())
    expect(host.querySelector(".wederhoor-sign")).toBeNull()
  })
  test("what was signed stays, the rest is still asked; taking back needs no reason", async () => {
    const mine = signOff("plan", {withdrawable: true})
    const host = await lay(viewFor({...asked("report", "plan"), signOffs: [mine]}))
    await signForm(host)
    expect(formNames(host)).toEqual(["sign", "withdraw-plan"])
    submit(host.querySelector<HTMLFormElement>('form[name="withdraw-plan"]')!)
    await vi.waitFor(() =>
      expect(acts).toEqual([{act: "withdrawSignOff", signOff: "t-plan", reason: ""}]),
    )
  })
  test("after taking back, or when a professional noted silence, one can sign again", async () => {
    const back = signOff("report", {id: "t-back", decision: "declined", withdraws: "t-report"})
    const gone = [signOff("report", {state: "withdrawn"}), back]
    const host = await lay(viewFor({...asked("report"), signOffs: gone}))
    await signForm(host)
    expect(host.querySelector(".wederhoor-signed")?.textContent).toContain("Ingetrokken")
    editor?.destroy()
    const silent = [signOff("report", {decision: "noResponse"})]
    expect(await signForm(await lay(viewFor({...asked("report"), signOffs: silent})))).toBeTruthy()
  })
  test("an informant gets their own words to read and to sign, not the table of the reviewer", async () => {
    const host = await lay(
      viewFor({
        you: {person: "annelies", role: "informant", name: "Annelies de Boer", label: "juf"},
        signers: [{person: "annelies", purposes: ["ownWords"]}],
        places: {},
      }),
    )
    await vi.waitFor(() => expect(formNames(host)).toEqual(["sign-ownWords"]))
    expect(host.querySelector('form[name="approve"], form[name="review-draft"]')).toBeNull()
  })
})

describe("remarks and the way back", () => {
  const team: Partial<ReportView> = {
    you: {person: "karin", role: "author", name: "Karin Smit", label: "onderzoeker"},
    acts: ["answer", "recordSignOff", "reopen", "finalise"],
    places: {content: "read", review: "read"},
  }
  const remark = signOff("report", {decision: "agreedWithRemarks", remarks: "De dag klopt niet."})
  const found = async (host: HTMLElement, name: string): Promise<HTMLFormElement> =>
    vi.waitFor(() => {
      const form = host.querySelector<HTMLFormElement>(`form[name="${name}"]`)
      if (!form) throw new Error("no form yet")
      return form
    })

  test("the author answers a remark at its signature; nothing is chosen, the text cannot change", async () => {
    const host = await lay(viewFor({...team, signOffs: [remark]}))
    const form = await found(host, "remark-t-report")
    expect([...form.querySelectorAll("input")].map(one => [one.value, one.checked])).toEqual([
      ["added", false],
      ["notChanged", false],
    ])
    expect(host.querySelector('[data-tab="signing"]')?.textContent).toContain("1 open")
    submit(form)
    expect(form.querySelector("[role=alert]")?.textContent).toMatch(/keuze/)
    form.querySelector<HTMLInputElement>('input[value="notChanged"]')!.checked = true
    submit(form)
    expect(acts).toEqual([])
    form.querySelector("textarea")!.value = "De dag staat in de brief."
    submit(form)
    await vi.waitFor(() =>
      expect(acts).toEqual([
        {
          act: "answer",
          reaction: "t-report",
          kind: "notChanged",
          text: "De dag staat in de brief.",
        },
      ]),
    )
  })
  test("an answer stands at the signature, for author and signer; who is not answered reads that it comes", async () => {
    const answer = {kind: "added", text: "Staat erbij.", by: "karin", at: "2026-04-01T09:00:00Z"}
    const answered = {...remark, answer: {...answer, kind: "added" as const}}
    const host = await lay(viewFor({...team, signOffs: [answered]}))
    await vi.waitFor(() => expect(host.querySelector('[data-answer="t-report"]')).not.toBeNull())
    expect(host.querySelector('form[name="remark-t-report"]')).toBeNull()
    editor?.destroy()
    const mine = await lay(viewFor({signOffs: [answered]}))
    await vi.waitFor(() =>
      expect(mine.querySelector(".wederhoor-signed")?.textContent).toContain("Staat erbij."),
    )
    editor?.destroy()
    const waiting = await lay(viewFor({signOffs: [remark]}))
    await vi.waitFor(() =>
      expect(waiting.querySelector(".wederhoor-signed")?.textContent).toContain("nog antwoord"),
    )
  })
  test("the author opens the text again, never without a reason; others cannot", async () => {
    const host = await lay(viewFor(team))
    const form = await found(host, "reopen")
    submit(form)
    expect(acts).toEqual([])
    expect(form.querySelector("[role=alert]")?.textContent).toContain("Waarom gaat de tekst")
    form.querySelector("textarea")!.value = "Er staat een verkeerde dag in."
    submit(form)
    await vi.waitFor(() =>
      expect(acts).toEqual([{act: "reopen", reason: "Er staat een verkeerde dag in."}]),
    )
    editor?.destroy()
    const co = await lay(viewFor({...team, acts: ["answer", "recordSignOff"]}))
    await vi.waitFor(() => expect(co.querySelector("[data-signer]")).not.toBeNull())
    expect(co.querySelector('form[name="reopen"]')).toBeNull()
  })
  test.each([
    ["parent", "marloes", "Marloes Bakker"],
    ["child", "noor", "Noor van Dalen"],
    ["author", "karin", "Karin Smit"],
    ["reviewer", "femke", "Femke Yilmaz"],
  ] as const)("that it was opened again, and why, is told to a %s", async (role, person, name) => {
    const host = await lay(
      viewFor({
        you: {person, role, name, label: name},
        phase: "hearing",
        acts: [],
        reopenings: [{version: 2, at: "2026-03-31T09:00:00Z", reason: "Een verkeerde dag."}],
      }),
    )
    await vi.waitFor(() => expect(host.textContent).toContain("De tekst is weer open"))
    expect(host.textContent).toMatch(/Versie 2 .*31 maart 2026/)
    expect(host.textContent).toContain("Een verkeerde dag.")
    expect(host.textContent?.includes("vragen we je opnieuw")).toBe(role === "child")
  })
})

describe("recognition", () => {
  const recognition = (answer: string): Partial<ReportView> => ({
    phase: "hearing",
    acts: ["react", "recognise"],
    recognition: [
      {
        statement: "s1",
        shared: false,
        partial: false,
        parties: [{person: "marloes", answer: answer as "yes"}],
      },
    ],
  })
  test("stands beside the explanation, with nothing chosen; the answer can be given again", async () => {
    const host = await lay(viewFor(recognition("notAnswered")))
    const form = await vi.waitFor(() => {
      const found = host.querySelector<HTMLFormElement>('form[name="recognise-s1"]')
      if (!found) throw new Error("not yet")
      return found
    })
    expect(form.querySelectorAll("input:checked")).toHaveLength(0)
    submit(form)
    expect(acts).toEqual([])
    expect(form.querySelector("[role=alert]")?.textContent).toMatch(/keuze/)
    form.querySelector<HTMLInputElement>('input[value="partly"]')!.checked = true
    submit(form)
    await vi.waitFor(() =>
      expect(acts).toEqual([{act: "recognise", on: "s1", recognition: "partly", version: 2}]),
    )
    editor?.destroy()
    const again = await lay(viewFor(recognition("no")))
    await vi.waitFor(() =>
      expect(again.querySelector("[data-recognise]")?.textContent).toContain("Herkent dit niet"),
    )
    expect(again.querySelector('details form[name="recognise-s1"]')).not.toBeNull()
  })
  test("is not asked where the template does not, and shown without a form when it is too late", async () => {
    const host = await lay(viewFor({phase: "hearing", acts: ["react"]}))
    await vi.waitFor(() => expect(host.querySelector("[data-statement] button")).not.toBeNull())
    expect(host.querySelector("[data-recognise]")).toBeNull()
    editor?.destroy()
    const late = await lay(viewFor({...recognition("yes"), phase: "final", acts: []}))
    await vi.waitFor(() => expect(late.querySelector("[data-recognise]")).not.toBeNull())
    expect(late.querySelector('form[name="recognise-s1"]')).toBeNull()
  })
})

describe("reading", () => {
  test("a rendition with a script is not shown, and cannot be signed", async () => {
    html = rendition.replace("<h1>", "<script>globalThis.bad = true</script><h1>")
    const host = await lay(viewFor())
    await vi.waitFor(() => expect(host.querySelector("[role=alert]")).not.toBeNull())
    expect(host.querySelector("script, .wederhoor-report, form[name=sign]")).toBeNull()
    expect(Reflect.get(globalThis, "bad")).toBeUndefined()
  })

  test("there is a place to react under every passage, and no type is chosen", async () => {
    const host = await lay(viewFor({phase: "hearing", acts: ["react"]}))
    const button = await vi.waitFor(() => {
      const found = host.querySelector<HTMLButtonElement>('[data-statement="s1"] button')
      if (!found) throw new Error("not yet")
      return found
    })
    expect(button.getAttribute("aria-label")).toBe("Reageren op passage 1.1")
    button.click()
    const form = host.querySelector<HTMLFormElement>('form[name="react-s1"]')
    expect(form?.querySelectorAll('input[name="type"]')).toHaveLength(5)
    expect(form?.querySelectorAll("input:checked")).toHaveLength(0)
  })

  test("what-you-say-before-you-send: who will read a reaction stands with the form", async () => {
    const host = await lay(viewFor({phase: "hearing", acts: ["react"]}))
    await vi.waitFor(() =>
      host.querySelector<HTMLButtonElement>('[data-statement="s1"] button')!.click(),
    )
    const words = host.querySelector('form[name="react-s1"]')?.textContent ?? ""
    for (const name of ["Karin Smit", "Femke Yilmaz", "Noor van Dalen", "rechter"])
      expect(words).toContain(name)
  })

  test("a child is addressed as je, a parent as u", async () => {
    const child = {person: "noor", role: "child", name: "Noor van Dalen", label: "Noor"} as const
    expect((await signForm(await lay(viewFor({you: child})))).parentElement?.textContent).toContain(
      "Je mag het er niet mee eens zijn",
    )
    editor?.destroy()
    expect((await signForm(await lay(viewFor()))).parentElement?.textContent).toContain(
      "U mag het er niet mee eens zijn",
    )
  })
})

describe("the token decides which table is laid", () => {
  test("a reviewer gets to judge and nothing to write with", async () => {
    const host = await lay(
      viewFor({
        you: {person: "femke", role: "reviewer", name: "Femke Yilmaz", label: ""},
        phase: "approval",
        acts: ["return", "approve"],
        places: {},
        reviews: [],
      }),
    )
    expect(host.querySelector('form[name="return"]')).not.toBeNull()
    expect(host.querySelector('form[name="approve"]')).not.toBeNull()
    expect(
      host.querySelector(
        'form[name^="answer-"], form[name^="disclosure-"], [contenteditable="true"]',
      ),
    ).toBeNull()
  })

  test("before the family reads, the reviewer says ready or back, with a reason for back", async () => {
    const host = await lay(
      viewFor({
        you: {person: "femke", role: "reviewer", name: "Femke Yilmaz", label: ""},
        phase: "draft",
        acts: ["reviewDraft"],
        places: {},
        reviews: [],
        draftReviews: [],
        versions: [],
      }),
    )
    const form = host.querySelector<HTMLFormElement>('form[name="review-draft"]')!
    expect(form.querySelectorAll("input:checked")).toHaveLength(0)
    submit(form)
    form.querySelector<HTMLInputElement>('input[value="returned"]')!.checked = true
    submit(form)
    expect(acts).toEqual([])
    form.querySelector("textarea")!.value = "Zeg van wie dit is."
    submit(form)
    await vi.waitFor(() =>
      expect(acts).toEqual([
        {act: "reviewDraft", outcome: "returned", reason: "Zeg van wie dit is."},
      ]),
    )
  })

  test("the author records to whom a final report goes, and archives it", async () => {
    const host = await lay(
      viewFor({
        you: {person: "karin", role: "author", name: "Karin Smit", label: ""},
        phase: "final",
        acts: ["issue", "archive"],
        final: {version: 2, at: "2026-04-01T09:00:00Z", reportUrl: "", bundleUrl: ""},
        places: {},
        fields: {},
        reviews: [],
        disclosure: [],
      }),
    )
    const form = host.querySelector<HTMLFormElement>('form[name="issue"]')!
    expect(form.querySelectorAll("input:checked")).toHaveLength(0)
    submit(form)
    expect(acts).toEqual([])
    form.querySelector<HTMLInputElement>('input[value="marloes"]')!.checked = true
    form.querySelector<HTMLTextAreaElement>('[name="others"]')!.value = "de rechtbank\n\n"
    submit(form)
    await vi.waitFor(() =>
      expect(acts).toEqual([{act: "issue", recipients: ["marloes", "de rechtbank"], changed: ""}]),
    )
    submit(host.querySelector<HTMLFormElement>('form[name="archive"]')!)
    await vi.waitFor(() => expect(acts.at(-1)).toEqual({act: "archive"}))
  })

  test("a professional gets the tabs, and no form to sign for anybody", async () => {
    const host = await lay(
      viewFor({
        you: {person: "karin", role: "author", name: "Karin Smit", label: ""},
        acts: ["recordSignOff", "finalise"],
        places: {},
        fields: {},
        reviews: [],
        disclosure: [],
      }),
    )
    expect(host.querySelectorAll("[role=tab]")).toHaveLength(8)
    expect(host.querySelector('form[name="sign"]')).toBeNull()
    const recorded = [...host.querySelectorAll('form[name="signoff-marloes"] option')].map(option =>
      option.getAttribute("value"),
    )
    // A professional records only that somebody did not sign, never what they think.
    expect(recorded).toEqual(["", "declined", "noResponse", "unreachable"])
  })

  test("without access the reason is shown, and nothing else", async () => {
    vi.stubGlobal("fetch", async () =>
      Response.json(
        {code: "not-in-register", detail: "U staat niet in dit dossier."},
        {status: 403},
      ),
    )
    const host = document.createElement("div")
    document.body.append(host)
    editor = await mount(host, {report: "x", server: "/wederhoor", token: async () => "t"})
    expect(host.querySelector("[role=alert]")?.textContent).toContain(
      "U staat niet in dit dossier.",
    )
    expect(host.querySelector("[data-phase]")).toBeNull()
  })
})

describe("names come as text, never as markup", () => {
  test("a name with markup in it is shown as it is written", async () => {
    const evil = '<img src=x onerror="globalThis.bad = true">'
    const view = viewFor()
    const host = await lay({
      ...view,
      persons: view.persons.map(person => ({...person, name: evil})),
      title: evil,
    })
    await signForm(host)
    expect(host.querySelector("img")).toBeNull()
    expect(host.innerHTML).not.toMatch(/\sstyle=/)
  })
})

describe("the element", () => {
  test("starts when token, report and server are there, also when the token was set first", async () => {
    await lay(viewFor())
    const element = document.createElement("wederhoor-editor") as HTMLElement & {token: unknown}
    element.token = async () => "t"
    element.setAttribute("report", "noor-en-sem")
    document.body.append(element)
    defineEditor()
    await Promise.resolve()
    expect(element.querySelector("[data-phase]")).toBeNull()
    element.setAttribute("server", "/wederhoor")
    await vi.waitFor(() => expect(element.querySelector("[data-phase]")).not.toBeNull())
    element.remove()
    await vi.waitFor(() => expect(element.childElementCount).toBe(0))
  })
})
