// SPDX-License-Identifier: EUPL-1.2
import {isKind, kinds, layerOf, words} from "@wederhoor/format"
import type {
  Lang,
  ReactionModel,
  ReportModel,
  SignOffModel,
  StatementModel,
} from "@wederhoor/format"

/**
 * An invented report in which everything occurs that a template has to show: every kind of
 * statement, every type of reaction with every kind of answer and without one, every decision in
 * every state, a gap, an empty section, people heard and not heard. For checks and previews.
 */
export function sampleReport(lang: Lang): ReportModel {
  const reactions = Object.keys(kinds).flatMap((kind, index) =>
    reactionsOn(kind, `1.${index + 1}`, lang),
  )
  const whole = reactionsOn("", "", lang)
  return {
    lang,
    reportId: "sample-report",
    title: lang === "nl" ? "Verslag van een feitenonderzoek" : "Report of a fact-finding inquiry",
    status: lang === "nl" ? "Versie 1, om te lezen" : "Version 1, to be read",
    version: 1,
    frozenOn: day(lang),
    reader: {name: "Noor van Dalen", label: words.role.child[lang], plain: false},
    final: false,
    persons: Object.values(words.hearing).map((state, index) => ({
      name: `Persoon ${index + 1}`,
      role: words.role.parent[lang],
      heard: state[lang],
    })),
    sections: [
      {
        id: "all",
        group: "",
        number: "1",
        title: words.layer.fact[lang],
        fields: [{label: "Label", value: "Waarde"}],
        statements: [
          ...Object.keys(kinds).map((kind, index) =>
            statementOf(kind, `1.${index + 1}`, reactions, lang),
          ),
          gap(lang),
        ],
        empty: "",
      },
      {
        id: "none",
        group: lang === "nl" ? "Niet meer in dit format" : "No longer in this format",
        number: "2",
        title: words.layer.plan[lang],
        fields: [],
        statements: [],
        empty: lang === "nl" ? "Hier staat nog niets." : "Nothing stands here yet.",
      },
    ],
    lapses: [lang === "nl" ? "Niet gehoord binnen de termijn." : "Not heard within the term."],
    issues: [
      {
        number: "1",
        date: day(lang),
        recipients: ["Marloes Bakker", "Rechtbank"],
        changed: lang === "nl" ? "Eerste uitgave." : "First issue.",
      },
    ],
    reactions: [...reactions, ...whole],
    signOffs: signOffs(lang),
    notHeard: [{name: "Harm Postma", reason: words.hearing.unreachable[lang]}],
    sources: [{id: "source-1", number: "1", title: "Brief", date: day(lang)}],
    gaps: 1,
    rights: [lang === "nl" ? "U kunt reageren." : "You can react."],
    controlCode: "WH1-0000-0000-0000",
  }
}

function day(lang: Lang): string {
  return lang === "nl" ? "30 maart 2026" : "30 March 2026"
}

function statementOf(
  kind: string,
  number: string,
  reactions: readonly ReactionModel[],
  lang: Lang,
): StatementModel {
  const mark = (text: string, strong: boolean, em: boolean, quote: boolean) => ({
    text,
    strong,
    em,
    quote,
  })
  return {
    id: kind,
    number,
    kind: isKind(kind) ? kinds[kind].label[lang] : "",
    layer: isKind(kind) ? (layerOf(kind) ?? "") : "",
    gap: "",
    // Every combination of marks, so that none of them can drop the words it is on.
    lines: [false, true].map(quote => ({
      runs: [
        mark("een", false, false, quote),
        mark("twee", true, false, quote),
        mark("drie", false, true, quote),
        mark("vier", true, true, quote),
      ],
    })),
    details: [{label: "Label", value: "Waarde", source: "source-1"}],
    unconfirmed: lang === "nl" ? "Weergave niet bevestigd" : "Rendering not confirmed",
    recognition: Object.values(words.recognition).map((answer, index) => ({
      name: `Persoon ${index + 1}`,
      answer: answer[lang],
    })),
    shared: lang === "nl" ? "Nog niet gedeeld." : "Not shared yet.",
    reactions: reactions.filter(reaction => reaction.on === kind),
  }
}

function gap(lang: Lang): StatementModel {
  const words =
    lang === "nl" ? "Dit stuk staat niet in dit exemplaar." : "This passage is not here."
  return {
    id: "gap",
    number: "1.99",
    kind: "",
    layer: "",
    gap: words,
    lines: [],
    details: [],
    unconfirmed: "",
    recognition: [],
    shared: "",
    reactions: [],
  }
}

function reactionsOn(on: string, number: string, lang: Lang): readonly ReactionModel[] {
  return Object.entries(words.reaction).flatMap(([type, label]) => {
    const base = {
      type: label[lang],
      by: "Jeroen van Dalen",
      role: words.role.parent[lang],
      on,
      number,
      date: day(lang),
      lines: ["Eerste regel.", "Tweede regel."],
    }
    const open: ReactionModel = {
      ...base,
      id: `${on}-${type}`,
      answer: null,
      late: lang === "nl" ? "Na vaststelling" : "After the report was final",
      unanswered: lang === "nl" ? "Nog niet beantwoord" : "Not answered yet",
    }
    const answered = Object.entries(words.answer).map(([answer, said]): ReactionModel => ({
      ...base,
      id: `${on}-${type}-${answer}`,
      late: "",
      answer: {label: said[lang], text: "Reden.", by: "Karin Smit", date: day(lang)},
      unanswered: "",
    }))
    return [open, ...answered]
  })
}

function signOffs(lang: Lang): readonly SignOffModel[] {
  const purposes = Object.values(words.purpose)
  const said = Object.values(words.answer).map(label => ({
    label: label[lang],
    text: "Reden.",
    by: "Karin Smit",
    date: day(lang),
  }))
  return Object.values(words.decision).flatMap(decision =>
    Object.values(words.signOffState).map((state, index): SignOffModel => ({
      name: "Marloes Bakker",
      role: words.role.parent[lang],
      purpose: purposes[index % purposes.length]?.[lang] ?? "",
      decision: decision[lang],
      date: day(lang),
      version: "1",
      state: state[lang],
      remarks: ["Een opmerking.", "Nog een opmerking."],
      // Each answer in turn, and none.
      answer: said[index % (said.length + 1)] ?? null,
      unanswered:
        index % (said.length + 1) < said.length
          ? ""
          : lang === "nl"
            ? "Nog niet beantwoord"
            : "Not answered yet",
      how: "Zelf getekend",
      receiptCode: "7Q4M-22KD",
    })),
  )
}
