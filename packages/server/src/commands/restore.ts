// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "@wederhoor/format"
import {chmod, copyFile} from "node:fs/promises"
import {join, resolve} from "node:path"

import {ServerError} from "../error.ts"
import {readArguments, say} from "./arguments.ts"
import {
  type Backup,
  backupFormat,
  database,
  digestOfFile,
  inspect,
  manifest,
  publishedKeys,
  signingKey,
  verdictLines,
  wholeFolder,
} from "./backup-files.ts"
import {readJson} from "./files.ts"

/**
 * `wederhoor restore`: make a data folder of a back-up. Every file must have the digest that the
 * back-up wrote down, and every chain is recomputed; 1 and no folder when something does not hold.
 * Nothing is written over, and the back-up stays as it is.
 *
 * @throws ServerError for wrong use, what is no back-up, or a folder that is there already.
 */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(
    args,
    "restore",
    "wederhoor restore back-up --into map",
    1,
    {into: "text"},
  )
  const [from = ""] = files
  const {into} = options
  if (into === undefined)
    throw new ServerError(
      "usage",
      "restore",
      say(
        lang,
        "zeg welke map de gegevens krijgt: wederhoor restore back-up --into map",
        "say which folder gets the data: wederhoor restore backup --into folder",
      ),
    )
  const backup = await readManifest(from, lang)
  const problems: string[] = []
  await wholeFolder(into, lang, async work => {
    for (const [name, digest] of Object.entries(backup.files)) {
      await copyFile(join(from, name), join(work, name)).catch((error: unknown) => {
        throw new ServerError(
          "unreadable",
          join(from, name),
          say(lang, "dit bestand van de back-up ontbreekt", "this file of the back-up is missing"),
          error,
        )
      })
      await chmod(join(work, name), 0o600)
      if ((await digestOfFile(join(work, name))) !== digest)
        problems.push(
          say(
            lang,
            `${name}: dit bestand is veranderd sinds de back-up is gemaakt.`,
            `${name}: this file was changed after the back-up was made.`,
          ),
        )
    }
    if (problems.length > 0) return false
    const verdict = await inspect(join(work, database))
    const said = verdictLines(verdict, lang)
    if (verdict.broken.length > 0) {
      problems.push(...said)
      return false
    }
    process.stdout.write(`${said.join("\n")}\n`)
    return true
  })
  if (problems.length > 0) {
    problems.push(
      say(
        lang,
        "Er is niets teruggezet. Neem een andere back-up; deze blijft zoals hij is.",
        "Nothing was restored. Take another back-up; this one stays as it is.",
      ),
    )
    process.stdout.write(`${problems.join("\n")}\n`)
    return 1
  }
  const folder = resolve(into)
  const lines = [
    say(
      lang,
      `Teruggezet in ${folder}: de gegevens van ${backup.at}. Wat daarna is geschreven, staat er niet in.`,
      `Restored in ${folder}: the data of ${backup.at}. What was written after that is not in it.`,
    ),
    ...(signingKey in backup.files
      ? []
      : [
          say(
            lang,
            `LET OP: er was geen ${signingKey}. Zet uw eigen sleutel in de map, anders maakt de server een nieuwe.`,
            `MIND: there was no ${signingKey}. Put your own key in the folder, or the server makes a new one.`,
          ),
        ]),
    say(
      lang,
      `Stop de oude server eerst: twee servers op dezelfde verslagen gaat mis. Starten: WEDERHOOR_DATA=${folder} wederhoor serve`,
      `Stop the old server first: two servers on the same reports go wrong. To start: WEDERHOOR_DATA=${folder} wederhoor serve`,
    ),
  ]
  process.stdout.write(`${lines.join("\n")}\n`)
  return 0
}

async function readManifest(folder: string, lang: Lang): Promise<Backup> {
  const file = join(folder, manifest)
  const given = (await readJson(file, lang)) as Partial<Backup> | null
  const names = Object.entries(given?.files ?? {})
  const known = [database, publishedKeys, signingKey]
  if (
    given?.format === backupFormat &&
    typeof given.at === "string" &&
    names.some(([name]) => name === database) &&
    names.every(([name, digest]) => known.includes(name) && typeof digest === "string")
  )
    return given as Backup
  throw new ServerError(
    "not-a-backup",
    file,
    say(
      lang,
      "dit is geen back-up die deze versie van Wederhoor kent",
      "this is no back-up that this version of Wederhoor knows",
    ),
  )
}
