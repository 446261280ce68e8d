// SPDX-License-Identifier: EUPL-1.2
import {type Lang, textIn} from "@wederhoor/format"
import {checkCompleteness, RenderError} from "@wederhoor/render"
import {writeFile} from "node:fs/promises"

import {ServerError} from "../error.ts"
import {copyInForm, type Form, forms, type PdfMaker, type PreparedCopy} from "../forms.ts"
import {readArguments, say} from "./arguments.ts"
import {copyGiven, copyOptions, refusal} from "./copy-given.ts"

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
    ...copyOptions,
    format: "text",
    out: "text",
    "pdf-by": "text",
  })
  const [file = ""] = files
  const form = formGiven(options.format ?? formOf(options.out), lang)
  const copy = await copyGiven(file, "render", options, lang)
  if (!copy.made.ok) {
    process.stderr.write(`${refusal(copy.made, copy.source, lang)}\n`)
    return 1
  }
  const {made, layout} = copy
  // On the copy itself too: a layout may decide on words that only this report has.
  const missing = checkCompleteness(layout.source, made.model, {partials: layout.partials})
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
