// SPDX-License-Identifier: EUPL-1.2

/** The language assistant at the writing table: which hints are shown, left standing, hidden, and added by a model. */
import {readContent} from "@wederhoor/collab"
import type {Content, Kind, Statement} from "@wederhoor/format"
import {type SentenceClassifier, compileRules, loadRules} from "@wederhoor/language"
import {TextSelection} from "prosemirror-state"
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest"
import {type Writer, content, room, template, type} from "./writing-harness.ts"

const said = (id: string, kind: Kind, words: string): Statement => ({
  id,
  kind,
  lines: [[{text: words}]],
  attrs: {},
  relations: [{type: "source", ref: "b1"}],
})
const facts = (...statements: readonly Statement[]): Content => ({
  ...content,
  sections: content.sections.map(section =>
    section.id === "feiten" ? {...section, statements} : section,
  ),
})
const aggressive = "Vader is agressief."

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const rest = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(900)
}
async function at(
  text: Content,
  options: Parameters<ReturnType<typeof room>["join"]>[1] = {},
): Promise<Writer> {
  const writer = room(3, {content: text}).join(10, options)
  await rest()
  return writer
}
const hints = (writer: Writer, id: string): (string | null)[] =>
  [...writer.host.querySelectorAll(`.wh-stack[data-statement="${id}"] [data-hint]`)].map(card =>
    card.getAttribute("data-hint"),
  )
const click = (writer: Writer, selector: string): void =>
  writer.host.querySelector<HTMLElement>(selector)!.click()
const waivers = (writer: Writer): Statement["waivers"] =>
  readContent(writer.doc).sections.flatMap(({statements}) => statements)[0]?.waivers

/** A place to keep hidden rules that is not the browser's. */
const remembered = (...first: readonly string[]) => {
  const list = new Set(first)
  return {
    all: () => [...list],
    has: (rule: string) => list.has(rule),
    hide: (rule: string) => void list.add(rule),
    show: (rule: string) => void list.delete(rule),
  }
}

describe("hints beside a statement", () => {
  it("stand one per sentence; the others come on a button that says so", async () => {
    const words = `${aggressive} Hij is altijd agressief en liegt constant.`
    const writer = await at(facts(said("a", "fact", words)))
    writer.table.focusStatement("a")
    await rest()
    const shown = hints(writer, "a").length
    expect(shown).toBe(2)
    const more = writer.host.querySelector<HTMLElement>("[data-others]")!
    expect(more.getAttribute("aria-expanded")).toBe("false")
    expect(more.textContent).toMatch(/^\+\d bij deze zin$/)
    more.click()
    expect(hints(writer, "a").length).toBeGreaterThan(shown)
    const open = writer.host.querySelector<HTMLElement>("[data-others]")!
    expect(open.getAttribute("aria-expanded")).toBe("true")
    expect(document.activeElement).toBe(open)
    open.click()
    expect(hints(writer, "a").length).toBe(shown)
  })

  it("leave the terms of the law of this format alone", async () => {
    const text = facts(said("a", "fact", "Er is acute onveiligheid."))
    const plan = {...template, id: "veiligheidsplan"}
    const language = {ruleSet: await loadRules()}
    const there = await at(text, {template: plan, language})
    const elsewhere = await at(text, {language})
    await rest()
    expect(hints(there, "a")).toEqual([])
    expect(hints(elsewhere, "a")).not.toEqual([])
  })

  it("follow the rules of the host", async () => {
    const ruleSet = compileRules([
      {
        id: "plain-word/ours",
        category: "plain-word",
        state: "on",
        match: ["bakfiets"],
        message: {
          nl: {short: "‘{match}’?", why: "Daarom.", question: "Wat is dat?"},
          en: {short: "‘{match}’?", why: "So.", question: "What is that?"},
        },
        example: ["Een bakfiets.", "Een fiets."],
        fixes: [],
        basis: "eigen lijst",
        examples: {fires: ["Een bakfiets.", "De bakfiets."], silent: ["Een fiets.", "De fiets."]},
      },
    ])
    const text = facts(said("a", "fact", "Vader heeft een bakfiets. Vader is agressief."))
    const ours = await at(text, {language: {ruleSet}})
    expect(ours.host.textContent).toContain("‘bakfiets’?")
    const off = await at(text, {language: {ruleSet, states: {"plain-word/ours": "off"}}})
    expect(off.host.textContent).not.toContain("‘bakfiets’?")
  })
})

