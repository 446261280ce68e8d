// SPDX-License-Identifier: EUPL-1.2

/**
 * The report in Typst: one document for every report. The words come as JSON and are never markup, so
 * nothing that somebody wrote can do anything.
 */
export const typstDocument: string = `
#let data = json("/report.json")
#let known = data.ids
#set document(title: data.title, author: data.author, date: datetime(..data.date))
#set text(lang: data.lang, size: 11pt, hyphenate: true, font: data.fonts)
#set page(
  paper: "a4",
  margin: (x: 22mm, y: 22mm),
  footer: context [
    #set text(size: 8.5pt, fill: luma(70))
    #data.foot #h(1fr) #counter(page).display("1 / 1", both: true)
  ],
)
#set par(leading: 0.68em, spacing: 0.9em, justify: false)
#set list(marker: [–], indent: 0pt, body-indent: 0.6em)
#set table(stroke: (x, y) => (bottom: 0.5pt + luma(180)), inset: (x: 4pt, y: 5pt), align: left)
#show heading: set block(above: 1.4em, below: 0.6em)
#show heading: set text(hyphenate: false)
#show heading.where(level: 1): set text(size: 19pt)
#show heading.where(level: 2): set text(size: 14.5pt)
#show heading.where(level: 3): set text(size: 11.5pt)
#show heading.where(level: 4): set text(size: 11pt)
#show link: set text(fill: rgb("#01508c"))

#let quiet = luma(70)
#let layers = (fact: rgb("#154273"), voice: rgb("#3a6b35"), appraisal: rgb("#8a4b08"), plan: rgb("#6a2c70"))

#let look(one) = {
  let body = text(one.text)
  if one.style in ("more", "by") { body = text(fill: quiet, body) }
  if one.style == "code" { body = text(size: 0.92em, body) }
  if one.strong or one.style == "name" { body = strong(body) }
  if one.em { body = emph(body) }
  if one.change == "deleted" { body = strike(body) }
  if one.change == "inserted" { body = underline(body) }
  if one.lang != "" and one.lang != data.lang { body = text(lang: one.lang, body) }
  body
}
#let inlines(items) = for one in items {
  if one.type == "break" { linebreak() }
  else if one.type == "link" {
    if one.to in known { link(label(one.to), inlines(one.inlines)) } else { inlines(one.inlines) }
  } else { look(one) }
}
#let anchored(id, body) = if id != "" and id in known [#metadata(none)#label(id)#body] else { body }

#let blocks(items) = for one in items {
  if one.type == "heading" {
    let made = heading(level: one.level, inlines(one.inlines))
    if one.id in known [#made#label(one.id)] else { made }
  } else if one.type == "paragraph" {
    let body = inlines(one.inlines)
    if one.style == "lead" { body = text(size: 1.06em, body) }
    if one.style in ("status", "group", "shared") { body = strong(body) }
    if one.style in ("empty", "unanswered", "more", "by") { body = text(fill: quiet, body) }
    if one.style == "note" {
      block(stroke: (left: 3pt + quiet), fill: luma(245), inset: 8pt, width: 100%, par(body))
    } else { anchored(one.id, par(body)) }
  } else if one.type == "list" {
    let items = one.items.map(item => anchored(item.id, blocks(item.blocks)))
    if one.ordered { enum(tight: false, ..items) }
    else if one.items.any(item => item.role == "reaction") { for item in items { block(inset: (left: 6pt), item) } }
    else { list(tight: true, ..items) }
  } else if one.type == "terms" {
    for pair in one.pairs {
      par(hanging-indent: 1.2em, [#text(fill: quiet, inlines(pair.term)): ] + pair.values.map(value => value.map(b => if b.type == "paragraph" { inlines(b.inlines) } else { blocks((b,)) }).join(linebreak())).join(linebreak()))
    }
  } else if one.type == "quote" {
    quote(block: true, blocks(one.blocks))
  } else if one.type == "table" {
    let head = one.rows.filter(row => row.head)
    let body = one.rows.filter(row => not row.head)
    let cells(row) = row.cells.map(cell => table.cell(
      colspan: cell.columns, rowspan: cell.rows,
      if cell.header == "row" { strong(blocks(cell.blocks)) } else { blocks(cell.blocks) },
    ))
    let width = calc.max(1, ..one.rows.map(row => row.cells.map(cell => cell.columns).sum(default: 0)))
    set text(size: 9.5pt)
    set par(leading: 0.55em)
    figure(
      caption: if one.caption.len() > 0 { inlines(one.caption) },
      kind: table, supplement: none, numbering: none, outlined: false,
      table(columns: (1fr,) * width, table.header(..head.map(row => row.cells.map(cell => table.cell(colspan: cell.columns, rowspan: cell.rows, strong(blocks(cell.blocks))))).flatten()), ..body.map(cells).flatten()),
    )
  } else if one.type == "rule" { line(length: 100%, stroke: 0.5pt + luma(160)) }
  else {
    let body = blocks(one.blocks)
    if one.lang != "" { body = text(lang: one.lang, body) }
    body = anchored(one.id, body)
    if one.role == "statement" {
      block(stroke: (left: 2.5pt + layers.at(one.layer, default: luma(150))), inset: (left: 10pt, y: 2pt), width: 100%, above: 1.2em, below: 1.4em, body)
    } else if one.style == "reactions" {
      block(fill: luma(246), inset: 8pt, width: 100%, body)
    } else if one.style == "answer" { pad(left: 10pt, body) }
    else if one.role == "cover" { block(below: 1.6em, body) }
    else { body }
  }
}
#show figure: set block(breakable: true)
#show figure: set align(left)
#show figure.caption: set align(left)
#set figure.caption(position: top)
#show figure.caption: strong
#for file in data.files {
  pdf.attach(file.path, relationship: file.relationship, mime-type: file.type, description: file.description)
}
#blocks(data.blocks)
`
