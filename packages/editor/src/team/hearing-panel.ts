// SPDX-License-Identifier: EUPL-1.2
import {
  type HearingRecord,
  type HearingState,
  isTeam,
  partiesOf,
  termOf,
  wordFor,
} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import {type Forms, area, choice, field, input, radios, textOf} from "../form.ts"
import {type TableContext, nameOf} from "../table.ts"

const recordable = [
  "heard",
  "declined",
  "noResponse",
  "unreachable",
  "deferredSafety",
  "deferredUrgency",
  "notFitAgeOrCapacity",
] as const
type Recordable = (typeof recordable)[number]
const outcomes = ["safe", "shield", "defer"] as const
const withReason: readonly string[] = [
  "deferredSafety",
  "deferredUrgency",
  "notFitAgeOrCapacity",
  "declined",
]

/** What was chosen in an open form, before it is sent; only decides which fields are asked. */
const chosen = new WeakMap<TableContext, Map<string, string>>()

/** Per person: may it be shown safely, how far is the hearing, and what to record. */
export function hearingPanel(context: TableContext, forms: Forms): Child {
  const {t} = context.words
  const view = context.view()
  return h(
    "div",
    {key: "hearing"},
    h("h3", {id: `${context.ids}-hearing`, tabindex: "-1"}, t("hearing.title")),
    h("p", {class: "wederhoor-quiet"}, t("hearing.explain")),
    partiesOf(view.persons, view.policy, view.now.slice(0, 10)).map(({person, ownHearing}) =>
      personPart(context, forms, person.id, ownHearing),
    ),
  )
}

function personPart(
  context: TableContext,
  forms: Forms,
  person: string,
  ownHearing: boolean,
): HTMLElement {
  const {words, ids} = context
  const {t, lang} = words
  const view = context.view()
  const hearing = view.hearings.findLast(candidate => candidate.person === person)
  const offer = view.offers.findLast(candidate => candidate.person === person)
  const state: HearingState = hearing?.state ?? (offer ? "offered" : "notOffered")
  return h(
    "section",
    {
      key: `person-${person}`,
      class: "wederhoor-card",
      "data-person": person,
      "aria-labelledby": `${ids}-hearing-${person}`,
    },
    h("h4", {id: `${ids}-hearing-${person}`, tabindex: "-1"}, nameOf(view, person)),
    h("p", {class: "wederhoor-quiet"}, t(ownHearing ? "hearing.ownHearing" : "hearing.through")),
    h(
      "p",
      null,
      `${t("hearing.state")}: `,
      h("strong", {"data-hearing": state}, wordFor("hearing", state, lang)),
      hearing?.how
        ? `, ${t("hearing.recorded", {how: hearing.how, date: words.day(hearing.on ?? "")})}`
        : "",
      offer && state === "offered" ? `. ${t("hearing.until", {date: words.day(offer.until)})}` : "",
    ),
    disclosure(context, forms, person),
    // Once the text is closed only who was deferred for urgency is still to be heard.
    view.acts.includes("recordHearing") &&
      (view.contentOpen || (view.lapses ?? []).some(lapse => lapse.person === person)) &&
      recordForm(context, forms, person),
  )
}

function professionals(context: TableContext): {value: string; label: string}[] {
  const view = context.view()
  return view.persons
    .filter(
      person =>
        (isTeam(person.role) || person.role === "reviewer") && person.id !== view.you.person,
    )
    .map(person => ({value: person.id, label: nameOf(view, person.id)}))
}

function disclosure(context: TableContext, forms: Forms, person: string): Child {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  const check = view.disclosure?.find(candidate => candidate.reader === person)
  const may = view.acts.includes("checkDisclosure")
  const form = (): HTMLElement =>
    forms.form({
      name: `disclosure-${person}`,
      submit: t("disclosure.save"),
      quiet: true,
      done: t("saved"),
      focus: `#${ids}-hearing-${person}`,
      check: data =>
        textOf(data, "outcome") === ""
          ? {field: "outcome", text: t("missing.choice")}
          : textOf(data, "note").trim() === ""
            ? {field: "note", text: t("missing.field", {field: t("disclosure.note")})}
            : textOf(data, "second") === ""
              ? {field: "second", text: t("missing.field", {field: t("disclosure.second")})}
              : null,
      send: data =>
        context.act({
          act: "checkDisclosure",
          check: {
            reader: person,
            outcome: textOf(data, "outcome") as (typeof outcomes)[number],
            note: textOf(data, "note").trim(),
            second: textOf(data, "second"),
          },
        }),
      children: [
        radios(
          `${ids}-disclosure-${person}`,
          "outcome",
          t("disclosure.question"),
          outcomes.map(value => ({value, label: t(`disclosure.${value}`)})),
        ),
        field(`${ids}-disclosure-${person}`, "note", t("disclosure.note"), area("note", 2)),
        field(
          `${ids}-disclosure-${person}`,
          "second",
          t("disclosure.second"),
          choice("second", t("choose"), professionals(context)),
          t("disclosure.secondHint"),
        ),
      ],
    })
  return h(
    "div",
    {key: "disclosure", class: "wederhoor-subpanel"},
    h("h5", null, t("disclosure.title")),
    check
      ? [
          h(
            "p",
            {key: "answer"},
            h("strong", null, t(`disclosure.${check.outcome}`)),
            `. ${check.note}`,
          ),
          h(
            "p",
            {key: "who", class: "wederhoor-quiet"},
            t("disclosure.by", {
              by: nameOf(view, check.by, true),
              second: nameOf(view, check.second, true),
              date: words.day(check.at),
            }),
          ),
          may &&
            h(
              "details",
              {key: "again", class: "wederhoor-details"},
              h("summary", null, t("disclosure.change")),
              form(),
            ),
        ]
      : may
        ? form()
        : h("p", null, t("disclosure.open")),
  )
}

