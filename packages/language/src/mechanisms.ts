// SPDX-License-Identifier: EUPL-1.2
import {addPattern, eachMatch} from "./pattern.ts"
import type {PatternIndex, Stretch} from "./pattern.ts"
import type {Token} from "./tokens.ts"

/** Verbs that hand what follows to somebody else once "dat", "of", a comma or a colon comes after. */
const sayingVerbs =
  "zegt|zei|zeggen|zeiden|vertelt|vertelde|vertellen|vertelden|meldt|meldde|melden|meldden|schrijft|schreef|" +
  "schrijven|schreven|verklaart|verklaarde|benoemt|benoemde|stelt|stelde|antwoordt|antwoordde|meent|meende|" +
  "bevestigt|bevestigde|beweert|beweerde|beweren|ontkent|ontkende|ontkennen|erkent|erkende|herkent|vindt|vond|" +
  "vinden|vonden|wenst|hoopt|hoopte|vraagt|vroeg"

type Sign = "opens" | "covers" | "sourced" | "anchored"

/** The signs of each mechanism, in the same pattern language as the rules. */
const signs: Readonly<Record<Sign, readonly string[]>> = {
  opens: [
    `${sayingVerbs} ..5 dat|of|hoe|waarom|waardoor`,
    `${sayingVerbs} :`,
    "geeft|gaf|geven|gaven ..5 aan dat|hoe",
    "legt|legde|leggen ..5 uit dat|hoe",
    "laat|liet ..3 weten dat",
    "noemt|noemde|noemen|noemden",
    "vindt|vond vader|moeder|haar|hem|zichzelf|zijn|het|de",
    "ervaart|ervaarde ..5 als",
  ],
  covers: ["volgens", "aldus", `, ${sayingVerbs}`, "in de ogen van", "vanuit het oogpunt van"],
  sourced: [
    "uit ..4 rapport|brief|verslag|onderzoek|beschikking|mutatie|overzicht|proces-verbaal ..8 blijkt|bleek|volgt",
    "blijkt|bleek uit",
    "in|volgens ..4 rapport|brief|verslag|beschikking|vonnis|proces-verbaal|onderzoeksverslag",
    "vastgesteld|gediagnosticeerd|gesteld|onderzocht ..2 door",
    "stelde|stelt|gaf|noteerde|schreef|schrijft ..2 de|een diagnose",
    "diagnose ..6 gesteld|vastgesteld",
    "psychiater|gz-psycholoog|psycholoog|huisarts|kinderarts ..8 vastgesteld|gediagnosticeerd",
    "psychiater|gz-psycholoog|psycholoog|huisarts|kinderarts ..3 schrijft|schreef|stelt|stelde|noteerde",
    "door ..2 psychiater|gz-psycholoog|psycholoog|huisarts|kinderarts",
  ],
  anchored: [
    "#",
    "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien ..1 keer|maal|uur|dag|dagen|week|weken|maand|maanden|jaar|avonden|nachten|euro|glazen|kinderen",
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|dagelijks|wekelijks|maandelijks",
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
  ],
}

let compiled: PatternIndex<Sign> | undefined

function signIndex(): PatternIndex<Sign> {
  if (compiled === undefined) {
    compiled = new Map()
    for (const [sign, patterns] of Object.entries(signs) as [Sign, readonly string[]][]) {
      for (const pattern of patterns) {
        addPattern(compiled, pattern, sign, {names: true, at: `mechanism ${sign}`})
      }
    }
  }
  return compiled
}

/** What holds for one sentence. */
export interface Circumstances {
  /** Attributed stretches as flat token pairs [first, end, …]. */
  readonly attributed: readonly number[]
  readonly quoted: boolean
  readonly sourced: boolean
  readonly anchored: boolean
}

/** Who speaks for nobody in particular, or for the writer: no attribution. */
const nobody = new Set(["men", "er", "ik", "wij", "we", "je"])
const writer = new Set(["mij", "ons", "mijn", "onze", "afspraak", "plan", "planning", "mijzelf"])

function isNobody(tokens: readonly Token[], verb: number): boolean {
  const before = tokens[verb - 1]?.norm
  const after = tokens[verb + 1]?.norm
  return (before !== undefined && nobody.has(before)) || (after !== undefined && nobody.has(after))
}

/** How far somebody's words reach: to the end of the sentence, or to a turn in it. */
function reach(stretch: Stretch, from: number): number {
  for (let at = from; at < stretch.end; at++) {
    const norm = stretch.tokens[at]?.norm
    if (norm === ";") return at
    if (norm === "," && stretch.tokens[at + 1]?.norm === "maar") return at
  }
  return stretch.end
}

/** Read the circumstances of a sentence. One pass, linear in its length. */
export function circumstancesOf(stretch: Stretch): Circumstances {
  const attributed: number[] = []
  let reached = stretch.first
  let sourced = false
  let anchored = false
  eachMatch(signIndex(), stretch, (sign, first, end) => {
    switch (sign) {
      case "sourced":
        sourced = true
        break
      case "anchored":
        anchored = true
        break
      case "covers": {
        const next = stretch.tokens[end]?.norm
        if (next !== undefined && (writer.has(next) || nobody.has(next))) break
        if (attributed[1] !== stretch.end || attributed[0] !== stretch.first)
          attributed.unshift(stretch.first, stretch.end)
        reached = stretch.end
        break
      }
      case "opens":
        // Already inside an attributed stretch: nothing to add, and no second walk over the same words.
        if (first < reached || isNobody(stretch.tokens, first)) break
        reached = reach(stretch, first + 1)
        attributed.push(first + 1, reached)
        break
    }
  })
  let quoted = false
  for (let at = stretch.first; at < stretch.end && !quoted; at++) {
    quoted = stretch.tokens[at]?.quoted === true
  }
  return {attributed, quoted, sourced, anchored}
}
