// SPDX-License-Identifier: EUPL-1.2

/** The command line as somebody uses it: a process of its own, on files as they are. */
import {
  type ReportFile,
  type Template,
  parseReportFile,
  reuse,
  templateDigest,
} from "@wederhoor/format"
import {readTree} from "@wederhoor/render"
import {renderDocx} from "@wederhoor/render/docx"
import {cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {beforeAll, describe, expect, test} from "vitest"

import {run} from "./command.ts"

const json = (text: string): never => JSON.parse(text) as never
const templates = dirname(fileURLToPath(import.meta.resolve("@wederhoor/templates/package.json")))
const own = join(templates, "feitenonderzoek/template.json")
const template = json(readFileSync(own, "utf8")) as Template
const folder = mkdtempSync(join(tmpdir(), "wederhoor-commands-"))
const at = (name: string): string => join(folder, name)
const put = (name: string, value: unknown): string => {
  mkdirSync(dirname(at(name)), {recursive: true})
  writeFileSync(at(name), typeof value === "string" ? value : JSON.stringify(value))
  return at(name)
}
let draft: ReportFile

beforeAll(async () => {
  const {out} = await run("new", "feitenonderzoek", "--id", "proef-1")
  const empty = json(out) as ReportFile
  const said = {
    id: "s1",
    kind: "fact",
    lines: [[{text: "Vader kwam op 12 maart niet naar het gesprek dat was afgesproken."}]],
    attrs: {},
    relations: [],
  } as const
  draft = {
    ...empty,
    record: {
      ...empty.record,
      persons: [
        {id: "auke", role: "author", name: "Auke Tas", label: "onderzoeker"},
        {
          id: "mira",
          role: "parent",
          name: "Mira Kok",
          label: "moeder",
          shielded: [{kind: "address", text: "Populierenhof 7", reason: "veiligheid"}],
        },
      ],
      fields: {occasion: {requestedBy: {value: "de gemeente", version: 1}}},
    },
    content: {
      ...empty.content,
      sections: empty.content.sections.map(one =>
        one.id !== "facts"
          ? one
          : {
              ...one,
              statements: [
                said,
                {...said, id: "s2", lines: [[{text: "Moeder woont op Populierenhof 7."}]]},
              ],
            },
      ),
    },
  }
  put("draft.json", draft)
})

describe("wederhoor new", () => {
  test("makes an empty report that can be read, on the template as it is", async () => {
    const {code, out, said} = await run("new", "feitenonderzoek", "--lang", "en")
    expect([code, said]).toEqual([0, ""])
    const made = parseReportFile(json(out))
    expect(made.record.template).toEqual({
      id: "feitenonderzoek",
      version: template.version,
      digest: await templateDigest(template),
    })
    expect(made.record.lang).toBe("en")
    expect(made.record.report).toMatch(/^feitenonderzoek-\d{4}-\d{2}-\d{2}$/)
    expect(made.content.sections.map(({id}) => id)).toEqual(template.sections.map(({id}) => id))
  })
  test("writes a file, and never over one that is there", async () => {
    const once = await run("new", "feitenonderzoek", "--out", at("new.json"))
    expect([once.code, once.out]).toEqual([0, ""])
    const before = readFileSync(at("new.json"), "utf8")
    const twice = await run("new", "feitenonderzoek", "--out", at("new.json"))
    expect([twice.code, twice.said]).toEqual([
      2,
      expect.stringMatching(/Kies een andere naam\.\n$/),
    ])
    expect(readFileSync(at("new.json"), "utf8")).toBe(before)
  })
})

describe("wederhoor check", () => {
  test("groups findings by section, with the number and the first words of the passage", async () => {
    const {code, out} = await run(
      "check",
      at("draft.json"),
      "--gate",
      "toFamily",
      "--today",
      "2026-04-02",
    )
    expect(code).toBe(1)
    const facts = out.slice(out.indexOf("Vastgestelde feiten"))
    const number = template.sections.findIndex(({id}) => id === "facts") + 1
    expect(facts).toContain(`\n  ${number}.1  “Vader kwam op 12 maart niet naar het …”\n`)
    expect(facts).toMatch(/^ {4}moet: .+ \(fact-needs-source\)$/m)
    expect(out).toMatch(/punten houden dit verslag tegen/)
  })
  test("never repeats what is shielded", async () => {
    const {out} = await run(
      "check",
      at("draft.json"),
      "--gate",
      "toFamily",
      "--today",
      "2026-04-02",
    )
    expect(out).toContain("shielded-text")
    expect(out).not.toMatch(/Populierenhof/)
  })
  test("says the same in English and as one JSON document", async () => {
    const {code, out, said} = await run(
      "check",
      at("draft.json"),
      "--gate",
      "toFamily",
      "--today",
      "2026-04-02",
      "--lang",
      "en",
      "--json",
    )
    expect([code, said]).toEqual([1, ""])
    const told = json(out) as {
      good: boolean
      errors: number
      findings: {rule: string; what: string}[]
    }
    expect(told).toMatchObject({
      gate: "toFamily",
      today: "2026-04-02",
      report: "proef-1",
      good: false,
    })
    expect(told.findings.filter(one => one.rule === "fact-needs-source")).toHaveLength(2)
    expect(told.findings.find(one => one.rule === "fact-needs-source")?.what).toMatch(/source/)
    expect(told.errors).toBeGreaterThan(1)
  })
  test("ends with 0 when nothing stands in the way", async () => {
    const example = join(templates, "feitenonderzoek/voorbeeld.json")
    const {code, out} = await run("check", example, "--gate", "toFamily", "--today", "2026-09-30")
    expect(code).toBe(0)
    expect(out).toMatch(/Niets houdt dit verslag tegen/)
  })
  test("says when the template is another than the report names, and ends with 1", async () => {
    const other = {
      ...draft,
      record: {...draft.record, template: {...draft.record.template, digest: "x".repeat(43)}},
    }
    const {code, out} = await run("check", put("other.json", other), "--gate", "toFamily")
    expect(code).toBe(1)
    expect(out).toMatch(/noemt een andere feitenonderzoek/)
  })
  test("tells what was withdrawn in the report a statement was taken from (reuse-current)", async () => {
    const [first] = draft.content.sections.find(({id}) => id === "facts")!.statements
    const withFact = (report: string, statement: unknown): unknown => ({
      ...draft,
      record: {...draft.record, report},
      content: {...draft.content, sections: [{id: "facts", statements: [statement]}]},
    })
    const taken = reuse(first!, {report: "eerder", version: 0, sources: []}, "n1").statement
    const later = put("later.json", withFact("later", taken))
    const same = put("same.json", withFact("eerder", first))
    const gone = put("gone.json", withFact("eerder", {...first, attrs: {withdrawn: "klopt niet"}}))
    const rules = async (origin: string): Promise<string> =>
      (await run("check", later, "--gate", "toFamily", "--origin", origin)).out
    expect(await rules(same)).not.toContain("reuse-current")
    expect(await rules(gone)).toContain("reuse-current")
  })
  test("another policy and another day can be given", async () => {
    const policy = {
      format: "wederhoor-policy/1",
      id: "proef",
      from: "2030-01-01",
      ages: {ownHearing: 12, ownConsent: 16},
      terms: {inspectionWorkingDays: 5, excerptMonths: 24},
      diagnosisTerms: [],
    }
    const file = put("policy.json", policy)
    const later = await run(
      "check",
      at("draft.json"),
      "--policy",
      file,
      "--today",
      "2031-01-01",
      "--json",
    )
    expect(json(later.out)).toMatchObject({policy: "proef", today: "2031-01-01"})
    const before = await run("check", at("draft.json"), "--policy", file, "--today", "2029-01-01")
    expect([before.code, before.said]).toEqual([2, expect.stringContaining("--today")])
  })
})

describe("wederhoor template", () => {
  test("check: a sound one, one that is not, and one that breaks its promise", async () => {
    const sound = await run("template", "check", "feitenonderzoek")
    expect([sound.code, sound.out]).toEqual([0, expect.stringContaining("in orde")])
    const wrong = await run("template", "check", put("wrong.json", {...template, version: "een"}))
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining("/version")])
    const review = {beforeFamily: "none", approve: "none"}
    const derivedFrom = {id: template.id, version: template.version, relation: "extends"}
    const looser = put("looser/template.json", {
      ...template,
      id: "losser",
      version: "1.0.0",
      derivedFrom,
      review,
    })
    const broken = await run("template", "check", dirname(looser), "--json")
    expect(broken.code).toBe(1)
    expect(json(broken.out)).toMatchObject({
      good: false,
      problems: expect.arrayContaining([
        expect.objectContaining({code: "derivation-looser", at: "/review/approve"}),
      ]),
    })
  })
  test("diff: what changed, and whether the version number is enough", async () => {
    const title = {...template.title, nl: "Onderzoek naar feiten"}
    const low = put("low.json", {...template, title, version: "1.0.1"})
    const {code, out} = await run("template", "diff", own, low)
    expect(code).toBe(1)
    expect(out).toMatch(
      /Titel nl: andere tekst \(nieuwe hoofdversie, major\)\.\nHet versienummer is te laag/,
    )
    const enough = put("enough.json", {...template, title, version: "2.0.0"})
    const good = await run("template", "diff", own, enough, "--json", "--lang", "en")
    expect(good.code).toBe(0)
    expect(json(good.out)).toMatchObject({
      level: "major",
      declared: "major",
      enough: true,
      changes: [{path: "/title/nl", change: "reworded", level: "major"}],
    })
  })
})

