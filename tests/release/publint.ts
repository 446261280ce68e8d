// SPDX-License-Identifier: EUPL-1.2

/**
 * Before a release, after a build: does every published package look well to those who install it?
 * Prints one line per problem; ends with 1 when there is any, suggestions included.
 */
import {existsSync} from "node:fs"
import {join} from "node:path"

import {publint} from "publint"
import {formatMessage} from "publint/utils"

import {fromRoot, manifestOf, packages, root} from "../house/sources.ts"

let problems = 0
const report = (line: string) => {
  problems += 1
  console.log(line)
}

const published = [
  ...packages().map(({folder}) => folder),
  join(root, "schemas"),
  join(root, "templates"),
].filter(folder => !manifestOf(folder).private)

for (const folder of published) {
  const name = fromRoot(folder)
  const needsBuild = manifestOf(folder).files?.includes("dist") ?? false
  if (needsBuild && !existsSync(join(folder, "dist"))) {
    report(`${name}: not built; run "npm run build" first`)
    continue
  }
  // npm's own list of files, because npm is on every machine and pnpm here only through npx.
  const {messages, pkg} = await publint({pkgDir: folder, strict: true, pack: "npm"})
  for (const message of messages) {
    const text = formatMessage(message, pkg, {color: false}) ?? message.code
    report(`${name}: ${message.type} ${message.code}: ${text}`)
  }
}
console.log(`${published.length} packages looked at, ${problems} problems`)
process.exitCode = problems > 0 ? 1 : 0
