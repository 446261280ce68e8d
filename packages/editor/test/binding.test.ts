// SPDX-License-Identifier: EUPL-1.2

/** The binding between the screen and the shared document: the smallest change both ways, and nothing lost. */
import {readContent} from "@wederhoor/collab"
import fc from "fast-check"
import {Fragment, Slice} from "prosemirror-model"
import {TextSelection} from "prosemirror-state"
import {ReplaceStep} from "prosemirror-transform"
import {Decoration, DecorationSet} from "prosemirror-view"
import {initProseMirrorDoc} from "y-prosemirror"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"

import {at, copyOf, meet, open, schema, type Screen, seeded, words} from "./screen.ts"
import {content} from "./writing-fixture.ts"

const seed = 20_261_122

const section = (doc: Y.Doc, index: number): Y.XmlElement =>
  doc.getXmlFragment("doc").get(index) as Y.XmlElement
const statement = (doc: Y.Doc, id: string): Y.XmlElement => {
  for (const one of doc.getXmlFragment("doc").toArray())
    for (const child of (one as Y.XmlElement).toArray())
      if ((child as Y.XmlElement).getAttribute("id") === id) return child as Y.XmlElement
  throw new RangeError(id)
}
const insert = (screen: Screen, text: string, id: string, offset = 0, line = 0): void =>
  screen.dispatch(screen.state.tr.insertText(text, at(screen.state, id, offset, line)))
const two = (): {karin: Screen; bas: Screen} => {
  const doc = seeded(content)
  return {karin: open(copyOf(doc, 10)), bas: open(copyOf(doc, 20))}
}
/** Move a statement to another index of its section, as an editor does. */
const move = (screen: Screen, sectionIndex: number, from: number, to: number): void => {
  const {state} = screen
  let start = 1
  for (let index = 0; index < sectionIndex; index++) start += state.doc.child(index).nodeSize
  const node = state.doc.child(sectionIndex)
  const moved = node.child(from)
  const offset = (parent: typeof node, count: number): number => {
    let sum = 0
    for (let index = 0; index < count; index++) sum += parent.child(index).nodeSize
    return sum
  }
  const pos = start + offset(node, from)
  const tr = state.tr.delete(pos, pos + moved.nodeSize)
  tr.insert(start + offset(tr.doc.child(sectionIndex), to), moved)
  screen.dispatch(tr)
}
const order = (screen: Screen, index: number): string[] =>
  screen.state.doc.child(index).content.content.map(one => String(one.attrs["id"]))

