// SPDX-License-Identifier: EUPL-1.2
import {folded} from "./fold.ts"
import type {ReaderRole, Role} from "./names.ts"
import type {Policy} from "./policy.ts"

/** A string that must never be printed for others, such as a hidden address. */
export interface Shielded {
  readonly kind: "address" | "phone" | "email" | "source" | "other"
  readonly text: string
  /** Why it is shielded; kept in the record, never in a rendition. */
  readonly reason: string
}

/** An entry of the person register of a report. The host creates it; it is never in the shared text. */
export interface Person {
  readonly id: string
  readonly role: Role
  readonly name: string
  /** How the person is called in a sentence: "moeder", "vader", "raadsonderzoeker". */
  readonly label: string
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string
  /** Has parental authority (*gezag*). */
  readonly authority?: boolean
  readonly registration?: string
  /** Last day on which that registration is valid, `YYYY-MM-DD`. */
  readonly registeredUntil?: string
  /** Naming this person or organisation tells where somebody lives (school, GP): name the function only. */
  readonly revealsPlace?: boolean
  /** A young person who has the file rights alone allows the parents to read (Jw 7.3.15). */
  readonly parentsMayRead?: boolean
  /** Id of the child or adult for whom this person acts by law or appointment; never a party. */
  readonly represents?: string
  readonly shielded?: readonly Shielded[]
}

/** Roles of the team that writes. */
export const teamRoles: readonly Role[] = ["author", "coAuthor"]
/** Roles of the family. */
export const familyRoles: readonly Role[] = ["parent", "carer", "child"]

/** Whether the role writes the report. */
export function isTeam(role: ReaderRole): boolean {
  return (teamRoles as readonly ReaderRole[]).includes(role)
}

/** Whether the role is one of the family, who read, react and sign. */
export function isFamily(role: ReaderRole): boolean {
  return (familyRoles as readonly ReaderRole[]).includes(role)
}

/** Whether the role reads everything: the team, and the behavioural scientist who reviews. */
export function readsAll(role: ReaderRole): boolean {
  return isTeam(role) || role === "reviewer"
}

/** Age in whole years on a day (`YYYY-MM-DD`); `null` when the date of birth is not known. */
export function ageOn(person: Pick<Person, "birthDate">, day: string): number | null {
  if (!person.birthDate) return null
  const [year = 0, month = 0, date = 0] = person.birthDate.split("-").map(Number)
  const [thisYear = 0, thisMonth = 0, today = 0] = day.slice(0, 10).split("-").map(Number)
  return thisYear - year - (thisMonth < month || (thisMonth === month && today < date) ? 1 : 0)
}

/**
 * Who must be heard (the *parties*), computed from the register: every parent and carer on their
 * own, and every child; a child under `policy.ages.ownHearing` through someone who knows the child.
 * Source: BW 1:253a, Rv 809(1), Jeugdwet 1.1 and 7.3.15, as dated in the policy file.
 */
export function partiesOf(
  persons: readonly Person[],
  policy: Policy,
  today: string,
): {readonly person: Person; readonly ownHearing: boolean}[] {
  return persons
    .filter(person => isFamily(person.role))
    .map(person => ({
      person,
      ownHearing: person.role !== "child" || (ageOn(person, today) ?? 0) >= policy.ages.ownHearing,
    }))
}

/**
 * Whether a text holds a string that is shielded for somebody in the register, however it is spelled:
 * case, accents, spaces and hyphens make no difference. Only where the register still has its shielded
 * strings, so on the server. Source: CNF-1.
 */
export function holdsShielded(text: string, persons: readonly Person[]): boolean {
  const searched = folded(text)
  return persons
    .flatMap(person => person.shielded ?? [])
    .some(({text: secret}) => folded(secret) !== "" && searched.includes(folded(secret)))
}

/** The register as one reader may see it: without shielded strings, and birth dates for the team only. */
export function registerView(persons: readonly Person[], role: Role): Person[] {
  const full = readsAll(role)
  return persons.map(({id, role: ownRole, name, label, authority, birthDate, registration}) => ({
    id,
    role: ownRole,
    name,
    label,
    ...(full && authority !== undefined ? {authority} : {}),
    ...(full && birthDate ? {birthDate} : {}),
    ...(registration ? {registration} : {}),
  }))
}