describe("a sentence that is being written", () => {
  const end = (writer: Writer, words: string): void => {
    const {view} = writer.table
    let found = 0
    view.state.doc.descendants((node, pos) => {
      const inside = node.isText ? (node.text ?? "").indexOf(words) : -1
      if (inside >= 0) found = pos + inside + words.length
    })
    view.focus()
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, found)))
  }

  it("gets no hint and no underline, and does as soon as the caret is in another one", async () => {
    const text = facts(said("a", "fact", `${aggressive} Hij kwam op 3 mei.`))
    const writer = await at(text)
    vi.spyOn(writer.table.view, "hasFocus").mockReturnValue(true)
    end(writer, "Vader is agressief")
    type(writer, " en boos")
    await rest()
    expect(hints(writer, "a")).toEqual([])
    expect(writer.host.querySelector(".wh-hinted")).toBeNull()
    end(writer, "op 3 mei")
    await rest()
    expect(hints(writer, "a").length).toBeGreaterThan(0)
    expect(writer.host.querySelector(".wh-hinted")?.textContent).toBe("agressief")
  })

  it("keeps its remark for who only looks, without an underline", async () => {
    const writer = await at(facts(said("a", "fact", `${aggressive} Hij kwam op 3 mei.`)))
    vi.spyOn(writer.table.view, "hasFocus").mockReturnValue(true)
    end(writer, "Vader is")
    await rest()
    expect(hints(writer, "a").length).toBeGreaterThan(0)
    expect(writer.host.querySelector(".wh-hinted")).toBeNull()
  })

  it("keeps the underline under the same words while somebody types before them", async () => {
    const writer = await at(facts(said("a", "fact", `Hij kwam. ${aggressive}`)))
    writer.table.focusStatement("a")
    await rest()
    end(writer, "Hij kwam")
    type(writer, " te laat thuis")
    expect(writer.host.querySelector(".wh-hinted")?.textContent).toBe("agressief")
  })
})

describe("leaving a hint", () => {
  it("asks why, keeps an answer, and needs none", async () => {
    const writer = await at(facts(said("a", "fact", aggressive)))
    writer.table.focusStatement("a")
    await rest()
    click(writer, '[data-act="waive"]')
    const input = writer.host.querySelector<HTMLInputElement>('input[name="reason"]')!
    expect(document.activeElement).toBe(input)
    expect(waivers(writer)).toBeUndefined()
    input.value = "Zo staat het in het vonnis."
    click(writer, '.wh-reason button[type="submit"]')
    expect(waivers(writer)).toMatchObject([{reason: "Zo staat het in het vonnis."}])
    expect(hints(writer, "a")).toEqual([])
    writer.meet()
    expect(writer.refused).toEqual([])
    const left = writer.table.leftStanding()
    expect(left).toMatchObject([
      {
        statement: "a",
        number: "1.1",
        passage: ["Vader is ", "agressief", "."],
        reasons: ["Zo staat het in het vonnis."],
      },
    ])
    expect(left[0]?.what).toContain("agressief")
  })

  it("is not told any more when its words changed", async () => {
    const writer = await at(facts(said("a", "fact", aggressive)))
    writer.table.focusStatement("a")
    await rest()
    click(writer, '[data-act="waive"]')
    click(writer, '.wh-reason button[type="submit"]')
    expect(writer.table.leftStanding()).toMatchObject([{reasons: []}])
    writer.table.acts.convert("a", "observation")
    expect(writer.table.leftStanding()).toEqual([])
  })
})

describe("a rule that somebody does not want to see", () => {
  it("is gone for this person, and nothing of that is in the document", async () => {
    const hiddenRules = remembered()
    const writer = await at(facts(said("a", "fact", aggressive)), {hiddenRules})
    writer.table.focusStatement("a")
    await rest()
    const [rule = ""] = hints(writer, "a")
    const before = JSON.stringify(readContent(writer.doc))
    click(writer, '[data-act="hide"]')
    expect(hints(writer, "a")).toEqual([])
    expect(hiddenRules.all()).toEqual([rule])
    expect(JSON.stringify(readContent(writer.doc))).toBe(before)
    hiddenRules.show(rule ?? "")
    writer.table.refresh()
    expect(hints(writer, "a")).toEqual([rule])
  })

  it("is never a rule of the format", async () => {
    const writer = await at(facts({...said("a", "fact", "Hij kwam."), relations: []}))
    writer.table.focusStatement("a")
    await rest()
    const card = writer.host.querySelector('[data-statement="a"] [data-finding]')
    expect(card).not.toBeNull()
    expect(card?.querySelector('[data-act="hide"]')).toBeNull()
  })
})

