// SPDX-License-Identifier: EUPL-1.2
import {readContent} from "@wederhoor/collab"
import {TextSelection} from "prosemirror-state"
import {describe, expect, it} from "vitest"
import {type Writer, persons, press, random, room, template, type} from "./writing-harness.ts"

const json = (writer: Writer): unknown => writer.table.view.state.doc.toJSON()

const texts = (writer: Writer): Record<string, string> =>
  Object.fromEntries(
    readContent(writer.doc).sections.flatMap(section =>
      section.statements.map(one => [
        one.id,
        one.lines.map(line => line.map(piece => piece.text).join("")).join("\n"),
      ]),
    ),
  )

describe("two writers", () => {
  it("see each other's words, each in the statement where they were typed", () => {
    const {join} = room(1)
    const ines = join(10)
    const joris = join(20)
    ines.table.focusStatement("f3")
    joris.table.focusStatement("f3")
    type(ines, "Ines.")
    type(joris, "Joris.")
    for (const one of [ines, joris, ines]) one.meet()
    expect(json(ines)).toEqual(json(joris))
    expect(texts(ines)["f3"]).toContain("Ines.")
    expect(texts(ines)["f3"]).toContain("Joris.")
    expect([...ines.refused, ...joris.refused]).toEqual([])
  })

  it("who start in the same fresh line both keep their words, in one text", () => {
    const {join} = room(2)
    const ines = join(10)
    const joris = join(20)
    ines.table.focusStatement("v2")
    press(ines, "Enter")
    for (const one of [ines, joris]) one.meet()
    joris.table.focusStatement("v2")
    type(ines, "Een.")
    type(joris, "Twee.")
    for (const one of [ines, joris, ines]) one.meet()
    const line = ines.doc.getXmlFragment("doc").toArray()[1]
    expect(texts(ines)["v2"]).toMatch(/Een\.Twee\.|Twee\.Een\./)
    expect(JSON.stringify(line)).not.toContain("undefined")
    expect([...ines.refused, ...joris.refused]).toEqual([])
  })

  it("undo takes back one's own words only, and never a line in which a colleague wrote", () => {
    const {join} = room(3)
    const ines = join(10)
    const joris = join(20)
    ines.table.focusStatement("f2")
    press(ines, "Enter", {ctrlKey: true})
    type(ines, "Van Ines.")
    for (const one of [ines, joris]) one.meet()
    const made = readContent(joris.doc).sections[0]?.statements[2]?.id ?? ""
    joris.table.focusStatement(made)
    type(joris, "Van Joris.")
    for (const one of [joris, ines]) one.meet()
    while (ines.table.undo());
    for (const one of [ines, joris]) one.meet()
    expect(texts(joris)[made]).toBe("Van Joris.")
    expect(ines.refused).toEqual([])
  })

  it.each([
    ...Array.from({length: 12}, (_, index) => ({seed: index + 1, apart: true})),
    ...Array.from({length: 8}, (_, index) => ({seed: index + 1, apart: false})),
  ])(
    "seed $seed, apart $apart: they end with the same text, and the guard takes all that was not a race",
    ({seed, apart}) => {
      const {join, server} = room(seed)
      const writers = [join(10), join(20)]
      const chance = random(seed)
      for (let step = 0; step < 90; step++) {
        const writer = chance.pick(writers)
        const {view} = writer.table
        const pos = chance.below(view.state.doc.content.size)
        const $pos = view.state.doc.resolve(pos)
        switch (chance.below(9)) {
          case 0:
            if (apart) writer.merge()
            break
          case 1:
            press(writer, "Enter")
            break
          case 2:
            press(writer, "Enter", {ctrlKey: true})
            break
          case 3:
            press(writer, chance.pick(["Backspace", "Delete"]))
            break
          case 4:
            if (chance.below(2) === 0) writer.table.undo()
            else writer.table.redo()
            break
          case 5: {
            const id = chance.pick(
              readContent(writer.doc).sections.flatMap(one => one.statements),
            ).id
            const {acts} = writer.table
            chance.pick([
              () => acts.withdraw(id, "dubbel"),
              () => acts.restore(id),
              () => acts.setAttribute(id, "by", chance.pick(persons).id),
              () => acts.addRelation(id, "about", chance.pick(persons).id),
            ])()
            break
          }
          default:
            view.dispatch(view.state.tr.setSelection(TextSelection.near($pos)))
            type(writer, `${seed}-${step} `)
        }
        if (!apart) for (const one of [...writers, ...writers]) one.meet()
      }
      for (let round = 0; round < 3; round++)
        for (const one of writers)
          if (apart) one.merge()
          else one.meet()
      expect(writers.flatMap(writer => writer.refused)).toEqual([])
      const [one, two] = writers
      if (!one || !two) throw new RangeError("two writers")
      expect(json(one)).toEqual(json(two))
      expect(readContent(one.doc)).toEqual(readContent(server))
      const ids = readContent(server).sections.flatMap(section =>
        section.statements.map(statement => statement.id),
      )
      expect(new Set(ids).size).toBe(ids.length)
      expect(readContent(server).sections.map(section => section.id)).toEqual(
        template.sections.map(section => section.id),
      )
      for (const writer of writers) writer.leave()
    },
  )
})

