// SPDX-License-Identifier: EUPL-1.2
import {readContent} from "@wederhoor/collab"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {bySender, raw} from "./raw.ts"
import {
  attacker,
  colleague,
  copyOf,
  edit,
  idOf,
  isPending,
  judge,
  line,
  locked,
  newStatement,
  node,
  section,
  seeded,
  shared,
  statement,
  text,
  unitId,
  updatesOf,
} from "./room.ts"

describe("guard", () => {
  const honest = (doc: Y.Doc): Uint8Array =>
    edit(doc, attacker, copy => line(copy, "f1").insert(3, "x"))

  test("accepts an honest edit and says what it touches", () => {
    const doc = shared()
    const update = honest(doc)
    expect(judge(doc, update, {may: locked})).toEqual({
      ok: true,
      touches: [{root: "doc", section: "feiten", statement: "f1", node: "line", op: "text"}],
      update,
    })
  })

  test("a statement made and undone before it was sent cannot borrow the name of a colleague's in the log", () => {
    const doc = shared()
    const copy = new Y.Doc({gc: false})
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    copy.clientID = attacker
    const before = Y.encodeStateVector(copy)
    copy.transact(() => {
      section(copy, "feiten").insert(0, [newStatement("f1", "x")])
      section(copy, "feiten").delete(0, 1)
    })
    const verdict = judge(doc, Y.encodeStateAsUpdate(copy, before))
    expect(verdict.ok).toBe(true)
    expect(JSON.stringify(verdict)).not.toContain('"f1"')
  })

  test("trailing garbage is cut off an honest edit", () => {
    const doc = shared()
    const update = honest(doc)
    expect(judge(doc, new Uint8Array([...update, 1, 2, 3]))).toMatchObject({ok: true, update})
  })

  test("an honest edit cut short anywhere is refused", () => {
    const doc = shared()
    const update = honest(doc)
    for (let length = 0; length < update.length; length++)
      expect(judge(doc, update.slice(0, length)).ok).toBe(false)
  })

  test("version 2 bytes are refused, never taken for nothing", () => {
    const doc = shared()
    for (const change of [
      (copy: Y.Doc) => line(copy, "f1").insert(3, "x"),
      (copy: Y.Doc) => line(copy, "f1").delete(3, 4),
      (copy: Y.Doc) => section(copy, "feiten").insert(0, [newStatement("n1", "x")]),
    ])
      expect(judge(doc, Y.convertUpdateFormatV1ToV2(edit(doc, attacker, change))).ok).toBe(false)
  })

  test("a partly known struct cannot carry a new part to another place", () => {
    const doc = shared()
    Y.applyUpdate(
      doc,
      edit(doc, attacker, copy => line(copy, "f1").insert(0, "ab")),
    )
    const [left] = [unitId(line(doc, "w1"), 2)]
    // The head says f1's neighbour is in w1; Yjs 13.6 takes the parent of the head for the tail.
    const update = bySender([{left, string: "abcd"}])
    expect(judge(doc, update, {may: locked})).toMatchObject({ok: false, code: "client-clash"})
  })

  test("an honest partly known struct only adds its tail", () => {
    const doc = shared()
    const copy = copyOf(doc, attacker)
    const first = updatesOf(copy, () => line(copy, "f1").insert(0, "ab"))
    const both = Y.mergeUpdates([first, updatesOf(copy, () => line(copy, "f1").insert(2, "cd"))])
    Y.applyUpdate(doc, first)
    const verdict = judge(doc, both)
    expect(verdict.ok).toBe(true)
    if (!verdict.ok) return
    Y.applyUpdate(doc, verdict.update)
    expect(text(doc, "f1")).toMatch(/^abcd/)
  })

  test("a character is not cut where the known part of a struct ends, also when that part is deleted (fuzz, seed 7)", () => {
    const doc = shared()
    const copy = copyOf(doc, attacker)
    Y.applyUpdate(
      doc,
      updatesOf(copy, () => {
        line(copy, "f1").insert(0, "a")
        line(copy, "f1").delete(0, 1)
      }),
    )
    const update = bySender([{left: unitId(line(doc, "f2"), 0), string: "😀"}])
    expect(judge(doc, update)).toMatchObject({ok: false, code: "split-character"})
    // Cut down to what is new, as any exchange of updates does, it says something else.
    expect(Y.decodeUpdate(Y.diffUpdate(update, Y.encodeStateVector(doc))).structs).toMatchObject([
      {content: {str: "\ufffd"}},
    ])
  })

  test("two windows under one client id: the second one's words are refused, not swallowed", () => {
    const doc = shared()
    const one = edit(doc, attacker, copy => line(copy, "f1").insert(0, "een "))
    const two = edit(doc, attacker, copy => line(copy, "f2").insert(0, "twee"))
    Y.applyUpdate(doc, one)
    expect(judge(doc, two)).toMatchObject({ok: false, code: "client-clash"})
    const copy = copyOf(doc, 5)
    Y.applyUpdate(copy, two)
    expect(text(copy, "f2")).not.toContain("twee")
  })

  test("an update that is known already is accepted and does nothing", () => {
    const doc = shared()
    const update = honest(doc)
    Y.applyUpdate(doc, update)
    expect(judge(doc, update)).toEqual({ok: true, touches: [], update: new Uint8Array([0, 0])})
    expect(judge(doc, Y.encodeStateAsUpdate(doc))).toMatchObject({ok: true, touches: []})
  })

  test("structs of two own clients that lean on each other in a circle are refused", () => {
    const doc = shared()
    const update = raw([
      {client: 2002, clock: 0, structs: [{left: [2003, 0], string: "x"}]},
      {client: 2003, clock: 0, structs: [{left: [2002, 0], string: "y"}]},
    ])
    expect(judge(doc, update, {clients: new Set([2002, 2003])})).toMatchObject({
      ok: false,
      code: "gap",
    })
    const copy = copyOf(doc, 5)
    Y.applyUpdate(copy, update)
    expect(isPending(copy)).toBe(true)
  })

  test("words typed in a line that is gone are refused, so that their writer keeps them", () => {
    const doc = shared()
    const typing = edit(doc, attacker, copy => line(copy, "f1", 1).insert(0, "Noor niet. "))
    Y.applyUpdate(
      doc,
      edit(doc, colleague, copy => statement(copy, "f1").delete(1, 1)),
    )
    expect(judge(doc, typing)).toMatchObject({ok: false, code: "gone"})
    const copy = copyOf(doc, 5)
    Y.applyUpdate(copy, typing)
    expect(JSON.stringify(readContent(copy))).not.toContain("Noor")
  })

  test("removing a line takes no words along that its remover never saw", () => {
    const doc = shared()
    const removal = edit(doc, attacker, copy => statement(copy, "f1").delete(1, 1))
    expect(judge(doc, removal).ok).toBe(true)
    Y.applyUpdate(
      doc,
      edit(doc, colleague, copy => line(copy, "f1", 1).insert(0, "Noor niet. ")),
    )
    expect(judge(doc, removal)).toMatchObject({ok: false, code: "unseen"})
    const copy = copyOf(doc, 5)
    Y.applyUpdate(copy, removal)
    expect(JSON.stringify(readContent(copy))).not.toContain("Noor")
  })

  test("one's own fresh statement may be undone, until somebody writes in it or refers to it", () => {
    const doc = shared()
    Y.applyUpdate(
      doc,
      edit(doc, attacker, copy => section(copy, "feiten").insert(0, [newStatement("n1", "Eigen")])),
    )
    const undo = edit(doc, attacker, copy => section(copy, "feiten").delete(0, 1))
    expect(judge(doc, undo).ok).toBe(true)
    const written = copyOf(doc, colleague)
    line(written, "n1").insert(0, "ook ")
    const undoAll = edit(written, attacker, copy => section(copy, "feiten").delete(0, 1))
    expect(judge(written, undoAll)).toMatchObject({ok: false, code: "not-own"})
    const referring = copyOf(doc, colleague)
    statement(referring, "w1").push([node("basedOn", {ref: "n1"})])
    expect(judge(referring, undo)).toMatchObject({ok: false, code: "referenced", detail: "n1"})
  })

  test("what the format does not know is not removed either", () => {
    const doc = shared()
    Y.applyUpdate(
      doc,
      edit(doc, 99, copy => section(copy, "feiten").insert(0, [node("future")])),
    )
    const update = edit(doc, attacker, copy => section(copy, "feiten").delete(0, 1))
    expect(judge(doc, update)).toMatchObject({ok: false, code: "unknown-node"})
  })

  test("R1 two people each undo one of the last two statements: the section stays", () => {
    const doc = seeded({sections: [{id: "feiten", statements: []}], sources: []})
    for (const client of [attacker, colleague])
      Y.applyUpdate(
        doc,
        edit(doc, client, copy => section(copy, "feiten").push([newStatement(`n${client}`, "x")])),
      )
    const undo = (client: number, at: number): Uint8Array =>
      edit(doc, client, copy => section(copy, "feiten").delete(at, 1))
    const updates = [
      [attacker, undo(attacker, 0)],
      [colleague, undo(colleague, 1)],
    ] as const
    for (const [client, update] of updates) {
      const verdict = judge(doc, update, {client})
      expect(verdict.ok).toBe(true)
      if (verdict.ok) Y.applyUpdate(doc, verdict.update)
    }
    expect(readContent(doc)).toEqual({sections: [{id: "feiten", statements: []}], sources: []})
  })

  test("neighbours far apart cost what stands between them, again and again", () => {
    const many = Array.from({length: 3000}, (_, at) => newStatement(`m${at}`, "x"))
    const doc = shared()
    Y.applyUpdate(
      doc,
      edit(doc, 99, copy => section(copy, "feiten").push(many)),
    )
    const start = idOf(statement(doc, "f1"))
    const flood = (length: number): Uint8Array =>
      bySender([
        {left: start, right: idOf(statement(doc, "f2")), type: 3, name: "statement"},
        ...Array.from({length}, () => ({left: [attacker, 0] as const, type: 3, name: "statement"})),
      ])
    expect(judge(doc, flood(1000))).toMatchObject({ok: false, code: "too-large", detail: "steps"})
    expect(judge(doc, flood(10))).toMatchObject({ok: false, code: "id-missing"})
  })

  test("an evening of writing offline, all over one line, is well within the limits", () => {
    const doc = shared()
    const copy = copyOf(doc, attacker)
    for (let at = 0; at < 1500; at++)
      line(copy, "f1").insert((at * 7919) % line(copy, "f1").length, "x")
    const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
    expect(judge(doc, update).ok).toBe(true)
  })

  test("a `may` that throws refuses", () => {
    const doc = shared()
    const may = (): never => {
      throw new Error("policy is down")
    }
    expect(judge(doc, honest(doc), {may})).toMatchObject({ok: false, code: "failed"})
  })

  test("limits are the caller's", () => {
    const doc = shared()
    const update = honest(doc)
    expect(judge(doc, update, {limits: {bytes: 3}})).toMatchObject({code: "too-large"})
    expect(judge(doc, update, {limits: {structs: 0}})).toMatchObject({code: "too-large"})
    expect(judge(doc, update, {limits: {growth: 0}})).toMatchObject({code: "too-large"})
  })
})
