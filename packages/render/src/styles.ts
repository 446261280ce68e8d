// SPDX-License-Identifier: EUPL-1.2

/**
 * The look of a report, all of it below `.wederhoor-report`: for the one-file page and for a page
 * of the host or the editor that shows the same fragment. Colours follow `--wederhoor-report-*`
 * where the host sets them; every pair of text and ground has a contrast of at least 4.5.
 */
export const reportStyles: string = `
.wederhoor-report {
  --text: var(--wederhoor-report-color, #1b1b1b);
  --quiet: var(--wederhoor-report-quiet-color, #4a4f57);
  --line: var(--wederhoor-report-border-color, #c3c8d0);
  --ground: var(--wederhoor-report-background-color, #fff);
  --soft: var(--wederhoor-report-soft-color, #f4f5f7);
  --link: var(--wederhoor-report-link-color, #01508c);
  --fact: #154273;
  --voice: #3a6b35;
  --appraisal: #8a4b08;
  --plan: #6a2c70;
  box-sizing: border-box;
  max-width: 44rem;
  margin: 0 auto;
  padding: 0 1rem 3rem;
  color: var(--text);
  background: var(--ground);
  font: 400 1.0625rem/1.65 var(--wederhoor-report-font, Verdana, "DejaVu Sans", Arial, sans-serif);
  overflow-wrap: break-word;
}
.wederhoor-report *, .wederhoor-report *::before { box-sizing: inherit; }
.wederhoor-report h1, .wederhoor-report h2, .wederhoor-report h3, .wederhoor-report h4 {
  margin: 0;
  line-height: 1.3;
  color: var(--text);
}
.wederhoor-report h1 { font-size: 1.65em; }
.wederhoor-report h2 { font-size: 1.25em; }
.wederhoor-report h3 { font-size: .95em; }
.wederhoor-report h4 { font-size: .9em; }
.wederhoor-report p { margin: .5rem 0; white-space: pre-line; }
.wederhoor-report ul { margin: .5rem 0; padding-left: 1.25rem; }
.wederhoor-report li { margin: .25rem 0; }
.wederhoor-report q { quotes: none; }
.wederhoor-report a { color: var(--link); text-decoration: underline; text-underline-offset: .2em; }
.wederhoor-report a:hover { text-decoration-thickness: .15em; }
.wederhoor-report :focus-visible { outline: 3px solid #0b71c7; outline-offset: 2px; }
.wederhoor-report .number { font-variant-numeric: tabular-nums; }
.wederhoor-report .code { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
.wederhoor-report .cover { padding: 2rem 0 1rem; border-bottom: 2px solid var(--text); }
.wederhoor-report .status { margin: 0 0 .25rem; font-weight: 700; color: var(--quiet); }
.wederhoor-report .lead { font-size: 1.06em; }
.wederhoor-report .about dt { font-weight: 700; color: var(--text); }
.wederhoor-report .about > div { padding: .35rem 0; }
.wederhoor-report .explain { color: var(--quiet); }
.wederhoor-report .layer { font-weight: 400; }
.wederhoor-report .legend > div { padding-left: .75rem; border-left: 4px solid var(--line); margin: .35rem 0; }
.wederhoor-report .legend > div[data-layer="fact"] { border-left-color: var(--fact); }
.wederhoor-report .legend > div[data-layer="voice"] { border-left: 4px double var(--voice); }
.wederhoor-report .legend > div[data-layer="appraisal"] { border-left: 4px dashed var(--appraisal); }
.wederhoor-report .legend > div[data-layer="plan"] { border-left: 4px dotted var(--plan); }
.wederhoor-report .note { padding: .75rem 1rem; background: var(--soft); border-left: 4px solid var(--quiet); }
.wederhoor-report dl { margin: .75rem 0; }
.wederhoor-report dl > div { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 0 1rem; padding: .2rem 0; }
.wederhoor-report dt { color: var(--quiet); }
.wederhoor-report dd { margin: 0; }
.wederhoor-report .contents { margin: 1.5rem 0; }
.wederhoor-report .contents ul { list-style: none; padding: 0; columns: 2 16rem; column-gap: 2rem; }
.wederhoor-report .contents li { margin: 0; break-inside: avoid; }
.wederhoor-report .contents a { display: inline-block; padding: .3rem 0; }
.wederhoor-report .part { margin: 2.5rem 0 0; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.wederhoor-report .group { margin: 3rem 0 -1.5rem; font-weight: 700; font-size: 1.1em; color: var(--quiet); }
.wederhoor-report .recognition { margin: .75rem 0; font-size: .95em; }
.wederhoor-report .shared { font-weight: 700; }
.wederhoor-report .persons { list-style: none; padding: 0; }
.wederhoor-report .persons li { margin: .75rem 0; }
.wederhoor-report .name { font-weight: 700; }
.wederhoor-report .more { display: block; font-weight: 400; color: var(--quiet); }
.wederhoor-report .remark { color: var(--text); white-space: pre-line; }
.wederhoor-report .statement { margin: 1.25rem 0 1.75rem; padding: .1rem 0 .1rem 1rem; border-left: 4px solid var(--line); }
.wederhoor-report .statement[data-layer="fact"] { border-left-color: var(--fact); }
.wederhoor-report .statement[data-layer="fact"] > h3 { color: var(--fact); }
.wederhoor-report .statement[data-layer="voice"] { border-left: 4px double var(--voice); }
.wederhoor-report .statement[data-layer="voice"] > h3 { color: var(--voice); }
.wederhoor-report .statement[data-layer="appraisal"] { border-left: 4px dashed var(--appraisal); }
.wederhoor-report .statement[data-layer="appraisal"] > h3 { color: var(--appraisal); }
.wederhoor-report .statement[data-layer="plan"] { border-left: 4px dotted var(--plan); }
.wederhoor-report .statement[data-layer="plan"] > h3 { color: var(--plan); }
.wederhoor-report .gap { color: var(--quiet); }
.wederhoor-report .details { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; margin: .5rem 0; font-size: .9em; }
.wederhoor-report .details > div { display: block; padding: 0; }
.wederhoor-report .details dt, .wederhoor-report .details dd { display: inline; }
.wederhoor-report .details dt::after { content: ": "; }
.wederhoor-report .agreements [data-layer="plan"] > .text { font-size: 1.06em; }
.wederhoor-report .agreements [data-layer="plan"] > .details { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(12rem, 100%), 1fr)); gap: .5rem 1.25rem; padding: .6rem .75rem; border: 1px solid var(--line); }
.wederhoor-report .agreements [data-layer="plan"] > .details dt, .wederhoor-report .agreements [data-layer="plan"] > .details dd { display: block; }
.wederhoor-report .agreements [data-layer="plan"] > .details dt::after { content: none; }
.wederhoor-report .beside .statement:has(> .recognition) { display: grid; grid-template-columns: minmax(0, 1fr) 14rem; column-gap: 1.5rem; align-items: start; }
.wederhoor-report .beside .statement:has(> .recognition) > * { grid-column: 1; }
.wederhoor-report .beside .statement:has(> .recognition) > .recognition { grid-column: 2; grid-row: 2 / span 3; margin: .5rem 0; padding: .6rem .75rem; background: var(--soft); }
.wederhoor-report .beside .statement:has(> .recognition) > .reactions { grid-column: 1 / -1; }
.wederhoor-report .beside .recognition ul { list-style: none; padding: 0; }
.wederhoor-report .compact { padding: 1rem 0 .5rem; }
.wederhoor-report .card > .agreements > .part:first-child { border-top: 0; margin-top: 0; }
.wederhoor-report .card .part { margin-top: 1.25rem; padding-top: .75rem; }
.wederhoor-report .card .statement { margin: .75rem 0 1rem; }
.wederhoor-report .reactions { margin: 1rem 0 0; padding: .75rem 1rem; background: var(--soft); }
.wederhoor-report .reactions.closing { padding: 0; background: none; }
.wederhoor-report .reactions ul { list-style: none; margin: 0; padding: 0; }
.wederhoor-report .reaction { margin: .75rem 0 0; }
.wederhoor-report .reaction + .reaction { padding-top: .75rem; border-top: 1px solid var(--line); }
.wederhoor-report .who { margin: 0; }
.wederhoor-report .by { display: block; font-size: .9em; color: var(--quiet); }
.wederhoor-report blockquote { margin: .4rem 0; padding: 0 0 0 .75rem; border-left: 2px solid var(--quiet); }
.wederhoor-report blockquote p { margin: .25rem 0; }
.wederhoor-report .answer { margin: .5rem 0 0 1rem; }
.wederhoor-report .answer p { margin: .1rem 0; }
.wederhoor-report .unanswered, .wederhoor-report .empty { color: var(--quiet); }
.wederhoor-report .scroll { overflow-x: auto; }
.wederhoor-report table { width: 100%; min-width: 38rem; border-collapse: collapse; font-size: .9em; line-height: 1.5; }
.wederhoor-report caption { padding: .5rem 0; text-align: left; font-weight: 700; }
.wederhoor-report th, .wederhoor-report td { padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
.wederhoor-report thead th { border-bottom: 2px solid var(--text); }
.wederhoor-report .sources { list-style: none; padding: 0; }
.wederhoor-report .control { margin-top: 2.5rem; padding-top: 1rem; border-top: 2px solid var(--text); }
@media (max-width: 36rem) {
  .wederhoor-report h1 { font-size: 1.2em; }
  .wederhoor-report h1, .wederhoor-report h2 { hyphens: auto; }
  .wederhoor-report dl > div { display: block; }
  .wederhoor-report .answer { margin-left: .5rem; }
  .wederhoor-report .beside .statement:has(> .recognition) { display: block; }
  .wederhoor-report .details { display: block; }
  .wederhoor-report .cover .facts dt, .wederhoor-report .cover .facts dd, .wederhoor-report .agreements [data-layer="plan"] > .details dt, .wederhoor-report .agreements [data-layer="plan"] > .details dd { display: inline; }
  .wederhoor-report .cover .facts dt::after, .wederhoor-report .agreements [data-layer="plan"] > .details dt::after { content: ": "; }
  .wederhoor-report .agreements [data-layer="plan"] > .details { gap: .3rem; }
}
@media print {
  .wederhoor-report { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.5; color: #000; }
  .wederhoor-report h1, .wederhoor-report h2, .wederhoor-report h3, .wederhoor-report h4, .wederhoor-report .who { break-after: avoid; }
  .wederhoor-report .statement:not(:has(> .reactions)), .wederhoor-report .statement > .text, .wederhoor-report .details, .wederhoor-report .reaction, .wederhoor-report tr, .wederhoor-report dl > div, .wederhoor-report .control { break-inside: avoid; }
  .wederhoor-report p, .wederhoor-report li { orphans: 3; widows: 3; }
  .wederhoor-report .scroll { overflow: visible; }
  .wederhoor-report table { min-width: 0; }
  .wederhoor-report thead { display: table-header-group; }
  .wederhoor-report a { color: inherit; text-decoration: none; }
  .wederhoor-report .contents a { padding: 0; }
  .wederhoor-report .note { background: none; border: 1px solid var(--line); border-left: 4px solid var(--quiet); }
  .wederhoor-report .reactions { background: none; border: 1px solid var(--line); }
  .wederhoor-report .reactions.closing { border: 0; }
  .wederhoor-report .legend > div, .wederhoor-report .rights li { break-inside: avoid; }
  .wederhoor-report .part { margin-top: 1.5rem; padding-top: .75rem; }
  .wederhoor-report .cover { padding-top: 0; }
  .wederhoor-report .compact .note { display: inline-block; margin: .25rem 0; padding: .25rem .75rem; }
  .wederhoor-report .one-page { page: card; }
  .wederhoor-report .one-page .lead { font-size: .85em; line-height: 1.3; margin: .15rem 0; }
  .wederhoor-report .card { columns: 2; column-gap: 6mm; font-size: 8pt; line-height: 1.25; }
  .wederhoor-report .card .part { margin: 0 0 .25rem; padding: .2rem 0 0; }
  .wederhoor-report .card h2 { font-size: 1.15em; }
  .wederhoor-report .card h3 { font-size: 1em; }
  .wederhoor-report .card p, .wederhoor-report .card dl, .wederhoor-report .card blockquote { margin-top: .1rem; margin-bottom: .1rem; }
  .wederhoor-report .card .statement { margin: .15rem 0 .25rem; padding: 0 0 0 .4rem; }
  .wederhoor-report .card .agreements [data-layer="plan"] > .text, .wederhoor-report .card .details { font-size: 1em; }
  .wederhoor-report .card .details, .wederhoor-report .card .facts, .wederhoor-report .card .agreements [data-layer="plan"] > .details { display: block; padding: 0; border: 0; }
  .wederhoor-report .card dl > div, .wederhoor-report .card .details dt, .wederhoor-report .card .details dd, .wederhoor-report .card .facts dt, .wederhoor-report .card .facts dd { display: inline; padding: 0; }
  .wederhoor-report .card .agreements [data-layer="plan"] > .details dt, .wederhoor-report .card .agreements [data-layer="plan"] > .details dd { display: inline; }
  .wederhoor-report .card dt::after, .wederhoor-report .card .agreements [data-layer="plan"] > .details dt::after { content: ": "; }
  .wederhoor-report .card dl > div:not(:last-child)::after { content: " · "; }
  .wederhoor-report .card .reactions { margin: .2rem 0 0; padding: .1rem .4rem; }
  .wederhoor-report .card .reaction { margin-top: .1rem; }
  .wederhoor-report .card .answer { margin: .1rem 0 0 .4rem; }
  .wederhoor-report .about-card { break-before: page; }
}
`

/** What only a page of its own needs: paper size, page numbers, the skip link. */
export const pageStyles: string = `
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: #fff; }
main:focus { outline: none; }
.wederhoor-skip { position: absolute; left: -999rem; padding: .75rem 1rem; background: #fff; color: #01508c; font: 1rem/1.5 Verdana, "DejaVu Sans", Arial, sans-serif; }
.wederhoor-skip:focus { left: .5rem; top: .5rem; outline: 3px solid #0b71c7; }
@page { size: A4; margin: 20mm 18mm 22mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt Verdana, "DejaVu Sans", Arial, sans-serif; } }
@page card { margin: 10mm 12mm; @bottom-right { content: none; } }
@media print { .wederhoor-skip { display: none; } }
`
