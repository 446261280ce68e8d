// SPDX-License-Identifier: EUPL-1.2
import {
  importWord,
  readDocxIdentity,
  readReplies,
  renderDocx,
  WordFileError,
} from "@wederhoor/render/docx"
import {strToU8, zipSync} from "fflate"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

import {changed, options, partsOf, reports, zipped} from "./docx-file.ts"

const [, tree] = reports[0]!
const file = await renderDocx(tree, options)
const expected = {
  tree,
  reportId: options.reportId,
  version: options.version,
  title: options.title,
  controlCode: options.controlCode ?? "",
}
const body = "word/document.xml"
const inBody = (xml: string): Uint8Array =>
  changed(file, {[body]: given => given.replace("<w:body>", () => `<w:body>${xml}`)})

/** The code with which a file is refused, by both readers; nothing else may be thrown. */
async function refusal(given: Uint8Array): Promise<string> {
  const codes = await Promise.all(
    [async () => readReplies(given, expected), async () => importWord(given, {lang: "nl"})].map(
      async read => {
        try {
          await read()
          return "accepted"
        } catch (error) {
          if (!(error instanceof WordFileError)) throw error
          for (const said of [error.text, error.hint]) {
            expect(said.nl).toMatch(/\S/)
            expect(said.en).toMatch(/\S/)
          }
          expect(error.message).toContain(error.text.en ?? "none")
          return error.code
        }
      },
    ),
  )
  expect(new Set(codes).size, codes.join()).toBe(1)
  return codes[0] ?? ""
}

/** Runs in memory that no file of this size may pass; one that would not end runs into the limit of the test. */
async function within(read: () => Promise<string>): Promise<string> {
  const memory = process.memoryUsage().rss
  const code = await read()
  expect((process.memoryUsage().rss - memory) / 2 ** 20).toBeLessThan(500)
  return code
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset)
/** Where the entries of the central directory begin. */
function entries(bytes: Uint8Array): number[] {
  const found: number[] = []
  for (let at = 0; at + 4 <= bytes.length; at++)
    if (view(bytes).getUint32(at, true) === 0x02014b50) found.push(at)
  return found
}
const tampered = (
  bytes: Uint8Array,
  change: (view: DataView, entries: number[]) => void,
): Uint8Array => {
  const copy = bytes.slice()
  change(view(copy), entries(copy))
  return copy
}

test("the file these are made from is accepted", async () => {
  expect(await refusal(file)).toBe("accepted")
})

describe("what is no Word file", () => {
  test.each([
    ["nothing", new Uint8Array(0), "not-word"],
    ["text", strToU8("Geachte heer, mevrouw,\n".repeat(10)), "not-word"],
    [
      "an old Word file",
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Array(600).fill(0)]),
      "old-word",
    ],
    ["another archive", zipSync({"a.txt": strToU8("a")}), "not-word"],
    ["half a file", file.subarray(0, file.length / 2), "damaged"],
    ["words after the end", Uint8Array.from([...file, 1, 2, 3]), "damaged"],
  ])("%s", async (_, given, code) => {
    expect(await refusal(given)).toBe(code)
  })

  test("no bytes make it throw anything else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({min: 1, max: 255}), async (at, by) => {
        const copy = file.slice()
        copy[at] = (copy[at] ?? 0) ^ by
        expect(await others(copy)).toEqual([])
      }),
      {seed: 42, numRuns: 40},
    )
  })
})

/** What is thrown that is no refusal. A changed byte may be in a part that only one of them reads. */
async function others(given: Uint8Array): Promise<unknown[]> {
  const thrown: unknown[] = []
  for (const read of [
    async () => readReplies(given, expected),
    async () => importWord(given, {lang: "nl"}),
  ])
    try {
      await read()
    } catch (error) {
      if (!(error instanceof WordFileError)) thrown.push(error)
    }
  return thrown
}

