// SPDX-License-Identifier: EUPL-1.2
// A small invented report, and the acts around it, as the tests need them.
import {
  freeze,
  makeBundle,
  newSigningKey,
  prepareSignOff,
  sealReport,
  sha256,
  signSignOff,
  softwareSigner,
} from "@wederhoor/signoff"
import type {
  Bundle,
  FlattenedJws,
  FrozenReport,
  Identified,
  Jwks,
  Leaf,
  LeafValues,
  ReportContent,
  Signer,
  SignOff,
  SignOffInput,
} from "@wederhoor/signoff"

export interface Statement extends Identified {
  nr: string
  kind: string
  by: string
  text: string
  source?: string
}
export interface Reaction extends Identified {
  type: string
  by: string
  on: {statement: string}
  text: string
  answer?: {kind: string; text: string}
  withdrawn?: string
}
export interface Party extends Identified {
  role: string
  name: string
}
export interface Values extends LeafValues {
  statement: Statement
  reaction: Reaction
  party: Party
  source: Identified & {title: string}
  field: Identified & {value: string}
}

export const template = {
  id: "feitenonderzoek",
  version: "1.0.0",
  sections: [
    {id: "aanleiding", title: {nl: "Aanleiding"}, guidance: {nl: "Kort."}},
    {id: "feiten", title: {nl: "Wat staat vast?"}, guidance: {nl: "Alleen feiten."}},
    {id: "zorgen", title: {nl: "Wat zijn de zorgen?"}, guidance: {nl: "Weging."}},
  ],
}

const statement = (
  nr: string,
  kind: string,
  by: string,
  text: string,
  source?: string,
): Statement => ({
  id: `s${nr.replace(".", "-")}`,
  nr,
  kind,
  by,
  text,
  ...(source === undefined ? {} : {source}),
})

/** Fresh content every time: tests change it. */
export function content(): ReportContent<Values> {
  return {
    id: "dossier-42",
    template,
    lang: "nl",
    parties: [
      {id: "moeder", role: "parent", name: "Noor Voorbeeld"},
      {id: "vader", role: "parent", name: "Sem Voorbeeld"},
      {id: "kind", role: "child", name: "Bo Voorbeeld"},
      {id: "oma", role: "informant", name: "Riet Voorbeeld"},
    ],
    sources: [{id: "bron1", title: "Brief van school, 3 maart 2026"}],
    sections: [
      {
        id: "aanleiding",
        title: "Aanleiding",
        fields: [{id: "kader", value: "vrijwillig"}],
        statements: [statement("1.1", "account", "moeder", "Moeder vroeg zelf om hulp.")],
      },
      {
        id: "feiten",
        title: "Wat staat vast?",
        fields: [],
        statements: [
          statement("2.1", "fact", "auteur", "Bo was 9 dagen niet op school.", "bron1"),
          statement("2.2", "fact", "auteur", "Bo woont bij moeder."),
          statement("2.3", "account", "oma", "Oma ziet Bo elke week."),
        ],
      },
      {
        id: "zorgen",
        title: "Wat zijn de zorgen?",
        fields: [],
        statements: [statement("3.1", "concern", "auteur", "Bo mist veel les.")],
      },
    ],
    reactions: [
      {
        id: "r1",
        type: "disagreement",
        by: "vader",
        on: {statement: "s2-1"},
        text: "Het waren er zes.",
      },
    ],
    attachments: [
      {
        id: "bijlage1",
        title: "Brief",
        mediaType: "application/pdf",
        sha256: "A".repeat(43),
        size: 9,
      },
    ],
  }
}

export const AUDIT = {head: "B".repeat(43), count: 7}
export const ORGANISATION = {name: "Voorbeeldorganisatie"}

export interface House {
  signer: Signer
  keys: Jwks
}

export async function house(alg: "ES256" | "PS256" | "Ed25519" = "ES256"): Promise<House> {
  const {privateJwk, publicJwk} = await newSigningKey(alg)
  return {signer: await softwareSigner(privateJwk), keys: {keys: [publicJwk]}}
}

/** A mother who read everything on screen and agrees with the whole report, unless told otherwise. */
export async function agreeing(
  report: FrozenReport,
  over: Partial<SignOffInput> = {},
): Promise<SignOffInput> {
  const party = over.party ?? {ref: "moeder", role: "parent"}
  return {
    id: `so-${party.ref}-${report.version}`,
    at: "2026-04-01T10:00:00Z",
    report,
    purpose: "report",
    party,
    sections: "all",
    decision: "agreed",
    shown: {via: "screen", lang: "nl", sha256: await sha256("wat zij las"), withheld: []},
    recordedBy: {ref: party.ref, role: party.role},
    auth: {mode: "self"},
    audit: AUDIT,
    ...over,
  }
}

export async function payloadOf(input: SignOffInput): Promise<SignOff> {
  const prepared = await prepareSignOff(input)
  if (!prepared.ok) {
    throw new Error(`${prepared.code} at ${prepared.at}`)
  }
  return prepared.payload
}

export async function signed(house: House, input: SignOffInput): Promise<FlattenedJws> {
  return signSignOff(await payloadOf(input), house.signer)
}

export async function sealed(
  house: House,
  report: FrozenReport,
  signOffs: readonly FlattenedJws[],
  over: {
    report?: FrozenReport
    remarks?: Leaf<Identified>[]
    template?: Identified
    confidential?: readonly string[]
  } = {},
): Promise<Bundle> {
  const seal = await sealReport(
    {
      at: "2026-04-02T09:00:00Z",
      report,
      phase: "final",
      signOffs,
      ...(over.confidential === undefined ? {} : {confidential: over.confidential}),
      audit: AUDIT,
      organisation: ORGANISATION,
    },
    house.signer,
  )
  return makeBundle({
    report: over.report ?? report,
    template: over.template ?? template,
    signOffs,
    ...(over.remarks === undefined ? {} : {remarks: over.remarks}),
    seal,
    keysHint: house.keys,
  })
}

export const NOW = "2026-03-20T08:00:00Z"

/** Mother agrees with all; father disagrees with the facts, in words. */
export async function story(house: House): Promise<{
  report: FrozenReport<Values>
  signOffs: FlattenedJws[]
  bundle: Bundle
}> {
  const report = await freeze(content(), {now: NOW})
  const reaction = report.reactions[0]
  if (reaction === undefined) {
    throw new Error("the story has a reaction")
  }
  const signOffs = [
    await signed(house, await agreeing(report)),
    await signed(
      house,
      await agreeing(report, {
        party: {ref: "vader", role: "parent"},
        sections: ["feiten"],
        decision: "disagreed",
        reactions: [reaction],
        statements: [{id: "s2-1", decision: "disagreed", reaction: "r1"}],
      }),
    ),
  ]
  return {report, signOffs, bundle: await sealed(house, report, signOffs)}
}
