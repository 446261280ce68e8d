// SPDX-License-Identifier: EUPL-1.2

/** The case “Noor en Sem” told to the end: offered, reacted to, answered, approved, signed. */
import {
  type Content,
  type Person,
  type Policy,
  type RecordEvent,
  type RecordState,
  type ReportModel,
  type Statement,
  type Template,
  type Version,
  evolve,
  freezeInput,
  policyOn,
  redactFor,
  reportModel,
} from "@wederhoor/format"
import {freeze} from "@wederhoor/signoff"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import goldenCase from "@wederhoor/templates/feitenonderzoek/noor-en-sem.json" with {type: "json"}
import templateData from "@wederhoor/templates/feitenonderzoek/template.json" with {type: "json"}

export const template = templateData as unknown as Template
export const policy = policyOn(policies as unknown as Policy[], "2026-04-02") as Policy
export const persons = goldenCase.persons as unknown as readonly Person[]
export const person = (id: string): Person => persons.find(one => one.id === id) as Person

const refused = new Set(["s4", "s6", "s8", "s9", "s12", "s18", "s19", "s21", "s23", "s24"])

/** The statements that may be offered; s15 only for the mother, as Noor agreed. */
export const content: Content = {
  sources: goldenCase.content.sources as Content["sources"],
  sections: (goldenCase.content as unknown as Content).sections.map(section => ({
    id: section.id,
    statements: section.statements.map((one): Statement => {
      if (refused.has(one.id)) return {...one, attrs: {...one.attrs, withdrawn: "niet houdbaar"}}
      if (one.id !== "s15") return one
      return {
        ...one,
        relations: one.relations.filter(
          ({type, ref}) => type !== "reader" || ref === "marloes-bakker",
        ),
      }
    }),
  })),
}

export function tell(): RecordState {
  let seq = 0
  let state: RecordState | null = null
  const say = (who: string, event: RecordEvent, at: string): void => {
    const role = persons.find(one => one.id === who)?.role ?? "host"
    state = evolve(state, {seq: ++seq, at, actor: {person: who, role}, event})
  }
  const version = (number: number, purpose: "hearing" | "signing") => ({
    number,
    digest: String(number),
    purpose,
    renditions: [],
  })
  const family = ["marloes-bakker", "jeroen-van-dalen", "noor-van-dalen"]
  const fields = goldenCase.fields
  const ref = {id: template.id, version: template.version, digest: "d"}
  say(
    "host",
    {type: "created", report: "noor-en-sem", template: ref, lang: "nl", persons, fields},
    "2026-03-09T09:00:00Z",
  )
  say(
    "karin-smit",
    {type: "hearingRecorded", hearing: goldenCase.hearings[0] as never},
    "2026-03-26T15:00:00Z",
  )
  say(
    "karin-smit",
    {type: "offered", version: version(1, "hearing"), parties: family, until: "2026-04-10"},
    "2026-04-02T09:00:00Z",
  )
  goldenCase.reactions.forEach(({by, on, type, text}, i) => {
    say(
      by,
      {type: "reacted", reaction: `r${i}`, reactionType: type as never, on, text, version: 1},
      "2026-04-03T09:00:00Z",
    )
  })
  // One reaction stays without an answer, and one is about a passage that only the mother may read.
  goldenCase.reactions.slice(0, -1).forEach(({answer}, i) => {
    say(
      "karin-smit",
      {type: "answered", reaction: `r${i}`, answer: answer as never},
      "2026-04-06T09:00:00Z",
    )
  })
  say(
    "marloes-bakker",
    {
      type: "reacted",
      reaction: "r9",
      reactionType: "ownView",
      on: "s15",
      text: "Daar schrik ik van.",
      version: 1,
    },
    "2026-04-06T10:00:00Z",
  )
  say("karin-smit", {type: "submitted"}, "2026-04-13T09:00:00Z")
  say(
    "femke-yilmaz",
    {type: "reviewed", act: "approved", reason: "", version: version(2, "signing")},
    "2026-04-14T09:00:00Z",
  )
  const sign = (who: string, purpose: string, decision: string, remarks: string): void =>
    say(
      who,
      {
        type: "signed",
        signOff: `t-${who}`,
        person: who,
        purpose,
        decision,
        remarks,
        version: 2,
        jws: null,
      },
      "2026-04-15T09:00:00Z",
    )
  sign("femke-yilmaz", "approval", "agreed", "")
  sign("marloes-bakker", "report", "agreedWithRemarks", "Zie mijn aanvulling.")
  sign("noor-van-dalen", "ownWords", "agreed", "")
  return state as unknown as RecordState
}

/** The frozen version that is signed. */
export async function frozen(state: RecordState): Promise<Version> {
  const input = freezeInput(content, state, template)
  const first = await freeze(input, {now: "2026-04-02T09:00:00Z"})
  return freeze(input, {now: "2026-04-14T09:00:00Z", previous: first})
}

export const modelFor = (
  version: Version,
  state: RecordState,
  reader: Person,
  use: "hearing" | "signing" | "final" = "signing",
): ReportModel =>
  reportModel(redactFor(version, state, reader), state, {
    reader,
    template,
    policy,
    lang: "nl",
    use,
    reactBy: "2026-04-10",
  })
