// SPDX-License-Identifier: EUPL-1.2
import {
  type Content,
  type HearingRecord,
  type Person,
  type Policy,
  type Statement,
  type Template,
  policyOn,
  sectionFor,
} from "@wederhoor/format"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import goldenCase from "@wederhoor/templates/feitenonderzoek/noor-en-sem.json" with {type: "json"}
import templateData from "@wederhoor/templates/feitenonderzoek/template.json" with {type: "json"}
import analysisTemplate from "@wederhoor/templates/verklarende-analyse/template.json" with {type: "json"}
import analysisCase from "@wederhoor/templates/verklarende-analyse/yassin-en-lina.json" with {type: "json"}

/** What happens to one refused statement before the report is offered. */
export interface Correction {
  readonly withdrawn?: true
  readonly readers?: readonly string[]
  readonly convert?: Statement["kind"]
  readonly text?: string
  readonly attrs?: Statement["attrs"]
  readonly sources?: readonly string[]
  readonly basedOn?: readonly string[]
  readonly answers?: string
}

export interface GoldenCase {
  readonly id: string
  readonly title: string
  readonly persons: readonly Person[]
  readonly content: Content
  readonly expected: readonly {
    readonly nr: number
    readonly statement: string
    readonly verdict: string
    readonly accepted: boolean
    readonly rules: readonly string[]
  }[]
  readonly corrections: {readonly [statement: string]: Correction}
  readonly reactions: readonly {
    readonly by: string
    readonly on: string
    readonly type: string
    readonly text: string
    readonly answer: {readonly kind: string; readonly text: string}
  }[]
  readonly hearings: readonly HearingRecord[]
  readonly signOffs: readonly {
    readonly by: string
    readonly decision: string
    readonly remarks: string
  }[]
}

export const golden: GoldenCase = goldenCase as unknown as GoldenCase
export const template: Template = templateData as unknown as Template
/** The day on which the case plays; its letters are of March 2026. */
export const today = "2026-04-02"
export const policy: Policy = policyOn(policies as unknown as Policy[], today)!

/** A golden case with the format it is written in and the day on which it is judged. */
export interface Setting {
  readonly golden: GoldenCase
  readonly template: Template
  readonly today: string
}

/** The explanatory analysis; besides what every case has, it says what people recognise. */
export interface AnalysisCase extends GoldenCase {
  readonly recognitions: readonly {
    readonly by: string
    readonly on: string
    readonly recognition: "yes" | "partly" | "no"
  }[]
  readonly shared: boolean
}

export const noorEnSem: Setting = {golden, template, today}
export const yassinEnLina: Setting & {readonly golden: AnalysisCase} = {
  golden: analysisCase as unknown as AnalysisCase,
  template: analysisTemplate as unknown as Template,
  today: "2026-02-02",
}

/** The content after the authors brought the refused statements into their offered form. */
export function offeredContent(
  content: Content = golden.content,
  {golden: {corrections}, template: format}: Pick<Setting, "golden" | "template"> = noorEnSem,
): Content {
  const moved: {section: string; statement: Statement}[] = []
  const sections = content.sections.map(section => ({
    id: section.id,
    statements: section.statements.map(statement => {
      const correction = corrections[statement.id]
      if (!correction) return statement
      if (correction.withdrawn)
        return {...statement, attrs: {...statement.attrs, withdrawn: "niet houdbaar"}}
      const relations = [
        ...statement.relations.filter(
          ({type}) =>
            !(type === "reader" && correction.readers) &&
            !(type === "source" && correction.sources) &&
            !(type === "basedOn" && correction.basedOn),
        ),
        ...(correction.readers ?? []).map(ref => ({type: "reader" as const, ref})),
        ...(correction.sources ?? []).map(ref => ({type: "source" as const, ref})),
        ...(correction.basedOn ?? []).map(ref => ({type: "basedOn" as const, ref})),
        ...(correction.answers ? [{type: "answers" as const, ref: correction.answers}] : []),
      ]
      const changed: Statement = {
        ...statement,
        lines: correction.text ? [[{text: correction.text}]] : statement.lines,
        attrs: {...statement.attrs, ...correction.attrs},
        relations,
      }
      if (!correction.convert) return changed
      moved.push({
        section: sectionFor(format, correction.convert, section.id)!.id,
        statement: {
          ...changed,
          id: `${statement.id}-nieuw`,
          kind: correction.convert,
          attrs: {...correction.attrs, convertedFrom: statement.id},
        },
      })
      return {...statement, attrs: {...statement.attrs, withdrawn: "omgezet"}}
    }),
  }))
  return {
    sources: content.sources,
    sections: sections.map(section => ({
      id: section.id,
      statements: [
        ...section.statements,
        ...moved.filter(one => one.section === section.id).map(one => one.statement),
      ],
    })),
  }
}
