// SPDX-License-Identifier: EUPL-1.2

/**
 * A report laid out as HTML, against Handlebars itself on the same template and the same model, and
 * against other engines on the same layout in their own language.
 */
import {freezeInput, type Person, reportModel} from "@wederhoor/format"
import {parseTemplate, renderTemplate} from "@wederhoor/render"
import {freeze} from "@wederhoor/signoff"
import Handlebars from "handlebars"
import {readFileSync} from "node:fs"

import {atSizes, interleaved, sane, small} from "./measure.ts"
import {etaLayout, liquidLayout, mustacheLayout, normal} from "./render-peers.ts"
import {bigContent, newRecord, persons, policy, template} from "./report.ts"

/**
 * `htmlRatio`, `etaRatio`, `mustacheRatio`, `liquidRatio`: ours and theirs to a Handlebars template
 * compiled beforehand; all are compiled or parsed beforehand. Medians of 21 rounds.
 */
export const bench = async (): Promise<object> => ({
  sizes: await atSizes([64, 1000], async size => {
    const state = newRecord()
    const input = freezeInput(bigContent(size), state, template)
    const version = await freeze(input, {now: "2026-04-02T09:00:00Z"})
    const reader = persons[0] as Person
    const model = reportModel(version, state, {
      reader,
      template,
      policy,
      lang: "nl",
      use: "hearing",
    })
    const source = readFileSync(new URL("render-layout.hbs", import.meta.url), "utf8")
    const ours = parseTemplate(source)
    const theirs = Handlebars.compile(source)
    const html = renderTemplate(ours, model)
    sane(html === theirs(model), "ours and Handlebars differ")
    sane(
      bigContent(size).sections.every(({statements}) =>
        statements.every(({id}) => html.includes(`"${id}"`)),
      ),
      "a statement is missing from the HTML",
    )
    const eta = etaLayout(source)
    const mustache = mustacheLayout(source)
    const liquid = liquidLayout(source)
    const plain = normal(html)
    for (const [name, layout] of Object.entries({eta, mustache, liquid}))
      sane(normal(layout(model)) === plain, `${name} gives other HTML`)
    const timing = await interleaved(
      {
        ours: () => renderTemplate(ours, model),
        handlebars: () => theirs(model),
        eta: () => eta(model),
        mustache: () => mustache(model),
        liquid: () => liquid(model),
      },
      small ? {} : {rounds: 21},
    )
    return {
      htmlMs: timing.ms("ours"),
      htmlRatio: timing.ratio("ours", "handlebars"),
      etaRatio: timing.ratio("eta", "handlebars"),
      mustacheRatio: timing.ratio("mustache", "handlebars"),
      liquidRatio: timing.ratio("liquid", "handlebars"),
    }
  }),
})