describe("wederhoor migrate", () => {
  const facts = template.sections.find(({id}) => id === "facts")!
  const next: Template = {
    ...template,
    version: "2.0.0",
    sections: template.sections
      .filter(({id}) => id !== "occasion")
      .map(one => (one.id === "facts" ? {...facts, id: "established"} : one)),
    migrations: [
      {from: template.version, steps: [{op: "renameSection", from: "facts", to: "established"}]},
    ],
  }
  test("moves every statement, keeps what has no place, and says so", async () => {
    put("next/template-2.json", next)
    const {code, out, said} = await run(
      "migrate",
      at("draft.json"),
      "--to",
      "2.0.0",
      "--template",
      at("next"),
    )
    expect(code).toBe(0)
    const moved = parseReportFile(json(out))
    expect(moved.record.template).toEqual({
      id: template.id,
      version: "2.0.0",
      digest: await templateDigest(next),
    })
    expect(moved.content.sections.find(({id}) => id === "established")?.statements).toEqual(
      draft.content.sections.find(({id}) => id === "facts")?.statements,
    )
    expect(moved.record.retired[0]?.fields[0]).toMatchObject({
      id: "requestedBy",
      value: "de gemeente",
    })
    expect(said).toMatch(/s1: facts → established/)
    expect(said).toMatch(/Niet meer in dit format, en bewaard:\n {2}Aanleiding en verzoek/)
  })
  test("a version that is not there is said in one sentence", async () => {
    const {code, said} = await run("migrate", at("draft.json"), "--to", "9.9.9")
    expect([code, said.trim().split("\n").length]).toEqual([2, 1])
    expect(said).toMatch(/feitenonderzoek 9\.9\.9 is er niet/)
  })
})

