// SPDX-License-Identifier: EUPL-1.2
import {reportShape} from "./generated/report-shape.ts"

/**
 * What a template may expect of its data. `must` names, for people, a value that has to be read
 * in every report in which it is not empty. `optional`: the field may be missing altogether. `any` is
 * a value nobody described.
 */
export type Shape = {readonly optional?: true} & (
  | {readonly type: "any" | "none"}
  /** `only`: true, when it is there. */
  | {readonly type: "boolean"; readonly only?: true}
  /** `filled`: never empty. A number that must be read but may be 0 need not be printed, only told. */
  | {readonly type: "string" | "number"; readonly filled?: true; readonly must?: Named}
  | {readonly type: "list"; readonly of: Shape}
  | {
      readonly type: "group"
      readonly nullable?: true
      readonly fields: Readonly<Record<string, Shape>>
    }
  /** Any number of keys with values of one shape. */
  | {readonly type: "map"; readonly of: Shape}
)

/** A name for people. */
export interface Named {
  readonly nl: string
  readonly en: string
}

/** The report model, from its published schema. */
export const report: Shape = reportShape

/** What can follow a value in a path. */
export type Step =
  | {readonly found: Shape}
  | {readonly missing: string; readonly among: readonly string[]; readonly within: Shape["type"]}

const any: Shape = {type: "any"}
const number: Shape = {type: "number"}

/** The field of a value: of a group by name, of a list by index or `length`, of a map by any key. */
export function step(from: Shape, name: string): Step {
  if (from.type === "any") return {found: any}
  if (from.type === "map") return {found: from.of}
  if (from.type === "list") {
    if (name === "length") return {found: number}
    if (/^\d+$/.test(name)) return {found: from.of}
    return {missing: name, among: ["length"], within: "list"}
  }
  if (from.type !== "group") return {missing: name, among: [], within: from.type}
  const found = Object.hasOwn(from.fields, name) ? from.fields[name] : undefined
  if (found !== undefined) return {found}
  return {missing: name, among: Object.keys(from.fields), within: "group"}
}

/**
 * The name of the list nearest to what was written, or nothing when none is within half of its
 * length, or within `most` letters (default 3).
 */
export function nearest(written: string, among: readonly string[], most = 3): string | undefined {
  const lower = written.toLowerCase()
  const near = among
    .map(name => ({name, distance: distance(lower, name.toLowerCase())}))
    .filter(each => each.distance <= Math.min(most, Math.max(1, Math.floor(each.name.length / 2))))
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
  return near[0]?.name
}

/**
 * How many letters must be added, dropped, replaced or swapped with their neighbour to come from one
 * word to the other (optimal string alignment). Only the first 64 letters count.
 */
export function distance(from: string, to: string): number {
  const a = from.slice(0, 64)
  const b = to.slice(0, 64)
  let before: number[] = []
  let row = Array.from({length: b.length + 1}, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