describe("bombs", () => {
  const zeros = (megabytes: number): Uint8Array =>
    new Uint8Array(Math.ceil(megabytes * 2 ** 20)).fill(0x20)
  const parts = () =>
    Object.fromEntries(Object.entries(partsOf(file)).map(([name, xml]) => [name, strToU8(xml)]))

  test("a part that unpacks to a lot, as it says itself", async () => {
    const bomb = zipSync({...parts(), [body]: zeros(60)})
    expect(bomb.length).toBeLessThan(200_000)
    expect(await within(() => refusal(bomb))).toBe("too-large")
  })

  test("a part that unpacks to more than it says", async () => {
    const bomb = tampered(zipSync({...parts(), [body]: zeros(60)}), (bytes, at) => {
      for (const entry of at)
        if (bytes.getUint32(entry + 24, true) > 2 ** 24) bytes.setUint32(entry + 24, 1_000, true)
    })
    expect(await within(() => refusal(bomb))).toBe("damaged")
  })

  test("many parts that are large together", async () => {
    const many = Object.fromEntries(
      Array.from({length: 12}, (_, at) => [`word/media/${at}.bin`, zeros(0.01)]),
    )
    const bomb = tampered(zipSync({...parts(), ...many}), (bytes, at) => {
      for (const entry of at.slice(-12)) bytes.setUint32(entry + 24, 50 * 2 ** 20, true)
    })
    expect(await within(() => refusal(bomb))).toBe("too-large")
  })

  test("more parts than a document has", async () => {
    const many = Object.fromEntries(
      Array.from({length: 5_000}, (_, at) => [`word/${at}.xml`, new Uint8Array(0)]),
    )
    expect(await within(() => refusal(zipSync({...parts(), ...many})))).toBe("too-many-parts")
  })

  test("parts that share their bytes", async () => {
    const bomb = tampered(file, (bytes, at) => {
      const [one = 0, other = 0] = at
      for (const field of [20, 24, 42])
        bytes.setUint32(other + field, bytes.getUint32(one + field, true), true)
    })
    expect(["part-name", "damaged"]).toContain(await refusal(bomb))
  })

  // By name: the runner would write such texts out in full.
  const over: Readonly<Record<string, () => string>> = {
    elements: () => "<w:p/>".repeat(600_000),
    attributes: () => '<w:p a="" b="" c="" d="" e=""/>'.repeat(100_000),
    "attributes of one element": () =>
      `<w:p ${Array.from({length: 200_000}, (_, at) => `a${at}=""`).join(" ")}/>`,
    characters: () => `<w:p><w:r><w:t>${"woord ".repeat(700_000)}</w:t></w:r></w:p>`,
  }
  test.each(Object.keys(over))("more %s than a document has", async name => {
    const bomb = inBody(over[name]!())
    expect(await within(() => refusal(bomb))).toBe("too-large")
  })

  const under: Readonly<Record<string, () => string>> = {
    ranges: () => Array.from({length: 100_000}, (_, at) => `<w:permStart w:id="${at}"/>`).join(""),
    controls: () =>
      '<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'.repeat(
        50_000,
      ),
    fields: () =>
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>a</w:t></w:r></w:p>'.repeat(50_000),
    comments: () => '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'.repeat(60_000),
    paragraphs: () => "<w:p/>".repeat(250_000),
  }
  test.each(Object.keys(under))("as many %s as a document may have cost no more", async name => {
    const much = inBody(under[name]!())
    const read = await within(async () => {
      readReplies(much, expected)
      return "read"
    })
    expect(read).toBe("read")
  })

  test("elements nested deep", async () => {
    for (const deep of [300, 200_000]) {
      const xml = `${"<w:sdt><w:sdtContent>".repeat(deep)}${"</w:sdtContent></w:sdt>".repeat(deep)}`
      expect(await within(() => refusal(inBody(xml)))).toBe("too-deep")
    }
  })

  test("entities that grow", async () => {
    const lol = `<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">${Array.from({length: 9}, (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? "" : at - 1};`.repeat(10)}">`).join("")}]>`
    const bomb = changed(file, {
      [body]: xml => xml.replace("<w:document", () => `${lol}<w:document`),
    })
    expect(await within(() => refusal(bomb))).toBe("document-type")
  })
})

describe("tricks", () => {
  test("a DTD that fetches, in any part that is read", async () => {
    for (const part of [
      body,
      "word/comments.xml",
      "word/footnotes.xml",
      "word/footer1.xml",
      "_rels/.rels",
    ]) {
      const given = changed(file, {
        [part]: xml => xml.replace("?>", () => '?><!DOCTYPE x SYSTEM "file:///etc/passwd">'),
      })
      expect(await refusal(given), part).toBe("document-type")
    }
  })

  test("an entity that is not of XML", async () => {
    expect(await refusal(inBody("<w:p><w:r><w:t>&passwd;</w:t></w:r></w:p>"))).toBe("not-xml")
  })

  test.each([
    "../buiten.xml",
    "/etc/passwd",
    "word\\document2.xml",
    "c:/x.xml",
    "word//x.xml",
    "./x.xml",
    "word/\u0007.xml",
    "WORD/Document.xml",
  ])("a part named %j", async name => {
    expect(await refusal(zipped({...partsOf(file), [name]: "<a/>"}))).toBe("part-name")
  })

  test("a part with one name in the list and another at its bytes", async () => {
    const given = tampered(file, (bytes, [entry = 0]) => {
      const start = bytes.getUint32(entry + 42, true)
      bytes.setUint8(start + 30, "x".charCodeAt(0))
    })
    expect(await refusal(given)).toBe("part-name")
  })

  test("a password", async () => {
    const given = tampered(file, (bytes, [entry = 0]) => bytes.setUint16(entry + 8, 1, true))
    expect(await refusal(given)).toBe("encrypted")
  })

  test("XML that is not well-formed, not UTF-8, or has a prefix that stands for nothing", async () => {
    expect(await refusal(inBody("<w:p>"))).toBe("not-xml")
    expect(await refusal(inBody("<nergens:p/>"))).toBe("not-xml")
    const latin = zipSync({
      ...Object.fromEntries(
        Object.entries(partsOf(file)).map(([name, xml]) => [name, strToU8(xml)]),
      ),
      [body]: Uint8Array.from([...strToU8(partsOf(file)[body]!.split("<w:body>")[0]!), 0xe9]),
    })
    expect(await refusal(latin)).toBe("not-xml")
  })

  test("a relation that leads out of the file leads nowhere", async () => {
    const given = changed(file, {
      "word/_rels/document.xml.rels": xml =>
        xml.replace(/Target="comments.xml"/, 'Target="../../../../etc/passwd"'),
    })
    const {lost} = readReplies(given, expected)
    expect(lost.length).toBeGreaterThan(0)
    expect(readDocxIdentity(given).reportId).toBe(options.reportId)
  })
})
