// SPDX-License-Identifier: EUPL-1.2
import {failure} from "../findings.ts"

/** The part of a browser of Playwright that is used. */
export interface PrintingBrowser {
  newContext(options: {readonly javaScriptEnabled: boolean; readonly offline: boolean}): Promise<{
    newPage(): Promise<{
      setContent(html: string, options: {readonly waitUntil: "load"}): Promise<void>
      pdf(options: {
        readonly preferCSSPageSize: boolean
        readonly printBackground: boolean
        readonly tagged: boolean
        readonly outline: boolean
      }): Promise<Uint8Array>
    }>
    close(): Promise<void>
  }>
  close(): Promise<void>
}

/** How `printWithChromium` works. */
export interface ChromiumOptions {
  /**
   * A browser that runs already, of `playwright` or `playwright-core`; it is not closed. Without, the
   * installed Chrome is started, for which `playwright-core` has to be installed.
   */
  readonly browser?: PrintingBrowser
  readonly signal?: AbortSignal
}

const library = "playwright-core"

/**
 * A page of `reportPage` as PDF, printed by an installed Chrome or Chromium: tagged, with bookmarks, and the
 * looks of the page. It makes no promise of PDF/UA or PDF/A, carries no attachments, and its bytes hold the
 * time of printing: for a copy that is checked or kept, use `renderPdf`. Node only.
 *
 * No script runs in the page and it has no network.
 *
 * @throws {RenderError} `not-installed`; `layout-failed` with the reason when the browser fails.
 */
export async function printWithChromium(
  page: string,
  {browser: given, signal}: ChromiumOptions = {},
): Promise<Uint8Array> {
  const at = {line: 1, column: 1}
  const browser = given ?? (await started())
  if (browser === null) throw failure("not-installed", at, "Chrome")
  const ended = (): void => void browser.close()
  if (given === undefined) signal?.addEventListener("abort", ended, {once: true})
  try {
    signal?.throwIfAborted()
    const context = await browser.newContext({javaScriptEnabled: false, offline: true})
    try {
      const tab = await context.newPage()
      await tab.setContent(page, {waitUntil: "load"})
      signal?.throwIfAborted()
      const pdf = await tab.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
        outline: true,
      })
      return new Uint8Array(pdf)
    } finally {
      await context.close()
    }
  } catch (error) {
    signal?.throwIfAborted()
    const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)
    throw failure("layout-failed", at, said.slice(0, 200))
  } finally {
    signal?.removeEventListener("abort", ended)
    if (given === undefined) await browser.close()
  }
}

interface Library {
  readonly chromium: {launch(options: {readonly channel: string}): Promise<PrintingBrowser>}
}

/** The installed Chrome, or `null` when it or the library that starts it is not there. */
async function started(): Promise<PrintingBrowser | null> {
  try {
    const {chromium} = (await import(library)) as Library
    return await chromium.launch({channel: "chrome"})
  } catch {
    return null
  }
}
