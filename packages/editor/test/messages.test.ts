// SPDX-License-Identifier: EUPL-1.2
import {type MessageKey, en, nl} from "@wederhoor/editor"
import {describe, expect, test} from "vitest"

const keys = Object.keys(nl) as MessageKey[]
const holes = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? "").sort()

describe("words in both languages", () => {
  test("Dutch and English have the same keys", () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort())
  })
  test("no sentence is empty, and both fill in the same things", () => {
    const odd = keys.filter(
      key =>
        nl[key].trim() === "" ||
        en[key].trim() === "" ||
        holes(nl[key]).join() !== holes(en[key]).join(),
    )
    expect(odd).toEqual([])
  })
  test("a sentence for a child stands beside one for everybody", () => {
    const alone = keys.filter(
      key => key.endsWith(".child") && !Object.hasOwn(nl, key.slice(0, -".child".length)),
    )
    expect(alone).toEqual([])
  })
  test("a child is never addressed as u", () => {
    const formal = keys.filter(
      key => key.endsWith(".child") && /(^|[^\p{L}])(u|uw)([^\p{L}]|$)/iu.test(nl[key]),
    )
    expect(formal).toEqual([])
  })
  test("family is addressed as u where a child has wording of its own", () => {
    const mixed = keys.filter(
      key =>
        Object.hasOwn(nl, `${key}.child`) &&
        /(^|[^\p{L}])(je|jij|jou|jouw)([^\p{L}]|$)/iu.test(nl[key]),
    )
    expect(mixed).toEqual([])
  })
})
