// SPDX-License-Identifier: EUPL-1.2
import {
  applyEdit,
  editsBetween,
  keptFrom,
  readContent,
  readDrafts,
  replayRefusals,
} from "@wederhoor/collab"
import type {Content, Statement} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {
  copyOf,
  isPending,
  judge,
  line,
  locked,
  newStatement,
  node,
  section,
  seeded,
  statement,
} from "./room.ts"
import {random, writer} from "./writer.ts"

const spare = 9009
const me = 7
const other = 8

/** Do what changed from `base` to `mine` again on a copy of `now`; the copy, and the codes of what was not done. */
function replay(
  base: Y.Doc,
  mine: Y.Doc,
  now: Y.Doc,
): {readonly doc: Y.Doc; readonly codes: string[]; readonly updates: Uint8Array[]} {
  const doc = copyOf(now, spare)
  const codes: string[] = []
  const updates: Uint8Array[] = []
  for (const edit of editsBetween(base, mine)) {
    const before = Y.encodeStateAsUpdate(doc)
    const done = applyEdit(doc, edit, base)
    if (done.ok && done.update) updates.push(done.update)
    if (done.ok) continue
    codes.push(done.code)
    expect(Object.keys(replayRefusals)).toContain(done.code)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  }
  return {doc, codes, updates}
}

/** Everything but the order in which relations stand and whether one stands there twice, which mean nothing. */
const plainly = (content: Content): Content => ({
  ...content,
  sections: content.sections.map(one => ({
    ...one,
    statements: one.statements.map(({relations, waivers, ...rest}): Statement => ({
      ...rest,
      relations: [...new Set(relations.map(one => JSON.stringify(one)))]
        .toSorted()
        .map(one => JSON.parse(one) as (typeof relations)[number]),
      ...(waivers ? {waivers} : {}),
    })),
  })),
})

const textsOf = (doc: Y.Doc): string =>
  readContent(doc)
    .sections.flatMap(({statements}) => statements)
    .flatMap(({lines}) => lines.map(runs => runs.map(run => run.text).join("")))
    .join("\n")

describe("doing edits again", () => {
  const seeds = Array.from({length: 60}, (_, index) => 4100 + index)

  test.each(seeds)("on the copy they began in gives what their writer had (seed %i)", seed => {
    const base = seeded()
    const mine = copyOf(base, me)
    const someone = writer(mine, random(seed))
    for (let step = 0; step < 25; step++) someone.act()
    const {doc, codes, updates} = replay(base, mine, base)
    expect(codes).toEqual([])
    expect(plainly(readContent(doc))).toEqual(plainly(readContent(mine)))
    // One by one, each alone, they are taken by the guard, and none of them hangs on what it does not have.
    const server = copyOf(base, 1)
    for (const update of updates) {
      const verdict = judge(server, update, {client: spare})
      expect(verdict).toMatchObject({ok: true})
      Y.applyUpdate(server, update)
      expect(isPending(server)).toBe(false)
    }
    expect(readContent(server)).toEqual(readContent(doc))
  })

  test.each(seeds)("beside a colleague loses no word of either (seed %i)", seed => {
    const r = random(seed)
    const base = seeded()
    const [mine, theirs] = [copyOf(base, me), copyOf(base, other)]
    let count = 0
    const words = new Map<Y.Doc, string[]>([
      [mine, []],
      [theirs, []],
    ])
    // Words that are nobody else's, anywhere in the text, each of them found again afterwards.
    for (const [doc, name] of [
      [mine, "mijn"],
      [theirs, "hun"],
    ] as const)
      for (let step = 0; step < 12; step++) {
        const [id, at] = r.pick([
          ["f1", 0],
          ["f1", 1],
          ["f2", 0],
          ["w1", 0],
        ] as const)
        const text = line(doc, id, at)
        const all = (text.toDelta() as {insert: string}[]).map(({insert}) => insert).join("")
        const places = [0, ...[...all.matchAll(/ /g)].map(({index}) => index), all.length]
        const word = `${name}${++count}`
        text.insert(r.pick(places), ` ${word} `)
        words.get(doc)?.push(word)
        if (r.chance(0.2)) statement(doc, id).setAttribute("at", r.pick(["2024", "2025"]))
      }
    const {doc, codes} = replay(base, mine, theirs)
    for (const word of [...(words.get(mine) ?? []), ...(words.get(theirs) ?? [])])
      expect(textsOf(doc)).toContain(word)
    expect(codes.every(code => code === "changed-meanwhile")).toBe(true)
  })

  test.each(seeds)("is safe whatever both did: done or refused, never halfway (seed %i)", seed => {
    const r = random(seed)
    const base = seeded()
    const [mine, theirs] = [copyOf(base, me), copyOf(base, other)]
    const [one, another] = [writer(mine, r), writer(theirs, r)]
    for (let step = 0; step < 20; step++) {
      one.act()
      another.act()
    }
    const {doc} = replay(base, mine, theirs)
    expect(isPending(doc)).toBe(false)
    expect(replay(base, mine, doc).updates.length).toBeLessThanOrEqual(
      editsBetween(base, mine).length,
    )
  })
})

