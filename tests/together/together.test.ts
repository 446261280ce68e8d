// SPDX-License-Identifier: EUPL-1.2

/** Writing together in real browsers, when things go wrong. */
import {afterAll, afterEach, beforeAll, describe, expect, test} from "vitest"
import * as Y from "yjs"

import {axeViolations} from "../browser/browser.ts"
import {
  type Colleague,
  elementOf,
  notPlaced,
  type Seat,
  setStage,
  type Stage,
  stateIs,
  statementOf,
  write,
} from "./stage.ts"

let stage: Stage
const seats: Seat[] = []
const sit = async (...given: Parameters<Stage["seat"]>): Promise<Seat> => {
  const seat = await stage.seat(...given)
  seats.push(seat)
  return seat
}
/** Sit down and wait until writing is possible. */
const sitDown = async (...given: Parameters<Stage["seat"]>): Promise<Seat> => {
  const seat = await sit(...given)
  await stateIs(seat.page, "connected")
  return seat
}
const count = (text: string, words: string): number => text.split(words).length - 1
/** Words that occur nowhere else, so that a test can be run beside the others. */
let serial = 0
const fresh = (what: string): string => `${what}${++serial}`

beforeAll(async () => {
  stage = await setStage()
})
afterEach(async () => {
  stage.failStore(false)
  stage.tokens({seconds: 3600, given: true})
  for (const {context} of seats.splice(0)) await context.close()
})
afterAll(() => stage?.close())

describe("R7 (hocuspocus): a refused update", () => {
  test("is handed back, the rest of what was written arrives, and later edits still sync", async () => {
    const karin = await sitDown("karin-smit")
    const bas = await sitDown("bas-oosting")
    karin.gate.block(true)
    await stateIs(karin.page, "offline")
    await write(karin.page, "s1", " Dit mag.")
    await write(karin.page, "s2", " Dit is VERBODEN.")
    karin.gate.refuse("VERBODEN")
    karin.gate.block(false)
    await expect.poll(() => notPlaced(karin.page)).toHaveLength(1)
    expect((await notPlaced(karin.page))[0]).toContain("Dit is VERBODEN.")
    expect((await notPlaced(karin.page))[0]).toContain("5.2 in Vastgestelde feiten")
    await stateIs(karin.page, "connected")
    await expect.poll(() => stage.words()).toContain("Dit mag.")
    expect(await stage.words()).not.toContain("VERBODEN")
    expect(await statementOf(karin.page, "s2").innerText()).not.toContain("VERBODEN")
    // The whole of what was unsent, and the one edit by itself; not over and over.
    expect(karin.gate.refused()).toBeLessThanOrEqual(4)
    await write(karin.page, "s1", " Nog iets.")
    await expect.poll(() => statementOf(bas.page, "s1").innerText()).toContain("Dit mag. Nog iets.")
    await write(bas.page, "s1", " Van Bas.")
    await expect.poll(() => statementOf(karin.page, "s1").innerText()).toContain("Van Bas.")

    // The list outlives a reload; from it the words go to another place, or away and back.
    await karin.page.reload()
    await expect.poll(() => notPlaced(karin.page)).toHaveLength(1)
    expect(await axeViolations(karin.page)).toEqual([])
    await stateIs(karin.page, "connected")
    karin.gate.refuse(null)
    const item = karin.page.locator("[data-not-placed]")
    await item.locator('[data-do="away"]').click()
    await item.locator('[data-do="away-sure"]').click()
    await expect.poll(() => notPlaced(karin.page)).toHaveLength(0)
    await karin.page.locator(".wederhoor-away summary").click()
    await karin.page.locator('.wederhoor-away [data-do="back"]').click()
    await item.locator('[data-do="move"]').click()
    expect(await axeViolations(karin.page)).toEqual([])
    await item.locator("button[type=submit]").click()
    await expect.poll(() => stage.words()).toContain("\nDit is VERBODEN.")
    expect(await notPlaced(karin.page)).toHaveLength(0)
  })

  test("that the store could not take is kept and sent again, and is no refusal", async () => {
    const words = fresh("Bewaard")
    const karin = await sitDown("karin-smit")
    stage.failStore(true)
    await write(karin.page, "s1", ` ${words}.`)
    await stateIs(karin.page, "waiting")
    await write(karin.page, "s1", ` Meer ${words}.`)
    expect(await stage.words()).not.toContain(words)
    stage.failStore(false)
    await stateIs(karin.page, "connected")
    expect(count(await stage.words(), ` ${words}. Meer ${words}.`)).toBe(1)
    expect(await notPlaced(karin.page)).toEqual([])
  })

  test("in a statement that a colleague withdrew, or took away, is handed back with the reason", async () => {
    const [first, second] = [fresh("Ingetrokken"), fresh("Weg")]
    const bas = await stage.colleague("bas-oosting")
    const home = elementOf(bas.doc, "s3").parent as Y.XmlElement
    const made = new Y.XmlElement("statement")
    made.setAttribute("id", "van-bas")
    const line = new Y.XmlElement("line")
    line.insert(0, [new Y.XmlText("Van Bas alleen.")])
    made.insert(0, [line])
    home.push([made])
    await bas.sent()
    const karin = await sitDown("karin-smit")
    karin.gate.block(true)
    await stateIs(karin.page, "offline")
    await write(karin.page, "s3", ` ${first}.`)
    await write(karin.page, "van-bas", ` ${second}.`)
    elementOf(bas.doc, "s3").setAttribute("withdrawn", "dubbel")
    home.delete((home.toArray() as unknown[]).indexOf(elementOf(bas.doc, "van-bas")), 1)
    await bas.sent()
    karin.gate.block(false)
    await expect.poll(() => notPlaced(karin.page)).toHaveLength(2)
    const list = (await notPlaced(karin.page)).join("\n")
    expect(list).toContain(first)
    expect(list).toContain(second)
    expect(list).toContain("intussen ingetrokken")
    expect(list).toContain("intussen weg")
    await stateIs(karin.page, "connected")
    elementOf(bas.doc, "s3").setAttribute("withdrawn", "")
    await bas.sent()
    bas.leave()
  })
})

