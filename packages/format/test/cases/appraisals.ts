// SPDX-License-Identifier: EUPL-1.2

/** Rules about what professionals make of it, and on what it rests. */
import type {Kind, Person, Statement} from "@wederhoor/format"
import {type Placed, type Step, persons, statement, step} from "../builders.ts"
import {type Cases, type Situation, ground, hearsay, judged, label, one, told} from "./situation.ts"

const until = (registeredUntil: string): Person[] =>
  persons.map(person => (person.id === "auke" ? {...person, registeredUntil} : person))
const explained = (state: string): Placed =>
  statement("hypothesis", {id: "fout", attrs: {state}, basedOn: "feit"})
const tested = statement("instrumentResult", {id: "test"})
const words = (shareWith: string): Placed =>
  statement("childVoice", {id: "kind", attrs: {by: "isa"}, shareWith})
const long = statement("fact", {id: "lang", attrs: {at: "2016"}})

const objected = (
  reactionType: "correctionRequest" | "disagreement" | "addition",
  on: string,
): Step => step("vic", {type: "reacted", reaction: "r", reactionType, on, text: "Nee.", version: 1})
const weighed = (kind: Kind, attrs: Statement["attrs"] = {}): Placed =>
  statement(kind, {basedOn: ["verhaal", "feit"], attrs})
/** Somebody reacted to a fact on which a statement rests. */
const contested = (
  name: string,
  type: "correctionRequest" | "disagreement" | "addition",
  kind?: "changed" | "notChanged" | "added",
  attrs: Statement["attrs"] = {},
  leaning: Kind = "conclusion",
): Situation =>
  told(
    name,
    [
      objected(type, "feit"),
      ...(kind
        ? [step("auke", {type: "answered", reaction: "r", answer: {kind, text: "Omdat."}})]
        : []),
    ],
    [...ground, weighed(leaning, attrs)],
  )