describe("what is typed", () => {
  test("goes into the shared document as one small change of one text", () => {
    const {karin} = two()
    const updates: Uint8Array[] = []
    karin.doc.on("update", (update: Uint8Array) => void updates.push(update))
    insert(karin, "x", "f2", 5)
    expect(updates).toHaveLength(1)
    const {structs, ds} = Y.decodeUpdate(updates[0] as Uint8Array)
    expect(structs.map(one => [one.constructor.name, one.length])).toEqual([["Item", 1]])
    expect(ds.clients.size).toBe(0)
  })

  test("the letter that was typed is new, and not one like it beside it", () => {
    const doc = seeded(content)
    const karin = open(copyOf(doc, 10))
    insert(karin, "aa", "f3")
    const bas = open(copyOf(karin.doc, 20))
    insert(karin, "a", "f3", 1)
    insert(bas, "b", "f3", 1)
    meet(karin.doc, bas.doc)
    expect(["aaba", "abaa"]).toContain(words(karin.state.doc)["f3"])
  })

  test("keeps the marks of what stands around it as they are", () => {
    const {karin} = two()
    const from = at(karin.state, "f2", 0)
    karin.dispatch(karin.state.tr.addMark(from, from + 5, schema.mark("strong")))
    insert(karin, "En ", "f2", 6)
    expect(karin.fresh().eq(karin.state.doc)).toBe(true)
    expect(readContent(karin.doc).sections[0]?.statements[1]?.lines[0]).toEqual([
      {text: "Vader", marks: ["strong"]},
      {text: " En opende de deur."},
    ])
  })

  test("a mark takes no word away, so a colleague's word in it stays where it was", () => {
    const {karin, bas} = two()
    const from = at(karin.state, "f2", 0)
    karin.dispatch(karin.state.tr.addMark(from, from + 12, schema.mark("quote")))
    insert(bas, "zachtjes ", "f2", 6)
    meet(karin.doc, bas.doc)
    expect(words(karin.state.doc)["f2"]).toBe("Vader zachtjes opende de deur.")
  })

  test("a sign of two halves is never cut", () => {
    const {karin} = two()
    insert(karin, "🙂", "f3")
    insert(karin, "🙃", "f3", 2)
    karin.dispatch(
      karin.state.tr.insertText("🙁", at(karin.state, "f3", 0), at(karin.state, "f3", 2)),
    )
    expect(words(karin.fresh())["f3"]).toBe("🙁🙃")
    expect(karin.doc.getXmlFragment("doc").toJSON()).not.toContain("\ufffd")
  })

  test("a new line has a text of its own at once, so that two who start in it write in one", () => {
    const {karin, bas} = two()
    karin.dispatch(karin.state.tr.split(at(karin.state, "v2", 23)))
    meet(karin.doc, bas.doc)
    insert(karin, "Een.", "v2", 0, 1)
    insert(bas, "Twee.", "v2", 0, 1)
    meet(karin.doc, bas.doc)
    expect(words(karin.state.doc)["v2"]).toMatch(/\/(Een\.Twee\.|Twee\.Een\.)$/)
    const line = statement(karin.doc, "v2").get(1) as Y.XmlElement
    expect(line.length).toBe(1)
  })

  test("the longer part of a line that is split stays the line that colleagues write in", () => {
    const {karin, bas} = two()
    karin.dispatch(karin.state.tr.split(at(karin.state, "f2", 5)))
    insert(bas, " open", "f2", 21)
    meet(karin.doc, bas.doc)
    expect(words(karin.state.doc)["f2"]).toBe("Vader/ opende de deur. open")
  })

  test("a line that is split where both parts begin alike keeps each letter in its own word", () => {
    const {karin, bas} = two()
    insert(karin, "De een zei niets. De ander vertelde heel veel over die dag.", "f3")
    meet(karin.doc, bas.doc)
    // Karin makes two lines of it, and Bas takes the first word away at the same time.
    karin.dispatch(karin.state.tr.split(at(karin.state, "f3", 18)))
    bas.dispatch(bas.state.tr.delete(at(bas.state, "f3", 0), at(bas.state, "f3", 3)))
    meet(karin.doc, bas.doc)
    expect(words(karin.state.doc)["f3"]).toContain("/De ander vertelde heel veel")
  })

  test("lines that are joined and begin alike keep a colleague's word where it was written", () => {
    const {karin, bas} = two()
    insert(karin, "De eerste.De tweede regel.", "f3")
    karin.dispatch(karin.state.tr.split(at(karin.state, "f3", 10)))
    meet(karin.doc, bas.doc)
    karin.dispatch(karin.state.tr.join(at(karin.state, "f3", 0, 1) - 1))
    insert(bas, " echte", "f3", 2, 1)
    meet(karin.doc, bas.doc)
    expect(words(karin.state.doc)["f3"]).toBe("De eerste.De echte tweede regel.")
  })

  test("two who split one line at two places lose no letter", () => {
    const {karin, bas} = two()
    insert(karin, "<a1> <a2> <a3> <a4> <a5> <a6>", "f3")
    meet(karin.doc, bas.doc)
    karin.dispatch(karin.state.tr.split(at(karin.state, "f3", 5)))
    bas.dispatch(bas.state.tr.split(at(bas.state, "f3", 10)))
    meet(karin.doc, bas.doc)
    for (const word of ["<a1>", "<a2>", "<a3>", "<a4>", "<a5>", "<a6>"])
      expect(words(karin.state.doc)["f3"]).toContain(word)
    expect(karin.state.doc.eq(bas.state.doc)).toBe(true)
  })

  test("lines that are joined keep what a colleague typed in the longer of the two", () => {
    const {karin, bas} = two()
    karin.dispatch(karin.state.tr.join(at(karin.state, "f1", 0, 1) - 1))
    insert(bas, "echt ", "f1", 4, 1)
    meet(karin.doc, bas.doc)
    expect(words(karin.state.doc)["f1"]).toBe(
      "Sem was zes dagen weg.Dat echt staat in het overzicht.",
    )
  })

  test("a source added beside a line moves no word of a colleague", () => {
    const {karin, bas} = two()
    const {state} = karin
    const source = schema.node("source", {ref: "b1"})
    karin.dispatch(state.tr.insert(at(state, "f2", 21) + 1, source))
    insert(bas, " Noor niet.", "f2", 21)
    meet(karin.doc, bas.doc)
    expect(words(karin.state.doc)["f2"]).toBe("Vader opende de deur. Noor niet.")
    expect(karin.state.doc.eq(bas.state.doc)).toBe(true)
  })
})

