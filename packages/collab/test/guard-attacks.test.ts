// SPDX-License-Identifier: EUPL-1.2
import {readContent, type RefusalCode} from "@wederhoor/collab"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {bySender, raw} from "./raw.ts"
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
  server,
  shared,
  statement,
  text,
  unitId,
} from "./room.ts"

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
  "R9 a right neighbour that does not exist": {
    code: "gap",
    bytes: () => bySender([{right: [777, 3], string: "x"}]),
  },
  "a deletion that reaches one clock too far": {
    code: "gap",
    bytes: doc => raw([], [[server, Y.getState(doc.store, server) - 1, 2]]),
    plainly: (copy, apply) => {
      apply()
      expect(isPending(copy)).toBe(true)
    },
  },
  "more deleted ranges than a person makes": {
    code: "too-large",
    bytes: () =>
      raw(
        [],
        Array.from({length: 30_001}, (_, at) => [server, at % 9, 1] as const),
      ),
  },
  "version 2 bytes, which say nothing in version 1": {
    code: "unreadable",
    bytes: doc =>
      Y.convertUpdateFormatV1ToV2(edit(doc, attacker, copy => line(copy, "w1").insert(3, "x"))),
    plainly: (copy, apply) => {
      apply()
      expect(text(copy, "w1")).toBe("De situatie is zorgelijk.")
    },
  },
  "an honest edit with one in a locked section behind it": {
    code: "forbidden",
    bytes: doc =>
      edit(doc, attacker, copy => {
        line(copy, "f1").insert(3, "goed ")
        line(copy, "w1").insert(3, "NIET ")
      }),
  },
  "an attribute removed in a locked section": {
    code: "forbidden",
    bytes: doc => edit(doc, attacker, copy => statement(copy, "w1").removeAttribute("kind")),
  },
  "a mark in a locked section": {
    code: "forbidden",
    bytes: doc => edit(doc, attacker, copy => line(copy, "w1").format(0, 2, {strong: {}})),
  },
}

/** Refused before anything says where it would be: nothing stands there, or nobody looked. */
const placeless: ReadonlySet<RefusalCode> = new Set([
  "unreadable",
  "too-large",
  "gap",
  "foreign-client",
  "unknown-content",
] as const)

test("there are at least sixty attacks", () => {
  expect(Object.keys(attacks).length).toBeGreaterThanOrEqual(60)
})

describe("guard refuses", () => {
  test.each(Object.entries(attacks))("%s", (_, {code, bytes, plainly}) => {
    const doc = shared()
    const before = Y.encodeStateAsUpdate(doc)
    const roots = [...doc.share.keys()]
    const update = bytes(doc)
    const verdict = judge(doc, update, {may: locked})
    expect(verdict).toMatchObject({ok: false, code})
    if (!placeless.has(code)) expect(verdict).toHaveProperty("at.root")
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    expect([...doc.share.keys()]).toEqual(roots)
    if (plainly !== undefined) {
      const copy = copyOf(doc, 5)
      plainly(copy, () => Y.applyUpdate(copy, update))
    }
  })
})
