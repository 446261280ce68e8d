// SPDX-License-Identifier: EUPL-1.2

/** Rules about diagnoses, instruments, factors, explanations, conclusions and decisions. */
import {statement} from "../builders.ts"
import {type Cases, account, consented, having, one} from "./situation.ts"

const rated = {by: "bo", at: "2026-03-01", instrument: "LIRIK 3"}

export const conclusionCases: Cases = {
  "diagnosis-needs-diagnostician": {
    passes: [
      one("named, in a dated letter", "diagnosis", {
        source: "brief",
        attrs: {diagnostician: "dr. A. Berg"},
      }),
      one("a judgement", "judgement", {}),
    ],
    refused: [
      one("nobody", "diagnosis", {source: "brief"}),
      one("no document", "diagnosis", {attrs: {diagnostician: "dr. A. Berg"}}),
      one("according to the mother", "diagnosis", {
        source: "praat-mira",
        attrs: {diagnostician: "dr. A. Berg"},
      }),
      one("an undated letter", "diagnosis", {source: "los", attrs: {diagnostician: "dr. A. Berg"}}),
    ],
  },
  "diagnosis-needs-registration": {
    passes: [
      one("registered", "diagnosis", {attrs: {registration: "BIG 1"}}),
      one("a fact", "fact", {}),
    ],
    refused: [
      one("not said", "diagnosis", {source: "brief"}),
      one("not said, though named", "diagnosis", {attrs: {diagnostician: "dr. A. Berg"}}),
    ],
  },
  "diagnosis-needs-consent": {
    passes: [
      having("consent", [statement("diagnosis", {source: "x"})], consented),
      having(
        "a ground",
        [statement("diagnosis", {source: "x"})],
        [{id: "x", title: "Brief", medium: "document", ground: "Jw 7.3.11"}],
      ),
      one("a ground of its own", "diagnosis", {attrs: {shareGround: "Jw 7.3.11"}}),
      one("a judgement", "judgement", {source: "brief"}),
    ],
    refused: [
      one("a source without either", "diagnosis", {source: "brief"}),
      one("no source", "diagnosis", {}),
    ],
  },
  "instrument-needs-rater-date": {
    passes: [
      one("rater, day and instrument", "instrumentResult", {attrs: rated}),
      one("rater, day and a source", "instrumentResult", {
        source: "brief",
        attrs: {by: "bo", at: "2026-03"},
      }),
      one("a judgement", "judgement", {}),
    ],
    refused: [
      one("no rater", "instrumentResult", {attrs: {...rated, by: ""}}),
      one("no day", "instrumentResult", {attrs: {...rated, at: ""}}),
      one("nobody knows which", "instrumentResult", {attrs: {...rated, instrument: ""}}),
    ],
  },
  "instrument-needs-version": {
    passes: [
      one("both", "instrumentResult", {attrs: {instrument: "LIRIK 3", score: "laag"}}),
      one("a factor", "factor", {}),
    ],
    refused: [
      one("no instrument", "instrumentResult", {attrs: {score: "laag", at: "2026"}}),
      one("no score", "instrumentResult", {attrs: {instrument: "LIRIK 3", at: "2026"}}),
    ],
  },
  "factor-needs-basis": {
    passes: [
      one("on an account", "factor", {basedOn: "verhaal"}),
      one("on a source", "factor", {source: "brief"}),
      one("a goal", "goal", {}),
    ],
    refused: [
      one("nothing", "factor", {}),
      one("nothing, though complete", "factor", {attrs: {effect: "helping", level: "child"}}),
    ],
  },
  "factor-needs-effect": {
    passes: [
      one("helping", "factor", {attrs: {effect: "helping"}}),
      one("hindering", "factor", {attrs: {effect: "hindering"}}),
    ],
    refused: [
      one("not said", "factor", {}),
      one("a role is no effect", "factor", {attrs: {factorRole: "protective"}}),
    ],
  },
  "factor-needs-place": {
    passes: [
      one("role and level", "factor", {attrs: {factorRole: "perpetuating", level: "help"}}),
      one("a concern", "concern", {}),
    ],
    refused: [
      one("no role", "factor", {attrs: {level: "child"}}),
      one("no level", "factor", {attrs: {factorRole: "protective"}}),
    ],
  },
  "hypothesis-needs-basis": {
    passes: [one("on an account", "hypothesis", {basedOn: "verhaal"}), one("a goal", "goal", {})],
    refused: [
      one("nothing", "hypothesis", {}),
      one("a source is not what it explains", "hypothesis", {source: "brief"}),
    ],
  },
  "hypothesis-needs-state": {
    passes: [
      one("open", "hypothesis", {attrs: {state: "open"}}),
      one("rejected", "hypothesis", {attrs: {state: "rejected"}}),
      one("a judgement", "judgement", {}),
    ],
    refused: [
      one("not said", "hypothesis", {basedOn: "feit"}),
      one("an alternative is no state", "hypothesis", {attrs: {alternative: "vermoeidheid"}}),
    ],
  },
  "hypothesis-needs-alternative": {
    passes: [
      one("linked to what is gone, which has a rule of its own", "hypothesis", {
        alternativeTo: "weg",
      }),
      one("in words", "hypothesis", {attrs: {alternative: "vermoeidheid"}}),
      one(
        "linked",
        "hypothesis",
        {alternativeTo: "uitleg"},
        statement("hypothesis", {id: "uitleg", attrs: {alternative: "vermoeidheid"}}),
      ),
    ],
    refused: [
      one("linked to itself", "hypothesis", {alternativeTo: "s"}),
      one("linked to a fact", "hypothesis", {alternativeTo: "feit"}),
      one("the only one", "hypothesis", {basedOn: "feit"}),
      one("the only one, though open", "hypothesis", {attrs: {state: "open"}}),
    ],
  },
  "conclusion-needs-fact": {
    passes: [
      one("two facts", "conclusion", {basedOn: ["feit", "feit-2"]}),
      one("a fact and an account", "conclusion", {basedOn: ["feit", "verhaal"]}),
    ],
    refused: [
      one("one fact", "conclusion", {basedOn: "feit"}),
      one(
        "two voices",
        "conclusion",
        {basedOn: ["verhaal", "verhaal-2"]},
        statement("account", {id: "verhaal-2", attrs: account}),
      ),
      one("nothing", "conclusion", {}),
    ],
  },
  "answers-question": {
    passes: [
      one("a question", "conclusion", {answers: "vraag"}),
      one("a judgement answers none", "judgement", {}),
    ],
    refused: [
      one("none", "conclusion", {basedOn: ["feit", "feit-2"]}),
      one("something that is no question", "conclusion", {answers: "feit"}),
    ],
  },
  "conclusion-weighs-protective": {
    passes: [
      one("named", "conclusion", {attrs: {protective: "opa helpt"}}),
      one("none found", "conclusion", {attrs: {protective: "geen gevonden"}}),
    ],
    refused: [
      one("silent", "conclusion", {answers: "vraag"}),
      one("silent, though carried", "conclusion", {basedOn: ["feit", "feit-2"]}),
    ],
  },
  "decision-never-alone": {
    passes: [
      one("with whom, on what", "decision", {
        basedOn: "feit",
        attrs: {by: "auke", decidedWith: "Bo Wit"},
      }),
      one("a conclusion", "conclusion", {}),
    ],
    refused: [
      one("with oneself, by name", "decision", {
        basedOn: "feit",
        attrs: {by: "auke", decidedWith: "auke tas"},
      }),
      one("with oneself, by label", "decision", {
        basedOn: "feit",
        attrs: {by: "auke", decidedWith: "Onderzoeker"},
      }),
      one("alone", "decision", {basedOn: "feit", attrs: {by: "auke"}}),
      one("by nobody", "decision", {basedOn: "feit", attrs: {decidedWith: "Bo Wit"}}),
      one("on nothing", "decision", {attrs: {by: "auke", decidedWith: "Bo Wit"}}),
    ],
  },
  "decision-weighs-alternatives": {
    passes: [
      one("named", "decision", {attrs: {alternative: "hulp zonder maatregel"}}),
      one("a conclusion", "conclusion", {}),
    ],
    refused: [
      one("none", "decision", {basedOn: "feit"}),
      one("none, though not alone", "decision", {attrs: {by: "auke", decidedWith: "Bo Wit"}}),
    ],
  },
  "decision-needs-ground": {
    passes: [
      one("day and ground", "decision", {attrs: {at: "2026-03-01", legalGround: "BW 1:255"}}),
      one("a conclusion", "conclusion", {}),
    ],
    refused: [
      one("no ground", "decision", {attrs: {at: "2026-03-01"}}),
      one("no day", "decision", {attrs: {legalGround: "BW 1:255"}}),
    ],
  },
}
