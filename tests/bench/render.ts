// SPDX-License-Identifier: EUPL-1.2

/** A report laid out as HTML, against Handlebars itself on the same template and the same model. */
import {freezeInput, type Person, reportModel} from "@wederhoor/format"
import {layoutFor, parseTemplate, renderTemplate} from "@wederhoor/render"
import {readLayouts} from "@wederhoor/server"
import {freeze} from "@wederhoor/signoff"
import Handlebars from "handlebars"

import {atSizes, interleaved, sane} from "./measure.ts"
import {bigContent, newRecord, persons, policy, template} from "./report.ts"

/** `htmlRatio`: to a Handlebars template compiled beforehand; ours is parsed beforehand. */
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
    const {source, partials} = layoutFor(readLayouts(), "feitenonderzoek", "nl")
    const ours = parseTemplate(source, {partials})
    const handlebars = Handlebars.create()
    handlebars.registerPartial({...partials})
    const compiled = handlebars.compile(source)
    const theirs = (data: typeof model): string => compiled(data)
    const html = renderTemplate(ours, model)
    sane(html === theirs(model), "ours and Handlebars differ")
    sane(
      bigContent(size).sections.every(({statements}) =>
        statements.every(({id}) => html.includes(`"${id}"`)),
      ),
      "a statement is missing from the HTML",
    )
    const timing = await interleaved({
      ours: () => renderTemplate(ours, model),
      handlebars: () => theirs(model),
    })
    return {htmlMs: timing.ms("ours"), htmlRatio: timing.ratio("ours", "handlebars")}
  }),
})
