// SPDX-License-Identifier: EUPL-1.2
import {addWorkingDays, ageOn, dayOf, formatDate, partiesOf, registerView} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {persons, policy, today} from "./builders.ts"

describe("dates in words", () => {
  test.each([
    ["2026-02-14", "14 februari 2026", "14 February 2026"],
    ["2026-02-14T22:40", "14 februari 2026, 22.40 uur", "14 February 2026, 22:40"],
    ["2026-02-14T09:05", "14 februari 2026, 9.05 uur", "14 February 2026, 09:05"],
    ["2026-03", "maart 2026", "March 2026"],
    ["2016", "2016", "2016"],
    ["2026-08-01", "1 augustus 2026", "1 August 2026"],
    ["gisteren", "gisteren", "gisteren"],
    ["2026-13-01", "2026-13-01", "2026-13-01"],
    ["2026-01-32", "2026-01-32", "2026-01-32"],
    ["", "", ""],
  ])("%s", (date, nl, en) => {
    expect(formatDate(date)).toBe(nl)
    expect(formatDate(date, "en")).toBe(en)
  })
  test("the day is that of the Netherlands, in summer and in winter", () => {
    expect(dayOf("2026-07-01T21:59:00Z")).toBe("2026-07-01")
    expect(dayOf("2026-07-01T22:01:00Z")).toBe("2026-07-02")
    expect(dayOf("2026-01-01T22:59:00Z")).toBe("2026-01-01")
    expect(dayOf("2026-01-01T23:01:00Z")).toBe("2026-01-02")
  })
})

describe("working days", () => {
  test.each([
    ["2026-04-02", 1, "2026-04-03"],
    ["2026-04-03", 1, "2026-04-06"],
    ["2026-04-04", 1, "2026-04-06"],
    ["2026-04-02", 5, "2026-04-09"],
    ["2026-04-02", 0, "2026-04-02"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-28", 2, "2028-03-01"],
  ])("%s + %i is %s", (day, count, end) => expect(addWorkingDays(day, count)).toBe(end))
  test("the end is never in a weekend, and terms add up (seed 20260402)", () => {
    const days = fc
      .integer({min: 0, max: 4000})
      .map(n => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(
        days,
        fc.integer({min: 1, max: 40}),
        fc.integer({min: 1, max: 40}),
        (day, a, b) => {
          const end = addWorkingDays(day, a)
          expect([0, 6]).not.toContain(new Date(`${end}T12:00:00Z`).getUTCDay())
          expect(addWorkingDays(end, b)).toBe(addWorkingDays(day, a + b))
          expect(end > day).toBe(true)
        },
      ),
      {seed: 20_260_402},
    )
  })
})

describe("ages and parties", () => {
  test("age turns on the birthday", () => {
    const isa = {birthDate: "2014-04-02"}
    expect(ageOn(isa, "2026-04-01")).toBe(11)
    expect(ageOn(isa, "2026-04-02")).toBe(12)
    expect(ageOn({birthDate: "2012-02-29"}, "2026-02-28")).toBe(13)
    expect(ageOn({birthDate: "2012-02-29"}, "2026-03-01")).toBe(14)
    expect(ageOn({}, today)).toBeNull()
  })
  test("each parent on their own, every child; the age for hearing is that of the policy", () => {
    const own = (age: number) =>
      partiesOf(persons, {...policy, ages: {ownHearing: age, ownConsent: 16}}, today)
        .filter(party => party.ownHearing)
        .map(party => party.person.id)
    expect(own(12)).toEqual(["mira", "vic", "isa"])
    expect(own(14)).toEqual(["mira", "vic"])
    expect(own(6)).toEqual(["mira", "vic", "isa", "tim"])
  })
  test("no view of the register holds a shielded string; birth dates are for the team", () => {
    for (const {role} of persons) {
      const view = JSON.stringify(registerView(persons, role))
      expect(view).not.toMatch(/shielded|populierenhof/i)
      expect(view.includes("2012-05-01")).toBe(["author", "coAuthor", "reviewer"].includes(role))
    }
  })
})
