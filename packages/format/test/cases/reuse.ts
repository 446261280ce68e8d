// SPDX-License-Identifier: EUPL-1.2

/** Rules about what comes from another report. */
import type {CheckInput, Statement, Template} from "@wederhoor/format"
import {statement, template} from "../builders.ts"
import {type Cases, type Situation, judged, one} from "./situation.ts"

const reused = {originReport: "eerder", originStatement: "f1", originVersion: 2}
/** A template with a section that is made of other reports. */
const card: Template = {
  ...template,
  sections: [
    ...template.sections,
    {
      id: "card",
      title: {nl: "Kaart", en: "Card"},
      layer: "fact",
      allows: ["fact"],
      reuseOnly: true,
    },
  ],
}
const carded = (name: string, attrs: Statement["attrs"], section = "card"): Situation =>
  judged(name, [statement("fact", {section, attrs})], {template: card})
const alerted = (name: string, alerts: NonNullable<CheckInput["alerts"]>): Situation =>
  judged(name, [statement("fact", {attrs: reused})], {alerts})

const unfrozen = statement("fact", {
  attrs: {originReport: "eerder", originStatement: "f1"},
})

export const reuseCases: Cases = {
  "reuse-has-origin": {
    passes: [
      carded("from another report", reused),
      carded("from a text that was not frozen yet", {...reused, originVersion: 0}),
      carded("a section of its own words", {}, "facts"),
      one("a template without such a section", "fact", {}),
    ],
    refused: [
      carded("no origin", {}),
      carded("no report", {...reused, originReport: ""}),
      carded("no statement", {...reused, originStatement: ""}),
    ],
  },
  "reuse-current": {
    passes: [
      alerted("nothing happened there", []),
      alerted("something else was corrected", [
        {report: "eerder", statement: "f2", reason: "corrected"},
      ]),
      alerted("the same number in another report", [
        {report: "later", statement: "f1", reason: "corrected"},
      ]),
      alerted("taken over again after it was mended there", [
        {report: "eerder", statement: "f1", version: 1, reason: "corrected"},
        {report: "eerder", statement: "f1", version: 0, reason: "corrected"},
      ]),
      judged("mended, of a text that was not frozen yet", [unfrozen], {
        alerts: [{report: "eerder", statement: "f1", version: 2, reason: "corrected"}],
      }),
    ],
    refused: [
      alerted("corrected there", [{report: "eerder", statement: "f1", reason: "corrected"}]),
      alerted("withdrawn there", [{report: "eerder", statement: "f1", reason: "withdrawn"}]),
      alerted("the version it was taken from", [
        {report: "eerder", statement: "f1", version: 1, reason: "corrected"},
        {report: "eerder", statement: "f1", version: 2, reason: "corrected"},
      ]),
      judged("a text that was not frozen yet", [unfrozen], {
        alerts: [{report: "eerder", statement: "f1", version: 0, reason: "corrected"}],
      }),
    ],
  },
}
