// SPDX-License-Identifier: EUPL-1.2
import {type Source, type Statement, attr, plainText, refs} from "../content.ts"
import {layerOf} from "../names.ts"
import {unquoted, wordsOf} from "../fold.ts"
import type {Scope, StatementRule} from "./rule.ts"

const sourcesOf = (statement: Statement, scope: Scope): Source[] =>
  refs(statement, "source").flatMap(id => scope.sources.get(id) ?? [])

/** A source that is only what a person said, in a talk or a message, or whose origin nobody noted. */
const isWord = (source: Source): boolean =>
  source.medium === "talk" || source.medium === "message" || source.medium === "unknown"

/** Months between a date (`YYYY`, `YYYY-MM`, …; the end of what it names) and a day. */
function monthsSince(date: string, today: string): number {
  const [year = 0, month = 12] = date.split("-").map(part => Number.parseInt(part, 10))
  const [thisYear = 0, thisMonth = 0] = today.split("-").map(Number)
  return (thisYear - year) * 12 + (thisMonth - month)
}

export const factRules: readonly StatementRule[] = [
  {
    slug: "fact-needs-source",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Jeugdwet 3.3; SKJ 20.019B; formulier Den Haag: bron én datum",
    words: {
      nl: ["Dit feit heeft nog geen bron.", "Voeg de bron toe, of maak er een andere soort van."],
      en: ["This fact has no source yet.", "Add the source, or choose another kind."],
    },
    check: statement =>
      statement.kind === "fact" &&
      refs(statement, "source").length === 0 && {fixes: [{type: "addSource"}]},
  },
  {
    slug: "fact-needs-date",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "SKJ 20.019B (noem bronnen en hun jaar); formaat, besluit 2 (peildatum)",
    words: {
      nl: [
        "Bij dit feit staat geen datum.",
        "Vul de datum in, of de datum van de bron (peildatum).",
      ],
      en: [
        "This fact has no date.",
        "Fill in the date, or the date of its source (reference date).",
      ],
    },
    check: (statement, scope) =>
      statement.kind === "fact" &&
      refs(statement, "source").length > 0 &&
      attr(statement, "at") === "" &&
      !sourcesOf(statement, scope).some(source => source.date) && {
        fixes: [{type: "set", attribute: "at"}],
      },
  },
  {
    slug: "fact-rests-on-word-only",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Jeugdwet 3.3; GI-privacycode; formaat, besluit 3",
    words: {
      nl: [
        "Dit staat als feit, maar het steunt alleen op wat iemand zei.",
        "Schrijf op wie dit vertelt, of voeg een bron toe die het bevestigt.",
      ],
      en: [
        "This stands as a fact, but it rests only on what someone said.",
        "Write down who tells this, or add a source that confirms it.",
      ],
    },
    check(statement, scope) {
      if (statement.kind !== "fact") return
      const sources = sourcesOf(statement, scope)
      if (sources.length === 0 || !sources.every(isWord)) return
      const verified = attr(statement, "verifiedBy")
      const voices = new Set(sources.map(source => source.person ?? source.id))
      if (verified === "acknowledged" || (verified === "twoSources" && voices.size > 1)) return
      return {fixes: [{type: "convert", kind: "account"}, {type: "addSource"}]}
    },
  },
  {
    slug: "observation-needs-moment",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "NJi: ga zelf kijken; formaat, soorten",
    words: {
      nl: ["Wie zag dit, en wanneer?", "Vul in wie dit zag en op welke dag."],
      en: ["Who saw this, and when?", "Fill in who saw it and on which day."],
    },
    check: statement =>
      statement.kind === "observation" &&
      (attr(statement, "by") === "" || attr(statement, "at") === "") && {
        fixes: [{type: "set", attribute: attr(statement, "by") === "" ? "by" : "at"}],
      },
  },
  {
    slug: "observation-needs-setting",
    gate: "approve",
    severity: "error",
    on: "statement",
    source: "formaat, soorten en besluit 2",
    words: {
      nl: [
        "Waar was dit, en wie waren erbij?",
        "Vul de plaats in, wie erbij waren en of het bezoek was aangekondigd.",
      ],
      en: [
        "Where was this, and who was there?",
        "Fill in the place, who was there and whether it was announced.",
      ],
    },
    check: statement =>
      statement.kind === "observation" &&
      ["place", "present", "announced"].some(name => attr(statement, name) === "") && {
        fixes: [{type: "set", attribute: "place"}],
      },
  },
  {
    slug: "excerpt-needs-year",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "SKJ 20.019B; voorwaarde (f) van de RvdK",
    words: {
      nl: [
        "Van welk stuk is dit, en van wanneer?",
        "Kies het stuk als bron en vul de datum van het stuk in.",
      ],
      en: [
        "Which document is this from, and of which date?",
        "Choose the document as source and fill in its date.",
      ],
    },
    check(statement, scope) {
      if (statement.kind !== "documentExcerpt") return
      const sources = sourcesOf(statement, scope)
      return (
        !sources.some(source => source.date && !isWord(source)) && {fixes: [{type: "addSource"}]}
      )
    },
  },
  {
    slug: "excerpt-too-old-without-reason",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Termijn: beleidsbestand; RBLIM 2022:8615 (verouderde gronden)",
    words: {
      nl: [
        "Dit is ouder dan {months} maanden.",
        "Schrijf op waarom het nu nog van belang is, of haal het weg.",
      ],
      en: [
        "This is older than {months} months.",
        "Write down why it still matters, or withdraw it.",
      ],
    },
    check(statement, scope) {
      if (statement.kind !== "documentExcerpt" || attr(statement, "relevance") !== "") return
      const date =
        attr(statement, "until") ||
        attr(statement, "at") ||
        sourcesOf(statement, scope).find(source => source.date)?.date
      const limit = scope.policy.terms.excerptMonths
      return (
        date !== undefined &&
        monthsSince(date, scope.today) > limit && {
          params: {months: String(limit)},
          fixes: [{type: "set", attribute: "relevance"}, {type: "withdraw"}],
        }
      )
    },
  },
  {
    slug: "excerpt-needs-page",
    gate: "approve",
    severity: "error",
    on: "statement",
    source: "formaat, soorten en besluit 2",
    words: {
      nl: [
        "Op welke bladzijde staat dit?",
        "Vul de bladzijde in, en of het in het stuk een feit of een mening is.",
      ],
      en: [
        "On which page does this stand?",
        "Fill in the page, and whether the document says it as fact or opinion.",
      ],
    },
    check: statement =>
      statement.kind === "documentExcerpt" &&
      (attr(statement, "insideKind") === "" ||
        !statement.relations.some(relation => relation.type === "source" && relation.page)) && {
        fixes: [{type: "set", attribute: "insideKind"}],
      },
  },
  {
    slug: "diagnosis-term-outside-diagnosis",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "RBDHA 2018:6825; woordenlijst: beleidsbestand",
    words: {
      nl: [
        "“{term}” is een woord voor een diagnose.",
        "Schrijf wat je zag. Of noem wie dit vaststelde en wanneer, of maak er een oordeel van.",
      ],
      en: [
        "“{term}” is a word for a diagnosis.",
        "Write what you saw. Or name who established it and when, or make it a judgement.",
      ],
    },
    check(statement, scope) {
      if (layerOf(statement.kind) !== "fact") return
      const terms = new Set(scope.policy.diagnosisTerms)
      const term = wordsOf(unquoted(plainText(statement))).find(word => terms.has(word))
      if (!term || attr(statement, "diagnostician") !== "") return
      if (
        statement.waivers?.some(
          waiver => waiver.hash === `diagnosis-term:${term}` && waiver.reason !== "",
        )
      )
        return
      return {params: {term}, fixes: [{type: "convert", kind: "judgement"}, {type: "addSource"}]}
    },
  },
]