describe("a writer who was refused", () => {
  // Somebody worked offline, partly in a section that closed meanwhile; a colleague went on as well.
  test.each(Array.from({length: 40}, (_, index) => 7300 + index))(
    "has every word in the report or handed back, and the server has nothing it refused (seed %i)",
    seed => {
      const r = random(seed)
      const base = seeded()
      const mine = copyOf(base, me)
      const server = copyOf(base, 1)
      const place = (): readonly [string, number] =>
        r.pick([
          ["f1", 0],
          ["f1", 1],
          ["f2", 0],
          ["w1", 0],
        ])
      const typed: string[] = []
      const theirs: string[] = []
      const colleague = copyOf(base, other)
      for (let step = 0; step < 15; step++)
        for (const [doc, words] of [
          [mine, typed],
          [colleague, theirs],
        ] as const) {
          const word = `${doc === mine ? "m" : "t"}${step}z`
          if (r.chance(0.15)) {
            const into = doc === mine ? r.pick(["feiten", "weging"]) : "feiten"
            section(doc, into).push([newStatement(`${word}-id`, word)])
          } else {
            const [id, at] = place()
            if (doc === colleague && id === "w1") continue
            line(doc, id, at).insert(0, `${word} `)
          }
          words.push(word)
        }
      if (r.chance(0.5)) statement(colleague, "f2").setAttribute("withdrawn", "dubbel")
      Y.applyUpdate(server, Y.encodeStateAsUpdate(colleague, Y.encodeStateVector(server)))
      const whole = Y.encodeStateAsUpdate(mine, Y.encodeStateVector(base))
      const refusal = judge(server, whole, {client: me, may: locked})
      const kept: string[] = []
      if (refusal.ok) Y.applyUpdate(server, whole)
      else
        for (const edit of editsBetween(base, mine)) {
          const scratch = copyOf(server, spare)
          const done = applyEdit(scratch, edit, base)
          const verdict =
            done.ok && done.update ? judge(server, done.update, {client: spare, may: locked}) : null
          if (verdict?.ok) Y.applyUpdate(server, verdict.update)
          else if (edit.op !== "draft" && !(done.ok && done.update === null))
            kept.push(...keptFrom([edit], "forbidden").map(({after}) => after))
        }
      const there = textsOf(server)
      const handed = kept.join(" ")
      for (const word of typed) expect(there.includes(word) || handed.includes(word)).toBe(true)
      for (const word of theirs) expect(there).toContain(word)
      expect(readContent(server).sections[1]).toEqual(readContent(base).sections[1])
      expect(isPending(server)).toBe(false)
    },
  )
})

