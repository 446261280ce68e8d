// SPDX-License-Identifier: EUPL-1.2
import {dayOf, type Lang, readerFor, type Reader, textIn, wordFor} from "@wederhoor/format"
import {
  checkCompleteness,
  type Layout,
  layoutFor,
  type NoRendition,
  parseTemplate,
  RenderError,
} from "@wederhoor/render"
import type {Jwks} from "@wederhoor/signoff"
import {writeFile} from "node:fs/promises"

import {ServerError} from "../error.ts"
import {
  copyInForm,
  type Form,
  forms,
  type PdfMaker,
  prepareCopy,
  type PreparedCopy,
} from "../forms.ts"
import {dayGiven, readArguments, say} from "./arguments.ts"
import {readLayouts} from "../layouts.ts"
import {readBytes, readJson, readPolicy} from "./files.ts"
import {readSource, type Source} from "./render-source.ts"

const example =
  "wederhoor render verslag.json --reader person:moeder --format html|pdf|docx|txt|json --out verslag.html [--template map] [--layout report.nl.hbs] [--plain] [--pdf-by pdfkit|typst|chromium] [--version 2] [--keys jwks.json] [--policy beleid.json] [--today 2026-04-02]"

/**
 * `wederhoor render`: one reader's copy of a report or a bundle in one form. 0 made; 1 it may not be made
 * (something shielded, or hidden from a party in a copy for the court), or the layout leaves out what must
 * be read; nothing is written then.
 *
 * @throws ServerError for wrong use or a file that cannot be read or written.
 */
export async function renderCommand(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(args, "render", example, 1, {
    reader: "text",
    format: "text",
    out: "text",
    template: "texts",
    layout: "text",
    plain: "flag",
    "pdf-by": "text",
    version: "text",
    keys: "text",
    policy: "text",
    today: "text",
  })
  const [file = ""] = files
  const form = formGiven(options.format ?? formOf(options.out), lang)
  const today = dayGiven(options.today, "render", lang)
  const source = await readSource(file, lang, {
    templates: options.template ?? [],
    keys: options.keys === undefined ? undefined : ((await readJson(options.keys, lang)) as Jwks),
    version: options.version,
  })
  const reader = readerGiven(options.reader, source, lang)
  const text = await layoutGiven(source, options.layout, lang)
  const layout = read(text, options.layout ?? source.template.id)
  const input = {
    version: source.version,
    state: source.state,
    reader,
    template: source.template,
    policy: await readPolicy(options.policy, today ?? dayOf(source.version.frozenAt), lang),
    layout,
    options: {
      lang: source.version.lang === "en" ? ("en" as const) : ("nl" as const),
      use: source.use,
      signOffs: source.signOffs,
      ...(today ? {today} : {}),
      ...(options.plain ? {plain: true} : {}),
      ...(source.bundle ? {withoutRecord: true} : {}),
    },
  }
  const made = await prepareCopy(input, async copy => source.bundle ?? copy)
  if (!made.ok) {
    process.stderr.write(`${refusal(made, source, lang)}\n`)
    return 1
  }
  // On the copy itself too: a layout may decide on words that only this report has.
  const missing = checkCompleteness(text.source, made.model, {partials: text.partials})
  if (missing.length > 0) {
    const told = missing.map(
      ({text: what, hint}) => `- ${textIn(what, lang)} ${textIn(hint, lang)}`,
    )
    const head = say(
      lang,
      "Deze opmaak laat iets weg dat gelezen moet worden. Er is niets gemaakt.",
      "This layout leaves out something that must be read. Nothing was made.",
    )
    process.stderr.write(`${[head, ...told].join("\n")}\n`)
    return 1
  }
  const bytes = await inForm(made, form, options["pdf-by"], lang)
  await write(bytes, options.out, lang)
  return 0
}

const makers: readonly string[] = ["pdfkit", "typst", "chromium"] satisfies PdfMaker[]

async function inForm(
  made: PreparedCopy,
  form: Form,
  by: string | undefined,
  lang: Lang,
): Promise<Uint8Array> {
  if (by !== undefined && !makers.includes(by))
    throw new ServerError(
      "usage",
      "render",
      say(
        lang,
        `--pdf-by is een van ${makers.join(", ")}`,
        `--pdf-by is one of ${makers.join(", ")}`,
      ),
    )
  try {
    return await copyInForm(made, form, {
      progress: progressOf(form, lang),
      ...(by === undefined ? {} : {pdfBy: by as PdfMaker}),
    })
  } catch (error) {
    if (!(error instanceof RenderError)) throw error
    const said = [error.text, error.hint].map(one => textIn(one, lang)).join(" ")
    throw new ServerError(error.code, form, said.replace(/\.$/, ""), error)
  }
}

const isForm = (name: string): name is Form => Object.hasOwn(forms, name)

const formOf = (out: string | undefined): string => out?.split(".").at(-1) ?? "html"

function formGiven(name: string, lang: Lang): Form {
  if (isForm(name)) return name
  const known = Object.keys(forms).join(", ")
  throw new ServerError(
    "usage",
    "render",
    say(lang, `--format is een van ${known}`, `--format is one of ${known}`),
  )
}

function readerGiven(name: string | undefined, source: Source, lang: Lang): Reader {
  const {persons} = source.state
  const reader = name === undefined ? null : readerFor(name, persons, lang)
  if (reader !== null) return reader
  const known = ["team", "reviewer", "court", "recipient", "thirdParty"].concat(
    persons.map(({id, role}) => `${role === "informant" ? "informant" : "person"}:${id}`),
  )
  throw new ServerError(
    "usage",
    "render",
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
function refusal(made: NoRendition, {state, version}: Source, lang: Lang): string {
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

/** Long work tells how far it is, on standard error and only where somebody looks. */
function progressOf(form: Form, lang: Lang): (done: number, of: number) => void {
  let last = 0
  return (done, of) => {
    const now = Date.now()
    if (!process.stderr.isTTY || now - last < 500) return
    last = now
    process.stderr.write(
      `${say(lang, "bezig", "working")}: ${form} ${Math.round((100 * done) / Math.max(1, of))} %\r`,
    )
  }
}

async function write(bytes: Uint8Array, out: string | undefined, lang: Lang): Promise<void> {
  if (out === undefined) {
    process.stdout.write(bytes)
    return
  }
  try {
    await writeFile(out, bytes, {flag: "wx"})
  } catch (error) {
    const hint = say(
      lang,
      "dit bestand kan niet worden gemaakt, of het is er al. Kies een andere naam",
      "this file cannot be made, or it is there already. Choose another name",
    )
    throw new ServerError("not-written", out, hint, error)
  }
}
