// SPDX-License-Identifier: EUPL-1.2
import {
  type Author,
  type HistoryChanges,
  type HistoryMoment,
  describeChange,
  type Segment,
  type SourceChange,
  type StatementChange,
} from "@wederhoor/collab"
import {kinds, textIn} from "@wederhoor/format"
import {type Child, focusOn, h} from "../dom.ts"
import {type Forms, choice, field, input, textOf} from "../form.ts"
import {type TableContext, nameOf} from "../table.ts"

/** The history of a report: its moments, and what changed between two of them. */
export interface History {
  /** Fetch the moments again; called when somebody comes to look. */
  readonly open: () => void
  readonly panel: () => Child
}

/** Unchanged words beyond this many characters are left out in the middle. */
const longestSame = 300

/**
 * Nothing is fetched before `open`. `goTo` brings the reader to a statement in the text; left out where
 * there is none to go to.
 */
export function createHistory(
  context: TableContext,
  forms: Forms,
  goTo?: (statement: string, section: string) => void,
): History {
  const {words, ids, api} = context
  const {t, lang} = words
  const times = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "nl-NL", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Amsterdam",
  })
  const time = (at: string): string => times.format(new Date(at))
  const when = (at: string): string => `${words.day(at)}, ${time(at)}`
  let moments: readonly HistoryMoment[] = []
  let leftOut = 0
  let known = false
  let problem = ""
  let busy = false
  let chosen = {from: "", to: "now"}
  let found: {readonly title: string; readonly changes: HistoryChanges} | null = null
  let authors: ReadonlyMap<string, Author> = new Map()

  async function load(): Promise<void> {
    const outcome = await api.moments()
    problem = outcome.ok ? "" : outcome.detail
    if (outcome.ok) {
      ;({moments, leftOut} = outcome.value)
      known = true
      if (!moments.some(({id}) => id === chosen.from)) chosen = {...chosen, from: firstChoice()}
    }
    context.redraw()
  }

  /** What one mostly wants to know: what happened since it was last frozen or named. */
  function firstChoice(): string {
    const fixed = moments.findLast(({sort, destroyed}) => sort !== "work" && !destroyed)
    return fixed?.id ?? ""
  }

  async function compare(from: string, to: string, title: string): Promise<void> {
    if (busy) return
    busy = true
    context.redraw()
    const [outcome, who] = await Promise.all([api.changes(from, to), api.authors()])
    busy = false
    problem = outcome.ok ? "" : outcome.detail
    found = outcome.ok ? {title, changes: outcome.value} : null
    if (who.ok) authors = new Map(who.value.statements.map(author => [author.id, author]))
    context.redraw()
    // The heading of what was found, or the reason why not: either way that is where it goes on.
    focusOn(document.getElementById(outcome.ok ? `${ids}-history-found` : `${ids}-history-problem`))
  }

  const people = (list: readonly string[]): string =>
    words.list(list.map(id => nameOf(context.view(), id, true)))

  function labelOf(moment: HistoryMoment): string {
    const {sort, name = "", version = 0, by, from = moment.at, at} = moment
    if (sort === "named") return t("history.named", {name})
    if (sort === "work") {
      const end = words.day(from) === words.day(at) ? time(at) : when(at)
      const span = when(from) === when(at) ? when(at) : `${when(from)} – ${end}`
      return t("history.work", {names: people(by), span})
    }
    return t(`history.${sort}`, {version})
  }

  const full = (moment: HistoryMoment): string =>
    moment.sort === "work" ? labelOf(moment) : `${labelOf(moment)} · ${when(moment.at)}`

  function momentItem(moment: HistoryMoment): HTMLElement {
    const {id, sort, by, touched = 0, since, seq, destroyed} = moment
    const label = labelOf(moment)
    const button = (text: string, from: string, to: string, title: string): HTMLElement =>
      h(
        "button",
        {
          type: "button",
          class: "wederhoor-link",
          // Many buttons with one text: what they are about is said with it.
          "aria-label": `${text}: ${label}`,
          onclick: () => void compare(from, to, title),
        },
        text,
      )
    return h(
      "li",
      {key: id, class: "wederhoor-moment", "data-moment": id, "data-sort": sort},
      h("p", {class: "wederhoor-card-title"}, label),
      h(
        "p",
        {class: "wederhoor-quiet"},
        sort === "work"
          ? t("history.touched", {count: touched})
          : sort === "named"
            ? t("history.namedBy", {names: people(by), when: when(moment.at)})
            : when(moment.at),
      ),
      destroyed
        ? h("p", {class: "wederhoor-quiet"}, t("history.destroyed"))
        : h(
            "p",
            {class: "wederhoor-moment-actions"},
            since !== undefined && button(t("history.during"), String(since), String(seq), label),
            button(t("history.since"), id, "now", t("history.sinceTitle", {moment: label})),
          ),
    )
  }

  function compareForm(): HTMLElement {
    const options = [...moments]
      .reverse()
      .filter(({destroyed}) => !destroyed)
      .map(moment => ({value: moment.id, label: full(moment)}))
    const select = (name: "from" | "to", more: typeof options): HTMLElement =>
      field(
        `${ids}-history`,
        name,
        t(`history.${name}`),
        choice(name, t("choose"), [...more, ...options], {
          selected: chosen[name],
          onchange: value => void (chosen = {...chosen, [name]: value}),
        }),
      )
    return h(
      "form",
      {
        key: "compare",
        name: "history-compare",
        class: "wederhoor-form",
        "aria-busy": busy ? "true" : null,
        onsubmit: event => {
          event.preventDefault()
          const {from, to} = ordered(chosen)
          const name = (id: string): string => {
            const moment = moments.find(one => one.id === id)
            return moment ? full(moment) : t("history.now")
          }
          if (from === "" || to === "") context.announce(t("missing.choice"))
          else void compare(from, to, t("history.between", {from: name(from), to: name(to)}))
        },
      },
      h(
        "div",
        {class: "wederhoor-two"},
        select("from", []),
        select("to", [{value: "now", label: t("history.now")}]),
      ),
      h(
        "p",
        {class: "wederhoor-actions"},
        h("button", {type: "submit", class: "wederhoor-button"}, t("history.compare")),
      ),
    )
  }

  /** Earlier first, whichever way round they were chosen. */
  function ordered(pair: {readonly from: string; readonly to: string}): typeof chosen {
    const seq = (id: string): number =>
      id === "now" ? Infinity : (moments.find(one => one.id === id)?.seq ?? -1)
    return seq(pair.from) > seq(pair.to) && pair.to !== "" ? {from: pair.to, to: pair.from} : pair
  }

  function nameForm(): Child {
    if (!context.view().acts.includes("nameMoment")) return null
    const hint = t("history.nameHint")
    return forms.form({
      name: "history-name",
      submit: t("history.nameSubmit"),
      quiet: true,
      done: t("history.nameDone"),
      children: [field(`${ids}-history`, "name", t("history.name"), input("name"), hint)],
      check: data =>
        textOf(data, "name").trim() === "" ? {field: "name", text: t("missing.text")} : null,
      send: async data => {
        const refused = await context.act({act: "nameMoment", name: textOf(data, "name")})
        if (!refused) await load()
        return refused
      },
    })
  }

  function result(): Child {
    if (!found) return null
    const {title, changes: all} = found
    const {sections, sources} = all.changes
    return h(
      "section",
      {key: "found", class: "wederhoor-history", "aria-labelledby": `${ids}-history-found`},
      h("h4", {id: `${ids}-history-found`, tabindex: "-1"}, title),
      all.by.length > 0 &&
        h("p", {class: "wederhoor-quiet"}, t("history.by", {names: people(all.by)})),
      sections.length + sources.length === 0
        ? h("p", {key: "nothing"}, t("history.nothing"))
        : h("p", {key: "legend", class: "wederhoor-quiet"}, legend()),
      sections.map(({section, statements}) =>
        h(
          "section",
          {key: `section-${section}`, class: "wederhoor-subpanel"},
          h("h5", null, sectionName(section)),
          statements.map(change => statementCard(change, section, all)),
        ),
      ),
      sources.length > 0 &&
        h(
          "section",
          {key: "sources", class: "wederhoor-subpanel"},
          h("h5", null, t("history.sources")),
          sources.map(change =>
            h(
              "article",
              {key: change.source, class: "wederhoor-card", "data-change": change.source},
              h("p", {class: "wederhoor-card-title"}, change.title),
              sentences(change, all),
            ),
          ),
        ),
    )
  }

  function legend(): Child {
    return [
      h("ins", {class: "wederhoor-added"}, t("history.addedWords")),
      " · ",
      h("del", {class: "wederhoor-removed"}, t("history.removedWords")),
    ]
  }

  function sectionName(id: string): string {
    const section = context.template.sections.find(one => one.id === id)
    return section ? textIn(section.title, lang) : id
  }

  function sentences(change: StatementChange | SourceChange, all: HistoryChanges): Child {
    const said = describeChange(change, lang, id =>
      Object.hasOwn(all.names, id)
        ? (all.names[id] ?? id)
        : context.template.sections.some(section => section.id === id)
          ? sectionName(id)
          : nameOf(context.view(), id, true),
    )
    return h(
      "ul",
      {class: "wederhoor-plain"},
      said.map(text => h("li", null, text)),
    )
  }

  function statementCard(
    change: StatementChange,
    section: string,
    all: HistoryChanges,
  ): HTMLElement {
    const {statement, kind, fate, words: segments} = change
    const author = authors.get(statement)
    return h(
      "article",
      {
        key: `change-${statement}`,
        class: "wederhoor-card",
        "data-change": statement,
        "data-fate": fate,
      },
      h("p", {class: "wederhoor-card-title"}, kinds[kind].label[lang]),
      sentences(change, all),
      segments.length > 0 && h("p", {class: "wederhoor-prose"}, segments.map(segment)),
      author && h("p", {class: "wederhoor-quiet"}, authorLine(context, author)),
      goTo &&
        fate !== "removed" &&
        h(
          "button",
          {type: "button", class: "wederhoor-link", onclick: () => goTo(statement, section)},
          t("history.goTo"),
        ),
    )
  }

  /** Words that came and went, told apart for eyes, ears and printers alike. */
  function segment({op, text}: Segment): Child {
    if (op === "same") return shortened(text)
    const added = op === "added"
    return h(
      added ? "ins" : "del",
      {class: added ? "wederhoor-added" : "wederhoor-removed"},
      h(
        "span",
        {class: "wederhoor-unseen"},
        ` ${t(added ? "history.insStart" : "history.delStart")} `,
      ),
      text,
      h("span", {class: "wederhoor-unseen"}, ` ${t(added ? "history.insEnd" : "history.delEnd")} `),
    )
  }

  return {
    open: () => void load(),
    panel: () =>
      h(
        "div",
        {key: "history"},
        h("h3", {id: `${ids}-history`, tabindex: "-1"}, t("history.title")),
        h("p", {class: "wederhoor-quiet"}, t("history.explain")),
        problem !== "" &&
          h(
            "p",
            {id: `${ids}-history-problem`, class: "wederhoor-error", role: "alert", tabindex: "-1"},
            problem,
          ),
        nameForm(),
        known
          ? [
              h(
                "section",
                {key: "comparing", class: "wederhoor-subpanel"},
                h("h4", null, t("history.compareTitle")),
                compareForm(),
                busy && h("p", {key: "busy", class: "wederhoor-quiet"}, t("history.busy")),
                result(),
              ),
              h(
                "section",
                {key: "moments", class: "wederhoor-subpanel"},
                h("h4", null, t("history.moments")),
                h(
                  "ol",
                  {class: "wederhoor-plain wederhoor-moments"},
                  [...moments].reverse().map(momentItem),
                ),
                leftOut > 0 &&
                  h("p", {class: "wederhoor-quiet"}, t("history.older", {count: leftOut})),
              ),
            ]
          : problem === "" && h("p", {key: "wait"}, t("history.wait")),
      ),
  }
}

/** The beginning and the end of what did not change, so that what did is found. */
function shortened(text: string): string {
  const characters = Array.from(text)
  if (characters.length <= longestSame) return text
  const half = longestSame / 2
  return `${characters.slice(0, half).join("")} […] ${characters.slice(-half).join("")}`
}

/** "Gemaakt door Karin op 3 maart. Daaraan werkte ook Bas; het laatst op 5 maart." */
export function authorLine(context: TableContext, author: Author): string {
  const {t, day, list} = context.words
  const name = (id: string): string => nameOf(context.view(), id, true)
  const {made, workedOn, last} = author
  const others = workedOn.filter(({user}) => user !== made?.user).map(({user}) => name(user))
  return [
    made ? t("history.made", {name: name(made.user), day: day(made.at)}) : t("history.madeAtStart"),
    ...(others.length > 0 ? [t("history.workedOn", {names: list(others)})] : []),
    ...(last && last.seq !== made?.seq
      ? [t("history.last", {name: name(last.user), day: day(last.at)})]
      : []),
  ].join(" ")
}