describe("one edit", () => {
  const changed = (change: (doc: Y.Doc) => void, client = me): Y.Doc => {
    const doc = copyOf(seeded(), client)
    doc.transact(() => change(doc))
    return doc
  }
  const base = seeded()

  test("of words leaves the words of a colleague in the same line", () => {
    const mine = changed(doc => {
      line(doc, "f1").delete(0, 5)
      line(doc, "f1").insert(0, "Moeder")
    })
    const theirs = changed(doc => line(doc, "f1").insert(5, " (en Noor)"), other)
    const {doc} = replay(base, mine, theirs)
    expect(textsOf(doc)).toContain("Moeder (en Noor) kwam om acht uur thuis.")
  })
  test("of marks keeps the words and the marks of a colleague", () => {
    const mine = changed(doc => line(doc, "f1").format(0, 5, {strong: {}}))
    const theirs = changed(doc => {
      line(doc, "f1").insert(28, " Laat.")
      line(doc, "f1").format(6, 4, {em: {}})
    }, other)
    const {doc} = replay(base, mine, theirs)
    expect(readContent(doc).sections[0]?.statements[0]?.lines[0]).toEqual([
      {text: "Vader", marks: ["strong"]},
      {text: " "},
      {text: "kwam", marks: ["em"]},
      {text: " om acht uur thuis Laat.."},
    ])
  })
  test("in a statement that was withdrawn meanwhile is refused; in one that was so already it is not", () => {
    const mine = changed(doc => line(doc, "f1").insert(0, "X "))
    const theirs = changed(doc => statement(doc, "f1").setAttribute("withdrawn", "dubbel"), other)
    expect(replay(base, mine, theirs).codes).toEqual(["target-withdrawn"])
    const late = copyOf(theirs, me)
    line(late, "f1").insert(0, "X ")
    expect(replay(theirs, late, theirs).codes).toEqual([])
  })
  test("in a statement, a section or a line that is gone is refused", () => {
    const mine = changed(doc => line(doc, "f1", 1).insert(0, "X "))
    const noLine = changed(doc => statement(doc, "f1").delete(1, 1), other)
    expect(replay(base, mine, noLine).codes).toEqual(["target-gone"])
    const noStatement = changed(doc => section(doc, "feiten").delete(0, 1), other)
    expect(replay(base, mine, noStatement).codes).toEqual(["target-gone"])
    const added = changed(doc => section(doc, "weging").push([newStatement("n1", "Nieuw")]))
    const noSection = changed(doc => doc.getXmlFragment("doc").delete(1, 1), other)
    expect(replay(base, added, noSection).codes).toEqual(["target-gone"])
  })
  test("of an attribute never undoes what somebody else filled in meanwhile", () => {
    for (const name of ["at", "kind", "withdrawn"]) {
      const value = (one: string, two: string): string => (name === "at" ? one : two)
      const mine = changed(doc =>
        statement(doc, "f1").setAttribute(name, value("2025", name === "kind" ? "view" : "x")),
      )
      const theirs = changed(
        doc =>
          statement(doc, "f1").setAttribute(name, value("2026", name === "kind" ? "wish" : "y")),
        other,
      )
      expect(replay(base, mine, theirs).codes).toEqual(["changed-meanwhile"])
      expect(replay(base, mine, mine).codes).toEqual([])
    }
  })
  test("of a line that goes leaves what a colleague wrote in it", () => {
    const mine = changed(doc => statement(doc, "f1").delete(1, 1))
    const theirs = changed(doc => line(doc, "f1", 1).insert(13, " Vast en zeker."), other)
    expect(textsOf(replay(base, mine, theirs).doc)).toContain(" Vast en zeker.")
    expect(textsOf(replay(base, mine, theirs).doc)).not.toContain("Sem sliep")
    expect(textsOf(replay(base, mine, base).doc)).not.toContain("Sem sliep")
  })
  test("of words takes no letters from a colleague's words that look alike", () => {
    const mine = changed(doc => {
      line(doc, "f1").delete(6, 22)
      line(doc, "f1").insert(6, "zegt: ik kwam om acht uur uit mijn werk")
    })
    const theirs = changed(doc => line(doc, "f1").delete(5, 17), other)
    const {doc, codes} = replay(base, mine, theirs)
    expect(codes).toEqual([])
    expect(textsOf(doc)).toContain("zegt: ik kwam om acht uur uit mijn werk")
  })
  test("that joins lines keeps what a colleague wrote in the one that went (merge, seed 801)", () => {
    const mine = changed(doc => {
      const [first, second] = [line(doc, "f1"), line(doc, "f1", 1)]
      const words = (second.toDelta() as {insert: string}[]).map(({insert}) => insert).join("")
      first.insert(first.length, ` En: ${words}`)
      statement(doc, "f1").delete(1, 1)
    })
    const theirs = changed(doc => line(doc, "f1", 1).insert(13, " Vast en zeker."), other)
    const {doc, codes} = replay(base, mine, theirs)
    expect(codes).toEqual([])
    expect(textsOf(doc)).toContain("thuis. En: Sem")
    expect(textsOf(doc)).toContain(" Vast en zeker.")
  })
  test("of words typed behind own words that were done again already comes behind those", () => {
    const first = changed(doc => line(doc, "f1").insert(29, " Laat."))
    const done = replay(base, first, base).doc
    const second = copyOf(first, me)
    line(second, "f1").insert(35, " Heel laat.")
    expect(textsOf(replay(first, second, done).doc)).toContain("thuis. Laat. Heel laat.")
    const between = copyOf(first, me)
    line(between, "f1").insert(34, ", zo gezegd")
    expect(textsOf(replay(first, between, base).doc)).toContain("thuis., zo gezegd")
  })
  test("that adds comes after the statement it followed, wherever that stands now", () => {
    const mine = changed(doc => section(doc, "feiten").insert(1, [newStatement("n1", "Nieuw")]))
    const theirs = changed(doc => {
      section(doc, "feiten").insert(0, [newStatement("n2", "Ervoor")])
      statement(doc, "f1").setAttribute("beside", "a-f2")
    }, other)
    const {doc} = replay(base, mine, theirs)
    expect(readContent(doc).sections[0]?.statements.map(({id}) => id)).toEqual([
      "n2",
      "f2",
      "f1",
      "n1",
    ])
  })
  test("that moves puts a statement where its writer put it, and only that", () => {
    const mine = changed(doc => statement(doc, "f1").setAttribute("beside", "a-f2"))
    const theirs = changed(doc => line(doc, "f1").insert(0, "Toen: "), other)
    const {doc, codes} = replay(base, mine, theirs)
    expect(codes).toEqual([])
    expect(readContent(doc).sections[0]?.statements.map(({id}) => id)).toEqual(["f2", "f1"])
    expect(textsOf(doc)).toContain("Toen: Vader")
  })
  test("of a source changes its field and leaves those of others", () => {
    const entry = (doc: Y.Doc): Y.XmlElement => doc.getXmlFragment("sources").get(0) as Y.XmlElement
    const mine = changed(doc => entry(doc).setAttribute("author", "Juf"))
    const theirs = changed(doc => entry(doc).setAttribute("date", "2024"), other)
    expect(readContent(replay(base, mine, theirs).doc).sources).toEqual([
      {id: "b1", title: "Brief van school", medium: "document", author: "Juf", date: "2024"},
    ])
    const rival = changed(doc => entry(doc).setAttribute("author", "Meester"), other)
    expect(replay(base, mine, rival).codes).toEqual(["changed-meanwhile"])
  })
  test("of relations and waivers leaves those that are there", () => {
    const mine = changed(doc => {
      statement(doc, "f1").push([
        node("basedOn", {ref: "w1"}),
        node("waiver", {hash: "h", reason: "r"}),
      ])
      statement(doc, "f1").delete(2, 1)
    })
    const theirs = changed(doc => statement(doc, "f1").push([node("basedOn", {ref: "w1"})]), other)
    expect(readContent(replay(base, mine, theirs).doc).sections[0]?.statements[0]).toMatchObject({
      relations: [{type: "basedOn", ref: "w1"}],
      waivers: [{hash: "h", reason: "r"}],
    })
  })
  test("never cuts a character of two units in half", () => {
    const mine = changed(doc => {
      line(doc, "f2").delete(17, 2)
      line(doc, "f2").insert(17, "😁")
    })
    expect(textsOf(mine)).toContain("😁")
    expect(textsOf(replay(base, mine, base).doc)).toBe(textsOf(mine))
  })
})

