// SPDX-License-Identifier: EUPL-1.2
import {
  CollabError,
  type Place,
  parsePlace,
  placeName,
  placeRights,
  tableOf,
} from "@wederhoor/collab"
import {contentTable, draftTable, type Role, words} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

const id = fc.stringMatching(/^[a-z0-9-]{1,64}$/)

describe("places", () => {
  test("every name that can be made reads back as the same place", () => {
    fc.assert(
      fc.property(
        id,
        id,
        fc.constantFrom("content", "review", "family", "reply"),
        (report, who, kind) => {
          const person = kind === "family" || kind === "reply" ? who : undefined
          const place = {report, kind, ...(person === undefined ? {} : {person})}
          expect(parsePlace(placeName(report, kind, person))).toEqual(place)
        },
      ),
    )
  })

  test("whatever reads as a place is exactly the name of that place", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.constantFrom("a", "/", "content", "reply", ".."))
            .map(parts => parts.join("")),
        ),
        name => {
          const place = parsePlace(name)
          const again = place === null ? name : placeName(place.report, place.kind, place.person)
          expect(again).toBe(name)
        },
      ),
    )
  })

  test.each([
    "",
    "r",
    "r/",
    "/content",
    "r/content/",
    "r/content/p",
    "r/review/p",
    "r/family",
    "r/family/",
    "r/reply/a/b",
    "R/content",
    "r/Content",
    "r/record",
    `${"r".repeat(65)}/content`,
    "r\n/content",
    "r/content\n",
    "r/reply/../x",
    "r//content",
  ])("%j is no place", name => {
    expect(parsePlace(name)).toBeNull()
  })

  test.each([
    ["r/x", "content", undefined],
    ["r", "content", "p"],
    ["r", "reply", undefined],
    ["r", "reply", "P"],
    ["", "review", undefined],
  ] as const)("no name is made from %j %j %j", (report, kind, person) => {
    expect(() => placeName(report, kind, person)).toThrow(CollabError)
  })

  const p = "moeder-1"
  const rights = (name: string, role: Role, person = p): string =>
    placeRights(parsePlace(name) as Place, {person, role})

  test.each([
    ["r/content", {author: "write", coAuthor: "write", reviewer: "read"}],
    ["r/review", {author: "write", reviewer: "write"}],
    [
      `r/family/${p}`,
      {author: "write", coAuthor: "write", parent: "write", carer: "write", child: "write"},
    ],
    [`r/reply/${p}`, {parent: "write", carer: "write", child: "write"}],
  ] as [string, {[role: string]: string}][])(
    "rights in %s are those of the table, and no others",
    (name, table) => {
      for (const role of Object.keys(words.role) as Role[])
        expect(`${role} ${rights(name, role)}`).toBe(`${role} ${table[role] ?? "none"}`)
    },
  )

  test("nobody but the person comes into a reply, not even the other parent or the team", () => {
    for (const role of Object.keys(words.role) as Role[])
      expect(rights(`r/reply/${p}`, role, "vader-1")).toBe("none")
  })

  test("the other parent does not come into a family place", () => {
    expect(rights(`r/family/${p}`, "parent", "vader-1")).toBe("none")
  })

  test("an actor without a person is nobody's self", () => {
    expect(placeRights({report: "r", kind: "content"}, {person: "", role: "parent"})).toBe("none")
  })

  test("content has the table of the report, every other place that of drafts", () => {
    expect(tableOf({report: "r", kind: "content"})).toBe(contentTable)
    for (const kind of ["review", "family", "reply"] as const)
      expect(tableOf({report: "r", kind, person: p})).toBe(draftTable)
  })
})