describe("two lines that are joined while the server does not hear it", () => {
  /** A statement of two lines for this test alone. */
  const twoLines = async (id: string): Promise<Colleague> => {
    const bas = await stage.colleague("bas-oosting")
    const made = new Y.XmlElement("statement")
    made.setAttribute("id", id)
    for (const [at, words] of ["De eerste regel.", "De tweede regel."].entries()) {
      const line = new Y.XmlElement("line")
      line.insert(0, [new Y.XmlText(words)])
      made.insert(at, [line])
    }
    ;(elementOf(bas.doc, "s3").parent as Y.XmlElement).push([made])
    await bas.sent()
    return bas
  }
  /** The shorter line is the one that goes when two are joined. */
  const firstLine = (bas: Colleague, id: string): Y.XmlText =>
    (elementOf(bas.doc, id).get(0) as Y.XmlElement).get(0) as Y.XmlText
  const join = async (karin: Seat, id: string, words: string): Promise<void> => {
    await write(karin.page, id, words)
    await karin.page.keyboard.press("Home")
    await karin.page.keyboard.press("Backspace")
    await expect.poll(() => statementOf(karin.page, id).locator(".wh-line").count()).toBe(1)
  }

  test("keep what a colleague wrote in one of them meanwhile, and what was written here", async () => {
    const [mine, theirs] = [fresh("Gevoegd"), fresh("Intussen")]
    const bas = await twoLines("twee-regels")
    const karin = await sitDown("karin-smit")
    karin.gate.block(true)
    await stateIs(karin.page, "offline")
    await join(karin, "twee-regels", ` ${mine}.`)
    firstLine(bas, "twee-regels").insert(2, ` ${theirs}`)
    await bas.sent()
    karin.gate.block(false)
    await stateIs(karin.page, "connected")
    await expect.poll(() => stage.words()).toContain(mine)
    const words = await stage.words()
    expect(words).toContain(theirs)
    expect(words).toContain(`De eerste regel.De tweede regel. ${mine}.`)
    await expect.poll(() => statementOf(karin.page, "twee-regels").innerText()).toContain(theirs)
    expect(await statementOf(karin.page, "twee-regels").innerText()).toContain(mine)
    expect(await notPlaced(karin.page)).toEqual([])
    // It goes on: what is typed now arrives on both sides.
    await write(karin.page, "twee-regels", ` Verder ${mine}.`)
    await expect.poll(() => stage.words()).toContain(`Verder ${mine}.`)
    bas.leave()
  })

  test("keep it also when it comes in before the server was told", async () => {
    const [mine, theirs] = [fresh("Ongehoord"), fresh("Tussendoor")]
    const bas = await twoLines("nog-twee")
    const karin = await sitDown("karin-smit")
    karin.gate.swallow(true)
    await join(karin, "nog-twee", ` ${mine}.`)
    firstLine(bas, "nog-twee").insert(2, ` ${theirs}`)
    await bas.sent()
    await expect.poll(() => statementOf(karin.page, "nog-twee").innerText()).toContain(theirs)
    karin.gate.swallow(false)
    karin.gate.cut()
    await expect.poll(() => stage.words()).toContain(mine)
    await stateIs(karin.page, "connected")
    expect(await stage.words()).toContain(theirs)
    expect(await stage.words()).toContain(`De tweede regel. ${mine}.`)
    expect(await statementOf(karin.page, "nog-twee").innerText()).toContain(theirs)
    expect(await notPlaced(karin.page)).toEqual([])
    bas.leave()
  })

  test("in a window that was closed since, take no word of a colleague with them", async () => {
    const [mine, theirs] = [fresh("Dicht"), fresh("Onderwijl")]
    const bas = await twoLines("twee-andere")
    const karin = await sitDown("karin-smit")
    karin.gate.block(true)
    await stateIs(karin.page, "offline")
    await join(karin, "twee-andere", ` ${mine}.`)
    await karin.page.waitForTimeout(300)
    await karin.page.close()
    firstLine(bas, "twee-andere").insert(2, ` ${theirs}`)
    await bas.sent()
    karin.gate.block(false)
    const again = await karin.window()
    await stateIs(again, "connected")
    await expect.poll(() => notPlaced(again)).toHaveLength(1)
    expect((await notPlaced(again))[0]).toContain(mine)
    expect((await notPlaced(again))[0]).toContain("Een ander schreef intussen in wat je weghaalde")
    expect(await stage.words()).toContain(theirs)
    expect(await statementOf(again, "twee-andere").innerText()).toContain(theirs)
    bas.leave()
  })
})

