// SPDX-License-Identifier: EUPL-1.2
import {execFile} from "node:child_process"
import {mkdir, mkdtemp, readdir, rm, utimes} from "node:fs/promises"
import {join} from "node:path"
import {promisify} from "node:util"

import {afterAll, beforeAll, describe, expect, test} from "vitest"

import {BROWSER_VERSION, PACKAGE_VERSION, hasPackedBrowser, unpackedChromium} from "./chromium.ts"

describe.runIf(hasPackedBrowser())("unpacking the browser into an empty cache", () => {
  let cache: string
  beforeAll(async () => {
    const parent = join(import.meta.dirname, "../../.cache")
    await mkdir(parent, {recursive: true})
    cache = await mkdtemp(join(parent, "test of unpacking "))
  })
  afterAll(() => rm(cache, {recursive: true, force: true}))

  test("two at once get the same complete browser, and leave nothing else behind", async () => {
    const abandoned = join(cache, "unpacking-abandoned")
    const recent = join(cache, "unpacking-by-another")
    await mkdir(abandoned)
    await mkdir(recent)
    const twoHoursAgo = new Date(Date.now() - 7_200_000)
    await utimes(abandoned, twoHoursAgo, twoHoursAgo)

    const [one, other] = await Promise.all([unpackedChromium(cache), unpackedChromium(cache)])

    expect(one).toEqual(other)
    const folder = `chromium-${PACKAGE_VERSION}`
    expect((await readdir(cache)).sort()).toEqual([folder, "unpacking-by-another"])
    expect(await readdir(join(cache, folder, "fonts"))).toContain("fonts.conf")
    const {stdout} = await promisify(execFile)(one.executable, ["--version"], {
      env: one.environment,
    })
    expect(stdout.trim()).toBe(`Chromium ${BROWSER_VERSION}`)
  }, 120_000)
})