export const appraisalCases: Cases = {
  "judgement-needs-holder": {
    passes: [
      one("named", "judgement", {attrs: {by: "auke"}}),
      one("a concern", "concern", {attrs: {by: "bo"}}),
      one("a test has a rater", "instrumentResult", {}),
    ],
    refused: [one("“er zijn zorgen”", "concern", {}), one("nobody judges", "judgement", {})],
  },
  "judgement-holder-registered": {
    passes: [
      one("registered", "judgement", {attrs: {by: "auke"}}),
      one("nobody known", "judgement", {attrs: {by: "niemand"}}),
      one("a concern", "concern", {attrs: {by: "bo"}}),
      judged("until today", [statement("judgement", {attrs: {by: "auke"}})], {
        persons: until("2026-04-02"),
      }),
    ],
    refused: [
      one("no registration", "judgement", {attrs: {by: "bo"}}),
      judged("until yesterday", [statement("judgement", {attrs: {by: "auke"}})], {
        persons: until("2026-04-01"),
      }),
    ],
  },
  "judgement-needs-basis": {
    passes: [
      one("a judgement on a fact", "judgement", {basedOn: "feit"}),
      one("a concern on an account", "concern", {basedOn: "verhaal"}),
      one("a factor may rest on a source", "factor", {source: "brief"}),
    ],
    refused: [one("a judgement", "judgement", {}), one("a concern", "concern", {})],
  },
  "judgement-needs-counter": {
    passes: [
      one("it says what", "judgement", {attrs: {counter: "Isa lacht op school."}}),
      one("none found", "judgement", {attrs: {counter: "geen gevonden"}}),
    ],
    refused: [
      one("silent", "judgement", {basedOn: "feit"}),
      one("silent, with a holder", "judgement", {attrs: {by: "auke"}}),
    ],
  },
  "basis-sound": {
    passes: [
      one("nothing is named yet", "judgement", {}),
      one("no appraisal", "goal", {basedOn: "weg"}),
      one("a fact", "judgement", {basedOn: "feit"}),
      one("what somebody saw", "judgement", {basedOn: "verhaal"}),
      one(
        "an appraisal with one source",
        "judgement",
        {basedOn: "factor"},
        statement("factor", {id: "factor", source: "brief"}),
      ),
      one(
        "a rejected explanation has its own rule",
        "judgement",
        {basedOn: "fout"},
        statement("hypothesis", {id: "fout", attrs: {state: "rejected"}, basedOn: "feit"}),
      ),
      one("a fact beside hearsay", "judgement", {basedOn: ["feit", "hoor"]}, hearsay()),
      one(
        "a judgement that rests on a fact",
        "concern",
        {basedOn: "tussen"},
        statement("judgement", {id: "tussen", basedOn: "feit"}),
      ),
    ],
    refused: [
      one("a fact beside what is not there", "judgement", {basedOn: ["feit", "weg"]}),
      one(
        "what was withdrawn",
        "judgement",
        {basedOn: "weg"},
        statement("fact", {id: "weg", attrs: {withdrawn: "onjuist"}}),
      ),
      one("only hearsay", "judgement", {basedOn: "hoor"}, hearsay()),
      one("itself", "judgement", {basedOn: "s"}),
      one(
        "a circle of two",
        "judgement",
        {basedOn: "ander"},
        statement("judgement", {id: "ander", basedOn: "s"}),
      ),
      one("what nobody knows", "judgement", {basedOn: "leeg"}, statement("unknown", {id: "leeg"})),
    ],
  },
  "rejected-not-reused": {
    passes: [
      one("an open explanation", "judgement", {basedOn: "fout"}, explained("open")),
      one(
        "a rejected one is named, not used",
        "judgement",
        {contradicts: "fout"},
        explained("rejected"),
      ),
      one(
        "only an explanation can be rejected",
        "judgement",
        {basedOn: "fout"},
        statement("judgement", {id: "fout", attrs: {state: "rejected"}}),
      ),
    ],
    refused: [
      one("a conclusion", "conclusion", {basedOn: ["feit", "fout"]}, explained("rejected")),
      one("a goal", "goal", {basedOn: "fout"}, explained("rejected")),
    ],
  },
  "label-never-basis": {
    passes: [
      one("an account of behaviour", "judgement", {basedOn: "verhaal"}),
      one(
        "a diagnosis by whom may make it",
        "judgement",
        {basedOn: "dx"},
        statement("diagnosis", {id: "dx", text: "getraumatiseerd", source: "brief"}),
      ),
    ],
    refused: [
      one("a view with a label", "judgement", {basedOn: ["feit", "etiket"]}, label("view")),
      one("an account with a label", "conclusion", {basedOn: ["feit", "etiket"]}, label("account")),
    ],
  },
  "instrument-never-sole-basis": {
    passes: [
      one("a test and a fact", "judgement", {basedOn: ["test", "feit"]}, tested),
      one("a test and a source", "diagnosis", {basedOn: "test", source: "brief"}, tested),
      one("a fact", "judgement", {basedOn: "feit"}),
      one("nothing yet", "judgement", {}),
      one("a test that builds on a test", "instrumentResult", {basedOn: "test"}, tested),
      one("a goal", "goal", {basedOn: "test"}, tested),
    ],
    refused: [
      one("a test", "judgement", {basedOn: "test"}, tested),
      one(
        "two tests",
        "factor",
        {basedOn: ["test", "test-2"]},
        tested,
        statement("instrumentResult", {id: "test-2"}),
      ),
    ],
  },
  "hidden-words-never-basis": {
    passes: [
      one("everybody may read them", "judgement", {basedOn: "kind"}, words("everyone")),
      one(
        "who reads the one reads the other",
        "judgement",
        {basedOn: "kind", reader: "mira"},
        words("mira"),
      ),
      one(
        "only the team reads both",
        "judgement",
        {basedOn: "kind", reader: "team"},
        words("team"),
      ),
      one(
        "another account",
        "judgement",
        {basedOn: "geheim"},
        statement("account", {id: "geheim", reader: "mira"}),
      ),
    ],
    refused: [
      one("a goal", "goal", {basedOn: "kind"}, words("mira")),
      one(
        "one of two",
        "judgement",
        {basedOn: ["kind", "open"]},
        words("mira"),
        statement("childVoice", {id: "open", shareWith: "everyone"}),
      ),
      one("everybody reads the judgement", "judgement", {basedOn: ["feit", "kind"]}, words("mira")),
      one(
        "the other parent reads it",
        "concern",
        {basedOn: "kind", reader: ["mira", "vic"]},
        words("mira"),
      ),
    ],
  },
  "contested-basis-weighed": {
    passes: [
      contested("weighed", "correctionRequest", "notChanged", {
        counter: "De politie noemt een tijd.",
      }),
      contested("an addition contests nothing", "addition", "notChanged"),
      contested("it was changed", "correctionRequest", "changed"),
      contested("it was added", "disagreement", "added"),
      contested("a judgement", "correctionRequest", "notChanged", {}, "judgement"),
      told(
        "a reaction on something else",
        [objected("disagreement", "vraag")],
        [...ground, weighed("conclusion")],
      ),
      one("no record", "conclusion", {basedOn: "feit"}),
    ],
    refused: [
      contested("a correction that was refused", "correctionRequest", "notChanged"),
      contested("a disagreement, under a decision", "disagreement", "notChanged", {}, "decision"),
      contested("no answer yet", "correctionRequest"),
    ],
  },
  "concern-needs-feared": {
    passes: [
      one("what and for whom", "concern", {attrs: {feared: "dat Isa niet slaapt"}}),
      one("a judgement", "judgement", {}),
    ],
    refused: [
      one("not said", "concern", {basedOn: "feit"}),
      one("not said, with a holder", "concern", {attrs: {by: "auke"}}),
    ],
  },
  "threat-current": {
    passes: [
      one("a basis of this year", "concern", {basedOn: ["feit", "lang"]}, long),
      one("its own date, where it rests on nothing dated", "concern", {attrs: {at: "2026-03"}}),
      one(
        "a source of this year",
        "factor",
        {basedOn: "lang", source: "brief", attrs: {effect: "hindering"}},
        long,
      ),
      one("exactly the term", "concern", {attrs: {at: "2024-04-30"}}),
      one("begun long ago, ended lately", "concern", {attrs: {at: "2016", until: "2026-02"}}),
      one("no date at all", "concern", {}),
      one("a helping factor", "factor", {basedOn: "lang", attrs: {effect: "helping"}}, long),
      one("a judgement", "judgement", {basedOn: "lang"}, long),
    ],
    refused: [
      one(
        "written today, on old grounds",
        "concern",
        {basedOn: "lang", attrs: {at: "2026-03"}},
        long,
      ),
      one("on an old source", "concern", {source: "oud", attrs: {at: "2026-03"}}),
      one("a concern on what is old", "concern", {basedOn: "lang"}, long),
      one(
        "a hindering factor on what is old",
        "factor",
        {basedOn: "lang", attrs: {effect: "hindering"}},
        long,
      ),
      one("an old source", "concern", {source: "oud"}),
      one(
        "a basis with an old source",
        "concern",
        {basedOn: "stuk"},
        statement("documentExcerpt", {id: "stuk", source: "oud"}),
      ),
      one("a month over the term", "concern", {attrs: {at: "2024-03"}}),
    ],
  },
}
