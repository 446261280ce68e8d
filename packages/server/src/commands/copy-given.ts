// SPDX-License-Identifier: EUPL-1.2
import {dayOf, type Lang, type Reader, wordFor} from "@wederhoor/format"
import {
  type Layout,
  layoutFor,
  type NoRendition,
  parseTemplate,
  readerFor,
  RenderError,
} from "@wederhoor/render"
import type {Jwks} from "@wederhoor/signoff"

import {ServerError} from "../error.ts"
import {prepareCopy, type PreparedCopy} from "../forms.ts"
import {readLayouts} from "../layouts.ts"
import {dayGiven, type Given, say} from "./arguments.ts"
import {readBytes, readJson, readPolicy} from "./files.ts"
import {readSource, type Source} from "./render-source.ts"

/** What says which copy is meant, of every verb that makes one. */
export const copyOptions = {
  reader: "text",
  template: "texts",
  layout: "text",
  plain: "flag",
  version: "text",
  keys: "text",
  policy: "text",
  today: "text",
} as const

/** A copy that was asked for, and from what it was made. */
export interface CopyGiven {
  readonly source: Source
  readonly layout: Layout
  readonly made: PreparedCopy | NoRendition
}

const withoutRecord = {
  nl: "Dit exemplaar komt uit het controlebestand. Daarin staat niet wie is gehoord, en hoe.",
  en: "This copy comes from the check file, which does not say who was heard, and how.",
}

/**
 * One reader's copy of the report or bundle in a file.
 *
 * @throws ServerError for wrong use or a file that cannot be read.
 */
export async function copyGiven(
  file: string,
  verb: string,
  options: Given<typeof copyOptions>["options"],
  lang: Lang,
): Promise<CopyGiven> {
  const today = dayGiven(options.today, verb, lang)
  const source = await readSource(file, lang, {
    templates: options.template ?? [],
    keys: options.keys === undefined ? undefined : ((await readJson(options.keys, lang)) as Jwks),
    version: options.version,
  })
  const reader = readerGiven(options.reader, verb, source, lang)
  const layout = await layoutGiven(source, options.layout, lang)
  const inEnglish = source.version.lang === "en"
  const made = await prepareCopy(
    {
      version: source.version,
      state: source.state,
      reader,
      template: source.template,
      policy: await readPolicy(options.policy, today ?? dayOf(source.version.frozenAt), lang),
      layout: read(layout, options.layout ?? source.template.id),
      ...(source.bundle ? {withoutRecord: withoutRecord[inEnglish ? "en" : "nl"]} : {}),
      options: {
        lang: inEnglish ? "en" : "nl",
        use: source.use,
        signOffs: source.signOffs,
        ...(today ? {today} : {}),
        ...(options.plain ? {plain: true} : {}),
      },
    },
    async copy => source.bundle ?? copy,
  )
  return {source, layout, made}
}

function readerGiven(name: string | undefined, verb: string, source: Source, lang: Lang): Reader {
  const {persons} = source.state
  const reader = name === undefined ? null : readerFor(name, persons, lang)
  if (reader !== null) return reader
  const known = ["team", "reviewer", "court", "recipient", "thirdParty"].concat(
    persons.map(({id, role}) => `${role === "informant" ? "informant" : "person"}:${id}`),
  )
  throw new ServerError(
    "usage",
    verb,
    say(
      lang,
      `zeg met --reader voor wie het is: ${known.join(", ")}`,
      `say with --reader for whom it is: ${known.join(", ")}`,
    ),
  )
}

/** A layout of one's own may call the parts of those that come with Wederhoor. */
async function layoutGiven(
  {template, version}: Source,
  file: string | undefined,
  lang: Lang,
): Promise<Layout> {
  const own = layoutFor(readLayouts(), template.id, version.lang === "en" ? "en" : "nl")
  if (file === undefined) return own
  return {...own, source: (await readBytes(file, lang)).toString("utf8")}
}

function read({source, partials}: Layout, name: string): ReturnType<typeof parseTemplate> {
  try {
    return parseTemplate(source, {partials})
  } catch (error) {
    if (error instanceof RenderError)
      throw new ServerError("bad-layout", name, error.message, error)
    throw error
  }
}

/** Why there is no copy, and what to do, without saying what must stay unsaid. */
export function refusal(made: NoRendition, {state, version}: Source, lang: Lang): string {
  const called = (id: string): string => {
    const person = state.persons.find(one => one.id === id)
    return person ? person.label || wordFor("role", person.role, lang) : id
  }
  if (made.code === "shielded")
    return [
      say(
        lang,
        "Er is niets gemaakt: hierin staat iets dat afgeschermd is.",
        "Nothing was made: something shielded stands in it.",
      ),
      ...made.shielded.map(({person, kind}) => `- ${called(person)}: ${kind}`),
      say(
        lang,
        "Zoek in het verslag waar het staat, en haal het daar weg.",
        "Find where it stands in the report, and take it out there.",
      ),
    ].join("\n")
  const numbers = new Map(
    version.sections.flatMap((section, s) =>
      section.statements.flatMap(({value}, n) =>
        value ? [[value.id, `${s + 1}.${n + 1}`] as const] : [],
      ),
    ),
  )
  return [
    say(
      lang,
      "Er is niets gemaakt: dit gaat naar de rechter, en hierin staat iets dat iemand die gehoord moet worden niet mag lezen. Alleen de rechter mag iets achterhouden (artikel 811 Rv).",
      "Nothing was made: this goes to the court, and it holds something that somebody who must be heard may not read. Only the court may withhold something (article 811 Rv).",
    ),
    ...made.hidden.map(({type, id, parties}) =>
      type === "statement"
        ? `- ${numbers.get(id) ?? id}: ${parties.join(", ")}`
        : `- ${say(lang, "een reactie", "a reaction")}: ${parties.join(", ")}`,
    ),
    say(
      lang,
      "Haal het eruit, vraag toestemming, of dien het apart in met het verzoek aan de rechter om het geheim te houden.",
      "Take it out, obtain consent, or file it separately and ask the court to keep it secret.",
    ),
  ].join("\n")
}