describe("R12 (suitenumerique/docs 456): websockets are blocked", () => {
  test("the text can be read, it is said why, and what was written before a reload is not gone", async () => {
    const words = fresh("Herladen")
    const karin = await sitDown("karin-smit")
    karin.gate.block(true)
    await write(karin.page, "s1", ` ${words}.`)
    await karin.page.waitForTimeout(300)
    await karin.page.reload()
    await stateIs(karin.page, "blocked")
    await karin.page.locator('[data-reader-copy="shown"]').waitFor()
    expect(await karin.page.locator('[contenteditable="true"]').count()).toBe(0)
    expect(await karin.page.locator("[data-stopped]").innerText()).toContain("websocket")
    expect(await karin.page.locator("[data-unsent]").innerText()).toContain(words)
    expect(await axeViolations(karin.page)).toEqual([])
    karin.gate.block(false)
    await stateIs(karin.page, "connected")
    await expect.poll(async () => count(await stage.words(), words)).toBe(1)
    expect(await karin.page.locator("[data-unsent], [data-stopped]").count()).toBe(0)
    await write(karin.page, "s1", ` Verder${words}.`)
    await expect.poll(() => stage.words()).toContain(`Verder${words}`)
  }, 40_000)
})

describe("R11 (suitenumerique/docs 1909): a phone that slept", () => {
  test("and saves when it is put away overwrites nothing of what others wrote", async () => {
    const [mine, theirs] = [fresh("Telefoon"), fresh("Kantoor")]
    const phone = await sitDown("karin-smit", {width: 400})
    await write(phone.page, "s1", ` ${mine}.`)
    await stateIs(phone.page, "connected")
    // Asleep: the page runs no more, the line goes, and a colleague works on.
    phone.gate.block(true)
    const bas = await sitDown("bas-oosting")
    await write(bas.page, "s1", ` ${theirs}.`)
    await expect.poll(() => stage.words()).toContain(theirs)
    await write(phone.page, "s1", ` Nog${mine}.`)
    await phone.page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pagehide"))
    })
    phone.gate.block(false)
    await phone.page.evaluate(() => {
      document.dispatchEvent(new Event("visibilitychange"))
    })
    await expect.poll(() => stage.words()).toContain(`Nog${mine}`)
    for (const words of [mine, theirs, `Nog${mine}`]) expect(await stage.words()).toContain(words)
    await expect.poll(() => statementOf(bas.page, "s1").innerText()).toContain(`Nog${mine}`)
    await expect.poll(() => statementOf(phone.page, "s1").innerText()).toContain(theirs)
  })
})

describe("two windows of one person", () => {
  test("write beside each other, and what a closed one had not sent goes out once", async () => {
    const [one, other] = [fresh("Venster"), fresh("Tweede")]
    const karin = await sitDown("karin-smit")
    const [second, third] = [await karin.window(), await karin.window()]
    await stateIs(second, "connected")
    await stateIs(third, "connected")
    await write(second, "s1", ` ${other}.`)
    await expect.poll(() => statementOf(karin.page, "s1").innerText()).toContain(other)
    karin.gate.block(true)
    await stateIs(karin.page, "offline")
    await write(karin.page, "s2", ` ${one}.`)
    await karin.page.waitForTimeout(300)
    await karin.page.close()
    expect(await stage.words()).not.toContain(one)
    karin.gate.block(false)
    await expect.poll(() => stage.words()).toContain(one)
    await expect.poll(() => statementOf(second, "s2").innerText()).toContain(one)
    await stateIs(second, "connected")
    await stateIs(third, "connected")
    await third.reload()
    await stateIs(third, "connected")
    expect(count(await stage.words(), one)).toBe(1)
  })
})

