// SPDX-License-Identifier: EUPL-1.2
// Somebody changes what the file says. The verifier must see it and name the place.
import {digestOf, newSalt, newReaction, verifyBundle} from "@wederhoor/signoff"
import type {Leaf} from "@wederhoor/signoff"
import {beforeAll, describe, expect, test} from "vitest"
import {after, codes, found, good, makeGood, ours, rehash, statementsOf} from "./attack.ts"
import type {Loose} from "./attack.ts"

beforeAll(makeGood)

test("the good bundle is unchanged, or no attack below would mean anything", async () => {
  const verification = await verifyBundle(good, {keys: ours.keys})
  expect(verification.issues).toEqual([])
  expect(verification.outcome).toBe("unchanged")
  expect(verification.keysPinned).toBe(true)
})

describe("threat 1: edit a sentence", () => {
  test("one letter in a statement names that statement, its number and its section", async () => {
    const verification = await after(bundle => {
      statementsOf(bundle, 1)[1]!["value"]!["text"] = "Bo woont bij Moeder." as unknown as Loose
    })
    expect(verification.outcome).toBe("changed")
    expect(verification.issues).toEqual([
      expect.objectContaining({
        code: "statement-changed",
        statement: "s2-2",
        nr: "2.2",
        section: "feiten",
      }),
    ])
  })
  test.each(["id", "kind", "by"])("its %s", async key => {
    const verification = await after(bundle => {
      statementsOf(bundle, 1)[1]!["value"]![key] = "anders" as unknown as Loose
    })
    expect(codes(verification)).toContain("statement-changed")
  })
  test("with the digest of the leaf made to fit", async () => {
    const verification = await after(async bundle => {
      const leaf = statementsOf(bundle, 1)[1]!
      leaf["value"]!["text"] = "Bo woont bij vader." as unknown as Loose
      const {salt, value} = leaf as unknown as Leaf
      leaf["digest"] = (await digestOf("statement@1", {salt, value})) as unknown as Loose
    })
    expect(found(verification, "section-changed")?.section).toBe("feiten")
  })
  test("with every digest made to fit", async () => {
    const verification = await after(async bundle => {
      statementsOf(bundle, 1)[1]!["value"]!["text"] = "Bo woont bij vader." as unknown as Loose
      await rehash(bundle)
    })
    expect(verification.outcome).toBe("changed")
    expect(codes(verification)).toEqual(
      expect.arrayContaining(["seal-other-report", "signoff-other-report"]),
    )
  })
  test("in a party, a source, a field, a reaction", async () => {
    const verification = await after(bundle => {
      const edited = bundle["report"]!
      edited["parties"]![0]!["value"]!["name"] = "Iemand Anders" as unknown as Loose
      edited["sources"]![0]!["value"]!["title"] = "Brief, 4 maart" as unknown as Loose
      edited["sections"]![0]!["fields"]![0]!["value"]!["value"] = "gedwongen" as unknown as Loose
      edited["reactions"]![0]!["value"]!["text"] = "Het klopt." as unknown as Loose
    })
    expect(codes(verification)).toEqual(
      expect.arrayContaining([
        "party-changed",
        "source-changed",
        "field-changed",
        "reaction-changed",
      ]),
    )
  })
  test.each(["lang", "frozenAt", "previous", "id", "version"])("in the report's %s", async key => {
    const other = {
      lang: "en",
      frozenAt: "2026-03-21T08:00:00Z",
      previous: "C".repeat(43),
      id: "x",
      version: 2,
    }
    const verification = await after(bundle => {
      bundle["report"]![key] = other[key as keyof typeof other] as unknown as Loose
    })
    expect(codes(verification)).toContain("report-changed")
  })
  test("in an attachment's entry", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["attachments"]![0]!["sha256"] = "D".repeat(43) as unknown as Loose
    })
    expect(verification.outcome).toBe("changed")
    expect(codes(verification)).toContain("report-changed")
  })
})

