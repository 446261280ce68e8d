// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "@wederhoor/format"
import {parseTemplate} from "./template.ts"
import type {Template} from "./template.ts"

/**
 * The templates that reports are laid out with, in the profile of this package: one for all is
 * `{general: {nl, en}}`.
 */
export interface Layouts {
  /** For every kind of report, and every language of it, without a layout of its own. */
  readonly general: {readonly [lang in Lang]: string}
  /** Layouts of one kind of report, by id of its format (`veiligheidsplan`). */
  readonly kinds?: {readonly [id: string]: {readonly [lang in Lang]?: string}}
  /** What layouts have in common, by the name they call it with; fixed words are partials as well. */
  readonly partials?: {readonly [lang in Lang]: Readonly<Record<string, string>>}
}

/** One layout with everything it calls: what `checkTemplate` and `parseTemplate` ask for. */
export interface Layout {
  readonly source: string
  readonly partials: Readonly<Record<string, string>>
}

const langs: readonly Lang[] = ["nl", "en"]

/**
 * Layouts from files, by path with `/`, as they lie in `@wederhoor/templates`:
 *
 * - `<id>/report.<lang>.hbs` the layout of a kind
 * - `parts/report.<lang>.hbs` the general layout
 * - `parts/<name>.hbs` partial `parts/<name>`, in every language
 * - `parts/words.<lang>.json` fixed words; `{"reader": …}` is partial `words/reader`
 *
 * Other paths are left alone, so a whole folder can be given. Templates are not parsed here.
 * @throws {SyntaxError} when a file with words is not JSON. @throws {TypeError} when it is not an
 *   object of texts, or when a general layout is missing.
 */
export function layoutsOf(files: Readonly<Record<string, string>>): Layouts {
  const kinds: Record<string, {[lang in Lang]?: string}> = {}
  const shared: Record<string, string> = {}
  for (const [path, text] of Object.entries(files)) {
    const [, id = "", lang = ""] = /^([^/]+)\/report\.(nl|en)\.hbs$/.exec(path) ?? []
    const [, name] = /^(parts\/[^/.]+)\.hbs$/.exec(path) ?? []
    if (name !== undefined) shared[name] = text
    else if (id !== "" && id !== "parts") kinds[id] = {...kinds[id], [lang]: text}
  }
  const inBoth = <T>(make: (lang: Lang) => T): {readonly [lang in Lang]: T} => ({
    nl: make("nl"),
    en: make("en"),
  })
  return {
    general: inBoth(lang => {
      const path = `parts/report.${lang}.hbs`
      const source = files[path]
      if (source === undefined) throw new TypeError(`${path} is missing`)
      return source
    }),
    kinds,
    // Frozen, so that they are parsed once for all layouts.
    partials: inBoth(lang =>
      Object.freeze({...shared, ...wordsIn(files[`parts/words.${lang}.json`] ?? "{}")}),
    ),
  }
}

function wordsIn(json: string): Record<string, string> {
  const words: unknown = JSON.parse(json)
  if (typeof words !== "object" || words === null) throw new TypeError("words must be an object")
  return Object.fromEntries(
    Object.entries(words).map(([key, text]) => {
      if (typeof text !== "string") throw new TypeError(`words: ${key} must be a text`)
      return [`words/${key}`, text]
    }),
  )
}

/** The layout of one kind of report in one language: its own, else the general one of that language. */
export function layoutFor(layouts: Layouts, id: string, lang: Lang): Layout {
  const {general, kinds = {}, partials} = layouts
  const own = Object.hasOwn(kinds, id) ? kinds[id]?.[lang] : undefined
  return {source: own ?? general[lang], partials: partials?.[lang] ?? {}}
}

/**
 * Parses all layouts, so that a faulty one shows before anybody waits for it, and hands them out.
 * @throws {RenderError} as `parseTemplate`, for the first layout outside the profile.
 */
export function parseLayouts(layouts: Layouts): (id: string, lang: Lang) => Template {
  const parsed = new Map<string, Template>()
  const parse = (id: string, lang: Lang): Template => {
    const {source, partials} = layoutFor(layouts, id, lang)
    const known = parsed.get(`${lang} ${source}`)
    const template = known ?? parseTemplate(source, {partials})
    parsed.set(`${lang} ${source}`, template)
    return template
  }
  for (const lang of langs)
    for (const id of ["", ...Object.keys(layouts.kinds ?? {})]) parse(id, lang)
  return parse
}
