// SPDX-License-Identifier: EUPL-1.2

/** The published JSON Schemas: they say what the code says, and the code judges as they do. */
import {readFileSync, readdirSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {
  type Problem,
  type ReportFile,
  actRules,
  checkAgainst,
  checkPolicy,
  checkReportFile,
  checkReportRequest,
  checkTemplate,
  describeProblem,
  kinds,
  relationTypes,
  rules,
  sourceMediums,
  statementAttributes,
  words,
} from "@wederhoor/format"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import goldenTemplate from "@wederhoor/templates/feitenonderzoek/template.json" with {type: "json"}
import {Ajv2020} from "ajv/dist/2020.js"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {content, persons, record, statement, template} from "./builders.ts"
import {type Json, breakSomewhere, richTemplate} from "./broken.ts"

const seed = 20_260_409
const folder = new URL(".", import.meta.resolve("@wederhoor/schemas/template.schema.json"))
const schemas = new Map<string, Json>(
  readdirSync(fileURLToPath(folder))
    .filter(name => name.endsWith(".schema.json"))
    .map(name => [
      name.replace(".schema.json", ""),
      JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Json,
    ]),
)
const schema = (name: string): Json => schemas.get(name) ?? {}
const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  // For people and for the checks of report templates; it refuses nothing.
  keywords: ["x-mustRender"],
  schemas: [...schemas.values()],
})

/** Every part of a schema that is a schema itself, with its pointer. */
function* partsOf(part: Json, at = "#"): Generator<readonly [part: Json, at: string]> {
  yield [part, at]
  for (const key of ["items", "additionalProperties", "propertyNames", "if", "then", "else"])
    if (typeof part[key] === "object") yield* partsOf(part[key] as Json, `${at}/${key}`)
  for (const [i, one] of ((part["allOf"] ?? []) as Json[]).entries())
    yield* partsOf(one, `${at}/allOf/${i}`)
  for (const key of ["properties", "$defs"])
    for (const [name, one] of Object.entries((part[key] ?? {}) as {[name: string]: Json}))
      yield* partsOf(one, `${at}/${key}/${name}`)
}