describe("what a colleague writes", () => {
  test("comes on screen as the smallest step: nothing else is mapped away", () => {
    const {karin, bas} = two()
    insert(bas, "zelf ", "f2", 6)
    meet(karin.doc, bas.doc)
    const [tr] = karin.heard
    expect(tr?.steps).toHaveLength(1)
    const [step] = (tr?.steps ?? []) as ReplaceStep[]
    expect(step?.slice.content.textBetween(0, step.slice.content.size)).toBe("zelf ")
    expect([step?.from, step?.to]).toEqual([at(karin.state, "f2", 6), at(karin.state, "f2", 6)])
  })

  test("two places at once are two steps, and what stands between keeps its node", () => {
    const {karin, bas} = two()
    const between = karin.state.doc.child(1).child(0)
    insert(bas, "A", "f1")
    insert(bas, "B", "w1")
    meet(karin.doc, bas.doc)
    expect(karin.heard.flatMap(tr => tr.steps)).toHaveLength(2)
    expect(karin.state.doc.child(1).child(0)).toBe(between)
  })

  test("decorations elsewhere stay, also in the same line", () => {
    const {karin, bas} = two()
    const from = at(karin.state, "f2", 6)
    const set = DecorationSet.create(karin.state.doc, [Decoration.inline(from, from + 6, {})])
    const found = (at: DecorationSet): string[] =>
      at.find().map(({from, to}) => karin.state.doc.textBetween(from, to))
    expect(found(set)).toEqual(["opende"])
    insert(bas, "Marloes zag dat ", "f2", 0)
    insert(bas, "!", "f1", 3)
    meet(karin.doc, bas.doc)
    const mapped = karin.heard.reduce((now, tr) => now.map(tr.mapping, tr.doc), set)
    expect(found(mapped)).toEqual(["opende"])
  })

  test("at the very place of the caret comes behind it", () => {
    const {karin, bas} = two()
    const place = at(karin.state, "f2", 6)
    karin.dispatch(karin.state.tr.setSelection(TextSelection.create(karin.state.doc, place)))
    insert(bas, "ruw ", "f2", 6)
    meet(karin.doc, bas.doc)
    expect(karin.state.selection.head).toBe(place)
  })

  test("leaves the caret at its letter, also when a statement came with the words (merge, seed 712)", () => {
    const {karin, bas} = two()
    const line = words(bas.state.doc)["f2"] ?? ""
    const caret = at(karin.state, "f2", line.length - 2)
    karin.dispatch(karin.state.tr.setSelection(TextSelection.create(karin.state.doc, caret)))
    // In one message: words at two places of this line, and a new statement in its section.
    bas.doc.transact(() => {
      insert(bas, "één 🙂 ", "f2", 2)
      insert(bas, "twee ", "f2", line.length)
      section(bas.doc, 0).push([new Y.XmlElement("statement")])
    })
    meet(karin.doc, bas.doc)
    const {$head} = karin.state.selection
    const [before, after] = [
      $head.parent.textContent.slice(0, $head.parentOffset),
      $head.parent.textContent.slice($head.parentOffset),
    ]
    expect([before.slice(-3), after]).toEqual([
      line.slice(-5, -2),
      (words(karin.state.doc)["f2"] ?? "").slice(before.length),
    ])
    expect(after.replace("twee ", "")).toBe(line.slice(-2))
  })

  test("half a sign, which has no form on the wire, is the same letter for everybody", () => {
    const {karin, bas} = two()
    insert(karin, "🙂", "f2", 3)
    // No caret comes here; a program of the host's may.
    insert(karin, "x", "f2", 4)
    meet(karin.doc, bas.doc)
    expect(readContent(bas.doc)).toEqual(readContent(karin.doc))
  })

  test("an attribute changes the attribute and leaves the words their positions", () => {
    const {karin, bas} = two()
    statement(bas.doc, "f2").setAttribute("by", "vader")
    meet(karin.doc, bas.doc)
    expect(karin.state.doc.child(0).child(1).attrs["by"]).toBe("vader")
    const place = at(karin.state, "f2", 6)
    expect(karin.heard).toHaveLength(1)
    expect(karin.heard[0]?.mapping.map(place)).toBe(place)
    expect(karin.heard[0]?.mapping.mapResult(place).deleted).toBe(false)
  })

  test("undo of one's own words leaves a colleague's, and puts the caret back", () => {
    const {karin, bas} = two()
    insert(karin, "Eigen. ", "f2", 0)
    insert(bas, " Ander.", "f2", 21)
    meet(karin.doc, bas.doc)
    karin.binding.undoManager.undo()
    meet(karin.doc, bas.doc)
    expect(words(bas.state.doc)["f2"]).toBe("Vader opende de deur. Ander.")
    expect(karin.state.doc.eq(bas.state.doc)).toBe(true)
  })
})