describe("threat 2: leave something out", () => {
  test("a section: named by those who signed it", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["sections"]!.splice(1, 1)
    })
    expect(codes(verification)).toContain("report-changed")
    expect(found(verification, "section-left-out")?.section).toBe("feiten")
  })
  test("a statement", async () => {
    const verification = await after(bundle => {
      statementsOf(bundle, 1).splice(1, 1)
    })
    expect(found(verification, "section-changed")?.section).toBe("feiten")
  })
  test("a party, a source, an attachment", async () => {
    for (const list of ["parties", "sources", "attachments"]) {
      const verification = await after(bundle => {
        bundle["report"]![list]!.pop()
      })
      expect([list, ...codes(verification)]).toContain("report-changed")
    }
  })
})

describe("threat 3: add text", () => {
  test("a statement", async () => {
    const verification = await after(async bundle => {
      const leaf = {salt: newSalt(), value: {id: "s9", text: "Vader dronk."}}
      statementsOf(bundle, 1).push({
        ...leaf,
        digest: await digestOf("statement@1", leaf),
      } as unknown as Loose)
    })
    expect(found(verification, "section-changed")?.section).toBe("feiten")
  })
  test("a key nobody signed, at every level", async () => {
    const places: ((bundle: Loose) => Loose)[] = [
      bundle => bundle,
      bundle => bundle["report"]!,
      bundle => bundle["report"]!["template"]!,
      bundle => bundle["report"]!["sections"]![0]!,
      bundle => statementsOf(bundle, 0)[0]!,
      bundle => bundle["report"]!["attachments"]![0]!,
      bundle => bundle["seal"]!,
      bundle => bundle["signOffs"]![0]!,
    ]
    for (const place of places) {
      const verification = await after(bundle => {
        place(bundle)["toelichting"] = "Moeder stemt in." as unknown as Loose
      })
      expect([place.toString(), verification.outcome]).toContain("changed")
    }
  })
  test("a remark nobody signed", async () => {
    const verification = await after(async bundle => {
      const remark = await newReaction({id: "r9", by: "vader", text: "Ik ben het eens."})
      bundle["remarks"] = [remark] as unknown as unknown as Loose
    })
    expect(codes(verification)).toContain("remark-not-signed")
  })
  test("text beside a gap", async () => {
    const verification = await after(bundle => {
      const leaf = statementsOf(bundle, 0)[0]!
      leaf["withheld"] = {code: "notShown"} as unknown as unknown as Loose
    })
    expect(verification.outcome).toBe("changed")
  })
})

