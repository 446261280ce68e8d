// SPDX-License-Identifier: EUPL-1.2
import {describe, expect, test} from "vitest"
import {advise} from "./fixtures/advise.ts"
import {accepted, asked, wrongKind} from "./fixtures/cases.ts"

/** Hosts differ in what they know of a statement; a golden sentence must hold in each case. */
const knowledge = [{}, {speaker: true, sourced: true}, {sourced: true}, {speaker: true}]

describe("golden sentences", () => {
  test.each(accepted)("accepted-has-no-notice: $kind $text", sentence => {
    for (const known of knowledge) {
      const notices = advise({...sentence, ...known}).filter(hint => hint.level === "notice")
      expect(notices).toEqual([])
    }
  })

  test.each(asked)("asked-wording-has-hint: $kind $text", ({category, ...sentence}) => {
    for (const known of knowledge) {
      expect(advise({...sentence, ...known}).map(hint => hint.category)).toContain(category)
    }
  })

  test.each(wrongKind)("wrong-kind-offers-judgement: $kind $text", ({category, ...sentence}) => {
    for (const known of knowledge) {
      const hints = advise({...sentence, ...known})
      expect(hints.map(hint => hint.category)).toContain(category)
      for (const hint of hints.filter(({level}) => level === "notice")) {
        expect(hint.fixes[0]).toEqual({type: "convert", kind: "judgement"})
      }
    }
  })

  test("parentification-is-explained-in-plain-words", () => {
    const [hint] = advise({kind: "judgement", text: "Er is sprake van parentificatie."})
    expect(hint?.level).toBe("tip")
    expect(hint?.fixes).toEqual([
      {type: "explain", text: "het kind draagt zorgen die bij een ouder horen"},
    ])
  })

  test("judgement-may-judge: the same words as a judgement are left alone", () => {
    for (const text of ["Moeder werkt niet mee.", "Vader is agressief.", "Vader drinkt te veel."]) {
      expect(advise({kind: "judgement", text})).toEqual([])
    }
  })

  test("said-without-speaker-becomes-account", () => {
    const [hint] = advise({kind: "fact", text: "Er wordt gezegd dat vader drinkt."})
    expect(hint?.category).toBe("missing-speaker")
    expect(hint?.fixes[0]).toEqual({type: "convert", kind: "account"})
  })
})