describe("wederhoor import", () => {
  const form = [
    {label: "Gevraagd door", text: "gemeente Waterhoek"},
    {label: "Vastgestelde feiten", text: "Isa was er niet.\r\n\r\nTim was er wel.", page: "3"},
    {label: "Zorgverzekering", text: "Niet bekend."},
  ]
  test("makes a first draft, and says what has no place and what is missing", async () => {
    const {code, out, said} = await run(
      "import",
      put("form.json", form),
      "--template",
      "feitenonderzoek",
      "--id",
      "uit-1",
    )
    expect(code).toBe(0)
    const made = parseReportFile(json(out))
    expect(made.record.report).toBe("uit-1")
    expect(made.record.fields["occasion"]?.["requestedBy"]?.value).toBe("gemeente Waterhoek")
    expect(made.content.sections.find(({id}) => id === "facts")?.statements).toHaveLength(2)
    expect(said).toMatch(/Zonder eigen plaats.+: 1\n {2}Zorgverzekering → /)
    expect(said).toMatch(/Nog nodig voor goedkeuring/)
  })
  test("--json is one document, --out a file", async () => {
    const one = await run("import", at("form.json"), "--template", "feitenonderzoek", "--json")
    expect(json(one.out)).toMatchObject({placed: [{}, {}], unmapped: [{label: "Zorgverzekering"}]})
    const two = await run(
      "import",
      at("form.json"),
      "--template",
      "feitenonderzoek",
      "--json",
      "--out",
      at("made.json"),
    )
    expect(Object.keys(json(two.out))).toEqual(["placed", "unmapped", "missing"])
    expect(
      parseReportFile(json(readFileSync(at("made.json"), "utf8"))).content.sections.length,
    ).toBeGreaterThan(1)
  })
  test("a Word file, by its headings; what is no Word file is refused in words", async () => {
    const tree = readTree(
      '<article lang="nl"><h1>Vastgestelde feiten</h1><p>Isa was er niet.</p><p><del>Tim</del> ook niet.</p></article>',
    )
    const file = await renderDocx(tree, {
      title: "t",
      reportId: "r",
      version: "1",
      formatVersion: "f",
      at: "2026-03-30T09:00:00Z",
    })
    writeFileSync(at("aangeleverd.docx"), file)
    const {code, out} = await run("import", at("aangeleverd.docx"), "--template", "feitenonderzoek")
    expect(code).toBe(0)
    const {content} = parseReportFile(json(out))
    const facts = content.sections.find(({id}) => id === "facts")?.statements
    expect(facts?.map(({kind}) => kind)).toEqual(["unclassified", "unclassified"])
    expect(facts?.map(one => one.lines.flat().map(({text}) => text))).toEqual([
      ["Isa was er niet."],
      ["[vervallen: Tim] ook niet."],
    ])
    expect(content.sources.map(({title}) => title)).toEqual(["aangeleverd.docx"])
    const refused = await run("import", put("stuk.docx", {a: 1}), "--template", "feitenonderzoek")
    expect(refused.code).toBe(2)
    expect(refused.said).toMatch(/geen Word-bestand/)
  })
})

