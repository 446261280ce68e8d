// SPDX-License-Identifier: EUPL-1.2
import {canonicalJson, digestOf, newSalt, parseJson, sha256, SignoffError} from "@wederhoor/signoff"
import canonicalize from "canonicalize"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

const SEED = 20260322

const wellFormed = fc.oneof(
  fc.string({unit: "binary"}),
  fc.constantFrom(
    '\u0000\b\t\n\f\r"\\',
    "€ Zoë Zoe\u0308",
    "\u2028\u2029",
    "😀",
    "\uffff",
    "__proto",
  ),
)
const value = fc.letrec(tie => ({
  any: fc.oneof(
    {maxDepth: 5},
    wellFormed,
    fc.boolean(),
    fc.constant(null),
    fc.maxSafeInteger().map(n => (Object.is(n, -0) ? 0 : n)),
    fc.array(tie("any"), {maxLength: 5}),
    fc.dictionary(
      wellFormed.filter(key => key !== "__proto__"),
      tie("any"),
      {maxKeys: 6},
    ),
  ),
})).any

test(`equals canonicalize on random values (seed ${SEED})`, () => {
  fc.assert(
    fc.property(value, given => {
      expect(canonicalJson(given)).toBe(canonicalize(given))
    }),
    {seed: SEED, numRuns: 20_000},
  )
})

test(`is a fixed point of parsing, whatever the order of keys (seed ${SEED})`, () => {
  const shuffle = (given: unknown): unknown =>
    Array.isArray(given)
      ? given.map(shuffle)
      : typeof given === "object" && given !== null
        ? Object.fromEntries(
            Object.entries(given)
              .reverse()
              .map(([k, v]) => [k, shuffle(v)]),
          )
        : given
  fc.assert(
    fc.property(value, given => {
      const text = canonicalJson(given)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
      expect(canonicalJson(shuffle(given))).toBe(text)
    }),
    {seed: SEED, numRuns: 2_000},
  )
})

test("orders keys by UTF-16 units, not by code points", () => {
  expect(canonicalJson({"\uffff": 1, "😀": 2})).toBe('{"😀":2,"\uffff":1}')
})

test("does not normalise: two spellings of one accent are two texts", async () => {
  expect(await sha256("Zo\u00eb")).not.toBe(await sha256("Zoe\u0308"))
})

const cycle: Record<string, unknown> = {}
cycle["a"] = [cycle]
const deep = JSON.parse("[".repeat(101) + "]".repeat(101)) as unknown
const decorated = Object.assign([1], {note: "hidden"})
const wide: unknown[] = [[]]
for (let i = 0; i < 40; i++) {
  wide[0] = [wide[0], wide[0]]
}

test.each([
  [1.5, "not-integer", ""],
  [Number.NaN, "not-integer", ""],
  [Infinity, "not-integer", ""],
  [2 ** 53, "not-integer", ""],
  [{a: [0, -0]}, "negative-zero", "/a/1"],
  ["\ud800", "lone-surrogate", ""],
  [{"\udc00": 1}, "lone-surrogate", "/\udc00"],
  [{a: undefined}, "undefined", "/a"],
  [undefined, "undefined", ""],
  [[() => 1], "not-json", "/0"],
  [{a: 1n}, "not-json", "/a"],
  [Symbol("x"), "not-json", ""],
  [{"a/b~c": new Date(0)}, "not-plain", "/a~1b~0c"],
  [new Map(), "not-plain", ""],
  [Object.create({inherited: 1}), "not-plain", ""],
  [{[Symbol("x")]: 1}, "not-plain", ""],
  // oxlint-disable-next-line no-sparse-arrays
  [[1, , 2], "not-plain", ""],
  [decorated, "not-plain", ""],
  [JSON.parse('{"__proto__":{"a":1}}'), "forbidden-key", "/__proto__"],
  [cycle, "cycle", "/a/0"],
  [deep, "too-deep", undefined],
  [wide, "too-large", undefined],
])("refuses %# with a code and a place", (given, code, at) => {
  const refusal = expect.objectContaining({
    name: "SignoffError",
    code,
    at: expect.stringContaining(at ?? ""),
    hint: expect.stringMatching(/./),
  })
  expect(() => canonicalJson(given)).toThrow(refusal)
  expect(() => canonicalJson(given)).toThrow(SignoffError)
})

test("a shared part is no cycle", () => {
  const part = {a: 1}
  expect(canonicalJson([part, part])).toBe('[{"a":1},{"a":1}]')
})

describe("parseJson", () => {
  test(`reads what JSON.parse reads (seed ${SEED})`, () => {
    fc.assert(
      fc.property(value, given => {
        expect(parseJson(JSON.stringify(given, null, 1))).toEqual(given)
      }),
      {seed: SEED, numRuns: 2_000},
    )
  })
  test.each(['{"a":1,"a":1}', '[{"b":{"a":[],"c":"}","a":{}}}]', '{"a":1,"\\u0061":2}'])(
    "refuses a double key in %s",
    source => {
      expect(() => parseJson(source)).toThrow(expect.objectContaining({code: "duplicate-key"}))
    },
  )
  test.each(['{"a":{"a":{"a":1}},"b":["a","a",{"a":1},{"a":1}]}', '{"a":"\\",\\"a\\":"}'])(
    "sees no double key in %s",
    source => {
      expect(parseJson(source)).toEqual(JSON.parse(source))
    },
  )
})

describe("digests", () => {
  test("known SHA-256 of the empty text and of abc", async () => {
    expect(await sha256("")).toBe("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
    expect(await sha256(new Uint8Array([97, 98, 99]))).toBe(await sha256("abc"))
  })
  test("one value under two types has two digests, and a value cannot bring its own type", async () => {
    expect(await digestOf("statement@1", {a: 1})).not.toBe(await digestOf("reaction@1", {a: 1}))
    expect(() => digestOf("statement@1", {"@type": "urn:wederhoor:reaction@1"})).toThrow(
      expect.objectContaining({code: "reserved-key"}),
    )
  })
  test("a salt has 128 bits and never comes twice", () => {
    const salts = Array.from({length: 1000}, newSalt)
    expect(new Set(salts).size).toBe(1000)
    expect(salts.every(salt => /^[\w-]{22}$/.test(salt))).toBe(true)
  })
})
