// SPDX-License-Identifier: EUPL-1.2
import {type Segment, wordDifference} from "@wederhoor/collab"
import {describe, expect, test} from "vitest"
import {random} from "./writer.ts"

const joined = (words: readonly Segment[], ...ops: readonly Segment["op"][]): string =>
  words
    .filter(({op}) => ops.includes(op))
    .map(({text}) => text)
    .join("")

/** Both texts back out of the pieces. */
const sides = (words: readonly Segment[]): readonly [string, string] => [
  joined(words, "same", "removed"),
  joined(words, "same", "added"),
]

const marked = (before: string, after: string): string =>
  wordDifference(before, after)
    .map(({op, text}) => (op === "same" ? text : op === "added" ? `[+${text}]` : `[-${text}]`))
    .join("")

describe("wordDifference", () => {
  test.each([
    ["Sem sliep al.", "Sem sliep nog niet.", "Sem sliep [-al][+nog niet]."],
    ["Vader kwam om 8.30 uur.", "Vader kwam om 9.15 uur.", "Vader kwam om [-8.30][+9.15] uur."],
    ["Het was zo'n avond", "Het was 's avonds", "Het was [-zo'n avond][+'s avonds]"],
    ["Zij zei: “stil”.", "Zij zei: ‘stil’.", "Zij zei: [-“][+‘]stil[-”][+’]."],
    ["op 3-3-2025", "op 4-3-2025", "op [-3-3-2025][+4-3-2025]"],
    ["moeder-kindband", "ouder-kindband", "[-moeder-kindband][+ouder-kindband]"],
    [
      "de grote oude hond",
      "het kleine bange dier",
      "[-de grote oude hond][+het kleine bange dier]",
    ],
    ["een\ntwee", "een\n\ntwee", "een\n[+\n]twee"],
    ["d.w.z. vader", "d.w.z. moeder", "d.w.z. [-vader][+moeder]"],
    [
      "Nu. Beide hebben gezag.",
      "Toen. Beide hebben gezag. Dat zei zij.",
      "[-Nu][+Toen]. Beide hebben gezag.[+ Dat zei zij.]",
    ],
    ["Ja. Een. Twee. Nee", "Ja. Nee.", "Ja. [-Een. Twee. ]Nee[+.]"],
    ["", "Nieuw.", "[+Nieuw.]"],
    ["Weg.", "", "[-Weg.]"],
    ["", "", ""],
    ["open 👨‍👩‍👧 dicht", "open 👨‍👩‍👦 dicht", "open [-👨‍👩‍👧][+👨‍👩‍👦] dicht"],
    ["cafe\u0301", "caf\u00e9", "[-cafe\u0301][+caf\u00e9]"],
  ])("%j and %j", (before, after, expected) => {
    expect(marked(before, after)).toBe(expected)
  })

  test("gives both texts back, whatever they are, seed 41", () => {
    const r = random(41)
    const bits = [
      "Sem",
      "zag",
      " ",
      " ",
      "\n",
      ".",
      ",",
      "’s",
      "'t",
      "😀",
      "\ud83d",
      "\u0301",
      "\u200d",
      "🇳🇱",
      "3-3-2025",
      "a",
      "ë",
      "\t",
      "  ",
      "zo'n",
      "m.b.t.",
    ]
    for (let run = 0; run < 2000; run++) {
      const before = Array.from({length: r.below(30)}, () => r.pick(bits))
      const after = r.chance(0.3)
        ? Array.from({length: r.below(30)}, () => r.pick(bits))
        : before.flatMap(bit =>
            r.chance(0.15) ? [r.pick(bits), bit] : r.chance(0.15) ? [] : [bit],
          )
      const [old, now] = [before.join(""), after.join("")]
      for (const most of [400, 1, 0]) {
        const words = wordDifference(old, now, most)
        expect(sides(words)).toEqual([old, now])
        expect(words.every(({text}) => text !== "")).toBe(true)
        // No two neighbours of one sort, and old words before new ones.
        for (let at = 1; at < words.length; at++) {
          expect(words[at]?.op).not.toBe(words[at - 1]?.op)
          expect([words[at - 1]?.op, words[at]?.op]).not.toEqual(["added", "removed"])
        }
        expect(words.some(({op}) => op !== "same")).toBe(old !== now)
      }
      expect(wordDifference(old, now)).toEqual(wordDifference(old, now))
    }
  })

  test("a huge text that changed wholly is still told, line by line or as replaced", () => {
    const lines = (word: string): string =>
      Array.from({length: 6000}, (_, at) =>
        at % 3 === 0 ? `blijft ${at}` : `${word} ${at} ${at}`,
      ).join("\n")
    const [before, after] = [lines("oud"), lines("nieuw")]
    expect(sides(wordDifference(before, after))).toEqual([before, after])
    const changed = before.replace("blijft 2997\n", "blijft 2997!\n")
    expect(wordDifference(before, changed)).toEqual([
      {op: "same", text: before.slice(0, before.indexOf("2997\n") + 4)},
      {op: "added", text: "!"},
      {op: "same", text: before.slice(before.indexOf("2997\n") + 4)},
    ])
  })
})
