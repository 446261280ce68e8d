// SPDX-License-Identifier: EUPL-1.2
import {guard, readContent, refusals} from "@wederhoor/collab"
import {type AttributeRule, contentTable, type DocumentTable, draftTable} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {bySender} from "./raw.ts"
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
  shared,
  statement,
  unitId,
} from "./room.ts"
import {wild} from "./wild.ts"
import {random, writer} from "./writer.ts"

describe("nothing may stay pending", () => {
  test.each([1, 2, 3, 4, 5, 6])(
    "the updates of an evening in any order: what comes too early is refused, and sent again it is all there (seed %d)",
    seed => {
      const r = random(seed)
      const doc = seeded()
      const own = copyOf(doc, attacker)
      const someone = writer(own, r)
      const updates: Uint8Array[] = []
      own.on("update", (update: Uint8Array) => void updates.push(update))
      for (let act = 0; act < 60; act++) someone.act()
      let early = 0
      let waiting = updates.map(update => ({update, rank: r.below(1e6)}))
      waiting.sort((a, b) => a.rank - b.rank)
      while (waiting.length > 0) {
        const refused = waiting.filter(({update}) => {
          const verdict = judge(doc, update)
          if (verdict.ok) Y.applyUpdate(doc, verdict.update)
          else expect(["gap", "gone"]).toContain(verdict.code)
          expect(isPending(doc)).toBe(false)
          return !verdict.ok
        })
        early += refused.length
        // Typed and taken back again: the words alone come too late for a place that went meanwhile.
        if (refused.length === waiting.length) break
        waiting = refused
      }
      expect(early).toBeGreaterThan(0)
      const rest = judge(doc, Y.encodeStateAsUpdate(own, Y.encodeStateVector(doc)))
      expect(rest.ok).toBe(true)
      if (rest.ok) Y.applyUpdate(doc, rest.update)
      expect(isPending(doc)).toBe(false)
      expect(readContent(doc)).toEqual(readContent(own))
    },
  )
})

describe("merge-closed", () => {
  test.each([1, 2, 3, 4])(
    "two updates that are each accepted fit the table together, in either order (seed %d, 250 pairs)",
    seed => {
      const r = random(seed)
      let both = 0
      let doc = seeded()
      for (let pair = 0; pair < 250; pair++) {
        if (pair % 50 === 0) {
          doc = seeded()
          const someone = writer(copyOf(doc, 2002), r)
          for (let act = 0; act < 8; act++) someone.act()
          Y.applyUpdate(doc, Y.encodeStateAsUpdate(someone.doc))
        }
        const of = (client: number): Uint8Array | null => {
          for (let tries = 0; tries < 20; tries++) {
            const update = r.chance(0.3)
              ? edit(doc, client, copy => writer(copy, r).act())
              : wild(doc, [], r)
            const verdict = judge(doc, update, {client})
            if (verdict.ok && verdict.touches.length > 0) return verdict.update
          }
          return null
        }
        const [one, other] = [of(2002), of(3003)]
        if (one === null || other === null) continue
        both++
        const [first, second] = [copyOf(doc, 8), copyOf(doc, 9)]
        for (const update of [one, other]) Y.applyUpdate(first, update)
        for (const update of [other, one]) Y.applyUpdate(second, update)
        const unknown: string[] = []
        const content = readContent(first, ({sort, name}) => unknown.push(`${sort} ${name}`))
        expect(unknown).toEqual([])
        expect(content.sections.map(({id}) => id)).toEqual(["feiten", "weging"])
        expect(readContent(second)).toEqual(content)
        expect([isPending(first), isPending(second)]).toEqual([false, false])
      }
      expect(both).toBeGreaterThan(80)
    },
  )
})