describe("threat 4: reorder, move, double", () => {
  test("reorder statements", async () => {
    const verification = await after(bundle => {
      statementsOf(bundle, 1).reverse()
    })
    expect(codes(verification)).toEqual(["section-changed"])
  })
  test("reorder sections", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["sections"]!.reverse()
    })
    expect(codes(verification)).toContain("report-changed")
  })
  test("move a statement from facts to concerns", async () => {
    const verification = await after(bundle => {
      statementsOf(bundle, 2).push(statementsOf(bundle, 1).pop()!)
    })
    const sections = verification.issues
      .filter(issue => issue.code === "section-changed")
      .map(issue => issue.section)
    expect(sections).toEqual(["feiten", "zorgen"])
  })
  test("put a statement in twice", async () => {
    const verification = await after(bundle => {
      const statements = statementsOf(bundle, 1)
      statements.push(structuredClone(statements[0]!))
    })
    expect(found(verification, "duplicate-id")?.statement).toBe("s2-1")
  })
  test("put another text in under the same id, and a gap in twice", async () => {
    const twin = await after(async bundle => {
      const leaf = {salt: newSalt(), value: {id: "s2-1", text: "Bo was altijd op school."}}
      const digest = await digestOf("statement@1", leaf)
      statementsOf(bundle, 2).push({...leaf, digest} as unknown as Loose)
    })
    expect(found(twin, "duplicate-id")).toMatchObject({statement: "s2-1", section: "zorgen"})
    const gaps = await after(bundle => {
      const [{digest}] = statementsOf(bundle, 1) as unknown as [Loose]
      const gap = {digest, withheld: {code: "notShown"}}
      statementsOf(bundle, 1).splice(0, 1, gap as unknown as Loose, {...gap} as unknown as Loose)
    })
    expect(codes(gaps)).toContain("duplicate-id")
  })
  test("swap the salts of two statements", async () => {
    const verification = await after(bundle => {
      const [a, b] = statementsOf(bundle, 1) as unknown as [Loose, Loose]
      ;[a["salt"], b["salt"]] = [b["salt"]!, a["salt"]!]
    })
    const changed = verification.issues.map(issue => issue.statement)
    expect(changed).toEqual(["s2-1", "s2-2"])
  })
  test("swap two values and keep their digests", async () => {
    const verification = await after(bundle => {
      const [a, b] = statementsOf(bundle, 1) as unknown as [Loose, Loose]
      ;[a["value"], b["value"]] = [b["value"]!, a["value"]!]
    })
    expect(codes(verification)).toEqual([
      "statement-changed",
      "statement-changed",
      "signoff-other-text",
    ])
  })
  test("two sections with one id", async () => {
    const verification = await after(bundle => {
      bundle["report"]!["sections"]![2]!["id"] = "feiten" as unknown as Loose
    })
    expect(codes(verification)).toContain("duplicate-id")
  })
  test("pass a reaction off as a statement", async () => {
    const verification = await after(bundle => {
      const {digest, salt, value} = bundle["report"]!["reactions"]![0]!
      statementsOf(bundle, 1).push({digest, salt, value} as unknown as Loose)
    })
    expect(codes(verification)).toContain("statement-changed")
  })
})

describe("tricks with keys and garbage", () => {
  test("a key that stands twice in the file: readers would differ", async () => {
    const source = JSON.stringify(good).replace('"lang":"nl"', '"lang":"en","lang":"nl"')
    expect(JSON.parse(source)).toEqual(good)
    const verification = await verifyBundle(source, {keys: ours.keys})
    expect(codes(verification)).toEqual(["duplicate-key"])
  })
  test("the same trick with an escaped letter", async () => {
    const source = JSON.stringify(good).replace('"lang":"nl"', '"l\\u0061ng":"en","lang":"nl"')
    expect(codes(await verifyBundle(source, {keys: ours.keys}))).toEqual(["duplicate-key"])
  })
  test("__proto__ as a key", async () => {
    const source = JSON.stringify(good).replace('"lang":"nl"', '"lang":"nl","__proto__":{"a":1}')
    expect(codes(await verifyBundle(source, {keys: ours.keys}))).toEqual(["forbidden-key"])
    expect(codes(await verifyBundle(JSON.parse(source), {keys: ours.keys}))).toEqual([
      "forbidden-key",
    ])
  })
  test("text and object give the same verdict", async () => {
    expect(await verifyBundle(JSON.stringify(good, null, 2), {keys: ours.keys})).toEqual(
      await verifyBundle(good, {keys: ours.keys}),
    )
  })
  test.each([
    null,
    true,
    0,
    "",
    "x",
    [],
    {},
    {format: "wederhoor-bundle/2"},
    [[[]]],
    {format: "wederhoor-bundle/1", report: null, template: 1, signOffs: {}, seal: []},
    "[".repeat(200_000),
    "[".repeat(5000) + "]".repeat(5000),
  ])("garbage %# gives a verdict, never an exception", async garbage => {
    const verification = await verifyBundle(garbage)
    expect(verification.outcome).toBe("changed")
    expect(verification.issues.length).toBeGreaterThan(0)
  })
})