describe("acts", () => {
  it("convert within a section is one attribute; the words stay where they are", () => {
    const writer = room(1).join(10)
    expect(writer.table.acts.convert("f1", "observation")).toBe(true)
    const found = readContent(writer.doc).sections[0]?.statements[0]
    expect([found?.id, found?.kind]).toEqual(["f1", "observation"])
  })

  it("convert to another layer withdraws the old one and copies words, source and speaker, as one undo step", () => {
    const writer = room(1).join(10)
    writer.table.acts.convert("v1", "concern", "kopie")
    const content = readContent(writer.doc)
    const old = content.sections[1]?.statements[0]
    const copy = content.sections[2]?.statements.at(-1)
    expect(old?.attrs["withdrawn"]).toBe("omgezet naar zorg")
    expect(old?.lines.length).toBe(2)
    expect(copy).toMatchObject({
      id: "kopie",
      kind: "concern",
      attrs: {by: "moeder", convertedFrom: "v1"},
      lines: old?.lines,
      relations: old?.relations,
    })
    writer.meet()
    expect(writer.refused).toEqual([])
    writer.table.undo()
    expect(readContent(writer.doc).sections[2]?.statements.length).toBe(2)
    expect(readContent(writer.doc).sections[1]?.statements[0]?.attrs["withdrawn"] ?? "").toBe("")
    writer.meet()
    expect(writer.refused).toEqual([])
  })

  it("a withdrawn statement takes no words and no relation until it is put back", () => {
    const writer = room(1).join(10)
    writer.table.acts.withdraw("f2", "dubbel")
    const before = texts(writer)["f2"]
    writer.table.focusStatement("f2")
    type(writer, "x")
    expect(writer.table.acts.addRelation("f2", "source", "b1")).toBe(false)
    expect(texts(writer)["f2"]).toBe(before)
    expect(writer.table.acts.withdraw("f2", "  ")).toBe(false)
    writer.table.acts.restore("f2")
    writer.table.focusStatement("f2")
    type(writer, "x")
    expect(texts(writer)["f2"]).toBe(`${before}x`)
  })

  it.each([
    ["at", "2025-13-01"],
    ["at", "gisteren"],
    ["verifiedBy", "horen zeggen"],
    ["by", "<b>"],
    ["id", "ander"],
    ["kind", "fact"],
    ["convertedFrom", "f1"],
    ["onbekend", "x"],
    ["withdrawn", "x".repeat(2001)],
  ])("attribute %s refuses %s", (name, value) => {
    const writer = room(1).join(10)
    expect(writer.table.acts.setAttribute("f1", name, value)).toBe(false)
  })

  it("a new source and its relation are undone together, and the guard takes both", () => {
    const writer = room(1).join(10)
    const {host, table} = writer
    table.focusStatement("f2")
    const title = host.querySelector<HTMLInputElement>('[name="new-source-title"]')
    const save = host.querySelector<HTMLButtonElement>('[name="save-source"]')
    if (!title || !save) throw new Error("no form for a new source")
    title.value = "Huisbezoek 3 maart"
    save.click()
    expect(readContent(writer.doc).sources.map(source => source.title)).toEqual([
      "Verzuimoverzicht",
      "Huisbezoek 3 maart",
    ])
    expect(readContent(writer.doc).sections[0]?.statements[1]?.relations.length).toBe(1)
    writer.meet()
    table.undo()
    writer.meet()
    expect(readContent(writer.doc).sections[0]?.statements[1]?.relations.length).toBe(0)
    expect(writer.refused).toEqual([])
  })

  it("reading only: no key, act or button changes anything", () => {
    const writer = room(1).join(10)
    writer.table.setEditable(false)
    const before = json(writer)
    writer.table.focusStatement("f1")
    press(writer, "Enter")
    press(writer, "Backspace")
    for (const button of writer.host.querySelectorAll("button")) button.click()
    expect(json(writer)).toEqual(before)
    expect(writer.host.querySelector("[role=textbox]")).toBeNull()
    expect(writer.host.querySelector<HTMLElement>(".wh-inspector")?.hidden).toBe(true)
  })

  it("nothing in the table carries a style attribute that was written as text (style-src 'self')", () => {
    const writer = room(1).join(10)
    writer.table.focusStatement("f1")
    expect([...writer.host.querySelectorAll("[style]")].map(one => one.outerHTML)).toEqual([])
  })
})
