// SPDX-License-Identifier: EUPL-1.2

/** The published schema of the report model, the TypeScript type and real models say the same. */
import {readFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import type {ReportModel} from "@wederhoor/format"
import {reportShape, sampleReport} from "@wederhoor/render"
import {Ajv2020} from "ajv/dist/2020.js"
import {describe, expect, test} from "vitest"
import {demo} from "./demo.ts"

/** The TypeScript type of what a shape describes. */
type Of<S> = S extends {type: "string"}
  ? string
  : S extends {type: "number"}
    ? number
    : S extends {type: "boolean"}
      ? S extends {only: true}
        ? true
        : boolean
      : S extends {type: "list"; of: infer Item}
        ? readonly Of<Item>[]
        : S extends {type: "group"; fields: infer Fields}
          ? Group<Fields> | NullOf<S>
          : never
type Group<Fields> = {
  readonly [Name in keyof Fields as Fields[Name] extends {optional: true} ? never : Name]: Of<
    Fields[Name]
  >
} & {
  readonly [Name in keyof Fields as Fields[Name] extends {optional: true} ? Name : never]?: Of<
    Fields[Name]
  >
}
type NullOf<S> = S extends {nullable: true} ? null : never
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

// The compiler holds this one: a field more, less or of another type in either makes it `false`.
const agree: Same<Of<typeof reportShape>, ReportModel> = true
const differs: Same<{readonly a: string}, {readonly a: number}> = false

const file = fileURLToPath(import.meta.resolve("@wederhoor/schemas/report-model.schema.json"))
const schema = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>
const validate = new Ajv2020({strict: true, allErrors: true, keywords: ["x-mustRender"]}).compile(
  schema,
)

describe("the schema of the report model", () => {
  test("is what the TypeScript type is", () => {
    expect([agree, differs]).toEqual([true, false])
  })

  test.each([
    ["the sample in Dutch", sampleReport("nl")],
    ["the sample in English", sampleReport("en")],
    ["a report by hand", demo],
  ])("%s validates, and a key more or less does not", (_, model) => {
    expect([validate(model), validate.errors ?? []]).toEqual([true, []])
    expect(validate({...model, extra: ""})).toBe(false)
    const {controlCode: _code, ...less} = model
    expect(validate(less)).toBe(false)
  })

  test("names in Dutch and English every value that must be read", () => {
    const named: string[] = []
    const visit = (part: unknown): void => {
      if (typeof part !== "object" || part === null) return
      const must = (part as {readonly must?: {readonly nl: string; readonly en: string}}).must
      if (must !== undefined) {
        expect(must.nl).not.toBe("")
        expect(must.en).not.toBe(must.nl)
        named.push(must.en)
      }
      for (const inner of Object.values(part)) visit(inner)
    }
    visit(reportShape)
    expect(named).toEqual(
      expect.arrayContaining(["what the reader is in this report", "the date of a source"]),
    )
    expect(named.length).toBeGreaterThan(70)
  })
})