function recordForm(context: TableContext, forms: Forms, person: string): HTMLElement {
  const {words, ids} = context
  const {t, lang} = words
  const id = `${ids}-record-${person}`
  const states = chosen.get(context) ?? new Map<string, string>()
  chosen.set(context, states)
  const state = states.get(person) ?? ""
  const need = (
    data: FormData,
    name: string,
    label: string,
  ): {field: string; text: string} | null =>
    textOf(data, name).trim() === ""
      ? {field: name, text: t("missing.field", {field: label})}
      : null
  return h(
    "details",
    {key: "record", class: "wederhoor-details"},
    h("summary", null, t("record.title")),
    forms.form({
      name: `record-${person}`,
      submit: t("record.save"),
      quiet: true,
      done: t("record.done"),
      focus: `#${ids}-hearing-${person}`,
      check: data =>
        need(data, "state", t("record.state")) ??
        need(data, "on", t("record.on")) ??
        need(data, "how", t("record.how")) ??
        (withReason.includes(state) ? need(data, "reason", t("record.reason")) : null) ??
        (state === "deferredSafety"
          ? (need(data, "consulted", t("record.consulted")) ??
            need(data, "reviewOn", t("record.reviewOn")))
          : null),
      send: async data => {
        const problem = await context.act({
          act: "recordHearing",
          hearing: hearingFrom(person, data),
        })
        if (!problem) states.delete(person)
        return problem
      },
      children: [
        field(
          id,
          "state",
          t("record.state"),
          choice(
            "state",
            t("choose"),
            recordable.map(value => ({value, label: wordFor("hearing", value, lang)})),
            {
              selected: state,
              onchange: value => {
                states.set(person, value)
                context.redraw()
              },
            },
          ),
        ),
        field(id, "on", t("record.on"), input("on", "date")),
        field(id, "how", t("record.how"), input("how"), t("record.howHint")),
        withReason.includes(state) && field(id, "reason", t("record.reason"), area("reason", 2)),
        state === "deferredSafety" && [
          field(
            id,
            "consulted",
            t("record.consulted"),
            choice("consulted", t("choose"), professionals(context)),
          ),
          field(id, "reviewOn", t("record.reviewOn"), input("reviewOn", "date")),
        ],
        state === "unreachable" && attemptFields(context, id),
      ],
    }),
  )
}

/** The attempts to reach somebody that the policy asks for, one below the other. */
export function attemptFields(context: TableContext, id: string): HTMLElement {
  const {t} = context.words
  const {policy} = context.view()
  const asked = {
    attempts: termOf(policy, "unreachableAttempts"),
    channels: termOf(policy, "unreachableChannels"),
    days: termOf(policy, "unreachableDays"),
  }
  return h(
    "fieldset",
    {key: "attempts", class: "wederhoor-choices"},
    h("legend", null, t("record.attempts")),
    h("p", {class: "wederhoor-hint"}, t("record.attemptsHint", asked)),
    Array.from({length: asked.attempts}, (_, at) => at + 1).map(number =>
      h(
        "div",
        {
          key: `attempt-${number}`,
          class: "wederhoor-row",
          role: "group",
          "aria-label": t("record.attempt", {number}),
        },
        field(id, `attempt-on-${number}`, t("record.on"), input(`attempt-on-${number}`, "date")),
        field(
          id,
          `attempt-channel-${number}`,
          t("record.channel"),
          input(`attempt-channel-${number}`),
        ),
        field(
          id,
          `attempt-result-${number}`,
          t("record.result"),
          input(`attempt-result-${number}`),
        ),
      ),
    ),
  )
}

/** The attempts that were filled in. */
export function attemptsFrom(data: FormData): {on: string; channel: string; result: string}[] {
  const asked = [...data.keys()].flatMap(name => /^attempt-on-(\d+)$/.exec(name)?.[1] ?? [])
  return asked.flatMap(number => {
    const [on, channel, result] = ["on", "channel", "result"].map(part =>
      textOf(data, `attempt-${part}-${number}`).trim(),
    )
    return on && channel ? [{on, channel, result: result ?? ""}] : []
  })
}

function hearingFrom(person: string, data: FormData): HearingRecord {
  const attempts = attemptsFrom(data)
  const [reason, consulted, reviewOn] = ["reason", "consulted", "reviewOn"].map(name =>
    textOf(data, name).trim(),
  )
  return {
    person,
    state: textOf(data, "state") as Recordable,
    on: textOf(data, "on"),
    how: textOf(data, "how").trim(),
    ...(reason ? {reason} : {}),
    ...(consulted ? {consulted} : {}),
    ...(reviewOn ? {reviewOn} : {}),
    ...(attempts.length > 0 ? {attempts} : {}),
  }
}
