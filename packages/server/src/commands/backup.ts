// SPDX-License-Identifier: EUPL-1.2
import {existsSync} from "node:fs"
import {chmod, copyFile, writeFile} from "node:fs/promises"
import {join, resolve} from "node:path"
import {env} from "node:process"

import {ServerError} from "../error.ts"
import {copyDatabase} from "../sqlite-store.ts"
import type {StoreVerdict} from "../verify-store.ts"
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

/**
 * `wederhoor backup`: copy a data folder, also while a server writes in it: the database as it was at
 * one moment, and the keys. Every chain in the copy is recomputed: 0 when all hold, 1 when one does
 * not; the copy is kept in both cases, because it may be all there is.
 *
 * @throws ServerError for wrong use, a folder without data, or one that is there already.
 */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const {lang, options} = readArguments(
    args,
    "backup",
    "wederhoor backup --out map [--data map] [--without-key]",
    0,
    {out: "text", data: "text", "without-key": "flag"},
  )
  const {out} = options
  if (out === undefined)
    throw new ServerError(
      "usage",
      "backup",
      say(
        lang,
        "zeg waar de back-up komt: wederhoor backup --out map",
        "say where the back-up goes: wederhoor backup --out folder",
      ),
    )
  const data = resolve(options.data ?? env["WEDERHOOR_DATA"] ?? ".wederhoor")
  if (!existsSync(join(data, database)))
    throw new ServerError(
      "unreadable",
      data,
      say(
        lang,
        "hier staan geen gegevens van Wederhoor. Wijs de map aan met --data of WEDERHOOR_DATA",
        "there is no data of Wederhoor here. Point at the folder with --data or WEDERHOOR_DATA",
      ),
    )
  const at = new Date().toISOString()
  let verdict: StoreVerdict | undefined
  let withKey = false
  await wholeFolder(out, lang, async work => {
    // The database first: a key that signed something in it is then surely among the keys.
    copyDatabase(join(data, database), join(work, database))
    verdict = await inspect(join(work, database))
    const files = [database]
    for (const name of [publishedKeys, signingKey]) {
      if (!existsSync(join(data, name)) || (name === signingKey && options["without-key"])) continue
      await copyFile(join(data, name), join(work, name))
      withKey ||= name === signingKey
      files.push(name)
    }
    const digests: {[name: string]: string} = {}
    for (const name of files) {
      await chmod(join(work, name), 0o600)
      digests[name] = await digestOfFile(join(work, name))
    }
    const said: Backup = {format: backupFormat, at, files: digests}
    await writeFile(join(work, manifest), `${JSON.stringify(said, null, 2)}\n`, {mode: 0o600})
    return true
  })
  const good = verdict?.broken.length === 0
  const lines = [
    say(
      lang,
      `Back-up van ${data} in ${resolve(out)}, ${at}.`,
      `Back-up of ${data} in ${resolve(out)}, ${at}.`,
    ),
    ...(verdict ? verdictLines(verdict, lang) : []),
    ...(good
      ? []
      : [
          say(
            lang,
            "De back-up is bewaard zoals de gegevens zijn. Gooi een oudere back-up niet weg, en zoek uit wat er is gebeurd.",
            "The back-up was kept as the data is. Do not throw away an older one, and find out what happened.",
          ),
        ]),
    say(
      lang,
      "LET OP: hierin staan alle verslagen, ook wat afgeschermd is. Bewaar de map versleuteld en niet bij de server.",
      "MIND: this holds all reports, also what is shielded. Keep the folder encrypted, and away from the server.",
    ),
    withKey
      ? say(
          lang,
          `LET OP: ${signingKey} is de sleutel waarmee uw organisatie ondertekent. Wie hem heeft, kan dat ook. Met --without-key blijft hij erbuiten.`,
          `MIND: ${signingKey} is the key your organisation signs with. Whoever has it can sign too. --without-key leaves it out.`,
        )
      : say(
          lang,
          "De sleutel om mee te ondertekenen zit er niet in: bewaar die ergens anders.",
          "The key to sign with is not in it: keep that somewhere else.",
        ),
  ]
  process.stdout.write(`${lines.join("\n")}\n`)
  return good ? 0 : 1
}
