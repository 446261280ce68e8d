// SPDX-License-Identifier: EUPL-1.2

/** Ages and terms are dated data: the same report under two policies; and the policy file that ships. */
import {existsSync, readFileSync, readdirSync} from "node:fs"
import {join} from "node:path"
import {
  type HearingRecord,
  type Policy,
  type Template,
  addWorkingDays,
  check,
  missingEvidence,
  partiesOf,
  policyOn,
} from "@wederhoor/format"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import {describe, expect, test} from "vitest"
import {content, disclosed, persons, policy, record, step, template, today} from "./builders.ts"

const earlier: Policy = {
  ...policy,
  id: "vroeger",
  from: "2015-01-01",
  fieldTerms: {trial: {workingDays: 2}},
}
/** An invented later policy: no law. */
const later: Policy = {
  ...earlier,
  id: "later",
  from: "2026-07-01",
  ages: {ownHearing: 8, ownConsent: 16},
  terms: {...earlier.terms, inspectionWorkingDays: 10, urgencyDays: 21},
  fieldTerms: {trial: {months: 1}},
}
const before = "2026-06-30"
const after = "2026-07-01"
const under = (day: string): Policy => policyOn([later, earlier], day) as Policy

describe("two days, two policies, two outcomes", () => {
  test("a child that is heard itself: party-heard asks it of a child of nine from the later one on", () => {
    const tim = {...persons[6]!, birthDate: "2017-01-01"}
    const asked = (day: string) =>
      partiesOf([tim], under(day), day).filter(party => party.ownHearing).length
    expect([asked(before), asked(after)]).toEqual([0, 1])
    const heardByTalk = (day: string) => {
      const state = {
        ...record([
          step("auke", {
            type: "hearingRecorded",
            hearing: {person: "tim", state: "heard", on: "2026-03-01", how: "met de juf"},
          }),
        ]),
        persons: [tim],
      }
      return found("party-heard", day, state)
    }
    expect([heardByTalk(before), heardByTalk(after)]).toEqual([0, 1])
  })
  test("hearing-evidence: silence counts later when the term to read is longer", () => {
    const silent: HearingRecord = {
      person: "vic",
      state: "noResponse",
      on: "2026-03-12",
      how: "e-mail",
    }
    const lacks = (day: string) => {
      const until = addWorkingDays("2026-03-02", under(day).terms.inspectionWorkingDays)
      return missingEvidence(silent, under(day), "2026-03-12", until)
    }
    expect([lacks(before), lacks(after)]).toEqual([[], ["term"]])
  })
  test("deferral-lapsed: urgency has lapsed under the one and not under the other", () => {
    const urgent = (on: string) =>
      record([
        step(
          "auke",
          {
            type: "hearingRecorded",
            hearing: {
              person: "vic",
              state: "deferredUrgency",
              on,
              how: "dossier",
              reason: "spoed",
              reviewOn: "2026-12-01",
            },
          },
          `${on}T09:00:00Z`,
        ),
      ])
    const lapsed = (day: string, on: string) => found("deferral-lapsed", day, urgent(on))
    expect([lapsed(before, "2026-06-15"), lapsed(after, "2026-06-15")]).toEqual([1, 0])
    expect([lapsed(before, "2026-06-16"), lapsed(after, "2026-06-09")]).toEqual([0, 1])
  })
  test("field-term: the same dates are late under the one and in time under the other", () => {
    const asking: Template = {
      ...template,
      sections: template.sections.map(section =>
        section.id === "occasion"
          ? {
              ...section,
              fields: [
                {id: "on", label: {nl: "Op"}, type: "date"},
                {
                  id: "sent",
                  label: {nl: "Verzonden"},
                  type: "date",
                  term: {of: "occasion.on", policy: "trial", order: "within"},
                },
              ],
            }
          : section,
      ),
    }
    const state = record([], {occasion: {on: "2026-06-01", sent: "2026-06-04"}})
    const late = (day: string) => found("field-term", day, state, asking)
    expect([late(before), late(after)]).toEqual([1, 0])
  })

  function found(slug: string, day: string, state: ReturnType<typeof record>, kind = template) {
    return check({
      content: content(),
      persons: state.persons,
      template: kind,
      policy: under(day),
      today: day,
      gate: "final",
      record: state,
    }).filter(finding => finding.rule === slug).length
  }
})