describe("each published schema", () => {
  test.each([...schemas])("%s is strict JSON Schema 2020-12", (name, one) => {
    expect(one["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema")
    expect(one["$id"]).toBe(`https://wederhoor.github.io/schemas/${name}-1.json`)
    expect(ajv.getSchema(one["$id"] as string)).toBeTypeOf("function")
  })
  test.each([...schemas])("%s says what it is, what it is for and who fills it", (_, one) => {
    expect(one["title"]).toMatch(/version 1/)
    expect(one["description"].length).toBeGreaterThan(150)
    expect(one["description"]).toMatch(/\b(made|filled|written|sent|sends|kept|read|says)\b/i)
  })
  test.each([...schemas])("%s has a title or description at every property", (_, one) => {
    const bare = [...partsOf(one)].flatMap(([part, at]) =>
      // A property that points on is described where it points; a branch only narrows.
      /\/properties\/[^/]+$/.test(at) && !/\/(if|then|else)\//.test(at)
        ? part["title"] || part["description"] || part["$ref"] || "const" in part
          ? []
          : [at]
        : [],
    )
    expect(bare).toEqual([])
  })
  test.each([...schemas])(
    "%s is closed and bounded: no open object, endless list or text",
    (_, one) => {
      const open = [...partsOf(one)].flatMap(([part, at]) => {
        const types = [part["type"] ?? []].flat() as string[]
        const has = (keyword: string): boolean => part[keyword] !== undefined
        // A branch only narrows, and what branches is closed in each branch.
        if (/\/(if|then|else)(\/|$)/.test(at)) return []
        const sound =
          (!types.includes("object") ||
            has("allOf") ||
            has("if") ||
            (has("properties") ? part["additionalProperties"] === false : has("maxProperties"))) &&
          (!types.includes("array") || has("maxItems")) &&
          (!types.includes("string") || has("maxLength") || isBounded(part["pattern"] as string)) &&
          (!types.includes("integer") || has("maximum"))
        return sound ? [] : [at]
      })
      expect(open).toEqual([])
    },
  )
  test("uses no keyword that says something else in another validator", () => {
    for (const one of schemas.values())
      expect(JSON.stringify(one)).not.toMatch(
        /"(uniqueItems|format|discriminator|nullable|\$dynamicRef)":\s*(true|")/,
      )
  })
})

/** A pattern with no endless repeat bounds the text by itself. */
const isBounded = (pattern = ""): boolean => pattern !== "" && !/[*+]/.test(pattern)

describe("a template or policy can ask more, never less", () => {
  const forbidden =
    /^(rules?|gates?|severity|severities|ignore|disable[ds]?|skip|allowErrors|off)$/i
  const slugs = new Set<string>(rules.map(rule => rule.slug))
  test.each(["template", "policy"])("%s names no rule, gate or severity", name => {
    for (const [part, at] of partsOf(schema(name))) {
      const names = Object.keys((part["properties"] ?? {}) as object)
      expect([at, names.filter(one => forbidden.test(one) || slugs.has(one))]).toEqual([at, []])
      const values = [part["enum"] ?? [], part["const"] ?? []].flat() as unknown[]
      const gates = ["always", "toFamily", "approve", "final", "error", "warning"]
      expect(values.filter(one => gates.includes(String(one)) || slugs.has(String(one)))).toEqual(
        [],
      )
    }
  })
  test("the rules read no template value that could switch them off: a stranger is refused", () => {
    for (const extra of ["rules", "messages", "gates", "severity"])
      expect(checkTemplate({...template, [extra]: {}})).toMatchObject([
        {code: "unknown-key", at: `/${extra}`},
      ])
  })
})

describe("the schemas say what the code says", () => {
  const defs = schema("content")["$defs"] as Json
  test("kinds, relations, mediums, roles", () => {
    expect(defs["kind"].enum).toEqual(Object.keys(kinds))
    expect(schema("template")["$defs"].kind.enum).toEqual(Object.keys(kinds))
    expect(defs["relation"].properties.type.enum).toEqual(Object.keys(relationTypes))
    expect(schema("template")["$defs"].relation.enum).toEqual(Object.keys(relationTypes))
    expect(defs["source"].properties.medium.enum).toEqual(Object.keys(sourceMediums))
    expect(schema("report-request")["$defs"].roleName.enum).toEqual(Object.keys(words.role))
    expect(schema("template")["$defs"].role.enum).toEqual(Object.keys(words.role))
  })
  test("every attribute of a statement, with its values and length", () => {
    const published = defs["attributes"].properties as {[name: string]: Json}
    const own = Object.entries(statementAttributes).filter(
      ([name]) => name !== "id" && name !== "kind",
    )
    expect(Object.keys(published)).toEqual(own.map(([name]) => name))
    const values = (one: Json): unknown => one["enum"]?.slice(1) ?? []
    expect(own.map(([name]) => [name, values(published[name] ?? {})])).toEqual(
      own.map(([name, rule]) => [name, rule.values ?? []]),
    )
    for (const [name, rule] of own) {
      expect(published[name]?.["title"] ?? "").toContain(rule.label?.nl ?? "")
      if (rule.type === "string" && !rule.values && rule.shape !== "date")
        expect([name, published[name]?.["maxLength"]]).toEqual([name, rule.maxLength ?? 2000])
      if (rule.kinds) expect(published[name]?.["description"]).toContain(rule.kinds.join(", "))
    }
  })
  test("phases, hearing states, purposes, decisions, reactions, answers, reviews", () => {
    const state = schema("record")["properties"] as Json
    const codes = (group: keyof typeof words): string[] => Object.keys(words[group])
    expect(state["phase"].enum).toEqual(codes("phase"))
    expect(state["hearings"].items.properties.state.enum).toEqual(
      codes("hearing").filter(one => !["notOffered", "offered", "responded"].includes(one)),
    )
    expect(state["reviews"].items.properties.act.enum).toEqual(codes("reviewAct"))
    expect(state["signOffs"].items.properties.purpose.enum).toEqual(codes("purpose"))
    expect(schema("sign-off")["properties"].purpose.enum).toEqual(codes("purpose"))
    expect(schema("sign-off")["$defs"].decision.enum).toEqual(codes("decision"))
    expect(schema("record")["$defs"].recognition.enum).toEqual(["yes", "partly", "no"])
    const report = schema("report")["$defs"] as Json
    expect(report["reaction"].properties.type.enum).toEqual(codes("reaction"))
    expect(report["answered"].properties.kind.enum).toEqual(codes("answer"))
    expect(schema("audit-event")["$defs"].actor.properties.role.enum).toEqual([
      ...codes("role"),
      "host",
    ])
  })
  test("every event that an act produces is in the closed union, and no other", () => {
    const {properties, allOf} = schema("record")["$defs"].event as Json
    const named = properties.type.enum as string[]
    expect(allOf.map((one: Json) => one["then"].$ref)).toEqual(named.map(one => `#/$defs/${one}`))
    const produced = Object.values(actRules).map(rule => rule.produces as string)
    // What the server and the command line write besides acts.
    const besides = ["created", "viewed", "registerChanged", "migrated"]
    expect([...new Set([...produced, ...besides])].toSorted()).toEqual(named.toSorted())
  })
})

/** A report that went all the way, and a signature that was kept. */
const wholeReport = JSON.parse(
  readFileSync(
    new URL(import.meta.resolve("@wederhoor/templates/gezinsplan/voorbeeld.json")),
    "utf8",
  ),
) as ReportFile
const keptSignOff = ((): object => {
  const kept = new URL("../../signoff/test/kept/1/", import.meta.url)
  const [name = ""] = readdirSync(kept)
  const {first} = JSON.parse(readFileSync(new URL(name, kept), "utf8")) as {
    first: {signOffs: {payload: string}[]}
  }
  const payload = first.signOffs[0]?.payload ?? ""
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as object
})()

describe("the tables judge as Ajv does", () => {
  const verdicts: [name: string, value: object, own: (value: unknown) => Problem[]][] = [
    ["template", richTemplate, checkTemplate],
    ["template", goldenTemplate, checkTemplate],
    ["policy", policies[0] ?? {}, checkPolicy],
    [
      "report-request",
      {id: "p", template, persons, fields: {}, lang: "nl", content: content()},
      checkReportRequest,
    ],
    [
      "report-file",
      {
        format: "wederhoor-report-file/1",
        record: {...record(), template: {id: "p", version: "1.0.0", digest: "A".repeat(43)}},
        content: content([statement("fact", {source: "brp", attrs: {at: "2026-03"}})]),
        versions: [],
      },
      checkReportFile,
    ],
    ["report-file", wholeReport, checkReportFile],
    ["report", wholeReport.versions[1] ?? {}, value => checkAgainst("report", value)],
    ["sign-off", keptSignOff, value => checkAgainst("signOff", value)],
    [
      "audit-event",
      {
        entry: {
          seq: 3,
          at: "2026-04-02T09:00:00Z",
          actor: {person: "auke", role: "author"},
          event: {
            type: "hearingRecorded",
            hearing: {person: "vic", state: "declined", on: "2026-04-01", how: "gebeld"},
          },
        },
        prev: "A".repeat(43),
        hash: "B".repeat(43),
      },
      value => checkAgainst("auditEvent", value),
    ],
  ]
  // What is judged beyond the schema, or before it, has no keyword.
  const keyword: {readonly [code: string]: readonly string[]} = {
    missing: ["required"],
    "unknown-key": ["additionalProperties"],
    "wrong-type": ["type"],
    "not-in-list": ["enum", "const"],
    "wrong-form": ["pattern"],
    "too-short": ["minLength"],
    "too-long": ["maxLength"],
    "too-few": ["minItems", "minProperties"],
    "too-many": ["maxItems", "maxProperties"],
    "too-low": ["minimum"],
    "too-high": ["maximum"],
  }
  test.each(verdicts)(`%s, broken in a thousand ways (seed ${seed})`, (name, value, own) => {
    const validate = ajv.getSchema(`https://wederhoor.github.io/schemas/${name}-1.json`)
    if (!validate) throw new Error(name)
    expect([validate(value), validate.errors ?? []]).toEqual([true, []])
    expect(own(value)).toEqual([])
    let refused = 0
    fc.assert(
      fc.property(breakSomewhere(value), broken => {
        const theirs = validate(broken)
        const ours = own(broken)
        const bySchema = ours.filter(problem => Object.hasOwn(keyword, problem.code))
        if (ours.some(problem => ["forbidden-key", "unprintable"].includes(problem.code))) return
        if (theirs) {
          expect(bySchema).toEqual([])
          return
        }
        refused++
        const said = new Set((validate.errors ?? []).map(error => error.keyword))
        for (const problem of bySchema)
          expect([problem, keyword[problem.code]?.some(one => said.has(one))]).toEqual([
            problem,
            true,
          ])
        expect(bySchema.length).toBeGreaterThan(0)
      }),
      {seed, numRuns: 1000},
    )
    expect(refused).toBeGreaterThan(200)
  })
})

describe("words", () => {
  test("every pattern in the schemas has a sentence of its own, in both languages", () => {
    const named = [...schemas.values()].flatMap(one =>
      Object.entries((one["$defs"] ?? {}) as {[name: string]: Json}).flatMap(([name, def]) =>
        typeof def["pattern"] === "string" ? [name] : [],
      ),
    )
    const silent = named.filter(name =>
      (["nl", "en"] as const).some(lang => {
        const plain = describeProblem({code: "wrong-form", at: ""}, lang).what
        const schemaPath = `#/$defs/${name}/pattern`
        return describeProblem({code: "wrong-form", at: "", schemaPath}, lang).what === plain
      }),
    )
    expect(named.length).toBeGreaterThan(15)
    expect(silent).toEqual([])
  })
  test("patterns stand in named definitions, or in the attributes of a statement", () => {
    const places = [...schemas].flatMap(([name, one]) =>
      [...partsOf(one)].flatMap(([part, at]) =>
        typeof part["pattern"] === "string" ? [`${name}${at}`] : [],
      ),
    )
    const named = /^[a-z-]+#\/\$defs\/(\w+|attributes\/properties\/\w+)$/
    expect(places.filter(place => !named.test(place))).toEqual([])
  })
})