describe("wederhoor quality", () => {
  test("numbers on one report, without a name", async () => {
    const {code, out} = await run("quality", at("draft.json"), "--today", "2026-04-02", "--json")
    expect(code).toBe(0)
    expect(json(out)).toMatchObject({
      statements: {total: 2, perKind: {fact: 2}},
      hearing: {toBeHeard: 1},
    })
    expect(out).not.toMatch(/mira|Mira|Kok|proef-1|auke/)
  })
  test("totals over a folder, nothing of fewer than five", async () => {
    for (const n of [1, 2, 3, 4]) cpSync(at("draft.json"), put(`many/r${n}.json`, ""))
    const few = await run("quality", at("many"), "--today", "2026-04-02", "--json")
    expect(json(few.out)).toEqual({
      format: "wederhoor-quality-totals/1",
      suppressed: true,
      skipped: 0,
    })
    cpSync(at("draft.json"), put("many/deeper/r5.json", ""))
    put("many/broken.json", {format: "wederhoor-report-file/1"})
    put("many/other.json", {format: "something else"})
    const five = await run("quality", at("many"), "--today", "2026-04-02", "--json")
    expect(json(five.out)).toMatchObject({reports: 5, skipped: 1, sums: {statements: 10}})
    const words = await run("quality", at("many"), "--today", "2026-04-02")
    expect(words.out).toMatch(/^Verslagen: 5\n/)
    expect(words.out).toMatch(/Niet meegeteld: 1/)
  })
})

