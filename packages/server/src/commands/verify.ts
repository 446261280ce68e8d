// SPDX-License-Identifier: EUPL-1.2
import {describeVerification, type Jwks, verifyBundle} from "@wederhoor/signoff"
import {readFile} from "node:fs/promises"
import {parseArgs} from "node:util"

import {ServerError} from "../error.ts"

/** `wederhoor verify`: prints the outcome in words; 0 unchanged, 1 changed. @throws ServerError */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  const {file, keys, lang} = options(args)
  const text = await read(file)
  if (!isBundle(text))
    throw new ServerError(
      "not-a-bundle",
      file,
      "this file is not a report that can be checked; save its check file and try that",
    )
  const jwks = keys === undefined ? undefined : keysOf(keys, await read(keys))
  const verification = await verifyBundle(text, jwks ? {keys: jwks} : {}).catch(
    (error: unknown) => {
      throw new ServerError("bad-keys", keys ?? file, "a key in this file cannot be used", error)
    },
  )
  process.stdout.write(`${describeVerification(verification, lang).join("\n")}\n`)
  return verification.outcome === "changed" ? 1 : 0
}

function options(args: readonly string[]): {file: string; keys?: string; lang: "nl" | "en"} {
  const usage = (hint: string): ServerError => new ServerError("usage", "verify", hint)
  try {
    const {values, positionals} = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {keys: {type: "string"}, lang: {type: "string", default: "nl"}},
    })
    const [file, ...more] = positionals
    const {keys, lang} = values
    if (file === undefined || more.length > 0)
      throw usage("give one file, as in: wederhoor verify bundle.json")
    if (lang !== "nl" && lang !== "en") throw usage("--lang is nl or en")
    return {file, lang, ...(keys === undefined ? {} : {keys})}
  } catch (error) {
    if (error instanceof ServerError) throw error
    throw usage(error instanceof Error ? error.message : "see wederhoor --help")
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    throw new ServerError("unreadable", file, "this file cannot be read", error)
  }
}

/** Whether a file means to be a bundle of ours. What is wrong inside one is for the check to say. */
function isBundle(text: string): boolean {
  try {
    const value = JSON.parse(text) as {format?: unknown} | null
    return typeof value?.format === "string" && value.format.startsWith("wederhoor-bundle/")
  } catch {
    return false
  }
}

function keysOf(file: string, text: string): Jwks {
  try {
    const value = JSON.parse(text) as Jwks
    if (Array.isArray(value.keys)) return value
  } catch {
    // Said below, for broken JSON and for JSON that holds no keys alike.
  }
  throw new ServerError("bad-keys", file, 'this file is not a key set: {"keys": [...]}')
}