describe("a statement that is moved", () => {
  test("keeps what a colleague types in it meanwhile", () => {
    const {karin, bas} = two()
    move(karin, 0, 0, 2)
    insert(bas, "Toen: ", "f1")
    meet(karin.doc, bas.doc)
    expect(order(karin, 0)).toEqual(["f2", "f3", "f1"])
    expect(words(bas.state.doc)["f1"]).toContain("Toen: Sem was")
    expect(karin.state.doc.eq(bas.state.doc)).toBe(true)
  })

  test("is one attribute, and no word is written anew", () => {
    const {karin} = two()
    const before = Y.encodeStateVector(karin.doc)
    move(karin, 0, 2, 0)
    const {structs, ds} = Y.decodeUpdate(Y.encodeStateAsUpdate(karin.doc, before))
    expect(structs).toHaveLength(1)
    expect([...ds.clients.values()].flat()).toEqual([])
    expect(statement(karin.doc, "f3").getAttribute("beside")).toBe("b-f1")
  })

  test("by two people at once stands in one place for both", () => {
    const {karin, bas} = two()
    move(karin, 0, 0, 2)
    move(bas, 0, 0, 1)
    meet(karin.doc, bas.doc)
    expect(order(karin, 0)).toEqual(order(bas, 0))
    expect(order(karin, 0).toSorted()).toEqual(["f1", "f2", "f3"])
  })

  test("keeps the caret of a colleague who writes in it", () => {
    const {karin, bas} = two()
    const place = at(bas.state, "f1", 7)
    bas.dispatch(bas.state.tr.setSelection(TextSelection.create(bas.state.doc, place)))
    move(karin, 0, 0, 2)
    meet(karin.doc, bas.doc)
    expect(bas.state.selection.head).toBe(at(bas.state, "f1", 7))
  })

  test("comes back by undo", () => {
    const {karin} = two()
    move(karin, 0, 0, 2)
    karin.binding.undoManager.undo()
    expect(order(karin, 0)).toEqual(["f1", "f2", "f3"])
    karin.binding.undoManager.redo()
    expect(order(karin, 0)).toEqual(["f2", "f3", "f1"])
  })

  test("reads the same in the content that is frozen and signed", () => {
    const {karin} = two()
    move(karin, 0, 0, 2)
    const [first] = readContent(karin.doc).sections
    expect(first?.statements.map(({id}) => id)).toEqual(["f2", "f3", "f1"])
    expect(JSON.stringify(first)).not.toContain("beside")
  })
})

