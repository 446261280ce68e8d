// SPDX-License-Identifier: EUPL-1.2
import type {Policy} from "@wederhoor/format"
import {type Jwk, newSigningKey, softwareSigner} from "@wederhoor/signoff"
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs"
import type {JSONWebKeySet} from "jose"
import {dirname, join, resolve} from "node:path"
import {fileURLToPath} from "node:url"

import {createServer} from "./create-server.ts"
import {type DemoIdentity, demoIdentity} from "./demo-identity.ts"
import {ServerError} from "./error.ts"
import {type Identity, jwksIdentity} from "./identity.ts"
import {readLayouts, templatesFolder} from "./layouts.ts"
import {jsonLog, plainLog} from "./logging.ts"
import type {NewReport} from "./reports.ts"
import type {Keys} from "./sign-offs.ts"
import {sqliteStore} from "./sqlite-store.ts"

/** Folder of the repository: the playground and the built editor lie beside this package. */
const root = fileURLToPath(new URL("../../../", import.meta.url))
const templates = templatesFolder()

/**
 * `wederhoor serve`: runs until it is asked to stop, then finishes what is under way.
 *
 * @throws ServerError for a port, folder or file that will not do.
 */
export async function serveCommand(
  args: readonly string[],
  env: {readonly [name: string]: string | undefined},
): Promise<number> {
  if (args.length > 0)
    throw new ServerError(
      "usage",
      "serve",
      "it takes no arguments; see wederhoor --help for PORT and others",
    )
  const port = portOf(env["PORT"])
  const host = env["HOST"] ?? "127.0.0.1"
  const folder = resolve(env["WEDERHOOR_DATA"] ?? ".wederhoor")
  const pages = resolve(env["WEDERHOOR_PLAYGROUND"] ?? join(root, "playground/dist"))
  const element = join(root, "packages/editor/dist/browser")
  makeFolder(folder)
  const keys = await signingKeys(folder)
  const identity = await identityOf(env["WEDERHOOR_IDENTITY"])
  const store = sqliteStore(join(folder, "wederhoor.db"))
  try {
    const server = createServer({
      store,
      keys,
      pages,
      element,
      identity: identity.verifier,
      log: env["WEDERHOOR_LOG"] === "json" ? jsonLog() : plainLog(),
      metrics: env["WEDERHOOR_METRICS"] === "open" ? "open" : "host",
      ...(identity.demo ? {demo: identity.demo, now: demoClock(env["WEDERHOOR_DEMO_DAY"])} : {}),
      organisation: {
        name: identity.demo ? "Playground" : (env["WEDERHOOR_ORGANISATION"] ?? "Wederhoor"),
      },
      policies: readJson(join(templates, "beleid.json")) as Policy[],
      layouts: readLayouts(templates),
    })
    if (identity.demo && (await store.reports()).length === 0) {
      const made = await server.createReport(playgroundCase())
      if (!made.ok) throw new ServerError(made.code, made.at, "the invented case could not be made")
    }
    const {url} = await server.listen(port, host)
    process.stdout.write(`Wederhoor: ${url}/\nData: ${folder}\n`)
    if (identity.demo)
      process.stdout.write("Playground: everybody can be any of the invented people.\n")
    if (!existsSync(join(element, "element.js")))
      process.stdout.write(
        `There is no element.js in ${element} yet, for pages that embed the editor: run npm run build.\n`,
      )
    if (!existsSync(join(pages, "index.html")))
      process.stdout.write(`There are no pages in ${pages} yet: run npm run build.\n`)
    await askedToStop()
    await server.close()
  } finally {
    await store.close()
  }
  return 0
}

/**
 * The clock of the playground. An invented case ages: `WEDERHOOR_DEMO_DAY` (`YYYY-MM-DD`) lets its
 * clock start at nine in the morning of a day of its own. Never used with real identities.
 */
function demoClock(day: string | undefined): () => string {
  if (day === undefined || day === "") return () => new Date().toISOString()
  const start = Date.parse(`${day}T09:00:00Z`)
  if (Number.isNaN(start))
    throw new ServerError("bad-day", `WEDERHOOR_DEMO_DAY=${day}`, "write the day as 2026-04-02")
  const ahead = start - Date.now()
  return () => new Date(Date.now() + ahead).toISOString()
}

