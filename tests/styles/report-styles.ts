// SPDX-License-Identifier: EUPL-1.2

/**
 * `packages/editor/src/report.css` is made from `reportStyles` of `@wederhoor/render`: the editor may not
 * lean on render, and what a person reads in it must look like the report that they keep.
 *
 * `npm run styles` makes it again.
 */
import {writeFileSync} from "node:fs"
import {join} from "node:path"

import {reportStyles} from "@wederhoor/render"

import {root} from "../house/sources.ts"

/** The style sheet in the editor that holds the rules of the report. */
export const reportCss: string = join(root, "packages/editor/src/report.css")

const above = `/* SPDX-License-Identifier: EUPL-1.2 */

/*
 * The look of a rendition inside the editor: the same rules as the report on a page of its own, so that
 * what somebody reads here looks like what they can keep. Host tokens: \`--wederhoor-report-…\`.
 * Made from \`reportStyles\` of @wederhoor/render; \`npm run styles\` makes it again.
 */
`

/** The whole file, laid out by hand; `oxfmt` has its own way, without a change of meaning. */
export function reportCssNow(): string {
  return `${above}@layer wederhoor {${reportStyles}}\n`
}

if (import.meta.main) {
  if (process.argv.includes("--write")) writeFileSync(reportCss, reportCssNow())
  else process.stdout.write(reportCssNow())
}
