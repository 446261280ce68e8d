// SPDX-License-Identifier: EUPL-1.2

/**
 * A report laid out as HTML, against Handlebars itself on the same template and the same model, and
 * against other engines on the same layout in their own language.
 */
import {freezeInput, type Person, reportModel} from "@wederhoor/format"
import {layoutFor, parseTemplate, readTree, renderReport, renderTemplate} from "@wederhoor/render"
import {renderDocx} from "@wederhoor/render/docx"
import {renderPdf} from "@wederhoor/render/pdf"
import {readLayouts} from "@wederhoor/server"
import {freeze} from "@wederhoor/signoff"
import Handlebars from "handlebars"

import {atSizes, digits, interleaved, sane, small} from "./measure.ts"
import {etaLayout, liquidLayout, mustacheLayout, normal} from "./render-peers.ts"
import {bigContent, newRecord, persons, policy, template} from "./report.ts"

/**
 * `htmlRatio`, `etaRatio`, `mustacheRatio`, `liquidRatio`: ours and theirs to a Handlebars template
 * compiled beforehand; all are compiled or parsed beforehand. Medians of 21 rounds. `pdfMs`, `pdfMb`: a
 * PDF and how large it is; `docxMs`: a Word file with room to reply; both from the tree of the report.
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
    const {source, partials: shipped} = layoutFor(readLayouts(), "feitenonderzoek", "nl")
    // Mustache cannot ask for the first or last of a list: for all engines these conditions are left out.
    const partials = Object.fromEntries(
      Object.entries(shipped).map(([name, text]) => [
        name,
        text
          .replaceAll(/\{\{#unless @first\}\}.*?\{\{\/unless\}\}/gs, "")
          .replaceAll(/^ *\{\{#if @last\}\}\n([^]*?)^ *\{\{\/if\}\}\n/gm, "$1"),
      ]),
    )
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
    const layout = {source, partials}
    const eta = etaLayout(layout)
    const mustache = mustacheLayout(layout)
    const liquid = liquidLayout(layout)
    const plain = normal(html)
    for (const [name, peer] of Object.entries({eta, mustache, liquid}))
      sane(normal(peer(model)) === plain, `${name} gives other HTML`)
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
    const tree = readTree(renderReport(ours, model))
    const files = await interleaved(
      {
        pdf: () => renderPdf(tree, {title: model.title, date: "2026-04-02T09:00:00Z"}),
        docx: () =>
          renderDocx(tree, {
            title: model.title,
            reportId: model.reportId,
            version: String(model.version),
            formatVersion: "wederhoor-report/1",
            at: "2026-04-02T09:00:00Z",
            replies: true,
          }),
      },
      {rounds: small ? 1 : 7, leastMs: 0},
    )
    const pdf = await renderPdf(tree, {title: model.title, date: "2026-04-02T09:00:00Z"})
    return {
      pdfMs: files.ms("pdf"),
      pdfMb: digits(pdf.length / 1e6),
      docxMs: files.ms("docx"),
      htmlMs: timing.ms("ours"),
      htmlRatio: timing.ratio("ours", "handlebars"),
      etaRatio: timing.ratio("eta", "handlebars"),
      mustacheRatio: timing.ratio("mustache", "handlebars"),
      liquidRatio: timing.ratio("liquid", "handlebars"),
    }
  }),
})