describe("what this editor does not know", () => {
  const strange = (): Y.Doc => {
    const doc = seeded(content)
    const odd = new Y.XmlElement("drawing")
    odd.setAttribute("of", "het huis")
    statement(doc, "f2").push([odd])
    section(doc, 0).insert(1, [new Y.XmlElement("chapter")])
    const text = (statement(doc, "f2").get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.format(0, 5, {glow: {strength: 3}})
    text.insertEmbed(5, {picture: "x"})
    statement(doc, "f2").setAttribute("mood", "stil")
    return doc
  }

  test("R2 (y-prosemirror 39, 275): opening it writes nothing, and it is not shown", () => {
    const doc = copyOf(strange(), 10)
    let writes = 0
    doc.on("update", () => (writes += 1))
    const karin = open(doc)
    expect(writes).toBe(0)
    expect(words(karin.state.doc)["f2"]).toBe("Vader opende de deur.")
  })

  test("R3: a mark it does not know keeps its text", () => {
    const karin = open(copyOf(strange(), 10))
    insert(karin, " Dus.", "f2", 21)
    expect(karin.doc.getXmlFragment("doc").toJSON()).toContain("glow")
    expect(words(karin.fresh())["f2"]).toBe("Vader opende de deur. Dus.")
  })

  test("stays through typing, splitting, adding and moving beside it", () => {
    const karin = open(copyOf(strange(), 10))
    insert(karin, "Oude ", "f2", 0)
    insert(karin, "r", "f2", 10)
    karin.dispatch(karin.state.tr.split(at(karin.state, "f2", 8)))
    karin.dispatch(karin.state.tr.setNodeAttribute(at(karin.state, "f2") - 2, "by", "moeder"))
    move(karin, 0, 0, 1)
    const kept = karin.doc.getXmlFragment("doc").toJSON()
    for (const part of ["drawing", "het huis", "chapter", "glow", "mood"])
      expect(kept).toContain(part)
    expect(karin.fresh().eq(karin.state.doc)).toBe(true)
    expect(words(karin.state.doc)["f2"]).toBe("Oude Vad/err opende de deur.")
  })
})

describe("sections", () => {
  test("that are taken away, added or renamed on screen come back, and nothing of it is shared", () => {
    const {karin} = two()
    const before = karin.state.doc
    let writes = 0
    karin.doc.on("update", () => (writes += 1))
    const first = before.child(0)
    const tries = [
      () => karin.state.tr.delete(0, first.nodeSize),
      () => karin.state.tr.insert(0, schema.node("section", {id: "nieuw"})),
      () => karin.state.tr.setNodeAttribute(0, "id", "anders"),
      () => karin.state.tr.delete(0, karin.state.doc.content.size),
    ]
    for (const make of tries) {
      karin.dispatch(make())
      expect(karin.state.doc.eq(before)).toBe(true)
    }
    expect(writes).toBe(0)
    insert(karin, "Gewoon verder. ", "f2")
    expect(words(karin.fresh())["f2"]).toBe("Gewoon verder. Vader opende de deur.")
  })
})

describe("with other bindings", () => {
  test("the shape is that of y-prosemirror 1.3: it reads the same", () => {
    const {karin} = two()
    insert(karin, "Nieuw. ", "f2", 0)
    karin.dispatch(karin.state.tr.split(at(karin.state, "f1", 4)))
    const {doc} = initProseMirrorDoc(karin.doc.getXmlFragment("doc"), schema)
    expect(doc.eq(karin.state.doc)).toBe(true)
  })
})

/** One thing somebody does at a place; what does not fit there is not done. */
const act = fc.record({
  who: fc.nat({max: 2}),
  what: fc.nat({max: 11}),
  where: fc.nat({max: 100_000}),
  size: fc.nat({max: 6}),
})

function apply(screen: Screen, what: number, where: number, size: number, tag: string): void {
  const {state} = screen
  const {doc} = state
  const $at = TextSelection.near(doc.resolve(where % doc.content.size)).$from
  if ($at.depth < 3) return
  // No caret stands within one sign.
  const whole = (place: number): number =>
    /[\uD800-\uDBFF]$/.test(doc.textBetween($at.start(), place)) ? place - 1 : place
  const pos = whole($at.pos)
  const end = whole(Math.min(pos + size, $at.end()))
  switch (what) {
    case 0:
      return screen.dispatch(state.tr.split(pos))
    case 1:
      return $at.index(2) > 0 && doc.resolve($at.before(3)).nodeBefore?.type.name === "line"
        ? screen.dispatch(state.tr.join($at.before(3)))
        : undefined
    case 2:
      return end > pos ? screen.dispatch(state.tr.delete(pos, end)) : undefined
    case 3:
      return end > pos
        ? screen.dispatch(state.tr.addMark(pos, end, schema.mark(size % 2 ? "strong" : "em")))
        : undefined
    case 4: {
      const source = schema.node("source", {ref: `b${size}`})
      return screen.dispatch(state.tr.insert($at.after(3), source))
    }
    case 5:
      return screen.dispatch(state.tr.setNodeAttribute($at.before(2), "withdrawn", tag))
    case 6: {
      const made = schema.node("statement", {id: tag, kind: "fact"}, [
        schema.node("line", null, schema.text(`(${tag})`)),
      ])
      return screen.dispatch(state.tr.insert($at.after(2), made))
    }
    case 7:
    case 8:
      return move(screen, $at.index(0), $at.index(1), size % $at.node(1).childCount)
    case 9:
      screen.binding.undoManager[size % 2 ? "undo" : "redo"]()
      return undefined
    case 10: {
      const lines = [`<${tag}>`, "", "🙂 b"].slice(0, 1 + (size % 3))
      const nodes = lines.map(one => schema.node("line", null, one ? schema.text(one) : []))
      return screen.dispatch(
        state.tr.step(new ReplaceStep(pos, pos, new Slice(Fragment.from(nodes), 1, 1))),
      )
    }
    default:
      return screen.dispatch(state.tr.insertText(`[${tag}]`, pos))
  }
}

test.each([1, 2, 3, 4, 5, 6])(
  `three screens, whatever happens in whatever order (seed ${seed} + %i): each shows what the document says, and all say the same`,
  offset => {
    fc.assert(
      fc.property(fc.array(act, {minLength: 10, maxLength: 60}), acts => {
        const base = seeded(content)
        const screens = [10, 20, 30].map(client => open(copyOf(base, client)))
        acts.forEach(({who, what, where, size}, index) => {
          const screen = screens[who] as Screen
          screen.binding.undoManager.stopCapturing()
          apply(screen, what, where, size, `t${index}`)
          expect(screen.fresh().eq(screen.state.doc)).toBe(true)
          if (index % 7 === 6) {
            const other = screens[(who + 1) % 3] as Screen
            meet(screen.doc, other.doc)
            for (const one of [screen, other]) expect(one.fresh().eq(one.state.doc)).toBe(true)
          }
        })
        meet(...screens.map(({doc}) => doc))
        const [first] = screens
        for (const one of screens) {
          expect(one.fresh().eq(one.state.doc)).toBe(true)
          expect(one.state.doc.eq((first as Screen).state.doc)).toBe(true)
          one.close()
        }
      }),
      {seed: seed + offset, numRuns: 40},
    )
  },
  60_000,
)