describe("the allowlist is the table", () => {
  /** A value that no rule of this type takes. */
  const wrong = ({type}: AttributeRule): unknown => (type === "string" ? 7 : "no")
  const cases = Object.entries(contentTable.nodes)
    .filter(([name, {fixed}]) => !fixed && name !== "statement")
    .flatMap(([name, {attributes}]) =>
      Object.entries(attributes).map(([attribute, rule]) => ({name, attribute, rule})),
    )
  const made = (name: string, attributes: Record<string, unknown>) => (copy: Y.Doc) => {
    if (name === "sourceEntry")
      copy.getXmlFragment("sources").push([node(name, {id: "b9", ...attributes})])
    else statement(copy, "f1").push([node(name, attributes)])
  }

  test.each(cases)("$name: $attribute takes its default and no other type", one => {
    const doc = shared()
    const {name, attribute, rule} = one
    if (attribute !== "id") {
      const good = edit(doc, attacker, made(name, {[attribute]: rule.default}))
      expect(judge(doc, good)).toMatchObject({ok: true})
    }
    const bad = edit(doc, attacker, made(name, {[attribute]: wrong(rule)}))
    expect(judge(doc, bad)).toMatchObject({ok: false, code: "bad-value"})
  })

  test.each(Object.entries(contentTable.nodes["statement"]!.attributes))(
    "statement: %s takes no other type",
    (attribute, rule) => {
      const doc = shared()
      const bad = edit(doc, attacker, copy =>
        statement(copy, "f1").setAttribute(attribute, wrong(rule) as string),
      )
      expect(judge(doc, bad)).toMatchObject({
        ok: false,
        at: {section: "feiten", statement: "f1", op: "attribute", attribute},
      })
    },
  )

  test("an attribute that the table gets tomorrow needs nothing here", () => {
    const doc = shared()
    const rules = contentTable.nodes["statement"]!
    const table: DocumentTable = {
      ...contentTable,
      nodes: {
        ...contentTable.nodes,
        statement: {
          ...rules,
          attributes: {...rules.attributes, tomorrow: {type: "string", default: "", shape: "ref"}},
        },
      },
    }
    const update = (value: string): Uint8Array =>
      edit(doc, attacker, copy => statement(copy, "f1").setAttribute("tomorrow", value))
    expect(judge(doc, update("f2"))).toMatchObject({ok: false, code: "unknown-attribute"})
    expect(judge(doc, update("f2"), {table})).toMatchObject({ok: true})
    expect(judge(doc, update("../x"), {table})).toMatchObject({code: "bad-value"})
    expect(judge(doc, update("f2"), {table, may: locked})).toMatchObject({
      ok: true,
      touches: [{statement: "f1", op: "attribute", attribute: "tomorrow"}],
    })
  })

  test("nothing of the content may stand among drafts, and no mark either", () => {
    const drafts = new Y.Doc()
    const root = drafts.getXmlFragment("drafts")
    root.push([node("draft", {id: "d1", on: "f1"}, [new Y.XmlText("Zo was het niet.")])])
    const context = {table: draftTable}
    const typed = edit(drafts, attacker, copy =>
      (copy.getXmlFragment("drafts").get(0) as Y.XmlElement as {get: (at: number) => Y.XmlText})
        .get(0)
        .insert(3, "x"),
    )
    expect(judge(drafts, typed, context)).toMatchObject({
      ok: true,
      touches: [{root: "drafts", draft: "d1", node: "draft", op: "text"}],
    })
    const foreign = edit(drafts, attacker, copy =>
      copy.getXmlFragment("drafts").push([newStatement("n1", "x")]),
    )
    expect(judge(drafts, foreign, context)).toMatchObject({code: "unknown-node"})
  })
})

