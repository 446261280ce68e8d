// SPDX-License-Identifier: EUPL-1.2
import type {ReportModel} from "@wederhoor/format"
import {escape} from "./compile.ts"
import type {Json} from "./host-function.ts"
import {pageStyles, reportStyles} from "./styles.ts"
import {renderTemplate} from "./template.ts"
import type {Budgets, Template} from "./template.ts"

/**
 * The report as one piece of HTML: `<article class="wederhoor-report" lang=…>…</article>`.
 *
 * This is what a person reads and signs, so it depends on the template and the model alone: no
 * clock, no random ids, no script, no inline style. The same input gives the same bytes.
 * @throws {RenderError} as `renderTemplate`.
 */
export function renderReport(template: Template, model: ReportModel, budgets?: Budgets): string {
  const body = renderTemplate(template, model, budgets)
  return `<article class="wederhoor-report" lang="${escape(model.lang)}">\n${body.trim()}\n</article>\n`
}

/** How `reportPage` dresses a fragment. */
export interface PageOptions {
  /** Title of the browser tab and of the printed file. */
  readonly title: string
  /** BCP 47 tag of the page, e.g. `nl`. */
  readonly lang: string
  /** JSON to travel with the page (signed record, proofs), for the offline verifier. */
  readonly bundle?: Json
}

const skipWords: Readonly<Record<string, string>> = {
  nl: "Naar het verslag",
  en: "To the report",
}

/**
 * One complete HTML file around a fragment of `renderReport`, to mail, keep or print. It carries its
 * own style sheet and a content policy that allows that sheet by its hash and nothing else: no
 * script, no image, no request. The bundle is inert JSON in `<script id="wederhoor-bundle">`.
 *
 * `fragment` is put in as it is: give only what `renderReport` returned. Same input, same bytes.
 */
export async function reportPage(fragment: string, options: PageOptions): Promise<string> {
  const styles = `${pageStyles}${reportStyles}`
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${await digest(styles)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ")
  const skip = skipWords[options.lang.split("-")[0] ?? ""] ?? skipWords["en"]
  return `<!DOCTYPE html>
<html lang="${escape(options.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escape(options.title)}</title>
<style>${styles}</style>
</head>
<body>
<a class="wederhoor-skip" href="#wederhoor-report">${skip}</a>
<main id="wederhoor-report" tabindex="-1">
${fragment}</main>
${options.bundle === undefined ? "" : bundleElement(options.bundle)}</body>
</html>
`
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}

/** With no `<` left, nothing in the JSON can close the element or open a comment. */
function bundleElement(bundle: Json): string {
  const json = JSON.stringify(bundle).replaceAll("<", "\\u003c")
  return `<script type="application/json" id="wederhoor-bundle">${json}</script>\n`
}
