// SPDX-License-Identifier: EUPL-1.2

/** Who may read a diagnosis and special data: what was agreed narrows it, nothing widens it. */
import {type Role, mayRead} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import {statement} from "./builders.ts"

describe("who may read", () => {
  const parent = {id: "vic", role: "parent"} as const
  const may = (one: ReturnType<typeof statement>, reader: {id: string; role: Role}) =>
    mayRead(one.statement, reader)
  test("special-shared-as-agreed: an agreement narrows a diagnosis and special data, and is never widened", () => {
    const health = {special: "health"}
    for (const [kind, attrs] of [
      ["diagnosis", {}],
      ["fact", health],
      ["judgement", health],
    ] as const) {
      const given = (links: object) => may(statement(kind, {attrs, ...links}), parent)
      expect(given({}), kind).toBe(true)
      expect(given({reader: "mira"}), kind).toBe(false)
      expect(given({shareWith: "mira"}), kind).toBe(false)
      expect(given({shareWith: "team"}), kind).toBe(false)
      expect(given({shareWith: "vic"}), kind).toBe(true)
      expect(given({shareWith: "everyone"}), kind).toBe(true)
      expect(given({shareWith: "everyone", reader: "mira"}), kind).toBe(false)
      expect(given({shareWith: "mira", reader: ["mira", "vic"]}), kind).toBe(false)
      expect(given({shareWith: ["mira", "vic"], reader: "mira"}), kind).toBe(false)
      expect(given({shareWith: ["mira", "vic"], reader: "everyone"}), kind).toBe(true)
    }
    expect(may(statement("fact", {shareWith: "mira"}), parent)).toBe(true)
  })
  test("special-shared-as-agreed: whom it is about and who says it are never left out by it", () => {
    const special = {special: "criminal"}
    const about = (links: object) =>
      may(statement("fact", {attrs: special, about: "vic", ...links}), parent)
    expect(about({shareWith: "mira"})).toBe(true)
    expect(about({shareWith: "mira", reader: ["mira", "vic"]})).toBe(true)
    // For safety a reader list can leave out whom it is about; `about-may-read` asks why.
    expect(about({shareWith: "mira", reader: "mira"})).toBe(false)
    const said = statement("account", {attrs: {...special, by: "vic"}, shareWith: "mira"})
    expect(may(said, parent)).toBe(true)
    // A child's words go to nobody because they are about them.
    expect(may(statement("childVoice", {about: "vic", shareWith: "mira"}), parent)).toBe(false)
  })
  test("team and reviewer read all of it", () => {
    const one = statement("diagnosis", {shareWith: "mira", reader: "mira"})
    for (const role of ["author", "coAuthor", "reviewer"] as const)
      expect(may(one, {id: "x", role})).toBe(true)
    expect(may(one, {id: "juf", role: "informant"})).toBe(false)
  })
})
