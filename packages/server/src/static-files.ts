// SPDX-License-Identifier: EUPL-1.2
import {createHash} from "node:crypto"
import {readFile, realpath} from "node:fs/promises"
import {extname, join, sep} from "node:path"

import type {Answer} from "./http.ts"

const types: {readonly [extension: string]: string} = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
}

/** What pages may do: our own scripts, styles, images, fonts and requests, and nothing else. */
export const pagePolicy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ")

/**
 * A file below `folder`; `null` when there is none. A folder gives its `index.html`. Never leaves the
 * folder, also not over a link in it; hidden files and unknown types are not served.
 */
export async function staticFile(
  folder: string,
  path: string,
  ifNoneMatch: string | undefined,
): Promise<Answer | null> {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return null
  }
  const parts = decoded.split("/").slice(1)
  if (parts.some(part => part.startsWith(".") || /[\\\0:]/.test(part))) return null
  const last = parts.pop() ?? ""
  const names = [...parts, last === "" ? "index.html" : last]
  const type = types[extname(names.at(-1) ?? "")]
  if (type === undefined || names.some(name => name === "")) return null
  let bytes: Buffer
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, ...names))
    if (!file.startsWith(root + sep)) return null
    bytes = await readFile(file)
  } catch {
    return null
  }
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`
  const headers = {
    "content-type": type,
    "content-security-policy": pagePolicy,
    etag,
    // Vite puts a digest in the names of what it makes, so such a file never changes.
    "cache-control": names[0] === "assets" ? "public, max-age=31536000, immutable" : "no-cache",
  }
  return ifNoneMatch === etag ? {status: 304, headers} : {status: 200, headers, body: bytes}
}
