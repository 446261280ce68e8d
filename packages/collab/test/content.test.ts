// SPDX-License-Identifier: EUPL-1.2
import {
  CollabError,
  guard,
  readContent,
  readDrafts,
  seedContent,
  type UnknownPart,
} from "@wederhoor/collab"
import {
  type Content,
  contentTable,
  draftTable,
  kinds,
  relationTypes,
  type Run,
  type Statement,
} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {copyOf, line, node, report, section, seeded, statement, text} from "./room.ts"
import {random, writer} from "./writer.ts"

const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
const printable = fc.string({unit: "grapheme", minLength: 1, maxLength: 12})
const marks = fc.subarray(["strong", "em", "quote", "person"] as const)

/** Runs in plain form: none empty, neighbours differ in marks. */
const runs = fc.array(fc.tuple(printable, marks), {maxLength: 4}).map(parts => {
  const all: {text: string; marks?: Run["marks"]}[] = []
  for (const [words, names] of parts) {
    const last = all.at(-1)
    if (last !== undefined && (last.marks ?? []).join() === names.join()) last.text += words
    else all.push({text: words, ...(names.length > 0 ? {marks: names} : {})})
  }
  return all as readonly Run[]
})

const aStatement = (id: string): fc.Arbitrary<Statement> =>
  fc.record({
    id: fc.constant(id),
    kind: fc.constantFrom(...(Object.keys(kinds) as Statement["kind"][])),
    lines: fc.array(runs, {maxLength: 3}),
    attrs: fc.record(
      {by: slug, at: fc.constantFrom("2024", "2024-02-29", "2024-02-29T09:05"), why: printable},
      {requiredKeys: []},
    ),
    relations: fc.array(
      fc.oneof(
        fc.record({
          type: fc.constantFrom(...(Object.keys(relationTypes) as "basedOn"[])),
          ref: slug,
        }),
        fc.record({type: fc.constant("source" as const), ref: slug, page: printable}),
      ),
      {maxLength: 3},
    ),
  })

const aContent: fc.Arbitrary<Content> = fc
  .uniqueArray(slug, {minLength: 1, maxLength: 3})
  .chain(names =>
    fc.record({
      sections: fc.tuple(
        ...names.map(id =>
          fc.record({
            id: fc.constant(id),
            statements: fc.tuple(aStatement(`${id}-1`), aStatement(`${id}-2`)),
          }),
        ),
      ),
      sources: fc.array(
        fc.record(
          {
            id: slug,
            title: printable,
            medium: fc.constantFrom("document", "talk", "unknown"),
            author: printable,
            date: fc.constant("2023-11"),
            attached: fc.constant(true),
          },
          {requiredKeys: ["id", "title", "medium"]},
        ),
        {maxLength: 2},
      ),
    }),
  )

describe("seed and read", () => {
  test("what is seeded reads back the same", () => {
    fc.assert(
      fc.property(aContent, content => {
        const doc = new Y.Doc()
        seedContent(doc, content)
        expect(readContent(doc, part => expect(part).toBeUndefined())).toEqual(content)
        expect(readContent(copyOf(doc, 9))).toEqual(content)
      }),
    )
  })

  test("what is seeded could have been written by a client, section by section", () => {
    fc.assert(
      fc.property(aContent, content => {
        const source = seeded(content)
        const doc = seeded({
          sections: content.sections.map(({id}) => ({id, statements: []})),
          sources: [],
        })
        const copy = copyOf(doc, 77)
        let update: Uint8Array = new Uint8Array([0, 0])
        copy.on("update", (bytes: Uint8Array) => void (update = bytes))
        copy.transact(() => {
          for (const {id} of content.sections)
            section(copy, id).insert(
              0,
              section(source, id)
                .toArray()
                .map(child => (child as Y.XmlElement).clone()),
            )
        })
        const verdict = guard(doc, update, {table: contentTable, clients: new Set([77])})
        expect(verdict.ok).toBe(true)
        if (verdict.ok) Y.applyUpdate(doc, verdict.update)
        expect(readContent(doc).sections).toEqual(content.sections)
      }),
      {numRuns: 50},
    )
  })

  test("attributes at their default are not stored", () => {
    const doc = seeded({
      sections: [
        {
          id: "s",
          statements: [
            {id: "a", kind: "unclassified", lines: [[]], attrs: {by: ""}, relations: []},
          ],
        },
      ],
      sources: [{id: "b", title: "", medium: "unknown", attached: false}],
    })
    expect(statement(doc, "a").getAttributes()).toEqual({id: "a"})
    expect((doc.getXmlFragment("sources").get(0) as Y.XmlElement).getAttributes()).toEqual({
      id: "b",
    })
  })

  test("a line without words has a text to type in, so that two people do not each make one", () => {
    const doc = seeded({
      sections: [
        {id: "s", statements: [{id: "a", kind: "fact", lines: [[]], attrs: {}, relations: []}]},
      ],
      sources: [],
    })
    const [one, two] = [copyOf(doc, 7), copyOf(doc, 8)]
    line(one, "a").insert(0, "Een ")
    line(two, "a").insert(0, "twee ")
    for (const copy of [one, two]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy))
    expect(text(doc, "a")).toMatch(/Een .*twee|twee .*Een/)
  })

  test("a document is seeded once", () => {
    expect(() => seedContent(seeded(), report)).toThrow(CollabError)
  })

  test.each([
    ["a kind that does not exist", {kind: "truth"}],
    ["an attribute that does not exist", {attrs: {colour: "red"}}],
    ["a value that breaks its rule", {attrs: {at: "gisteren"}}],
  ])("%s is the caller's mistake, and nothing is written", (_, change) => {
    const doc = new Y.Doc()
    const wrong = {
      id: "a",
      kind: "fact",
      lines: [],
      attrs: {},
      relations: [],
      ...change,
    } as unknown as Statement
    expect(() =>
      seedContent(doc, {sections: [{id: "s", statements: [wrong]}], sources: []}),
    ).toThrow(CollabError)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(new Uint8Array([0, 0]))
  })
})