describe("households without children", () => {
  test("no rule about children asks anything, and the adults are heard on their own", () => {
    const adults = persons.filter(person => person.role !== "child")
    expect(partiesOf(adults, policy, today).map(party => party.person.id)).toEqual(["mira", "vic"])
    const state = {...record([disclosed("mira")]), persons: adults}
    const rules = check({
      content: content(),
      persons: adults,
      template,
      policy,
      today,
      gate: "final",
      record: state,
    }).map(finding => finding.rule)
    expect(rules).toContain("party-heard")
    expect(rules.filter(rule => /child|parents-read|party-in-register/.test(rule))).toEqual([])
  })
})

describe("the policy file that ships", () => {
  const shipped = policies as unknown as readonly Policy[]
  const current = policyOn(shipped, today) as Policy

  /** Easter Sunday by the anonymous Gregorian algorithm (Meeus, Jones, Butcher). */
  function easter(year: number): Date {
    const a = year % 19
    const b = Math.floor(year / 100)
    const c = year % 100
    const h = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30
    const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
    const m = Math.floor((a + 11 * h + 19 * l) / 433)
    const n = h + l - 7 * m
    const month = Math.floor((n + 90) / 25)
    return new Date(Date.UTC(year, month - 1, (n + 33 * month + 19) % 32))
  }
  const plus = (date: Date, days: number): string =>
    new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10)

  test.each([2025, 2026, 2027])(
    "holds the holidays of %i (Algemene termijnenwet, art. 3)",
    year => {
      const sunday = easter(year)
      const kingsDay = new Date(Date.UTC(year, 3, 27))
      const expected = [
        `${year}-01-01`,
        plus(sunday, -2),
        plus(sunday, 1),
        plus(kingsDay, kingsDay.getUTCDay() === 0 ? -1 : 0),
        `${year}-05-05`,
        plus(sunday, 39),
        plus(sunday, 50),
        `${year}-12-25`,
        `${year}-12-26`,
      ]
      const listed = current.holidays?.filter(day => day.startsWith(String(year)))
      expect(listed).toEqual(expected.toSorted())
    },
  )
  test.each([
    ["2026-04-02", 5, "2026-04-13"],
    ["2026-04-02", 1, "2026-04-07"],
    ["2025-04-25", 1, "2025-04-28"],
    ["2026-12-24", 1, "2026-12-28"],
    ["2026-04-07", -1, "2026-04-02"],
    ["2026-04-06", 0, "2026-04-06"],
  ])("%s and %i working days with its holidays: %s", (day, count, end) => {
    expect(addWorkingDays(day, count, current.holidays)).toBe(end)
  })
  test("says of every term and ground where it is written, and knows every term a template names", () => {
    for (const one of shipped) {
      expect(Object.values(one.fieldTerms ?? {}).every(term => (term.source ?? "") !== "")).toBe(
        true,
      )
      expect(one.deferralGrounds?.every(ground => ground.source && ground.label["nl"])).toBe(true)
    }
    const folder = join(import.meta.dirname, "../../../templates")
    const named = readdirSync(folder, {withFileTypes: true})
      .filter(entry => existsSync(join(folder, entry.name, "template.json")))
      .map(({name}) => {
        const text = readFileSync(join(folder, name, "template.json"), "utf8")
        return JSON.parse(text) as Template
      })
      .flatMap(kind => kind.sections)
      .flatMap(section => section.fields ?? [])
      .flatMap(field => field.term?.policy ?? [])
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(key => !current.fieldTerms?.[key])).toEqual([])
  })
})
