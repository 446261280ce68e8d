// SPDX-License-Identifier: EUPL-1.2
import {
  mayRead,
  parsePolicy,
  parseReportFile,
  parseTemplate,
  partiesOf,
  reportModel,
} from "@wederhoor/format"
import {blackedOut, copyFor, readerFor} from "@wederhoor/render"
import {readdirSync, readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"

const folder = new URL("../../../templates/", import.meta.url)
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), "utf8"))
const policy = parsePolicy((json("beleid.json") as unknown[])[0])
const kinds = readdirSync(folder, {withFileTypes: true})
  .filter(one => one.isDirectory())
  .map(({name}) => name)
  .filter(name => readdirSync(new URL(name, folder)).includes("voorbeeld.json"))

const example = (kind: string) => {
  const file = parseReportFile(json(`${kind}/voorbeeld.json`))
  const version = file.versions.at(-1)
  if (!version) throw new Error(`${kind} has no version`)
  return {state: file.record, version, template: parseTemplate(json(`${kind}/template.json`))}
}
const statementsOf = (version: ReturnType<typeof example>["version"]) =>
  version.sections.flatMap(section => section.statements.flatMap(leaf => leaf.value ?? []))

test("there are examples of every kind", () => expect(kinds.length).toBeGreaterThan(10))

describe.each(kinds)("%s", kind => {
  const {state, version, template} = example(kind)
  const context = {template, policy}
  const reader = (name: string) => {
    const found = readerFor(name, state.persons, "nl")
    if (!found) throw new Error(name)
    return found
  }

  test("CNF-4: a copy for the court is refused exactly when a party may not read something in it", () => {
    const parties = partiesOf(state.persons, policy, version.frozenAt.slice(0, 10)).filter(
      ({ownHearing}) => ownHearing,
    )
    const kept = statementsOf(version)
      .filter(one => parties.some(({person}) => !mayRead(one, person, template)))
      .map(({id}) => id)
    const copy = copyFor(version, state, reader("court"), context)
    if (copy.ok) expect(kept).toEqual([])
    else
      expect(copy.hidden.filter(({type}) => type === "statement").map(({id}) => id)).toEqual(kept)
  })

  test("CNF-4: one statement that the first parent may not read stops it, and names that parent", () => {
    const [parent, other] = state.persons.filter(({role}) => role === "parent" || role === "carer")
    const [first] = statementsOf(version).filter(one => one.kind !== "childVoice")
    if (!parent || !other || !first) throw new Error("no parents")
    const limited = {
      ...version,
      sections: version.sections.map(section => ({
        ...section,
        statements: section.statements.map(leaf =>
          leaf.value?.id === first.id
            ? {
                ...leaf,
                value: {
                  ...leaf.value,
                  attrs: {...leaf.value.attrs, by: ""},
                  relations: [{type: "reader" as const, ref: other.id}],
                },
              }
            : leaf,
        ),
      })),
    }
    const copy = copyFor(limited, state, reader("court"), context)
    expect(copy.ok).toBe(false)
    if (!copy.ok)
      expect(copy.hidden.find(({id}) => id === first.id)?.parties).toContain(parent.label)
  })

  test("a recipient reads what is meant for everybody, a third party no child's words and no special data", () => {
    for (const name of ["recipient", "thirdParty"]) {
      const copy = copyFor(version, state, reader(name), context)
      if (!copy.ok) throw new Error("refused")
      const shown = new Set(statementsOf(copy.version).map(({id}) => id))
      expect(shown.size).toBeLessThanOrEqual(statementsOf(version).length)
      for (const one of statementsOf(version)) {
        const family = state.persons.filter(({role}) => role === "parent" || role === "child")
        const isForAll = family.every(person => mayRead(one, person, template))
        if (shown.has(one.id)) expect([one.id, isForAll]).toEqual([one.id, true])
        if (name === "thirdParty" && shown.has(one.id))
          expect(["childVoice", "diagnosis"]).not.toContain(one.kind)
      }
    }
  })

  test("a copy without names has none of them, wherever they stood", () => {
    const model = reportModel(version, state, {
      ...context,
      reader: reader("thirdParty"),
      lang: "nl",
      use: "final",
    })
    const said = JSON.stringify(blackedOut(model, state.persons)).normalize("NFC").toLowerCase()
    const before = JSON.stringify(model).normalize("NFC").toLowerCase()
    for (const {name} of state.persons)
      for (const part of [name, ...name.split(" ")].map(one => one.toLowerCase())) {
        if (part.length < 4) continue
        const word = new RegExp(`(?<![\\p{L}])${part}(?![\\p{L}])`, "u")
        expect([part, word.test(before)]).toEqual([part, true])
        expect([part, word.test(said)]).toEqual([part, false])
      }
  })
})

test("readers by name: the register, and those outside it", () => {
  const {state} = example("feitenonderzoek")
  const found = (name: string) => readerFor(name, state.persons, "nl")
  expect(found("person:petra-sluis")).toMatchObject({id: "petra-sluis", role: "parent"})
  expect(found("informant:anouk-meijer")).toMatchObject({id: "anouk-meijer", role: "informant"})
  expect(found("court")).toEqual({id: "", role: "court", name: "Rechter"})
  for (const name of [
    "",
    "person:",
    "person:nobody",
    "informant:petra-sluis",
    "judge",
    "constructor",
  ])
    expect([name, found(name)]).toEqual([name, null])
})