describe("how the text reads", () => {
  it("counts the sentences that claim to be fact and read as a judgement, and walks along those only", async () => {
    const text = facts(
      said("a", "fact", "Hij kwam op 3 mei."),
      said("b", "fact", `${aggressive} Hij kwam op 4 mei. Moeder is lui.`),
      {...said("c", "fact", "Hij kwam op 5 mei."), relations: []},
      said("d", "fact", "Opa is een leugenaar."),
    )
    const writer = await at(text)
    expect(writer.table.reading().opinions).toBe(3)
    expect(writer.table.reading().readability).toMatchObject({sentences: 10, fleschDouma: null})
    const caret = (): string => {
      const {$head} = writer.table.view.state.selection
      return `${String($head.node(2).attrs["id"])} ${$head.parent.textContent.slice(0, $head.parentOffset)}`
    }
    const status = (): string => writer.host.querySelector(".wh-status")!.textContent ?? ""
    const walk = (): void =>
      void writer.host
        .querySelector(".wh-inspector")!
        .dispatchEvent(new window.KeyboardEvent("keydown", {key: "F8", bubbles: true}))
    expect(writer.table.walkOpinions()).toBe(true)
    expect(caret()).toBe("b Vader is agressief.")
    expect(status()).toMatch(/^Zin 1 van 3 /)
    walk()
    expect(caret()).toMatch(/^b .*lui\.$/)
    walk()
    expect(caret()).toMatch(/^d /)
    walk()
    expect(status()).toContain("de laatste zin")
    walk()
    expect(status()).toMatch(/^\d+ van \d+: /)
  })
})

describe("a model of the host", () => {
  const model = (likely: (sentence: string) => number) => {
    const asked: string[][] = []
    const ended: boolean[] = []
    const waiting: (() => void)[] = []
    const classifier: SentenceClassifier = {
      id: "proef-1",
      opinions: async (sentences, _kind, signal) => {
        asked.push([...sentences])
        await new Promise<void>(resolve => waiting.push(resolve))
        ended.push(signal?.aborted === true)
        return sentences.map(likely)
      },
    }
    const answer = async (): Promise<void> => {
      for (const resolve of waiting.splice(0)) resolve()
      await vi.advanceTimersByTimeAsync(0)
    }
    return {classifier, asked, ended, answer}
  }
  const opened = async (writer: Writer, id: string): Promise<void> => {
    vi.spyOn(writer.table.view, "hasFocus").mockReturnValue(true)
    writer.table.focusStatement(id)
    await vi.advanceTimersByTimeAsync(0)
  }

  it("is asked after a rest, only about what somebody opens, and tells a tip", async () => {
    const {classifier, asked, answer} = model(() => 0.9)
    const text = facts(said("a", "fact", "Opa floot."), said("b", "fact", "Oma zong."))
    const writer = await at(text, {language: {classifier}})
    await rest()
    expect(asked).toEqual([])
    await opened(writer, "a")
    await vi.advanceTimersByTimeAsync(700)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(asked).toEqual([["Opa floot."]])
    expect(hints(writer, "a")).toEqual([])
    await answer()
    expect(hints(writer, "a")).toEqual(["value-judgement/model-proef-1"])
    // It is known now: coming back asks nothing.
    await opened(writer, "b")
    await opened(writer, "a")
    await rest()
    expect(asked).toEqual([["Opa floot."], ["Oma zong."]])
  })

  it("is not listened to when the words changed, and its tip goes with the words", async () => {
    const {classifier, asked, ended, answer} = model(sentence => (/floot/.test(sentence) ? 0.9 : 0))
    const writer = await at(facts(said("a", "fact", "Opa floot.")), {language: {classifier}})
    await opened(writer, "a")
    await rest()
    type(writer, " Hij kwam.")
    await answer()
    expect(ended).toEqual([true])
    expect(hints(writer, "a")).toEqual([])
    await rest()
    await answer()
    expect(hints(writer, "a")).toEqual(["value-judgement/model-proef-1"])
    // The answer that came late is known for the sentence that is still there: only what is new is asked.
    expect(asked.at(-1)).toEqual(["Hij kwam."])
    const {view} = writer.table
    const from = view.state.selection.head - " Opa floot. Hij kwam.".length + 1
    view.dispatch(view.state.tr.insertText("Oma zong.", from, from + "Opa floot.".length))
    await rest()
    await answer()
    expect(asked.at(-1)).toEqual(["Oma zong."])
    expect(hints(writer, "a")).toEqual([])
  })

  it("does no harm when it fails or answers nonsense", async () => {
    for (const opinions of [
      () => Promise.reject(new Error("away")),
      async () => [2],
      async () => [0.9, 0.9, 0.9],
      () => {
        throw new Error("away")
      },
    ]) {
      const classifier = {id: "stuk", opinions} as SentenceClassifier
      const writer = await at(facts(said("a", "fact", aggressive)), {language: {classifier}})
      await opened(writer, "a")
      await rest()
      await rest()
      expect(hints(writer, "a").length).toBe(1)
      writer.leave()
    }
  })
})
