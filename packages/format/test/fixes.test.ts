// SPDX-License-Identifier: EUPL-1.2

/** What a finding offers as a way out, and whom it names: what is missing comes first. */
import {describeFinding} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import {type Placed, findings, statement} from "./builders.ts"

const found = (slug: string, ...placed: Placed[]) =>
  findings(placed).find(finding => finding.rule === slug)

const missing: readonly [slug: string, attribute: string, placed: Placed][] = [
  ["observation-needs-moment", "by", statement("observation", {attrs: {at: "2026"}})],
  ["account-needs-speaker", "by", statement("account", {attrs: {at: "2026"}})],
  ["account-needs-speaker", "at", statement("account", {attrs: {by: "mira"}})],
  ["account-needs-rendering", "verbatim", statement("account", {attrs: {channel: "phone"}})],
  ["account-needs-rendering", "channel", statement("account", {attrs: {verbatim: "verbatim"}})],
  ["unknown-needs-who-when", "by", statement("unknown", {attrs: {until: "2026"}})],
  ["unknown-needs-who-when", "until", statement("unknown", {attrs: {by: "auke"}})],
  ["instrument-needs-version", "instrument", statement("instrumentResult", {attrs: {score: "1"}})],
  ["instrument-needs-version", "score", statement("instrumentResult", {attrs: {instrument: "A"}})],
  ["instrument-needs-rater-date", "by", statement("instrumentResult", {attrs: {at: "2026"}})],
  ["instrument-needs-rater-date", "at", statement("instrumentResult", {attrs: {by: "bo"}})],
  [
    "instrument-needs-rater-date",
    "instrument",
    statement("instrumentResult", {attrs: {by: "bo", at: "2026"}}),
  ],
  ["decision-needs-ground", "at", statement("decision", {attrs: {legalGround: "BW 1:255"}})],
  ["decision-needs-ground", "legalGround", statement("decision", {attrs: {at: "2026"}})],
  ["goal-needs-holder", "by", statement("goal", {attrs: {until: "2026"}})],
  ["goal-needs-holder", "until", statement("goal", {attrs: {by: "mira"}})],
  ["reference-resolves", "together", statement("action", {attrs: {together: "niemand"}})],
  ["reference-resolves", "reader", statement("fact", {reader: "niemand"})],
  ["vocabulary-known", "safetyPhase", statement("goal", {attrs: {safetyPhase: "later"}})],
]

describe("a finding asks first for what is missing", () => {
  test.each(missing)("%s: %s", (slug, attribute, placed) => {
    expect(found(slug, placed)?.fixes[0]).toEqual({type: "set", attribute})
  })
})

describe("a finding says who and what", () => {
  test("hidden-words-never-basis names who reads the one and not the other", () => {
    const voice = statement("childVoice", {id: "kind", attrs: {by: "isa"}, shareWith: "mira"})
    const judgement = statement("judgement", {basedOn: "kind"})
    expect(found("hidden-words-never-basis", voice, judgement)?.params).toEqual({
      reader: "vader, Tim",
    })
  })
  test("own-words-confirmed is silent without a record", () => {
    expect(found("own-words-confirmed", statement("wish", {attrs: {by: "mira"}}))).toBeUndefined()
  })
  test("vocabulary-known says the attribute in the language of the reader", () => {
    const finding = found("vocabulary-known", statement("fact", {attrs: {area: "werk"}}))!
    expect(describeFinding(finding, "nl").what).toContain("Leefgebied")
    expect(describeFinding(finding, "en").what).toContain("Area of life")
  })
})
