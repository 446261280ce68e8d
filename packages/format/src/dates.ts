// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "./names.ts"
import type {Duration} from "./policy.ts"

const months = {
  nl: [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
  ],
  en: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
} as const

/**
 * A date in words: `2026-02-14` becomes "14 februari 2026", `2026-02-14T22:40` also gets its time,
 * `2026-02` and `2026` stay as coarse as they are. Own month names, not the host's, because a printed
 * report must have the same bytes everywhere. Anything else is returned as it is.
 */
export function formatDate(date: string, lang: Lang = "nl"): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}).*)?)?)?$/.exec(date)
  if (!match) return date
  const [, year = "", month, day, hour, minute] = match
  if (!month) return year
  const name = months[lang][Number(month) - 1]
  if (!name || Number(day ?? 1) < 1 || Number(day ?? 1) > 31) return date
  const whole = day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`
  if (!hour || !minute) return whole
  return lang === "nl" ? `${whole}, ${Number(hour)}.${minute} uur` : `${whole}, ${hour}:${minute}`
}

/** The day of a UTC time as it is in the Netherlands, `YYYY-MM-DD`; of no time, its first ten signs. */
export function dayOf(utc: string): string {
  const time = new Date(utc)
  if (Number.isNaN(time.getTime())) return utc.slice(0, 10)
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: "Europe/Amsterdam",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(time)
  const part = (type: string): string => parts.find(one => one.type === type)?.value ?? ""
  return `${part("year")}-${part("month")}-${part("day")}`
}

/** Whether a string is a day of the calendar, `YYYY-MM-DD`: 30 February is none. */
export function isDay(text: string | undefined): text is string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? "")) return false
  const time = noon(text ?? "")
  return !Number.isNaN(time.getTime()) && dayIn(time) === text
}

/** Whole days from one day to a later one; negative when the second lies before the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000)
}

/**
 * The day (`YYYY-MM-DD`) that lies a number of working days after a day, or before it for a negative
 * number; the day itself for 0. Working days are Monday to Friday, but for the days off that are given
 * (`Policy.holidays`); without them a term that runs over a public holiday comes out too short.
 */
export function addWorkingDays(
  day: string,
  count: number,
  holidays: readonly string[] = [],
): string {
  const off = new Set(holidays)
  const date = noon(day)
  for (let left = Math.abs(count); left > 0;) {
    date.setUTCDate(date.getUTCDate() + Math.sign(count))
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6
    if (!weekend && !off.has(dayIn(date))) left--
  }
  return dayIn(date)
}

/**
 * The day a length of time after a day, or before it. A month later is the same day of that month, or
 * its last when it is shorter: a month after 31 January is 28 February. What is no day is returned as it is.
 */
export function addDuration(
  day: string,
  length: Duration,
  direction: "after" | "before" = "after",
  holidays: readonly string[] = [],
): string {
  if (!isDay(day)) return day
  const sign = direction === "after" ? 1 : -1
  const date = noon(day)
  const months = date.getUTCMonth() + sign * (length.months ?? 0)
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate()
  date.setUTCMonth(months, Math.min(date.getUTCDate(), lastOfMonth))
  date.setUTCDate(date.getUTCDate() + sign * (length.days ?? 0))
  return addWorkingDays(dayIn(date), sign * (length.workingDays ?? 0), holidays)
}

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)
const dayIn = (date: Date): string => date.toISOString().slice(0, 10)
