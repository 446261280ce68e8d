// SPDX-License-Identifier: EUPL-1.2

/** Moving statements: nothing but their order changes, and no word of anybody is lost. */
import {readContent} from "@wederhoor/collab"
import {TextSelection} from "prosemirror-state"
import {describe, expect, it} from "vitest"
import {press, room, type, type Writer} from "./writing-harness.ts"

const order = (writer: Writer, section = 0): string[] =>
  readContent(writer.doc).sections[section]?.statements.map(one => one.id) ?? []
const wordsOf = (writer: Writer, id: string): string =>
  readContent(writer.doc)
    .sections.flatMap(one => one.statements)
    .filter(one => one.id === id)
    .map(one => one.lines.map(line => line.map(run => run.text).join("")).join("/"))
    .join()
const said = (writer: Writer): string => writer.host.querySelector(".wh-status")?.textContent ?? ""

describe("a statement is moved", () => {
  it("by Alt + Shift + arrow, and the writer hears where it is now and goes on in it", () => {
    const writer = room(1).join(10)
    writer.table.focusStatement("f1")
    expect(press(writer, "ArrowDown", {altKey: true, shiftKey: true})).toBe(true)
    expect(order(writer)).toEqual(["f2", "f1", "f3"])
    expect(said(writer)).toBe("Verplaatst. Dit is nu 1.2.")
    type(writer, " Echt.")
    expect(wordsOf(writer, "f1")).toBe("Sem was zes dagen weg./Dat staat in het overzicht. Echt.")
    writer.meet()
    expect(writer.refused).toEqual([])
    writer.leave()
  })

  it("by the buttons in the panel, and the panel stays with it", () => {
    const writer = room(2).join(10)
    writer.table.focusStatement("f3")
    writer.host.querySelector<HTMLButtonElement>('[name="moveUp"]')?.click()
    writer.host.querySelector<HTMLButtonElement>('[name="moveUp"]')?.click()
    expect(order(writer)).toEqual(["f3", "f1", "f2"])
    expect(writer.host.querySelector(".wh-inspector h2 .wh-number")?.textContent).toBe("1.1")
    writer.leave()
  })

  it("not beyond the edge of its section", () => {
    const writer = room(3).join(10)
    expect(writer.table.acts.move("f1", -1)).toBe(false)
    expect(writer.table.acts.move("f3", 1)).toBe(false)
    expect(order(writer)).toEqual(["f1", "f2", "f3"])
    writer.leave()
  })

  it("while a colleague types in it: the words move along, and the guard takes both", () => {
    const {join} = room(4)
    const [ines, joris] = [join(10), join(20)]
    joris.table.focusStatement("f2")
    ines.table.acts.move("f2", 1)
    type(joris, " En toen weer dicht.")
    for (const one of [ines, joris, ines]) one.meet()
    expect(order(joris)).toEqual(["f1", "f3", "f2"])
    expect(wordsOf(ines, "f2")).toBe("Vader opende de deur. En toen weer dicht.")
    expect([...ines.refused, ...joris.refused]).toEqual([])
    for (const one of [ines, joris]) one.leave()
  })

  it("and undone in one step", () => {
    const writer = room(5).join(10)
    writer.table.acts.move("f1", 1)
    writer.table.undo()
    expect(order(writer)).toEqual(["f1", "f2", "f3"])
    writer.meet()
    expect(writer.refused).toEqual([])
    writer.leave()
  })

  it("kind-by-act-only: a step that calls itself a move cannot change, copy or drop the statement", () => {
    const writer = room(6).join(10)
    const before = JSON.stringify(writer.table.view.state.doc)
    const {state} = writer.table.view
    const first = state.doc.child(0).child(0)
    const intent = {does: "act", moved: "f1"}
    const key = state.plugins.find(plugin => plugin.spec.filterTransaction)?.spec.key
    const tries = [
      state.tr.delete(1, 1 + first.nodeSize),
      state.tr.insert(1, first),
      state.tr
        .delete(1, 1 + first.nodeSize)
        .insert(1, first.type.create({...first.attrs, kind: "judgement"}, first.content)),
      state.tr
        .delete(1, 1 + first.nodeSize)
        .insert(state.doc.child(0).nodeSize - first.nodeSize + 1, first),
    ]
    for (const tr of tries) writer.table.view.dispatch(key ? tr.setMeta(key, intent) : tr)
    expect(JSON.stringify(writer.table.view.state.doc)).toBe(before)
    writer.leave()
  })
})

describe("a statement goes to another section", () => {
  it("as a copy there and withdrawn here; what a colleague types in the old one is not lost", () => {
    const {join} = room(7)
    const [ines, joris] = [join(10), join(20)]
    joris.table.focusStatement("w1")
    expect(ines.table.acts.relocate("w1", "verhalen")).toBe(false)
    expect(ines.table.acts.convert("w1", "fact")).toBe(true)
    const moved = order(ines, 0).at(-1) ?? ""
    type(joris, " Zeer.")
    for (const one of [ines, joris, ines]) one.meet()
    expect(wordsOf(ines, "w1")).toBe("Dit is zorgelijk. Zeer.")
    expect(wordsOf(ines, moved)).toBe("Dit is zorgelijk.")
    expect([...ines.refused, ...joris.refused]).toEqual([])
    for (const one of [ines, joris]) one.leave()
  })

  it("keeps its kind and says where it came from", () => {
    const writer = room(8).join(10)
    const {view} = writer.table
    writer.table.focusStatement("f3")
    press(writer, "Enter", {ctrlKey: true})
    const made = order(writer).at(-1) ?? ""
    type(writer, "Eerste regel.")
    press(writer, "Enter")
    type(writer, "Tweede regel.")
    expect(writer.table.acts.relocate(made, "weging", "kopie-1")).toBe(true)
    const copy = readContent(writer.doc).sections[2]?.statements.find(one => one.id === "kopie-1")
    expect(copy?.attrs).toMatchObject({convertedFrom: made})
    expect(copy?.kind).toBe("unclassified")
    expect(wordsOf(writer, "kopie-1")).toBe("Eerste regel./Tweede regel.")
    view.dispatch(view.state.tr.setSelection(TextSelection.atStart(view.state.doc)))
    writer.meet()
    expect(writer.refused).toEqual([])
    writer.leave()
  })
})
