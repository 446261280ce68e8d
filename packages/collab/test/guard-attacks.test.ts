// SPDX-License-Identifier: EUPL-1.2
import {readContent, type RefusalCode} from "@wederhoor/collab"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {raw, type RawStruct} from "./raw.ts"
import {
  attacker,
  attributeId,
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
  server,
  statement,
  text,
  unitId,
  updatesOf,
} from "./room.ts"

/** A document in which a colleague wrote a word too. */
function shared(): Y.Doc {
  const doc = seeded()
  Y.applyUpdate(
    doc,
    edit(doc, colleague, copy => line(copy, "f1").insert(0, "Gisteren: ")),
  )
  return doc
}

const bySender = (structs: readonly RawStruct[], clock = 0): Uint8Array =>
  raw([{client: attacker, clock, structs}])

interface Attack {
  readonly code: RefusalCode
  readonly bytes: (doc: Y.Doc) => Uint8Array
  /** What plain Yjs does with it, on a copy; so that the test can fail. */
  readonly plainly?: (copy: Y.Doc, apply: () => void) => void
}

const attacks: {readonly [name: string]: Attack} = {
  "words in a locked section, reached through the left neighbour only": {
    code: "forbidden",
    bytes: doc => bySender([{left: unitId(line(doc, "w1"), 3), string: "NIET "}]),
    plainly: (copy, apply) => {
      apply()
      expect(text(copy, "w1")).toContain("NIET")
    },
  },
  "words in a locked section, reached through the right neighbour only": {
    code: "forbidden",
    bytes: doc => bySender([{right: unitId(line(doc, "w1"), 0), string: "NIET "}]),
    plainly: (copy, apply) => {
      apply()
      expect(text(copy, "w1")).toMatch(/^NIET/)
    },
  },
  "words in a locked section by explicit parent": {
    code: "forbidden",
    bytes: doc => bySender([{parent: idOf(line(doc, "w1")), string: "x"}]),
  },
  "a kind in a locked section, reached through the old value only": {
    code: "forbidden",
    bytes: doc => bySender([{left: attributeId(statement(doc, "w1"), "kind"), any: ["fact"]}]),
    plainly: (copy, apply) => {
      apply()
      expect(statement(copy, "w1").getAttribute("kind")).toBe("fact")
    },
  },
  "an attribute in a locked section, reached through the right neighbour only": {
    code: "forbidden",
    bytes: doc => bySender([{right: attributeId(statement(doc, "w1"), "kind"), any: ["fact"]}]),
  },
  "deleting words in a locked section": {
    code: "forbidden",
    bytes: doc => {
      const [client, clock] = unitId(line(doc, "w1"), 0)
      return raw([], [[client, clock, 5]])
    },
    plainly: (copy, apply) => {
      apply()
      expect(text(copy, "w1")).toBe("tuatie is zorgelijk.")
    },
  },
  "R8 words under a colleague's client id": {
    code: "foreign-client",
    bytes: doc =>
      raw([
        {
          client: colleague,
          clock: 10,
          structs: [{left: unitId(line(doc, "f2"), 0), string: "vals"}],
        },
      ]),
    plainly: (copy, apply) => {
      const genuine = edit(copy, colleague, own => {
        line(own, "f2").insert(0, "echt")
      })
      apply()
      Y.applyUpdate(copy, genuine)
      expect(text(copy, "f2")).not.toContain("echt")
    },
  },
  "a forged tombstone on a colleague's clocks": {
    code: "foreign-client",
    bytes: () => raw([{client: colleague, clock: 10, structs: [{gc: 1000}]}]),
    plainly: (copy, apply) => {
      const genuine = edit(copy, colleague, own => line(own, "f2").insert(0, "echt"))
      apply()
      Y.applyUpdate(copy, genuine)
      expect(text(copy, "f2")).not.toContain("echt")
    },
  },
  "a deletion of what a colleague has yet to write": {
    code: "gap",
    bytes: () => raw([], [[colleague, 10, 1000]]),
    plainly: (copy, apply) => {
      const genuine = edit(copy, colleague, own => line(own, "f2").insert(0, "echt"))
      apply()
      expect(isPending(copy)).toBe(true)
      Y.applyUpdate(copy, genuine)
      expect(text(copy, "f2")).not.toContain("echt")
    },
  },
  "a deletion under a client id that nobody has": {
    code: "gap",
    bytes: () => raw([], [[777, 0, 1]]),
  },
  "R9 a skip": {
    code: "gap",
    bytes: doc => bySender([{skip: 5}, {left: unitId(line(doc, "f1"), 0), string: "x"}]),
    plainly: (copy, apply) => {
      apply()
      expect(isPending(copy)).toBe(true)
    },
  },
  "R9 a clock that runs ahead": {
    code: "gap",
    bytes: doc => bySender([{left: unitId(line(doc, "f1"), 0), string: "x"}], 5),
    plainly: (copy, apply) => {
      apply()
      expect(isPending(copy)).toBe(true)
    },
  },
  "R9 a left neighbour that does not exist": {
    code: "gap",
    bytes: () => bySender([{left: [777, 3], string: "x"}]),
    plainly: (copy, apply) => {
      apply()
      expect(isPending(copy)).toBe(true)
    },
  },
  "R9 a parent that does not exist": {
    code: "gap",
    bytes: () => bySender([{parent: [colleague, 999], string: "x"}]),
  },
  "a struct that is its own left neighbour": {
    code: "gap",
    bytes: () => bySender([{left: [attacker, 0], string: "x"}]),
    plainly: (_, apply) => expect(apply).toThrow(/./),
  },
  "a struct that leans on a later one of its own": {
    code: "gap",
    bytes: () => bySender([{right: [attacker, 5], string: "x"}]),
    plainly: (_, apply) => expect(apply).toThrow(/./),
  },
  "a struct that is its own parent": {
    code: "gap",
    bytes: () => bySender([{parent: [attacker, 0], type: 3, name: "statement"}]),
    plainly: (_, apply) => expect(apply).toThrow(/./),
  },
  "neighbours in two different lists": {
    code: "foreign-place",
    bytes: doc =>
      bySender([
        {left: unitId(line(doc, "f1"), 2), right: unitId(line(doc, "f2"), 3), string: "x"},
      ]),
  },
  "a list neighbour and an attribute neighbour": {
    code: "foreign-place",
    bytes: doc =>
      bySender([
        {
          left: attributeId(statement(doc, "f1"), "kind"),
          right: idOf(statement(doc, "f1")),
          any: ["x"],
        },
      ]),
  },
  "a string of no length": {
    code: "unreadable",
    bytes: doc => bySender([{left: unitId(line(doc, "f1"), 0), string: ""}]),
  },
  "a list of no values": {
    code: "unreadable",
    bytes: doc => bySender([{left: attributeId(statement(doc, "f1"), "kind"), any: []}]),
  },
  "a tombstone of no length": {code: "unreadable", bytes: () => bySender([{gc: 0}])},
  "a deleted struct of no length": {
    code: "unreadable",
    bytes: doc => bySender([{left: unitId(line(doc, "f1"), 0), deleted: 0}]),
  },
  "a deleted range of no length": {
    code: "unreadable",
    bytes: () => raw([], [[server, 3, 0]]),
  },
  "two runs of one client, of which Yjs takes the last": {
    code: "unreadable",
    bytes: doc =>
      raw([
        {client: attacker, clock: 0, structs: [{left: unitId(line(doc, "f1"), 0), string: "x"}]},
        {client: 7, clock: 0, structs: [{gc: 1}]},
        {client: attacker, clock: 0, structs: [{left: unitId(line(doc, "w1"), 0), string: "y"}]},
      ]),
  },
  "a count of structs that would take a quarter of a gigabyte": {
    code: "unreadable",
    bytes: () => raw([{client: attacker, clock: 0, structs: [], promised: 2 ** 25}]),
  },
  "a tombstone that pushes the clock far ahead": {
    code: "too-large",
    bytes: () => bySender([{gc: 2 ** 40}]),
  },
  "a deleted struct that pushes the clock far ahead": {
    code: "too-large",
    bytes: doc => bySender([{left: unitId(line(doc, "f1"), 0), deleted: 2 ** 40}]),
  },
  "a subdocument of six bytes, of which a million bytes take half a gigabyte": {
    code: "unknown-content",
    bytes: doc =>
      bySender(Array.from({length: 1000}, () => ({left: unitId(line(doc, "f1"), 0), subdoc: ""}))),
  },
  "structs that each make Yjs walk past all the others": {
    code: "too-large",
    bytes: doc =>
      bySender(
        Array.from({length: 4000}, (_, at) => ({
          left: unitId(line(doc, "f1"), 0),
          right: at === 0 ? unitId(line(doc, "f1"), 1) : ([attacker, at - 1] as const),
          string: "x",
        })),
      ),
  },
  "an update over the size limit": {code: "too-large", bytes: () => new Uint8Array(1_048_577)},
  "no bytes at all": {code: "unreadable", bytes: () => new Uint8Array()},
  "values nested a hundred thousand deep": {
    code: "unreadable",
    bytes: doc => {
      const head = bySender([{left: attributeId(statement(doc, "f1"), "at"), any: [[]]}])
      const deep = new Uint8Array(head.length + 200_000)
      deep.set(head.subarray(0, head.length - 3))
      for (let at = head.length - 3; at < deep.length - 1; at += 2) deep.set([117, 1], at)
      return deep
    },
  },
  "an element of another family: Y.Map": {
    code: "unknown-content",
    bytes: doc => bySender([{left: idOf(statement(doc, "f1")), type: 1}]),
  },
  "an element of another family: Y.Array": {
    code: "unknown-content",
    bytes: doc => bySender([{left: idOf(statement(doc, "f1")), type: 0}]),
  },
  "an element of another family: Y.Text": {
    code: "unknown-content",
    bytes: doc => bySender([{left: idOf(line(doc, "f1")), type: 2}]),
  },
  "an element of another family: Y.XmlFragment": {
    code: "unknown-content",
    bytes: doc => bySender([{left: idOf(statement(doc, "f1")), type: 4}]),
  },
  "an element of another family: Y.XmlHook": {
    code: "unknown-content",
    bytes: doc => bySender([{left: idOf(statement(doc, "f1")), type: 5, name: "statement"}]),
  },
  "a type that Yjs does not have": {
    code: "unreadable",
    bytes: doc => bySender([{left: idOf(statement(doc, "f1")), type: 9}]),
  },
  "a subdocument": {
    code: "unknown-content",
    bytes: doc => bySender([{left: idOf(statement(doc, "f1")), subdoc: "x"}]),
  },
  "a raw string between statements": {
    code: "unknown-content",
    bytes: doc => bySender([{left: idOf(statement(doc, "f1")), string: "x"}]),
  },
  "bytes between statements": {
    code: "unknown-content",
    bytes: doc => bySender([{left: idOf(statement(doc, "f1")), binary: new Uint8Array([1])}]),
  },
  "an old JSON struct in a text": {
    code: "unknown-content",
    bytes: doc => bySender([{left: unitId(line(doc, "f1"), 0), json: ["x"]}]),
  },
  "an embed in a line": {
    code: "unknown-content",
    bytes: doc => bySender([{left: unitId(line(doc, "f1"), 0), embed: {source: "b1"}}]),
  },
  "an inline node in a line, which would split a colleague's words": {
    code: "unknown-content",
    bytes: doc => bySender([{left: unitId(line(doc, "f1"), 0), type: 3, name: "source"}]),
  },
  "a text between statements": {
    code: "unknown-node",
    bytes: doc => bySender([{left: idOf(statement(doc, "f1")), type: 6}]),
  },
  "an element that the format does not know": {
    code: "unknown-node",
    bytes: doc =>
      edit(doc, attacker, copy => section(copy, "feiten").insert(0, [node("image", {})])),
  },
  "a known element in a wrong place": {
    code: "unknown-node",
    bytes: doc => edit(doc, attacker, copy => section(copy, "feiten").insert(0, [node("line")])),
  },
  "an element named as a property of every object": {
    code: "unknown-node",
    bytes: doc =>
      edit(doc, attacker, copy => section(copy, "feiten").insert(0, [node("constructor")])),
  },
  "a root that the format does not know": {
    code: "unknown-root",
    bytes: doc => edit(doc, attacker, copy => copy.getXmlFragment("other").insert(0, [node("x")])),
  },
  "a root named __proto__": {
    code: "unknown-root",
    bytes: () => bySender([{parent: "__proto__", type: 3, name: "section"}]),
  },
  "an attribute on a root": {
    code: "unknown-attribute",
    bytes: () => bySender([{parent: "doc", sub: "id", any: ["x"]}]),
  },
  "an attribute on a text": {
    code: "unknown-attribute",
    bytes: doc => edit(doc, attacker, copy => line(copy, "f1").setAttribute("id", "x")),
  },
  "an attribute named __proto__": {
    code: "unknown-attribute",
    bytes: doc =>
      bySender([{parent: idOf(statement(doc, "f1")), sub: "__proto__", any: [{kind: "fact"}]}]),
    plainly: (copy, apply) => {
      apply()
      const attributes = statement(copy, "f2").getAttributes() as object
      expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype)
      expect(Object.getPrototypeOf(statement(copy, "f1").getAttributes())).not.toBe(
        Object.prototype,
      )
    },
  },
  "an attribute that is a big integer": {
    code: "bad-value",
    bytes: doc => bySender([{left: attributeId(statement(doc, "f1"), "at"), any: [2n]}]),
    plainly: (copy, apply) => {
      apply()
      expect(() => JSON.stringify(statement(copy, "f1").getAttributes())).toThrow("BigInt")
    },
  },
  "an attribute that is an object": {
    code: "bad-value",
    bytes: doc => bySender([{left: attributeId(statement(doc, "f1"), "at"), any: [{}]}]),
  },
  "an attribute that is null": {
    code: "bad-value",
    bytes: doc => bySender([{left: attributeId(statement(doc, "f1"), "at"), any: [null]}]),
  },
  "an attribute with two values": {
    code: "unknown-content",
    bytes: doc =>
      bySender([{left: attributeId(statement(doc, "f1"), "at"), any: ["2024", "2025"]}]),
  },
  "an attribute that is a type": {
    code: "unknown-content",
    bytes: doc =>
      bySender([{left: attributeId(statement(doc, "f1"), "at"), type: 3, name: "line"}]),
  },
  "a kind that does not exist": {
    code: "bad-value",
    bytes: doc => edit(doc, attacker, copy => statement(copy, "f1").setAttribute("kind", "truth")),
  },
  "a date that is no date": {
    code: "bad-value",
    bytes: doc =>
      edit(doc, attacker, copy => statement(copy, "f1").setAttribute("at", "2024-13-01")),
  },
  "a reference that is no id": {
    code: "bad-value",
    bytes: doc => edit(doc, attacker, copy => statement(copy, "f1").setAttribute("by", "<b>")),
  },
  "an attribute that is too long": {
    code: "bad-value",
    bytes: doc =>
      edit(doc, attacker, copy => statement(copy, "f1").setAttribute("why", "x".repeat(2001))),
  },
  "a mark that the format does not know": {
    code: "unknown-mark",
    bytes: doc => edit(doc, attacker, copy => line(copy, "f1").format(0, 3, {blink: {}})),
  },
  "a mark named as a property of every object": {
    code: "unknown-mark",
    bytes: doc => bySender([{left: unitId(line(doc, "f1"), 0), format: ["__proto__", {}]}]),
  },
  "a mark with an attribute that it does not have": {
    code: "unknown-attribute",
    bytes: doc =>
      edit(doc, attacker, copy => line(copy, "f1").format(0, 3, {strong: {style: "x"}})),
  },
  "a mark whose value is no set of attributes": {
    code: "bad-value",
    bytes: doc => edit(doc, attacker, copy => line(copy, "f1").format(0, 3, {strong: true})),
  },
  "a person mark that points nowhere lawful": {
    code: "bad-value",
    bytes: doc =>
      edit(doc, attacker, copy => line(copy, "f1").format(0, 3, {person: {ref: "../x"}})),
  },
  "a control character, which no Word file can hold": {
    code: "bad-text",
    bytes: doc => edit(doc, attacker, copy => line(copy, "f1").insert(0, "a\u0000b")),
  },
  "an insertion in the middle of a colleague's emoji": {
    code: "split-character",
    bytes: doc => bySender([{left: unitId(line(doc, "f2"), 17), string: "x"}]),
    plainly: (copy, apply) => {
      apply()
      expect(text(copy, "f2")).toContain("\ufffd")
    },
  },
  "a deletion of half an emoji": {
    code: "split-character",
    bytes: doc => {
      const [client, clock] = unitId(line(doc, "f2"), 17)
      return raw([], [[client, clock, 1]])
    },
    plainly: (copy, apply) => {
      apply()
      expect(text(copy, "f2")).toContain("\ufffd")
    },
  },
  "a section added": {
    code: "fixed",
    bytes: doc =>
      edit(doc, attacker, copy => copy.getXmlFragment("doc").insert(0, [node("section")])),
  },
  "R6 a section removed": {
    code: "fixed",
    bytes: doc => edit(doc, attacker, copy => copy.getXmlFragment("doc").delete(1, 1)),
    plainly: (copy, apply) => {
      apply()
      expect(readContent(copy).sections).toHaveLength(1)
    },
  },
  "a section renamed": {
    code: "fixed",
    bytes: doc =>
      edit(doc, attacker, copy => section(copy, "feiten").setAttribute("id", "oordelen")),
  },
  "a section that loses its id": {
    code: "fixed",
    bytes: doc => edit(doc, attacker, copy => section(copy, "feiten").removeAttribute("id")),
  },
  "an id rewritten": {
    code: "write-once",
    bytes: doc => edit(doc, attacker, copy => statement(copy, "f1").setAttribute("id", "f9")),
  },
  "an id removed": {
    code: "write-once",
    bytes: doc => edit(doc, attacker, copy => statement(copy, "f1").removeAttribute("id")),
  },
  "an id wiped by a deleted struct behind it": {
    code: "write-once",
    bytes: doc => bySender([{left: attributeId(statement(doc, "f1"), "id"), deleted: 1}]),
    plainly: (copy, apply) => {
      const before = statement(copy, "f1")
      apply()
      expect(before.getAttribute("id")).toBeUndefined()
    },
  },
  "an id rewritten under cover of a removal": {
    code: "write-once",
    bytes: doc =>
      edit(doc, attacker, copy => {
        const target = statement(copy, "f1")
        target.removeAttribute("id")
        target.setAttribute("id", "f9")
      }),
  },
  "a new statement with somebody else's id": {
    code: "id-taken",
    bytes: doc =>
      edit(doc, attacker, copy => section(copy, "feiten").insert(0, [newStatement("w1", "x")])),
  },
  "one id given twice in an update": {
    code: "id-taken",
    bytes: doc =>
      edit(doc, attacker, copy =>
        section(copy, "feiten").insert(0, [newStatement("n1", "x"), newStatement("n1", "y")]),
      ),
  },
  "a new statement without an id": {
    code: "id-missing",
    bytes: doc =>
      edit(doc, attacker, copy => section(copy, "feiten").insert(0, [node("statement")])),
  },
  "a colleague's statement removed": {
    code: "not-own",
    bytes: doc => edit(doc, attacker, copy => section(copy, "feiten").delete(0, 1)),
    plainly: (copy, apply) => {
      apply()
      expect(JSON.stringify(readContent(copy))).not.toContain("Sem sliep")
    },
  },
  "R6 everything selected and deleted": {
    code: "fixed",
    bytes: doc =>
      edit(doc, attacker, copy => {
        const all = copy.getXmlFragment("doc")
        all.delete(0, all.length)
      }),
  },
  "R6 every statement of a section deleted": {
    code: "not-own",
    bytes: doc => edit(doc, attacker, copy => section(copy, "weging").delete(0, 1)),
  },
  "a source removed from the register": {
    code: "not-own",
    bytes: doc => edit(doc, attacker, copy => copy.getXmlFragment("sources").delete(0, 1)),
  },
}

describe("guard refuses", () => {
  test.each(Object.entries(attacks))("%s", (_, {code, bytes, plainly}) => {
    const doc = shared()
    const before = Y.encodeStateAsUpdate(doc)
    const roots = [...doc.share.keys()]
    const update = bytes(doc)
    expect(judge(doc, update, {may: locked})).toMatchObject({ok: false, code})
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    expect([...doc.share.keys()]).toEqual(roots)
    if (plainly !== undefined) {
      const copy = copyOf(doc, 5)
      plainly(copy, () => Y.applyUpdate(copy, update))
    }
  })
})

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
