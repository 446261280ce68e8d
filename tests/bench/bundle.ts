// SPDX-License-Identifier: EUPL-1.2
import {fileURLToPath} from "node:url"
import {gzipSync} from "node:zlib"

import {build, type Plugin} from "vite"

import {digits, sane} from "./measure.ts"

/** A package as a browser would load it. */
export interface Bundled {
  readonly code: string
  readonly gzipKb: number
}

/**
 * Bundle and minify names of a package; without names, all that its door offers.
 *
 * @param more `peers`: packages that are left out, because their size is not this package's own
 */
export async function bundle(
  name: string,
  names?: readonly string[],
  more: {readonly peers?: readonly (string | RegExp)[]; readonly plugins?: readonly Plugin[]} = {},
): Promise<Bundled> {
  const {peers = [], plugins = []} = more
  const door = JSON.stringify(fileURLToPath(import.meta.resolve(name)))
  const entry = `export ${names ? `{${names.join(", ")}}` : "*"} from ${door}`
  const id = "virtual:bench-entry.js"
  const made = await build({
    configFile: false,
    logLevel: "error",
    resolve: {conditions: ["@wederhoor/source", "module", "browser", "production"]},
    plugins: [
      ...plugins,
      {
        name: "bench-entry",
        resolveId: asked => (asked === id ? `\0${id}` : null),
        load: asked => (asked === `\0${id}` ? entry : null),
      },
    ],
    build: {
      write: false,
      target: "es2023",
      modulePreload: {polyfill: false},
      rolldownOptions: {
        input: id,
        external: [...peers],
        preserveEntrySignatures: "strict",
        output: {format: "es", minify: true, codeSplitting: false},
      },
    },
  })
  const outputs = (Array.isArray(made) ? made : [made]).flatMap(one =>
    "output" in one ? one.output : [],
  )
  const [only] = outputs
  sane(outputs.length === 1 && only?.type === "chunk", `${name} is not one file`)
  return {code: only.code, gzipKb: gzipKb(only.code)}
}

/** Size after gzip at its strongest, in kilobytes of 1000 bytes. */
export function gzipKb(text: string | Uint8Array): number {
  return digits(gzipSync(text, {level: 9}).byteLength / 1000)
}