describe("the server", () => {
  test("may be killed and started again while somebody writes", async () => {
    const words = fresh("Herstart")
    const karin = await sitDown("karin-smit")
    await write(karin.page, "s1", ` Voor${words}.`)
    await stateIs(karin.page, "connected")
    await stage.kill()
    await stateIs(karin.page, "offline")
    await write(karin.page, "s1", ` Na${words}.`)
    await stage.restart()
    await stateIs(karin.page, "connected")
    const all = await stage.words()
    expect(all).toContain(`Voor${words}.`)
    expect(count(all, `Na${words}.`)).toBe(1)
  })
  test("that takes a session back is said, the text goes, and unsent words are offered", async () => {
    const words = fresh("Onverstuurd")
    const bas = await sitDown("bas-oosting")
    bas.gate.swallow(true)
    await write(bas.page, "s1", ` ${words}.`)
    stage.server().endSessions({person: "bas-oosting"})
    await stateIs(bas.page, "ended")
    expect(await bas.page.locator("[data-stopped]").innerText()).toContain("gesloten")
    expect(await bas.page.locator("[data-unsent]").innerText()).toContain(words)
    expect(await bas.page.locator(".wh-statement").count()).toBe(0)
    expect(await axeViolations(bas.page)).toEqual([])
    // A token says in whole seconds when it was made: one of this very second counts as taken back too.
    await bas.page.waitForTimeout(1100)
  })
  test("because the host gave another role says that, hands out what was not sent, and leaves a colleague at work", async () => {
    const words = fresh("Vertrokken")
    const bas = await sitDown("bas-oosting")
    const karin = await sitDown("karin-smit")
    bas.gate.swallow(true)
    await write(bas.page, "s1", ` ${words}.`)
    await stage.register("bas-oosting", {role: "informant"})
    await stateIs(bas.page, "ended")
    expect(await bas.page.locator("[data-stopped]").innerText()).toContain("rol")
    expect(await bas.page.locator("[data-unsent]").innerText()).toContain(words)
    expect(await axeViolations(bas.page)).toEqual([])
    const more = fresh("Doorgegaan")
    await write(karin.page, "s1", ` ${more}.`)
    await expect.poll(() => stage.words()).toContain(more)
    await stage.register("bas-oosting", {role: "coAuthor"})
  })
  test("whose token runs out while nobody can renew it says so, and goes on when somebody can", async () => {
    const words = fresh("Verlopen")
    stage.tokens({seconds: 3})
    const karin = await sitDown("karin-smit")
    stage.tokens({given: false})
    await stateIs(karin.page, "waiting")
    await write(karin.page, "s1", ` ${words}.`)
    stage.tokens({seconds: 3600, given: true})
    await stateIs(karin.page, "connected")
    expect(count(await stage.words(), words)).toBe(1)
  })
  test("R2 (y-prosemirror 39): that finds the page too old shows the text to read, and hands out what was not sent", async () => {
    const words = fresh("Verouderd")
    const karin = await sitDown("karin-smit")
    karin.gate.block(true)
    await stateIs(karin.page, "offline")
    await write(karin.page, "s1", ` ${words}.`)
    karin.gate.pretend("wederhoor-document/", "wederhoor-document:")
    karin.gate.block(false)
    await stateIs(karin.page, "outOfDate")
    await karin.page.locator('[data-reader-copy="shown"]').waitFor()
    expect(await karin.page.locator('[contenteditable="true"]').count()).toBe(0)
    expect(await karin.page.locator("[data-unsent]").innerText()).toContain(words)
    expect(await axeViolations(karin.page)).toEqual([])
    karin.gate.pretend("", "")
    await karin.page.locator("[data-stopped] button").click()
    await stateIs(karin.page, "connected")
    await expect.poll(async () => count(await stage.words(), words)).toBe(1)
  })
})

describe("a browser that keeps nothing", () => {
  test("says so while there is something to lose, and asks before it is left", async () => {
    const karin = await sitDown("karin-smit", {forgetful: true})
    expect(await karin.page.locator("[data-risk]").count()).toBe(0)
    karin.gate.block(true)
    await write(karin.page, "s1", " Alleen hier.")
    await karin.page.locator("[data-risk]").waitFor()
    const asked = new Promise<string>(resolve =>
      karin.page.once("dialog", dialog => {
        resolve(dialog.type())
        void dialog.dismiss()
      }),
    )
    void karin.page.close({runBeforeUnload: true})
    expect(await asked).toBe("beforeunload")
    karin.gate.block(false)
    await stateIs(karin.page, "connected")
    expect(await karin.page.locator("[data-risk]").count()).toBe(0)
  })
})
