// SPDX-License-Identifier: EUPL-1.2

/** Routes whose name says nothing of whom they are for. */
const plain: ReadonlySet<string> = new Set([
  "/health",
  "/ready",
  "/metrics",
  "/element.js",
  "/wederhoor.css",
  "/reports",
  "/revocations",
])
const ofReport: ReadonlySet<string> = new Set([
  "",
  "/acts",
  "/findings",
  "/content.html",
  "/report.html",
  "/report.pdf",
  "/report.docx",
  "/report.txt",
  "/bundle.json",
  "/history",
  "/moments",
  "/persons",
])

/**
 * A path below the base as one of a fixed list of routes, for logs and metrics: no ids, and no more
 * names than there are routes, whatever addresses a client makes up.
 */
export function routeOf(path: string): string {
  if (plain.has(path)) return path
  if (/^\/templates\/[^/]+$/.test(path)) return "/templates/:digest"
  const [, rest] = /^\/reports\/[^/]+(.*)$/.exec(path) ?? []
  if (rest === undefined) return "other"
  if (ofReport.has(rest)) return `/reports/:id${rest}`
  if (/^\/versions\/\d+\/rendition$/.test(rest)) return "/reports/:id/versions/:n/rendition"
  return rest.startsWith("/history/") ? "/reports/:id/history" : "other"
}
