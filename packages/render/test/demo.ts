// SPDX-License-Identifier: EUPL-1.2
import type {ReactionModel, ReportModel, RunModel, StatementModel} from "@wederhoor/format"
import {layoutFor} from "@wederhoor/render"
import {inOne, layouts} from "./shipped.ts"

/** Source of the shipped layout of a fact-finding report in a language, partials written out. */
export function shipped(lang: "nl" | "en"): string {
  return inOne(layoutFor(layouts, "feitenonderzoek", lang))
}

function run(text: string, marks: Partial<RunModel> = {}): RunModel {
  return {text, strong: false, em: false, quote: false, ...marks}
}

function statement(
  id: string,
  number: string,
  [kind, layer]: readonly [string, string],
  runs: readonly RunModel[],
  details: readonly (readonly [string, string])[],
  reactions: readonly ReactionModel[] = [],
): StatementModel {
  return {
    id,
    number,
    kind,
    layer,
    gap: "",
    lines: [{runs}],
    details: details.map(([label, value]) => ({label, value, source: ""})),
    unconfirmed: "",
    recognition: [],
    shared: "",
    reactions,
  }
}

const police: ReactionModel = {
  id: "r1",
  type: "Dit klopt niet",
  by: "Jeroen van Dalen",
  role: "Ouder (vader)",
  on: "s-politie",
  number: "2.2",
  date: "2 april 2026",
  lines: ["De politie kwam om 23.10 uur.", "Ik weet dat omdat ik net de wedstrijd had gekeken."],
  answer: {
    label: "Niet aangepast, omdat",
    text: "De politie schreef die avond 22.40 uur op. Uw tijd staat hier nu bij.",
    by: "Karin Smit",
    date: "7 april 2026",
  },
  late: "",
  unanswered: "",
}
const swallow: ReactionModel = {
  id: "r2",
  type: "Erbij zetten",
  by: "Marloes Bakker",
  role: "Ouder (moeder)",
  on: "s-huisarts",
  number: "2.3",
  date: "3 april 2026",
  lines: ["Ik had ook pijn bij het slikken."],
  answer: {label: "Toegevoegd", text: "", by: "Karin Smit", date: "7 april 2026"},
  late: "",
  unanswered: "",
}
const noor: ReactionModel = {
  id: "r3",
  type: "Erbij zetten",
  by: "Noor van Dalen",
  role: "Kind",
  on: "s-noor",
  number: "3.3",
  date: "1 april 2026",
  lines: ["Klopt. Zet er ook bij dat ik papa mis."],
  answer: null,
  late: "",
  unanswered: "Nog niet beantwoord",
}
const calm: ReactionModel = {
  id: "r4",
  type: "Niet mee eens",
  by: "Jeroen van Dalen",
  role: "Ouder (vader)",
  on: "s-oordeel",
  number: "4.1",
  date: "2 april 2026",
  lines: ["Niet mee eens, bij mij zijn ze rustig."],
  answer: {
    label: "Niet aangepast, omdat",
    text: "Dit is ons oordeel. Uw kijk staat ernaast, in uw eigen woorden.",
    by: "Karin Smit",
    date: "7 april 2026",
  },
  late: "",
  unanswered: "",
}
const whole: ReactionModel = {
  id: "r5",
  type: "Mijn kijk",
  by: "Jeroen van Dalen",
  role: "Ouder (vader)",
  on: "",
  number: "",
  date: "2 april 2026",
  lines: ["Ik vind dat er te weinig over mij staat en te veel over februari."],
  answer: null,
  late: "",
  unanswered: "Nog niet beantwoord",
}

