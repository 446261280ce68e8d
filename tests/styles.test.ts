// SPDX-License-Identifier: EUPL-1.2

/** What a person reads in the editor looks like the report that they keep: it has the same rules. */
import {mkdtemp, rm, writeFile} from "node:fs/promises"
import {readFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"

import {expect, test} from "vitest"
import {build} from "vite"

import {reportCss, reportCssNow} from "./styles/report-styles.ts"

const refresh = "make report.css again with: npm run styles"

/** The rules of a style sheet, one per line, in the one spelling that the minifier gives them. */
async function rulesOf(styles: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "wederhoor-styles-"))
  try {
    const input = join(folder, "styles.css")
    await writeFile(input, styles)
    const made = await build({
      configFile: false,
      root: folder,
      logLevel: "error",
      build: {write: false, cssMinify: true, rolldownOptions: {input}},
    })
    const files = "output" in made ? made.output : []
    const css = files.find(({fileName}) => fileName.endsWith(".css"))
    if (css?.type !== "asset") throw new Error("no style sheet was made")
    return String(css.source).trim().replaceAll(/[{}]/g, "$&\n").split("\n")
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

test("report.css of the editor holds the rules of the report, all of them and no other", async () => {
  const [ours, report] = await Promise.all([
    rulesOf(readFileSync(reportCss, "utf8")),
    rulesOf(reportCssNow()),
  ])
  expect(report.length).toBeGreaterThan(100)
  expect(ours, refresh).toEqual(report)
})

test("a rule that differs is seen, a way of writing is not", async () => {
  const rules = await rulesOf(reportCssNow())
  const changed = reportCssNow().replace("max-width: 44rem", "max-width: 45rem")
  expect(await rulesOf(changed)).not.toEqual(rules)
  expect(await rulesOf(reportCssNow().replaceAll(/\n\s*/g, "\n\n"))).toEqual(rules)
})
