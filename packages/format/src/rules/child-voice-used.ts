// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import {layerOf} from "../names.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "child-voice-used",
  applies: ({sections}) => {
    const allowed = sections.flatMap(section => section.allows)
    return allowed.includes("childVoice") && allowed.some(kind => layerOf(kind) === "appraisal")
  },
  gate: "approve",
  severity: "warning",
  on: "report",
  source: "REV-6; Gelderse bouwstenen B4.5; IVRK artikel 12",
  words: {
    nl: [
      "Wat het kind vertelde, weegt nergens mee.",
      "Laat een oordeel of conclusie er mede op rusten, als dat kan.",
    ],
    en: [
      "What the child told carries weight nowhere.",
      "Let a judgement or conclusion rest on it too, if that is possible.",
    ],
  },
  *check({statements}) {
    const all = [...statements.values()]
    const weighed = all.filter(one => layerOf(one.kind) === "appraisal")
    const used = new Set(weighed.flatMap(one => refs(one, "basedOn")))
    // What is shared with nobody of the family must not show through as a basis.
    const voices = all.filter(
      one => one.kind === "childVoice" && refs(one, "shareWith").some(to => to !== "team"),
    )
    if (weighed.length > 0 && voices.length > 0 && !voices.some(one => used.has(one.id))) yield {}
  },
}
