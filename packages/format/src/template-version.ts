// SPDX-License-Identifier: EUPL-1.2

/** How much a new version of a template asks of those who use the old one. */
export type ChangeLevel = "patch" | "minor" | "major"

/** The levels, from least to most. */
export const changeLevels: readonly ChangeLevel[] = ["patch", "minor", "major"]

type Numbers = readonly [major: number, minor: number, patch: number]

/** The three numbers of `1.2.3`; `undefined` for anything else. Leading zeros are no version. */
function numbersOf(version: string): Numbers | undefined {
  const match = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/.exec(version)
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined
}

/** Negative when `a` is older than `b`, 0 when they are the same, positive when it is newer. */
function compare(a: Numbers, b: Numbers): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

/**
 * Which number went up from one version to a later one: `1.4.2` to `2.0.0` is `major`. `undefined`
 * when the second is not later, or one of them is not three numbers. Before 1.0.0 the same holds.
 */
export function bumpOf(before: string, after: string): ChangeLevel | undefined {
  const [a, b] = [numbersOf(before), numbersOf(after)]
  if (!a || !b || compare(a, b) >= 0) return undefined
  if (b[0] > a[0]) return "major"
  return b[1] > a[1] ? "minor" : "patch"
}

const comparator = /^(<=|>=|<|>|=)?(\d+\.\d+\.\d+)$/
const wildcard = /^(?:(\d+)\.(?:(\d+)\.)?)?[x*]$/

function partMatches(part: string, version: Numbers): boolean | undefined {
  const wild = wildcard.exec(part)
  if (wild)
    return [wild[1], wild[2]].every(
      (given, i) => given === undefined || Number(given) === version[i],
    )
  const [, sign = "=", text = ""] = comparator.exec(part) ?? []
  const bound = numbersOf(text)
  if (!bound) return undefined
  const order = compare(version, bound)
  switch (sign) {
    case "<":
      return order < 0
    case "<=":
      return order <= 0
    case ">":
      return order > 0
    case ">=":
      return order >= 0
    default:
      return order === 0
  }
}

/**
 * Whether a version is in a range: the `from` of a migration. A range is one or more parts with a
 * space between them, and all must hold: `1.2.3` (that version), `<2.0.0`, `<=`, `>`, `>=`, `=`, and
 * `1.x`, `1.2.x` or `*` for any number there. Anything else is no range and matches nothing.
 */
export function versionMatches(version: string, range: string): boolean {
  const numbers = numbersOf(version)
  const parts = range.trim().split(/\s+/)
  return numbers !== undefined && parts.every(part => partMatches(part, numbers) === true)
}
