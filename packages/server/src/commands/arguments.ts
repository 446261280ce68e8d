// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "@wederhoor/format"
import {parseArgs} from "node:util"

import {ServerError} from "../error.ts"

/** Options of a verb: `text` takes a value, `texts` several times, `flag` none. */
export type OptionTypes = {readonly [name: string]: "text" | "texts" | "flag"}

/** What somebody typed after a verb, read. `lang` is Dutch unless `--lang en`. */
export interface Given<Options extends OptionTypes> {
  readonly files: readonly string[]
  readonly lang: Lang
  readonly options: {
    readonly [name in keyof Options]:
      | (Options[name] extends "texts"
          ? readonly string[]
          : Options[name] extends "flag"
            ? true
            : string)
      | undefined
  }
}

/** One sentence in the language that was asked for. */
export const say = (lang: Lang, nl: string, en: string): string => (lang === "en" ? en : nl)

/**
 * Read the arguments of a verb.
 *
 * @throws ServerError `usage` for an unknown option, a missing value, or not exactly `count` files;
 *   `example` is the use that its hint shows.
 */
export function readArguments<Options extends OptionTypes>(
  args: readonly string[],
  verb: string,
  example: string,
  count: number,
  types: Options,
): Given<Options> {
  // The language counts also for what is wrong with the rest.
  const at = args.indexOf("--lang")
  const lang: Lang =
    args[at + 1] === "en" && at >= 0 ? "en" : args.includes("--lang=en") ? "en" : "nl"
  const wrong = (nl: string, en: string): ServerError =>
    new ServerError("usage", verb, `${say(lang, nl, en)}: ${example}`)
  const read = (): {values: {[name: string]: unknown}; positionals: string[]} => {
    try {
      return parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          lang: {type: "string", default: "nl"},
          ...Object.fromEntries(
            Object.entries(types).map(([name, type]) => [
              name,
              type === "flag"
                ? ({type: "boolean"} as const)
                : ({type: "string", multiple: type === "texts"} as const),
            ]),
          ),
        },
      })
    } catch {
      throw wrong(
        "hier staat een optie die dit niet kent, of waar de waarde van ontbreekt. Gebruik",
        "there is an option this does not know, or one without its value. Use",
      )
    }
  }
  const {values, positionals} = read()
  if (values["lang"] !== "nl" && values["lang"] !== "en")
    throw wrong("--lang is nl of en. Gebruik", "--lang is nl or en. Use")
  if (positionals.length !== count)
    throw wrong(
      [
        "hier hoort geen bestand of naam bij. Gebruik",
        "geef één bestand of naam. Gebruik",
        `geef er ${count}. Gebruik`,
      ][Math.min(count, 2)] ?? "",
      [
        "no file or name belongs here. Use",
        "give one file or name. Use",
        `give ${count} of them. Use`,
      ][Math.min(count, 2)] ?? "",
    )
  return {files: positionals, lang, options: values as Given<Options>["options"]}
}

/** The value of `--today`, or today. @throws ServerError `usage` when it is no day. */
export function dayGiven(day: string | undefined, verb: string, lang: Lang): string | undefined {
  if (day === undefined) return undefined
  const read = new Date(`${day}T12:00:00Z`)
  const exists = !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day)
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && exists) return day
  throw new ServerError(
    "usage",
    verb,
    say(
      lang,
      "--today is een dag die bestaat, zoals 2026-04-02",
      "--today is a day that exists, such as 2026-04-02",
    ),
  )
}