describe("wederhoor lint", () => {
  const text = "Moeder werkt niet mee.\n\nVader belde op 3 mei.\nThans belt vader.\n"

  test("a text: each line a statement, with what to ask; 1 when there is a hint", async () => {
    const {code, out} = await run("lint", put("brief.txt", text))
    expect(code).toBe(1)
    expect(out).toContain("1  “Moeder werkt niet mee.”")
    expect(out).toContain("(value-judgement/parenting)")
    expect(out).toMatch(/4 {2}“Thans belt vader\.”\n {2}tip: .* → Nu \(plain-word\/replace\)/)
    expect(out).toContain("1 aanwijzing, 1 tip.")
    expect(out).toContain("Moeilijke woorden: thans (nu).")
  })

  test("tips alone are good, and what is a judgement may judge", async () => {
    expect((await run("lint", put("tip.txt", "Thans belt vader."))).code).toBe(0)
    expect((await run("lint", put("oordeel.txt", text), "--kind", "judgement")).code).toBe(0)
    const english = await run("lint", put("brief.txt", text), "--lang", "en")
    expect(english.out).toContain("mind: ‘werkt niet mee’ weighs what somebody does.")
  })

  test("a report: by statement; what was left standing on purpose stays away", async () => {
    const draft = json(readFileSync(at("draft.json"), "utf8")) as {
      content: {sections: {statements: {id: string; lines: object; waivers?: object[]}[]}[]}
    }
    const [first] = draft.content.sections.flatMap(({statements}) => statements)
    if (!first) throw new Error("no statement")
    first.lines = [[{text: "Moeder werkt niet mee."}]]
    const loud = await run("lint", put("loud.json", draft), "--json")
    expect(loud.code).toBe(1)
    const said = json(loud.out) as {
      notices: number
      statements: {at: string; hints: {contextHash: string; rule: string}[]}[]
      readability: {sentences: number}
    }
    expect(said.statements[0]).toMatchObject({at: first.id})
    expect(said.readability.sentences).toBeGreaterThan(0)
    first.waivers = said.statements.flatMap(({hints}) =>
      hints.map(({contextHash}) => ({hash: contextHash, reason: "zo zei zij het"})),
    )
    const left = await run("lint", put("left.json", draft), "--json")
    expect([left.code, (json(left.out) as typeof said).notices]).toEqual([0, 0])
  })

  test("rules of one's own run beside the others", async () => {
    const own = {
      rules: [
        {
          id: "value-judgement/ours",
          category: "value-judgement",
          state: "on",
          match: ["zwoezelig+e"],
          unless: ["attributed"],
          message: {
            nl: {
              short: "‘{match}’ zegt weinig.",
              why: "Niemand kent het.",
              question: "Wat zag je?",
            },
            en: {
              short: "‘{match}’ says little.",
              why: "Nobody knows it.",
              question: "What was it?",
            },
          },
          example: ["Het was zwoezelig.", "Het was maandag."],
          fixes: [],
          basis: "huisstijl",
          examples: {
            fires: ["Het was zwoezelig.", "Een zwoezelige dag."],
            silent: ["Het was maandag.", "Oma zegt dat het zwoezelig was."],
          },
        },
      ],
    }
    const file = put("own.json", own)
    const {out} = await run("lint", put("zin.txt", "Een zwoezelige dag."), "--rules", file)
    expect(out).toContain("‘zwoezelige’ zegt weinig. Wat zag je? (value-judgement/ours)")
    const wrong = put("wrong.json", {rules: [{...own.rules[0], examples: {fires: [], silent: []}}]})
    const refused = await run("lint", put("zin.txt", "Een dag."), "--rules", wrong)
    expect([refused.code, refused.said]).toEqual([
      2,
      expect.stringContaining("regel value-judgement/ours kan zo niet mee"),
    ])
  })

  test("what is no text or no kind ends with 2", async () => {
    const broken = at("broken.txt")
    writeFileSync(broken, Buffer.from([0xff, 0xfe, 0x00]))
    expect((await run("lint", broken)).said).toContain("niet te lezen als tekst")
    expect((await run("lint", at("nergens.txt"))).said).toContain("Controleer de naam en de map")
    expect((await run("lint", at("draft.json"), "--kind", "gossip")).said).toContain(
      "--kind is een",
    )
  })
})

