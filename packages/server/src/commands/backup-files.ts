// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "@wederhoor/format"
import {createHash} from "node:crypto"
import {createReadStream, existsSync, readdirSync} from "node:fs"
import {mkdir, mkdtemp, open, rename, rm} from "node:fs/promises"
import {basename, dirname, join, resolve} from "node:path"
import {pipeline} from "node:stream/promises"

import {ServerError} from "../error.ts"
import {sqliteStore} from "../sqlite-store.ts"
import {type StoreVerdict, verifyStore} from "../verify-store.ts"
import {say} from "./arguments.ts"

export const backupFormat = "wederhoor-backup/1"
/** Names of the files of a data folder; a back-up has the same, and `backup.json` with their digests. */
export const database = "wederhoor.db"
export const publishedKeys = "keys.json"
export const signingKey = "signing-key.json"
export const manifest = "backup.json"

/** What `backup.json` says. */
export interface Backup {
  readonly format: typeof backupFormat
  /** UTC, RFC 3339. */
  readonly at: string
  /** SHA-256 of each file, base64url, by name. */
  readonly files: {readonly [name: string]: string}
}

/** SHA-256 of a file, base64url. */
export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash("sha256")
  await pipeline(createReadStream(file), hash)
  return hash.digest("base64url")
}

/**
 * Make a folder whole or not at all: `fill` works in a new folder beside it, which gets the name only
 * when everything in it is on disk. What stands there already is never touched. `fill` says whether it
 * may have the name.
 *
 * @throws ServerError `exists` when the folder is there and not empty, `unwritable` when it cannot be made.
 */
export async function wholeFolder(
  folder: string,
  lang: Lang,
  fill: (work: string) => Promise<boolean>,
): Promise<void> {
  const to = resolve(folder)
  const occupied = (): ServerError =>
    new ServerError(
      "exists",
      folder,
      say(
        lang,
        "hier staat al iets, en dat wordt nooit overschreven. Kies een map die nog niet bestaat",
        "something is here, and it is never written over. Choose a folder that does not exist yet",
      ),
    )
  const unwritable = (error: unknown): ServerError =>
    new ServerError(
      "unwritable",
      folder,
      say(
        lang,
        "deze map kan niet worden gemaakt. Kies een andere, of maak ruimte op de schijf",
        "this folder cannot be made. Choose another, or make room on the disk",
      ),
      error,
    )
  try {
    if (existsSync(to) && readdirSync(to).length > 0) throw occupied()
    if (!existsSync(dirname(to))) await mkdir(dirname(to), {mode: 0o700})
  } catch (error) {
    throw error instanceof ServerError ? error : unwritable(error)
  }
  const work = await mkdtemp(join(dirname(to), `.${basename(to)}-`)).catch((error: unknown) => {
    throw unwritable(error)
  })
  try {
    if (!(await fill(work))) return
    for (const name of readdirSync(work)) await flush(join(work, name))
    await flush(work)
    // Renaming onto a folder works only while that is empty.
    await rename(work, to).catch((error: unknown) => {
      throw existsSync(to) ? occupied() : unwritable(error)
    })
    await flush(dirname(to))
  } catch (error) {
    throw error instanceof ServerError ? error : unwritable(error)
  } finally {
    await rm(work, {recursive: true, force: true})
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, "r")
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Recompute every chain in a database, and let go of the file again. */
export async function inspect(file: string): Promise<StoreVerdict> {
  const store = sqliteStore(file)
  try {
    return await verifyStore(store)
  } finally {
    await store.close()
  }
}

/** What an inspection found, in words: one line per thing that does not hold. */
export function verdictLines(
  {reports, documents, links, broken}: StoreVerdict,
  lang: Lang,
): string[] {
  if (broken.length === 0)
    return [
      say(
        lang,
        `Nagerekend: ${reports} verslagen, ${documents} teksten, ${links} schakels. Alles klopt.`,
        `Recomputed: ${reports} reports, ${documents} texts, ${links} links. All of it holds.`,
      ),
    ]
  return broken.map(({what, name, code, seq}) =>
    what === "snapshot"
      ? say(
          lang,
          `${name}: de bewaarde stand is niet wat het logboek oplevert.`,
          `${name}: the kept snapshot is not what the log makes.`,
        )
      : say(
          lang,
          `${name}: het ${what === "record" ? "dossier" : "logboek"} klopt niet vanaf schakel ${seq} (${code}).`,
          `${name}: the ${what === "record" ? "record" : "log"} does not hold from link ${seq} on (${code}).`,
        ),
  )
}