function portOf(text: string | undefined): number {
  const port = text === undefined || text === "" ? 4173 : Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new ServerError("bad-port", `PORT=${text}`, "a port is a number from 0 to 65535")
}

function askedToStop(): Promise<void> {
  return new Promise(done => {
    const stop = (): void => {
      process.off("SIGTERM", stop)
      process.off("SIGINT", stop)
      done()
    }
    process.on("SIGTERM", stop)
    process.on("SIGINT", stop)
  })
}

/**
 * Make the data folder, one level at a time: Node's own recursive way never returns on a file system
 * that takes no folders, such as /proc.
 */
function makeFolder(folder: string): void {
  const missing: string[] = []
  for (let at = folder; !existsSync(at); at = dirname(at)) missing.unshift(at)
  try {
    for (const at of missing) mkdirSync(at, {mode: 0o700})
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new ServerError(
      "folder-unwritable",
      folder,
      "this folder cannot be written; set WEDERHOOR_DATA to another",
      error,
    )
  }
}

/**
 * The organisation's own key: made at the first start, readable for this user only. What is published
 * is written first, so that no report is ever signed with a key that nobody can check.
 */
async function signingKeys(folder: string): Promise<Keys> {
  const file = join(folder, "signing-key.json")
  const publishedFile = join(folder, "keys.json")
  if (!existsSync(file)) {
    const {privateJwk, publicJwk} = await newSigningKey()
    const older = existsSync(publishedFile)
      ? (readJson(publishedFile) as Keys["published"]).keys
      : []
    writeFileSync(publishedFile, `${JSON.stringify({keys: [...older, publicJwk]}, null, 2)}\n`)
    writeFileSync(file, JSON.stringify(privateJwk), {mode: 0o600, flag: "wx"})
  }
  const published = readJson(publishedFile) as Keys["published"]
  return {signer: await softwareSigner(readJson(file) as Jwk), published}
}

async function identityOf(
  file: string | undefined,
): Promise<{verifier: Identity; demo?: DemoIdentity}> {
  if (file === undefined || file === "") {
    const demo = await demoIdentity()
    return {verifier: demo, demo}
  }
  const {issuer, audience} = readIdentity(file)
  return {
    verifier: jwksIdentity({issuer, keys: keysOf(file), ...(audience ? {audience} : {})}),
  }
}

interface IdentityFile {
  readonly issuer: string
  readonly audience?: string
  readonly keys: JSONWebKeySet
}

function readIdentity(file: string): IdentityFile {
  const given = readJson(file) as Partial<IdentityFile> | null
  if (typeof given?.issuer === "string" && Array.isArray(given.keys?.keys))
    return given as IdentityFile
  throw new ServerError(
    "bad-identity",
    file,
    'this file must hold {"issuer", "keys": {"keys": [...]}}',
  )
}

/**
 * The keys of the file as it is now, so that they can be changed without a restart. A file that cannot
 * be read lets nobody in until it can.
 */
function keysOf(file: string): () => JSONWebKeySet {
  let last: {readonly changed: number; readonly keys: JSONWebKeySet} | undefined
  return () => {
    const changed = statSync(file).mtimeMs
    if (last?.changed !== changed) last = {changed, keys: readIdentity(file).keys}
    return last.keys
  }
}

/** The invented case of the playground; `template` in it names a folder of templates. */
function playgroundCase(): NewReport {
  const folder = join(templates, "feitenonderzoek")
  const file = readJson(join(folder, "noor-en-sem.json")) as Omit<NewReport, "template">
  const {id, persons, fields, lang, content} = file
  return {
    id,
    persons,
    template: readJson(join(folder, "template.json")) as NewReport["template"],
    ...(fields ? {fields} : {}),
    ...(lang ? {lang} : {}),
    ...(content ? {content} : {}),
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    throw new ServerError("unreadable", file, "this file cannot be read", error)
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readText(file)) as unknown
  } catch (error) {
    if (error instanceof ServerError) throw error
    throw new ServerError("unreadable", file, "this file is not JSON", error)
  }
}