describe("wrong use ends with 2 and one plain sentence", () => {
  const wrong: [what: string, args: string[], sentence: RegExp][] = [
    ["an unknown verb", ["dans"], /kent dit programma niet/],
    ["an unknown verb, in English", ["dance", "--lang", "en"], /there is no command/],
    ["no file", ["check"], /geef één bestand/],
    ["two files", ["quality", "a", "b"], /geef één bestand/],
    ["an unknown option", ["check", "a.json", "--gat", "final"], /optie/],
    ["an option without its value", ["new", "feitenonderzoek", "--id"], /optie/],
    ["an unknown option, in English", ["check", "a.json", "--x", "--lang=en"], /option/],
    ["a gate that is none", ["check", "a.json", "--gate", "always"], /--gate is/],
    ["a day that does not exist", ["check", "a.json", "--today", "2026-02-30"], /--today is/],
    ["an id that is none", ["new", "feitenonderzoek", "--id", "Mira Kok"], /--id heeft/],
    ["an unknown template", ["new", "toverboek"], /feitenonderzoek/],
    ["a language that is none", ["new", "feitenonderzoek", "--lang", "fr"], /--lang is/],
    ["a file that is not there", ["check", at("weg.json")], /kan niet worden gelezen/],
    ["a folder for a file", ["check", folder], /kan niet worden gelezen/],
    ["a file that is no JSON", ["check", put("no.json", "{")], /geen JSON/],
    ["a file that is no report", ["check", put("list.json", [])], /\/: /],
    [
      "a report that lacks a part",
      ["migrate", put("part.json", {format: "wederhoor-report-file/1"}), "--to", "2.0.0"],
      /ontbreekt/,
    ],
    [
      "a form that is none",
      ["import", put("noform.json", {a: 1}), "--template", "feitenonderzoek"],
      /\/: /,
    ],
    ["an import without template", ["import", put("f.json", [])], /--template/],
    ["a migration without goal", ["migrate", put("m.json", {})], /--to/],
    ["template without a verb", ["template"], /check of diff/],
    ["a diff of one", ["template", "diff", "feitenonderzoek"], /geef er 2/],
    [
      "a folder without reports",
      ["quality", join(templates, "feitenonderzoek", "..", "..", "schemas")],
      /geen enkel verslag/,
    ],
  ]
  test.each(wrong)("%s", async (_, args, sentence) => {
    const {code, out, said} = await run(...args)
    expect([code, out]).toEqual([2, ""])
    expect(said).toMatch(sentence)
    expect(said.trim().split("\n")).toHaveLength(1)
    expect(said).not.toMatch(/\bat .+:\d+:\d+/)
  })
})

describe("wederhoor help", () => {
  test("names every verb, in Dutch unless asked otherwise", async () => {
    const {code, out} = await run("help")
    expect(code).toBe(0)
    for (const verb of [
      "new",
      "check",
      "template check",
      "template diff",
      "migrate",
      "import",
      "quality",
      "verify",
      "serve",
    ])
      expect(out).toContain(`wederhoor ${verb}`)
    expect((await run("--help", "--lang", "en")).out).toMatch(/^wederhoor: reports in which/)
  })
})
