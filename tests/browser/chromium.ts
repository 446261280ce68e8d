// SPDX-License-Identifier: EUPL-1.2

/**
 * The browser of the tests as a folder of files: unpacked once per version from the npm package
 * `@sparticuz/chromium` into `.cache/chromium-<version>/` of this repository.
 */
import {execFile} from "node:child_process"
import {existsSync, readFileSync} from "node:fs"
import {mkdir, mkdtemp, readdir, rename, rm, stat, writeFile} from "node:fs/promises"
import {join} from "node:path"
import {promisify} from "node:util"

const run = promisify(execFile)
const root = join(import.meta.dirname, "../..")
const usualCache = join(root, ".cache")

/** What `browser.version()` says for the pinned package. A bump of the package changes this line too. */
export const BROWSER_VERSION = "153.0.8010.0"

/** Version of the npm package that carries the browser; it names the cache folder. */
export const PACKAGE_VERSION: string = packageVersion()

/** Unpacking takes seconds; a folder this old was left by a process that was killed. */
const LEFTOVER_MS = 3_600_000

/** An unpacked browser, and the environment that this browser (and only it) is started with. */
export interface Chromium {
  executable: string
  environment: Record<string, string>
}

/** Whether the packed browser runs here: the package carries a binary for Linux on x64 only. */
export function hasPackedBrowser(): boolean {
  return process.platform === "linux" && process.arch === "x64"
}

/**
 * The unpacked browser, unpacking it first when this version was not unpacked before.
 *
 * Safe when several processes ask at once: each unpacks into a folder of its own, tries the browser there,
 * and then renames the folder; the first rename wins and the others throw their copy away. So a folder
 * with the final name is always complete.
 *
 * @param cache The folder that holds the unpacked versions; default `.cache` of this repository.
 * @throws Error when the browser cannot be unpacked, or is not `BROWSER_VERSION`.
 */
export async function unpackedChromium(cache: string = usualCache): Promise<Chromium> {
  const folder = join(cache, `chromium-${PACKAGE_VERSION}`)
  if (existsSync(folder)) return chromiumIn(folder)
  await mkdir(cache, {recursive: true})
  await removeLeftovers(cache)
  const own = await mkdtemp(join(cache, "unpacking-"))
  try {
    await run(process.execPath, [join(import.meta.dirname, "unpack.ts")], {
      env: {...process.env, TMPDIR: own, NODE_OPTIONS: ""},
    })
    await writeFile(join(own, "fonts", "fonts.conf"), fontsConfiguration)
    await assertVersion(chromiumIn(own))
    await rename(own, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    await rm(own, {recursive: true, force: true})
  }
  return chromiumIn(folder)
}

function chromiumIn(folder: string): Chromium {
  const environment: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !name.startsWith("AWS_")) environment[name] = value
  }
  return {
    executable: join(folder, "chromium"),
    environment: {
      ...environment,
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
      FONTCONFIG_PATH: join(folder, "fonts"),
      // Where fontconfig keeps its index of the fonts.
      XDG_CACHE_HOME: join(folder, "cache"),
    },
  }
}

async function assertVersion({executable, environment}: Chromium): Promise<void> {
  const {stdout} = await run(executable, ["--version"], {env: environment})
  if (stdout.trim() === `Chromium ${BROWSER_VERSION}`) return
  throw new Error(`@sparticuz/chromium ${PACKAGE_VERSION} holds "${stdout.trim()}",
expected Chromium ${BROWSER_VERSION}: set BROWSER_VERSION in tests/browser/chromium.ts`)
}

async function removeLeftovers(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith("unpacking-")) continue
    const path = join(cache, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > LEFTOVER_MS) {
      await rm(path, {recursive: true, force: true})
    }
  }
}

function packageVersion(): string {
  // The package exports only its main module, so its manifest is read from where pnpm links it.
  const manifest = join(import.meta.dirname, "../node_modules/@sparticuz/chromium/package.json")
  const {version} = JSON.parse(readFileSync(manifest, "utf8")) as {version: string}
  return version
}

/**
 * The tests see one font, the Open Sans that comes with the browser: text is as wide on every machine.
 * The folder is relative to this file, so that the folder may be renamed.
 */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`