describe("drafts", () => {
  const draft = (doc: Y.Doc, words: string): void => {
    const text = new Y.XmlText()
    const made = node("draft", {id: "draft", on: "f1", type: "addition"}, [text])
    doc.getXmlFragment("drafts").push([made])
    text.insert(0, words)
  }
  const textIn = (doc: Y.Doc): Y.XmlText =>
    (doc.getXmlFragment("drafts").get(0) as Y.XmlElement).get(0) as Y.XmlText
  const begun = (words = ""): Y.Doc => {
    const doc = new Y.Doc()
    doc.clientID = 1
    if (words) draft(doc, words)
    return doc
  }
  const again = (base: Y.Doc, mine: Y.Doc, now: Y.Doc): string[] => {
    const doc = copyOf(now, spare)
    for (const edit of editsBetween(base, mine)) expect(applyEdit(doc, edit, base).ok).toBe(true)
    return readDrafts(doc).map(({text}) => text)
  }
  test("a new one comes whole, a changed one keeps what another window wrote, one that is gone goes", () => {
    const empty = begun()
    const mine = copyOf(empty, me)
    draft(mine, "Ik zie het anders.")
    expect(again(empty, mine, empty)).toEqual(["Ik zie het anders."])
    const base = begun("Ik zie het.")
    const [here, there] = [copyOf(base, me), copyOf(base, other)]
    textIn(here).insert(10, " anders")
    textIn(there).insert(0, "Nee. ")
    expect(again(base, here, there)).toEqual(["Nee. Ik zie het anders."])
    const cleared = copyOf(base, me)
    cleared.getXmlFragment("drafts").delete(0, 1)
    expect(again(base, cleared, base)).toEqual([])
  })
  test("two windows that began the same draft both keep their words", () => {
    const empty = begun()
    const [here, there] = [copyOf(empty, me), copyOf(empty, other)]
    draft(here, "Van hier.")
    draft(there, "Van daar.")
    expect(again(empty, here, there)).toEqual(["Van daar.\nVan hier."])
  })
})
