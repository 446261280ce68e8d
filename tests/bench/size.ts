// SPDX-License-Identifier: EUPL-1.2

/** How much a host page loads. */
import {existsSync, readFileSync, mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

import {build} from "vite"

import {bundle, gzipKb} from "./bundle.ts"
import {dutchOnly} from "./dutch-only.ts"
import {progress, sane} from "./measure.ts"

/**
 * `elementKb`: `element.js` after gzip. Built here from the present sources, whatever stands in dist.
 * `formatKb`: all of `@wederhoor/format` with its validators and Dutch words, without what it imports;
 * `formatBothKb`: with the English words too.
 */
export const bench: () => Promise<object> = async () => {
  const root = dirname(fileURLToPath(import.meta.resolve("@wederhoor/editor/package.json")))
  const folder = mkdtempSync(join(tmpdir(), "wederhoor-bench-"))
  try {
    progress("building the element …")
    const configFile = join(root, "vite.config.ts")
    await build({root, configFile, logLevel: "error", build: {outDir: folder, emptyOutDir: true}})
    const file = join(folder, "element.js")
    sane(existsSync(file), "there is no element.js")
    const code = readFileSync(file, "utf8")
    sane(code.includes("wederhoor-editor"), "element.js defines no wederhoor-editor")
    const styles = readFileSync(join(folder, "wederhoor.css"))
    const peers = ["@wederhoor/signoff", /^@noble\//]
    const [dutch, both] = await Promise.all([
      bundle("@wederhoor/format", undefined, {peers, plugins: [dutchOnly]}),
      bundle("@wederhoor/format", undefined, {peers}),
    ])
    return {
      elementKb: gzipKb(code),
      stylesKb: gzipKb(styles),
      formatKb: dutch.gzipKb,
      formatBothKb: both.gzipKb,
    }
  } finally {
    rmSync(folder, {recursive: true})
  }
}
