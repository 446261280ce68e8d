// SPDX-License-Identifier: EUPL-1.2

/** What other systems get: a problem over HTTP, a document for a registration. */
import {
  check,
  checkReportFile,
  describeFinding,
  parsePolicy,
  parseReportFile,
  parseTemplate,
} from "@wederhoor/format"
import {RenderError, toInformatieobject, toProblem} from "@wederhoor/render"
import {createHash} from "node:crypto"
import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../templates/${path}`, import.meta.url), "utf8"))

describe("toProblem (RFC 9457)", () => {
  test("each problem of a file by its pointer, in words", () => {
    const file = read("veiligheidsplan/voorbeeld.json") as Record<string, unknown>
    const problems = checkReportFile({...file, content: {sections: "none", sources: []}})
    const told = toProblem(problems, {lang: "en", status: 400, instance: "/reports/abc"})
    expect(told).toMatchObject({
      type: "urn:wederhoor:problem:bad-file",
      status: 400,
      instance: "/reports/abc",
    })
    expect(told.errors).toHaveLength(problems.length)
    expect(told.errors[0]?.pointer).toBe("#/content/sections")
    expect(told.errors[0]?.detail).not.toBe("")
    expect(toProblem([{code: "missing", at: "/a b/ü#/~1"}]).errors[0]?.pointer).toBe(
      "#/a%20b/%C3%BC%23/~1",
    )
  })

  test("findings by the statement they are on, without a word of the report", () => {
    const {content, record} = parseReportFile(read("feitenonderzoek/voorbeeld.json"))
    const [section, ...rest] = content.sections.filter(one => one.statements.length > 0)
    const [statement] = section?.statements ?? []
    if (!section || !statement) throw new Error("nothing there")
    const bare = {...statement, kind: "unclassified" as const}
    const findings = check({
      content: {...content, sections: [{...section, statements: [bare]}, ...rest]},
      persons: record.persons,
      template: parseTemplate(read("feitenonderzoek/template.json")),
      policy: parsePolicy((read("beleid.json") as unknown[])[0]),
      today: "2026-09-01",
      gate: "toFamily",
    })
    const told = toProblem(findings)
    expect(told.status).toBe(422)
    const error = told.errors.find(one => one.statement === statement.id)
    const finding = findings.find(one => one.statement === statement.id)
    if (!finding) throw new Error("no finding")
    expect(error?.detail).toContain(describeFinding(finding, "nl").what)
    const words = statement.lines.flat().map(({text}) => text)
    for (const text of words) expect(JSON.stringify(told)).not.toContain(text)
  })

  test("nothing wrong is no problem", () => {
    expect(() => toProblem([])).toThrow(RenderError)
  })
})

describe("toInformatieobject (Documenten API)", () => {
  const bytes = new Uint8Array(200_000).map((_, at) => (at * 7919) & 255)
  const file = {
    bytes,
    mediaType: "application/pdf",
    fileName: "verslag.pdf",
    title: "Feitenonderzoek",
    lang: "nl",
    frozenAt: "2026-09-09T09:00:00Z",
    use: "final",
  } as const
  const owner = {
    bronorganisatie: "111222333",
    informatieobjecttype: "https://catalogi.example/informatieobjecttypen/1",
    vertrouwelijkheidaanduiding: "vertrouwelijk",
    auteur: "Waterhoek, lokaal team",
  } as const

  test("says what the file is, with its digest and its bytes", async () => {
    const made = await toInformatieobject(file, owner)
    expect(made).toMatchObject({
      bronorganisatie: "111222333",
      creatiedatum: "2026-09-09",
      status: "definitief",
      formaat: "application/pdf",
      taal: "dut",
      bestandsomvang: 200_000,
      ondertekening: {soort: "", datum: null},
    })
    expect(made.integriteit.waarde).toBe(createHash("sha256").update(bytes).digest("hex"))
    expect(Buffer.compare(Buffer.from(made.inhoud, "base64"), bytes)).toBe(0)
  })

  test("a copy that is not final is never signed there", async () => {
    const reading = {...file, use: "hearing"} as const
    expect((await toInformatieobject(reading, owner)).status).toBe("ter_vaststelling")
    const signed = {...owner, ondertekening: {soort: "digitaal", datum: "2026-09-09"}} as const
    await expect(toInformatieobject(reading, signed)).rejects.toThrow(/ondertekening/)
    expect((await toInformatieobject(file, signed)).ondertekening.soort).toBe("digitaal")
  })

  test("a long title is cut between words, whole characters only", async () => {
    const {titel} = await toInformatieobject({...file, title: "woord ".repeat(60)}, owner)
    expect(titel.length).toBeLessThanOrEqual(200)
    expect(titel).toMatch(/^(woord )+woord…$/)
    const emoji = await toInformatieobject({...file, title: "👩".repeat(150)}, owner)
    expect(emoji.titel).not.toMatch(/\p{Surrogate}/u)
  })

  test.each([
    ["bronorganisatie", {bronorganisatie: "123456789"}, {}],
    ["bronorganisatie", {bronorganisatie: "12345678"}, {}],
    ["informatieobjecttype", {informatieobjecttype: "type 1"}, {}],
    ["auteur", {auteur: "a".repeat(201)}, {}],
    ["identificatie", {identificatie: "a".repeat(41)}, {}],
    ["taal", {taal: "nl"}, {}],
    ["taal", {}, {lang: "tlh"}],
    ["frozenAt", {}, {frozenAt: "soon"}],
  ])("%s: %j %j", async (field, ownerPart, filePart) => {
    await expect(
      toInformatieobject({...file, ...filePart}, {...owner, ...ownerPart}),
    ).rejects.toThrow(field)
  })
})
