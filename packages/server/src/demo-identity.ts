// SPDX-License-Identifier: EUPL-1.2
import {ageOn, type Lang, type Person, wordFor} from "@wederhoor/format"
import {exportJWK, generateKeyPair, SignJWT} from "jose"

import {type Identity, jwksIdentity} from "./identity.ts"

/** One person one can be in the playground. */
export interface Door {
  readonly person: string
  readonly name: string
  readonly label: string
  readonly role: string
  readonly roleLabel: string
  readonly age?: number
}

/**
 * An issuer that gives everybody who asks the identity of an invented person: for the playground
 * only. Its key lives as long as the process; a token holds 12 hours.
 */
export interface DemoIdentity extends Identity {
  tokenFor(report: string, person: Pick<Person, "id" | "role" | "name">): Promise<string>
  /** A token of the host system, which may make reports. */
  hostToken(): Promise<string>
}

export const demoIssuer = "urn:wederhoor:demo"

export async function demoIdentity(): Promise<DemoIdentity> {
  const {privateKey, publicKey} = await generateKeyPair("ES256")
  const key = {...(await exportJWK(publicKey)), alg: "ES256", kid: "demo"}
  const identity = jwksIdentity({issuer: demoIssuer, keys: {keys: [key]}})
  const token = (claims: Record<string, string>, subject: string): Promise<string> =>
    new SignJWT({...claims, auth_time: Math.floor(Date.now() / 1000)})
      .setProtectedHeader({alg: "ES256", kid: "demo"})
      .setIssuer(demoIssuer)
      .setAudience("wederhoor")
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime("12h")
      .sign(privateKey)
  return {
    ...identity,
    tokenFor: (report, person) =>
      token({report, person: person.id, role: person.role, name: person.name}, `demo-${person.id}`),
    hostToken: () => token({report: "*", person: "", role: "host", name: "host"}, "demo-host"),
  }
}

/**
 * The doors of a report: everybody of the register who does something in it. A child that is heard
 * through somebody who knows it has none: nobody should act as that child.
 */
export function doorsOf(
  persons: readonly Person[],
  today: string,
  lang: Lang,
  ownHearing: number,
): Door[] {
  const acting = ["author", "coAuthor", "reviewer", "parent", "carer", "child"]
  return persons
    .map(person => ({person, age: person.role === "child" ? ageOn(person, today) : null}))
    .filter(({person, age}) => acting.includes(person.role) && (age ?? ownHearing) >= ownHearing)
    .map(({person, age}) => {
      return {
        person: person.id,
        name: person.name,
        label: person.label,
        role: person.role,
        roleLabel: wordFor("role", person.role, lang),
        ...(age === null ? {} : {age}),
      }
    })
}