/** An invented family, as one reader sees the report about them. */
export const demo: ReportModel = {
  lang: "nl",
  reportId: "waterhoek-42-feitenonderzoek",
  title: "Verslag van het feitenonderzoek: Noor en Sem van Dalen",
  status: "Versie 1, om te lezen en op te reageren",
  version: 1,
  frozenOn: "30 maart 2026",
  reader: {name: "Noor van Dalen", label: "kind, 13 jaar", plain: false},
  final: false,
  persons: [
    {name: "Noor van Dalen", role: "Kind (13 jaar)", heard: "Gesproken op 24 maart 2026, alleen"},
    {
      name: "Sem van Dalen",
      role: "Kind (6 jaar)",
      heard: "Gesproken op 26 maart 2026 met drie huizen, samen met juf",
    },
    {name: "Marloes Bakker", role: "Ouder (moeder)", heard: "Gesproken op 18 maart 2026"},
    {name: "Jeroen van Dalen", role: "Ouder (vader)", heard: "Gesproken op 23 maart 2026"},
    {name: "Karin Smit", role: "Raadsonderzoeker", heard: ""},
    {name: "Annelies de Boer", role: "Informant (juf van Sem)", heard: "Gebeld op 25 maart 2026"},
  ],
  sections: [
    {
      id: "vraag",
      group: "",
      number: "1",
      title: "Wat is de vraag?",
      fields: [
        {label: "Gevraagd door", value: "Gemeente Waterhoek, lokaal team (Bas Oosting)"},
        {label: "Begonnen op", value: "12 maart 2026"},
      ],
      statements: [
        statement(
          "s-vraag",
          "1.1",
          ["Onderzoeksvraag", ""],
          [run("Wat hebben Noor en Sem nodig om veilig op te groeien, bij allebei hun ouders?")],
          [],
        ),
      ],
      empty: "",
    },
    {
      id: "feiten",
      group: "",
      number: "2",
      title: "Feiten",
      fields: [],
      statements: [
        statement(
          "s-gezag",
          "2.1",
          ["Feit", "fact"],
          [run("Beide ouders hebben het "), run("gezag", {strong: true}), run(".")],
          [
            ["Bron", "Gezagsregister en BRP (bron 1)"],
            ["Peildatum", "12 maart 2026"],
          ],
        ),
        statement(
          "s-politie",
          "2.2",
          ["Feit", "fact"],
          [run("Op 14 februari 2026 om 22.40 uur kwam de politie aan de deur na een melding.")],
          [
            ["Bron", "Politiemutatie 14 februari 2026 (bron 2)"],
            ["Datum", "14 februari 2026"],
          ],
          [police],
        ),
        statement(
          "s-huisarts",
          "2.3",
          ["Uit een stuk", "fact"],
          [
            run("De huisarts schrijft: "),
            run(
              "“16-02-26: rode plek links in de hals, 3 cm. Patiënte zegt: vastgepakt door ex-partner.”",
              {quote: true},
            ),
          ],
          [
            ["Bron", "Brief van huisarts S. Ramdin (bron 3), bladzijde 1"],
            ["Datum", "30 maart 2026"],
          ],
          [swallow],
        ),
        {
          id: "s-gat",
          number: "2.4",
          kind: "",
          layer: "",
          gap: "Dit stuk staat niet in dit exemplaar.",
          lines: [],
          details: [],
          unconfirmed: "",
          recognition: [],
          shared: "",
          reactions: [],
        },
      ],
      empty: "",
    },
    {
      id: "mensen",
      group: "",
      number: "3",
      title: "Wat mensen zeggen",
      fields: [],
      statements: [
        statement(
          "s-juf",
          "3.1",
          ["Wat iemand vertelt", "voice"],
          [
            run("“Sem huilt sinds februari twee of drie keer per week als hij wordt opgehaald.”", {
              quote: true,
            }),
          ],
          [
            ["Wie zegt dit", "Annelies de Boer, juf van Sem"],
            ["Hoe weet zij dit", "Zelf gezien"],
            ["Datum", "25 maart 2026, telefonisch"],
            ["Akkoord", "Met de tekst en het gebruik, 27 maart 2026"],
          ],
        ),
        statement(
          "s-wens",
          "3.2",
          ["Wens of hulpvraag", "voice"],
          [run("“Ik wil Sem weer elke week zien.”", {quote: true})],
          [
            ["Wie zegt dit", "Jeroen van Dalen, vader"],
            ["Datum", "23 maart 2026"],
          ],
        ),
        statement(
          "s-noor",
          "3.3",
          ["Stem van het kind", "voice"],
          [run("“Ik wil niet dat papa en mama mij vragen wie er gelijk heeft.”", {quote: true})],
          [
            ["Wie zegt dit", "Noor van Dalen"],
            ["Datum", "24 maart 2026, alleen"],
          ],
          [noor],
        ),
      ],
      empty: "",
    },
    {
      id: "weging",
      group: "",
      number: "4",
      title: "Weging",
      fields: [],
      statements: [
        statement(
          "s-oordeel",
          "4.1",
          ["Professioneel oordeel", "appraisal"],
          [run("Beide kinderen merken wat er tussen hun ouders gebeurt.")],
          [
            ["Van wie", "Karin Smit, raadsonderzoeker"],
            ["Op basis van", "2.2, 3.1 en 3.3"],
            ["Wat spreekt dit tegen", "Niets gevonden"],
          ],
          [calm],
        ),
        statement(
          "s-onbekend",
          "4.2",
          ["Niet bekend", ""],
          [run("Niet bekend is of vader nu hulp krijgt.")],
          [["Wie vraagt het na", "Karin Smit, op 7 april 2026"]],
        ),
      ],
      empty: "",
    },
    {
      id: "plan",
      group: "",
      number: "5",
      title: "Plan",
      fields: [],
      statements: [],
      empty: "Hier staat nog niets. De afspraken worden samen met het gezin gemaakt.",
    },
  ],
  lapses: [],
  issues: [],
  reactions: [police, swallow, noor, calm, whole],
  signOffs: [
    {
      name: "Marloes Bakker",
      role: "Ouder (moeder)",
      purpose: "Reactie op het hele verslag",
      decision: "Akkoord met opmerking",
      date: "9 april 2026",
      version: "1",
      state: "Geldt",
      remarks: ["Ik wil dat er sneller hulp komt voor Sem."],
      answer: {
        label: "Toegevoegd",
        text: "Uw opmerking staat erbij.",
        by: "Karin Smit",
        date: "13 april 2026",
      },
      unanswered: "",
      how: "Zelf getekend",
      receiptCode: "7Q4M-22KD-9XWA",
    },
    {
      name: "Jeroen van Dalen",
      role: "Ouder (vader)",
      purpose: "Reactie op het hele verslag",
      decision: "Niet akkoord",
      date: "10 april 2026",
      version: "1",
      state: "Geldt",
      remarks: [],
      answer: null,
      unanswered: "",
      how: "Vastgelegd door Karin Smit, na een gesprek",
      receiptCode: "H3PT-81ZC-0LRE",
    },
  ],
  notHeard: [
    {
      name: "Harm Postma, wijkagent",
      reason: "Niet gehoord, omdat hij na drie pogingen niet is bereikt.",
    },
  ],
  sources: [
    {id: "b1", number: "1", title: "Gezagsregister en BRP", date: "12 maart 2026"},
    {id: "b2", number: "2", title: "Politiemutatie", date: "14 februari 2026"},
    {id: "b3", number: "3", title: "Brief van huisarts S. Ramdin", date: "30 maart 2026"},
  ],
  gaps: 1,
  rights: [
    "Reageren kan tot en met 14 april 2026. Uw eigen woorden komen letterlijk in het verslag.",
    "Klopt een feit niet? Vraag Karin Smit om het te veranderen. Zij antwoordt binnen een maand.",
    "Wilt u hulp van iemand die nergens bij hoort? Bel een vertrouwenspersoon van uw gemeente.",
  ],
  controlCode: "WH1-6F2A-90BC-77DE-41A8",
}