describe("reading", () => {
  const read = (doc: Y.Doc): readonly [Content, readonly string[]] => {
    const unknown: UnknownPart[] = []
    return [
      readContent(doc, part => unknown.push(part)),
      unknown.map(({sort, name, at}) => `${sort} ${name} at ${at}`),
    ]
  }

  test("R2 a newer document in an older reader: 0 writes, content kept, everything unknown told", () => {
    const doc = seeded()
    statement(doc, "f1").insert(0, [node("footnote", {}, [new Y.XmlText("later")])])
    statement(doc, "f1").setAttribute("mood", "grim")
    statement(doc, "f2").setAttribute("kind", "prophecy")
    section(doc, "feiten").push([node("table")])
    line(doc, "f2").format(0, 2, {blink: {}})
    line(doc, "f1").insertEmbed(0, {image: "x"})
    doc.getXmlFragment("doc").push([node("appendix"), new Y.XmlText("los")])
    let writes = 0
    doc.on("update", () => writes++)
    const before = Y.encodeStateAsUpdate(doc)
    const [content, unknown] = read(doc)
    expect(writes).toBe(0)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    expect(content.sections[0]?.statements[0]).toEqual(report.sections[0]?.statements[0])
    expect(content.sections[0]?.statements[1]).toEqual({
      ...report.sections[0]?.statements[1],
      kind: "unclassified",
    })
    expect([...unknown].sort()).toEqual(
      [
        "attribute mood at doc/section/statement",
        "mark blink at doc/section/statement/line",
        "node appendix at doc",
        "node embed at doc/section/statement/line",
        "node footnote at doc/section/statement",
        "node table at doc/section",
        "node text at doc",
        "value kind at doc/section/statement",
      ].sort(),
    )
  })

  test("an empty document reads as an empty content, and no root is made by looking", () => {
    const doc = new Y.Doc()
    expect(readContent(doc)).toEqual({sections: [], sources: []})
    expect(readDrafts(doc)).toEqual([])
    expect([...doc.share.keys()]).toEqual([])
  })

  test("several texts in one line read as one line", () => {
    const doc = seeded()
    ;(line(doc, "f1").parent as Y.XmlElement).push([new Y.XmlText(" Punt.")])
    expect(readContent(doc).sections[0]?.statements[0]?.lines[0]).toEqual([
      {text: "Vader kwam om acht uur thuis. Punt."},
    ])
  })

  test.each([1, 2, 3])("is the same whichever way copies met (seed %i)", seed => {
    const doc = seeded()
    const r = random(seed)
    const writers = [writer(copyOf(doc, 7), r), writer(copyOf(doc, 8), r)]
    for (let at = 0; at < 60; at++) r.pick(writers).act()
    const [one, two] = writers.map(({doc: copy}) => Y.encodeStateAsUpdate(copy)) as [
      Uint8Array,
      Uint8Array,
    ]
    const left = new Y.Doc()
    const right = new Y.Doc()
    for (const update of [one, two]) Y.applyUpdate(left, update)
    for (const update of [two, one]) Y.applyUpdate(right, update)
    expect(readContent(left)).toEqual(readContent(right))
  })

  test("drafts are read with what they are about; a mark in a draft is refused by the guard", () => {
    const doc = new Y.Doc()
    const copy = copyOf(doc, 7)
    let update: Uint8Array = new Uint8Array()
    copy.on("update", (bytes: Uint8Array) => void (update = bytes))
    const draft = node("draft", {id: "d1", on: "f1", type: "disagreement"}, [
      new Y.XmlText("Zo was het niet."),
    ])
    copy.getXmlFragment("drafts").insert(0, [draft])
    const context = {table: draftTable, clients: new Set([7])}
    const verdict = guard(doc, update, context)
    expect(verdict).toMatchObject({
      ok: true,
      touches: [
        {root: "drafts", draft: "d1", node: "draft", op: "insert"},
        {op: "text"},
        {attribute: "id"},
        {attribute: "on"},
        {attribute: "type"},
      ],
    })
    Y.applyUpdate(doc, update)
    expect(readDrafts(doc)).toEqual([
      {id: "d1", on: "f1", type: "disagreement", text: "Zo was het niet."},
    ])
    ;(draft.get(0) as Y.XmlText).format(0, 2, {strong: {}})
    expect(guard(doc, update, context)).toMatchObject({ok: false, code: "unknown-mark"})
    draft.setAttribute("on", "w1")
    expect(guard(doc, update, context).ok).toBe(false)
  })
})
