// SPDX-License-Identifier: EUPL-1.2
// Files made by a released format must verify for ever. Never make them again: add a folder instead.
import {readFile} from "node:fs/promises"
import {describeVerification, sameCode, verifyBundle} from "@wederhoor/signoff"
import type {Bundle, Jwks, Receipt} from "@wederhoor/signoff"
import {expect, test} from "vitest"

interface Kept {
  keys: Jwks
  receipts: Receipt[]
  receiptCodes: string[]
  first: Bundle
  firstCode: string
  copyOfSecond: Bundle
  copyCode: string
}

test.each(["es256", "ps256", "ed25519"])(
  "format 1, %s: bundle, copy, receipts and codes",
  async name => {
    const source = await readFile(new URL(`kept/1/${name}.json`, import.meta.url), "utf8")
    const {keys, receipts, receiptCodes, first, firstCode, copyOfSecond, copyCode} = JSON.parse(
      source,
    ) as Kept
    const whole = await verifyBundle(first, {keys, receipts})
    expect(whole).toMatchObject({outcome: "unchanged", issues: [], code: firstCode})
    expect(whole.signOffs.map(({state}) => state)).toEqual(["current", "current"])
    expect(receipts.map(({code}, i) => sameCode(code, receiptCodes[i]!))).toEqual([true, true])
    const copy = await verifyBundle(copyOfSecond, {keys, receipts})
    expect(copy).toMatchObject({outcome: "unchangedWithheld", issues: [], code: copyCode})
    expect(copy.signOffs.map(({state}) => state)).toEqual(["superseded", "carriesOver"])
    expect(describeVerification(copy, "nl")).toEqual([
      "ongewijzigd, delen niet getoond",
      "Dit zegt niet of de inhoud waar is.",
      "Niet getoond in deze kopie: 3.",
      "parent (moeder): akkoord, versie 1, tekst daarna veranderd (zorgen).",
      "parent (vader): niet akkoord, versie 1, geldt nog.",
      `Controlenummer: ${copyCode}`,
    ])
  },
)
