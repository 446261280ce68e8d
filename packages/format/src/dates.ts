// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "./names.ts"

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

/** The day of a UTC time as it is in the Netherlands, `YYYY-MM-DD`. */
export function dayOf(utc: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: "Europe/Amsterdam",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(new Date(utc))
  const part = (type: string): string => parts.find(one => one.type === type)?.value ?? ""
  return `${part("year")}-${part("month")}-${part("day")}`
}

/**
 * The day (`YYYY-MM-DD`) that lies a number of working days after a day; the day itself for 0. Monday
 * to Friday are working days: public holidays are not known yet, so a term can be a day too short.
 */
export function addWorkingDays(day: string, count: number): string {
  const date = new Date(`${day}T12:00:00Z`)
  for (let left = count; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1)
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) left--
  }
  return date.toISOString().slice(0, 10)
}
