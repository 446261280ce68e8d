// SPDX-License-Identifier: EUPL-1.2
import {
  fleschDouma,
  lix,
  loadRules,
  readability as readabilityWithSet,
  syllablesOf,
} from "@wederhoor/language"
import {describe, expect, test} from "vitest"

const ruleSet = await loadRules()
const readability = (
  statements: Parameters<typeof readabilityWithSet>[0],
): ReturnType<typeof readabilityWithSet> => readabilityWithSet(statements, {ruleSet})

describe("published formulas", () => {
  test("flesch-douma: 100 words, 5 sentences, 150 syllables are 72.74", () => {
    expect(fleschDouma({words: 100, sentences: 5, syllables: 150})).toBeCloseTo(72.74, 2)
  })

  test("lix: words per sentence, and the long words of every hundred", () => {
    expect(lix({words: 100, sentences: 5, longWords: 30})).toBe(50)
    // Six letters are not long, seven are.
    const read = readability([{kind: "fact", text: "Moeder vertelde iets. ".repeat(40)}])
    expect(read).toMatchObject({words: 120, sentences: 40, longWords: 40})
    expect(read.lix).toBeCloseTo(3 + 100 / 3, 10)
  })

  test("nothing is divided by nothing", () => {
    expect(fleschDouma({words: 0, sentences: 0, syllables: 0})).toBe(null)
    expect(lix({words: 0, sentences: 0, longWords: 0})).toBe(null)
  })
})

// Cut by hand, as a dictionary parts them.
const parted =
  "va-der moe-der kind ou-ders school huis-be-zoek af-spraak be-lang-rijk leer-kracht ge-zin op-voe-ding " +
  "i-dee zee ze-ë mooi draai-en nieuw-e eeuw-en le-ven-dig ui-en ei-e-ren au-to’s jou-w ij-ver bij " +
  "re-ü-nie co-ör-di-na-tor ge-ïn-te-res-seerd po-li-tie kin-de-ren ze-nuw-ach-tig wacht-ka-mer " +
  "on-der-toe-zicht-stel-ling ma-te-ri-eel se-ri-eus yo-ga ba-by bei-de niets zoon doch-ter"

test("syllables-by-vowels: nearly every word as a dictionary parts it", () => {
  const words = parted.split(" ")
  const wrong = words.filter(word => {
    const whole = word.replaceAll("-", "")
    return syllablesOf(whole) !== word.split("-").length
  })
  // "jou-w" is there to be wrong: the list can fail.
  expect(wrong).toEqual(["jou-w"])
})

describe("the document", () => {
  test("what is never checked does not count", () => {
    const none = readability([
      {kind: "childVoice", text: "Ik wil thans naar huis."},
      {kind: "account", text: "Thans zeg ik niets.", verbatim: true},
    ])
    expect(none).toMatchObject({words: 0, sentences: 0, hardWords: [], wordsPerSentence: 0})
    const quoted = readability([{kind: "fact", text: "Moeder zei: “Ik ga thans derhalve weg.”"}])
    expect(quoted).toMatchObject({words: 2, hardWords: []})
  })

  test("hard words with what to write instead, the most frequent first", () => {
    const read = readability([
      {kind: "fact", text: "Vader woont thans bij oma. Thans is hij daar alleen."},
      {kind: "judgement", text: "Er is sprake van parentificatie. De GI belde."},
    ])
    expect(read.hardWords[0]).toEqual({word: "thans", count: 2, way: "replace", instead: "nu"})
    expect(read.hardWords.map(({word}) => word)).toContain("GI")
    expect(read.hardWords.find(({word}) => word === "parentificatie")?.instead).toContain("zorgen")
  })

  test("no figure for a short text", () => {
    const short = readability([{kind: "fact", text: "Vader belde op 3 mei."}])
    expect(short).toMatchObject({words: 5, wordsPerSentence: 5, fleschDouma: null, lix: null})
  })

  test("long sentences are counted", () => {
    const long = `Vader ${"en opa ".repeat(13)}kwamen.`
    expect(readability([{kind: "fact", text: `${long} Oma bleef.`}])).toMatchObject({
      sentences: 2,
      longSentences: 1,
    })
  })
})