describe("limits", () => {
  test("a value deeper than eight is not even looked into, a shallower one fits no rule", () => {
    const doc = shared()
    const nested = (depth: number): unknown => (depth === 0 ? "x" : [nested(depth - 1)])
    const left = attributeId(statement(doc, "f1"), "at")
    const deep = (depth: number): Uint8Array => bySender([{left, any: [nested(depth)]}])
    expect(judge(doc, deep(8))).toMatchObject({ok: false, code: "bad-value"})
    expect(judge(doc, deep(9))).toMatchObject({ok: false, code: "unreadable"})
  })

  test("elements stand no deeper than the table has levels", () => {
    const doc = shared()
    const inside = edit(doc, attacker, copy =>
      statement(copy, "f1").push([node("line", {}, [node("line", {}, [new Y.XmlText("x")])])]),
    )
    expect(judge(doc, inside)).toMatchObject({ok: false, code: "unknown-node"})
    const nested = edit(doc, attacker, copy =>
      statement(copy, "f1").push([newStatement("n1", "x")]),
    )
    expect(judge(doc, nested)).toMatchObject({ok: false, code: "unknown-node"})
  })

  test("what a limit allows is allowed to the last byte, struct and clock", () => {
    const doc = shared()
    const update = edit(doc, attacker, copy => line(copy, "f1").insert(3, "abc"))
    for (const limits of [{bytes: update.length}, {structs: 1}, {growth: 3}, {steps: 0}])
      expect(judge(doc, update, {limits})).toMatchObject({ok: true})
    for (const limits of [{bytes: update.length - 1}, {structs: 0}, {growth: 2}])
      expect(judge(doc, update, {limits})).toMatchObject({ok: false, code: "too-large"})
  })
})

describe("a refusal says where", () => {
  test("also when two windows clash, neighbours disagree, or a character would be cut", () => {
    const doc = shared()
    const mine = edit(doc, attacker, copy => line(copy, "f1").insert(0, "een "))
    const two = edit(doc, attacker, copy => line(copy, "f2").insert(0, "twee"))
    Y.applyUpdate(doc, mine)
    const f1 = {root: "doc", section: "feiten", statement: "f1", node: "line", op: "text"}
    const f2 = {...f1, statement: "f2"}
    expect(judge(doc, two)).toMatchObject({code: "client-clash", at: f1})
    const between = {left: unitId(line(doc, "f1"), 0), right: unitId(line(doc, "f2"), 3)}
    expect(judge(doc, bySender([{...between, string: "x"}], 4))).toMatchObject({
      code: "foreign-place",
      at: f2,
    })
    const half = {left: unitId(line(doc, "f2"), 17), string: "x"}
    expect(judge(doc, bySender([half], 4))).toMatchObject({code: "split-character", at: f2})
  })

  test("also for words in a place that is gone, as long as the document knows of it", () => {
    const doc = new Y.Doc({gc: false})
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(shared()))
    const typing = edit(doc, attacker, copy => line(copy, "f1", 1).insert(0, "Noor niet. "))
    Y.applyUpdate(
      doc,
      edit(doc, colleague, copy => statement(copy, "f1").delete(1, 1)),
    )
    expect(judge(doc, typing)).toMatchObject({
      code: "gone",
      at: {section: "feiten", statement: "f1", op: "text"},
    })
  })

  test("also for a statement that others refer to", () => {
    const doc = shared()
    Y.applyUpdate(
      doc,
      edit(doc, attacker, copy => section(copy, "feiten").insert(0, [newStatement("n1", "Eigen")])),
    )
    Y.applyUpdate(
      doc,
      edit(doc, colleague, copy => statement(copy, "w1").push([node("basedOn", {ref: "n1"})])),
    )
    const undo = edit(doc, attacker, copy => section(copy, "feiten").delete(0, 1))
    expect(judge(doc, undo)).toMatchObject({
      code: "referenced",
      detail: "n1",
      at: {section: "feiten", statement: "n1", node: "statement", op: "delete"},
    })
  })

  test("and repeats no more than eighty characters of the sender's own making", () => {
    const doc = shared()
    const name = "x".repeat(100_000)
    for (const update of [
      bySender([{parent: name, type: 3, name: "statement"}]),
      bySender([{parent: idOf(statement(doc, "f1")), sub: name, any: ["x"]}]),
      bySender([{left: unitId(line(doc, "f1"), 0), format: [name, {}]}]),
      bySender([{parent: idOf(statement(doc, "f1")), type: 3, name}]),
    ]) {
      const verdict = guard(doc, update, {table: contentTable, clients: new Set([attacker])})
      expect(verdict.ok).toBe(false)
      expect(JSON.stringify(verdict).length).toBeLessThan(500)
    }
  })

  test("every code has its words", () => {
    for (const {nl, en} of Object.values(refusals))
      expect([nl.length > 9, en.length > 9]).toEqual([true, true])
  })
})
