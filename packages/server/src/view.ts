// SPDX-License-Identifier: EUPL-1.2
import {placeRights} from "@wederhoor/collab"
import {
  type Content,
  contentOf,
  contentOpen,
  dayOf,
  hearingOf,
  holdsShielded,
  isFamily,
  isTeam,
  isWithdrawable,
  lapsesOf,
  mayReadReaction,
  partiesOf,
  possibleActs,
  purposesOf,
  readsReport,
  recognitionFor,
  recognitionOf,
  redactFor,
  registerView,
  textIn,
  type Lang,
  type Person,
  type ReportView,
} from "@wederhoor/format"

import type {Case} from "./acts.ts"
import {type Keys, worthOf} from "./sign-offs.ts"
import {isDeferred, type Versions} from "./versions.ts"

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
  const [text, review] = [right("content"), right("review")]
  const newest = await parts.versions.newest(state)
  // Who must not be shown the report yet learns nothing of what stands in it either; nor does somebody
  // besides the family before there is a version for them.
  const readsAll = readsReport(person.role, template)
  const offered =
    full ||
    isFamily(person.role) ||
    state.versions.at(-1)?.renditions.some(one => one.person === person.id)
  const copy =
    newest && offered && !isDeferred(state, person.id)
      ? redactFor(newest, state, person, template)
      : null
  const nothing: Content = {sections: [], sources: []}
  const content = copy ? contentOf(copy) : nothing
  const readable = new Set(
    content.sections.flatMap(section => section.statements.map(({id}) => id)),
  )
  // Who reads a part of the report knows whom it names, and whom to ask.
  const named = new Set(copy?.parties.flatMap(leaf => leaf.value?.id ?? []))
  const known = ({id, role}: Person): boolean =>
    readsAll || id === person.id || isTeam(role) || role === "reviewer" || named.has(id)
  const today = dayOf(now)
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
    persons: registerView(state.persons, person.role).filter(one => known(one)),
    policy,
    acts: possibleActs(state, actor, template),
    contentOpen: contentOpen(state.phase),
    places: {
      ...(text === "none" ? {} : {content: text}),
      ...(review === "none" ? {} : {review}),
      ...(isFamily(person.role) ? {reply: "write" as const} : {}),
    },
    ...(full
      ? {
          fields: state.fields,
          reviews: state.reviews,
          draftReviews: state.draftReviews,
          lapses: lapsesOf(state, policy, today),
        }
      : {}),
    ...(template.recognition
      ? {
          recognition: recognitionFor(
            recognitionOf(state, content, policy, today),
            person,
            state.persons,
            template,
          ),
        }
      : {}),
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
      return mayReadReaction(reaction, person, state, readable, template) ? [reaction] : []
    }),
    hearings: mine(
      partiesOf(state.persons, policy, today).map(({person: party}) => {
        const recorded = state.hearings.findLast(hearing => hearing.person === party.id)
        return {
          person: party.id,
          state: hearingOf(state, party.id),
          ...(recorded ? {how: recorded.how, on: recorded.on} : {}),
        }
      }),
    ),
    signOffs: mine(state.signOffs).map(signOff => {
      const {id, person: by, purpose, decision, remarks, version, at, withdraws} = signOff
      return {
        id,
        person: by,
        purpose,
        decision,
        remarks,
        version,
        at,
        state: worth[id]?.state ?? "superseded",
        receiptCode: worth[id]?.receiptCode ?? "",
        ...(withdraws === undefined ? {} : {withdraws}),
        ...(signOff.answer ? {answer: signOff.answer} : {}),
        ...(isWithdrawable(state, signOff, person.id) ? {withdrawable: true as const} : {}),
      }
    }),
    reopenings: (state.reopenings ?? []).map(({version, at, reason}) => ({
      version,
      at,
      reason: readsAll ? reason : "",
    })),
    signers: (full ? state.persons : [person]).flatMap(signer => {
      // What somebody is asked follows from what they may read themselves.
      const shown = newest && !isDeferred(state, signer.id)
      const own = shown ? contentOf(redactFor(newest, state, signer, template)) : nothing
      const asked = {template, content: own, persons: state.persons, policy, today}
      const purposes = purposesOf(signer, asked)
      return purposes.length > 0 ? [{person: signer.id, purposes}] : []
    }),
    issues: readsAll ? state.issues : [],
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
