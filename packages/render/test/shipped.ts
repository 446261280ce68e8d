// SPDX-License-Identifier: EUPL-1.2

/** The layouts in `templates/`. */
import {readdirSync, readFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import type {Lang} from "@wederhoor/format"
import {type Layout, type Layouts, layoutsOf} from "@wederhoor/render"

const folder = dirname(fileURLToPath(import.meta.resolve("@wederhoor/templates/package.json")))
const paths = readdirSync(folder, {recursive: true, encoding: "utf8"}).map(path =>
  path.replaceAll("\\", "/"),
)
const read = (path: string): string => readFileSync(join(folder, path), "utf8")

/** Sources of all shipped layouts. */
export const layouts: Layouts = layoutsOf(
  Object.fromEntries(
    paths.filter(path => /\.hbs$|words\.\w+\.json$/.test(path)).map(path => [path, read(path)]),
  ),
)

/** Every layout there is: id of the kind (empty for the general one) and language. */
export const shippedLayouts: readonly (readonly [id: string, lang: Lang])[] = Object.entries({
  "": layouts.general,
  ...layouts.kinds,
}).flatMap(([id, own]) =>
  (["nl", "en"] as const).filter(lang => own[lang] !== undefined).map(lang => [id, lang] as const),
)

/** A layout as one source, each partial written out in its place: the same template by definition. */
export function inOne({source, partials}: Layout): string {
  const call = /\{\{> ([\w/-]+)((?: \w+=[\w.]+)*)\}\}(\n?)/g
  return source.replaceAll(call, (_, name: string, given: string, end: string) => {
    const renamed = [...given.matchAll(/(\w+)=([\w.]+)/g)].filter(([, to, from]) => to !== from)
    const inner = renamed.reduce(
      (text, [, to, from]) => text.replaceAll(`{{${to}}}`, `{{${from}}}`),
      inOne({source: partials[name] ?? "", partials}),
    )
    // A partial alone on its line takes the line with it.
    return inner.endsWith("\n") && end !== "" ? inner : `${inner}${end}`
  })
}
