// SPDX-License-Identifier: EUPL-1.2

/** The panel of a statement: what it asks, from the template and the register. */
import {readContent} from "@wederhoor/collab"
import type {Content, Statement, Template} from "@wederhoor/format"
import {describe, expect, it} from "vitest"
import {type Writer, content, persons, room, template} from "./writing-harness.ts"

const planned: Template = {
  ...template,
  kinds: [{id: "bedtijd", extends: "fact", label: {nl: "Feit over slapen"}}],
  vocabularies: {
    areas: [
      {id: "school", label: {nl: "School en werk"}},
      {id: "thuis", label: {nl: "Thuis"}},
    ],
    factors: [
      {id: "m1", title: {nl: "Model een"}, terms: [{id: "steun", label: {nl: "Steun"}}]},
      {id: "m2", title: {nl: "Model twee"}, terms: [{id: "last", label: {nl: "Last"}}]},
    ],
  },
  sections: [
    ...template.sections,
    {id: "plan", title: {nl: "Plan"}, layer: "plan", allows: ["agreement"]},
    {id: "factoren", title: {nl: "Factoren"}, layer: "appraisal", allows: ["factor"]},
  ],
}
const one = (id: string, kind: Statement["kind"], attrs: Statement["attrs"] = {}): Statement => ({
  id,
  kind,
  lines: [[{text: "Dit staat hier."}]],
  attrs,
  relations: [],
})
const text: Content = {
  ...content,
  sections: [
    ...content.sections.map(section =>
      section.id === "feiten"
        ? {
            ...section,
            statements: [
              ...section.statements,
              one("oud", "fact", {
                area: "weg",
                originReport: "dossier-7",
                originStatement: "s3",
                originVersion: 2,
              }),
            ],
          }
        : section,
    ),
    {id: "plan", statements: [one("a1", "agreement")]},
    {id: "factoren", statements: [one("fa", "factor")]},
  ],
}
const at = (id: string, own: Template = planned): {writer: Writer; panel: HTMLElement} => {
  const writer = room(7, {template: own, content: text}).join(10)
  writer.table.focusStatement(id)
  return {writer, panel: writer.host.querySelector<HTMLElement>(".wh-inspector")!}
}
const control = (panel: HTMLElement, name: string): HTMLSelectElement | null =>
  panel.querySelector<HTMLSelectElement>(`select[name="${name}"]`)
const entries = (panel: HTMLElement, name: string): (string | null)[] =>
  [...(control(panel, name)?.options ?? [])].map(option => option.getAttribute("value"))
const choose = (panel: HTMLElement, name: string, value: string): void => {
  const found = control(panel, name)!
  found.value = value
  found.dispatchEvent(new window.Event("change"))
}
const attrsOf = (writer: Writer, id: string): Statement["attrs"] | undefined =>
  readContent(writer.doc)
    .sections.flatMap(section => section.statements)
    .find(statement => statement.id === id)?.attrs

describe("the panel of a statement", () => {
  it("offers the template's own words, nothing chosen, and writes the code", () => {
    const {writer, panel} = at("f1")
    expect(entries(panel, "area")).toEqual(["", "school", "thuis"])
    expect(entries(panel, "subkind")).toEqual(["", "bedtijd"])
    expect(control(panel, "area")?.value).toBe("")
    choose(panel, "area", "school")
    writer.meet()
    expect(attrsOf(writer, "f1")).toMatchObject({area: "school"})
    expect(writer.refused).toEqual([])
  })
  it("asks no list that the template does not have", () => {
    const {panel} = at("f1", {...planned, kinds: [], vocabularies: {}})
    expect(control(panel, "area")).toBeNull()
    expect(control(panel, "subkind")).toBeNull()
  })
  it("names the model of a factor where there are several", () => {
    const {panel} = at("fa")
    const labels = [...(control(panel, "factorTerm")?.options ?? [])].map(one_ => one_.textContent)
    expect(labels.slice(1)).toEqual(["Steun (Model een)", "Last (Model twee)"])
  })
  it("keeps in sight what is not on the list (any more), and where it was taken over from", () => {
    const {panel} = at("oud")
    expect(control(panel, "area")?.value).toBe("weg")
    expect(panel.textContent).toContain("Overgenomen uit dossier-7, versie 2.")
    for (const name of ["originReport", "originStatement", "originVersion"])
      expect(panel.querySelector(`[name="${name}"]`)).toBeNull()
  })
  it("asks persons as persons: who does it with whom, who checks it, who agreed", () => {
    const {writer, panel} = at("a1")
    const everybody = ["", ...persons.map(person => person.id)]
    for (const name of ["by", "together", "checkedBy", "accord"])
      expect(entries(panel, name)).toEqual(everybody)
    choose(panel, "checkedBy", "ines")
    choose(panel, "accord", "ines")
    panel.querySelector<HTMLButtonElement>('button[name="add-accord"]')!.click()
    writer.meet()
    expect(attrsOf(writer, "a1")).toMatchObject({checkedBy: "ines"})
    const accord = readContent(writer.doc)
      .sections.flatMap(section => section.statements)
      .find(statement => statement.id === "a1")?.relations
    expect(accord).toEqual([{type: "accord", ref: "ines"}])
    expect(writer.refused).toEqual([])
  })
  it("says of a source whether an expert made it and whether its giver stays unnamed", () => {
    const shared = room(7, {template: planned, content: text})
    const writer = shared.join(10)
    writer.table.focusStatement("f1")
    const panel = writer.host.querySelector<HTMLElement>(".wh-inspector")!
    const box = (name: string): HTMLInputElement =>
      panel.querySelector<HTMLInputElement>(`input[type="checkbox"][name="source-b1-${name}"]`)!
    expect(["attached", "expert", "shielded"].map(name => box(name).checked)).toEqual([
      false,
      false,
      false,
    ])
    const expert = box("expert")
    expert.checked = true
    expert.dispatchEvent(new window.Event("change"))
    writer.meet()
    expect(readContent(writer.doc).sources[0]).toMatchObject({id: "b1", expert: true})
    // What was ticked is seen again, here and by whoever comes next.
    const next = shared.join(11)
    next.table.focusStatement("f1")
    const again = next.host.querySelector<HTMLInputElement>('input[name="source-b1-expert"]')!
    expect(again.checked).toBe(true)
    expect(writer.refused).toEqual([])
  })
  it("says where the details of a section are filled in, and asks for no statement where none may stand", () => {
    const cover = {
      ...planned,
      sections: [
        {
          id: "voor",
          title: {nl: "Voorblad"},
          layer: "none" as const,
          allows: [],
          fields: [{id: "klacht", label: {nl: "Klacht"}, type: "text" as const}],
        },
        ...planned.sections,
      ],
    }
    const given = {...text, sections: [{id: "voor", statements: []}, ...text.sections]}
    const {host} = room(7, {template: cover, content: given}).join(10)
    const drawn = host.querySelector('[data-section="voor"]')!
    expect(drawn.textContent).toContain("vul je in onder ‘Gezin en gegevens’")
    expect(drawn.querySelector("[data-add]")).toBeNull()
    expect(drawn.querySelector<HTMLElement>(".wh-empty")?.hidden).toBe(true)
  })
})
