// SPDX-License-Identifier: EUPL-1.2
import {placeRights} from "@wederhoor/collab"
import {
  contentOf,
  contentOpen,
  dayOf,
  hearingOf,
  holdsShielded,
  isFamily,
  isTeam,
  partiesOf,
  possibleActs,
  redactFor,
  registerView,
  textIn,
  type Lang,
  type Person,
  type ReportView,
} from "@wederhoor/format"

import type {Case} from "./acts.ts"
import {type Keys, worthOf} from "./sign-offs.ts"
import type {Versions} from "./versions.ts"

/** Build the view of one person. `base` is the path under which the server answers. */
export async function viewFor(
  parts: {readonly versions: Versions; readonly keys: Keys; readonly base: string},
  one: Case,
  person: Person,
): Promise<ReportView> {
  const {state, policy, template, now} = one
  const actor = {person: person.id, role: person.role}
  const lang: Lang = state.lang === "en" ? "en" : "nl"
  const team = isTeam(person.role)
  const full = team || person.role === "reviewer"
  const mine = <T extends {readonly person: string}>(list: readonly T[]): readonly T[] =>
    full ? list : list.filter(item => item.person === person.id)
  const url = `${parts.base}/reports/${state.report}`
  const right = (kind: "content" | "review"): "write" | "read" | "none" =>
    placeRights({report: state.report, kind}, actor)
  const [content, review] = [right("content"), right("review")]
  const newest = await parts.versions.newest(state)
  const copy = newest && redactFor(newest, state, person)
  const readable = new Set(
    copy ? contentOf(copy).sections.flatMap(section => section.statements.map(({id}) => id)) : [],
  )
  const worth = newest ? await worthOf(state, newest, parts.keys) : {}
  return {
    report: state.report,
    lang,
    phase: state.phase,
    seq: state.seq,
    now,
    template: state.template,
    title: textIn(template.title, lang),
    you: {person: person.id, role: person.role, name: person.name, label: person.label},
    persons: registerView(state.persons, person.role),
    policy,
    acts: possibleActs(state, actor),
    contentOpen: contentOpen(state.phase),
    places: {
      ...(content === "none" ? {} : {content}),
      ...(review === "none" ? {} : {review}),
      ...(isFamily(person.role) ? {reply: "write" as const} : {}),
    },
    ...(full ? {fields: state.fields, reviews: state.reviews} : {}),
    ...(team ? {disclosure: state.disclosure} : {}),
    versions: state.versions.flatMap(({number, purpose, digest, at, renditions}) => {
      const rendition = renditions.find(candidate => candidate.person === person.id)
      if (!rendition && !full) return []
      const own = rendition && {
        rendition: {sha256: rendition.sha256, url: `${url}/versions/${number}/rendition`},
      }
      return [{number, purpose, digest, at, ...own}]
    }),
    offers: mine(state.offers),
    reactions: state.reactions.flatMap(reaction => {
      const shielded = holdsShielded(reaction.text, state.persons)
      if (full) return [shielded ? {...reaction, shielded} : reaction]
      // Whoever tries words out must not learn from their own reaction whether they were right.
      if (reaction.by === person.id) return [reaction]
      return !shielded && (reaction.on === "" || readable.has(reaction.on)) ? [reaction] : []
    }),
    hearings: mine(
      partiesOf(state.persons, policy, dayOf(now)).map(({person: party}) => {
        const recorded = state.hearings.findLast(hearing => hearing.person === party.id)
        return {
          person: party.id,
          state: hearingOf(state, party.id),
          ...(recorded ? {how: recorded.how, on: recorded.on} : {}),
        }
      }),
    ),
    signOffs: mine(state.signOffs).map(
      ({id, person: by, purpose, decision, remarks, version, at}) => ({
        id,
        person: by,
        purpose,
        decision,
        remarks,
        version,
        at,
        state: worth[id]?.state ?? "superseded",
        receiptCode: worth[id]?.receiptCode ?? "",
      }),
    ),
    ...(state.final
      ? {
          final: {
            version: state.final.version,
            at: state.final.at,
            reportUrl: `${url}/report.html`,
            bundleUrl: `${url}/bundle.json`,
          },
        }
      : {}),
  }
}
