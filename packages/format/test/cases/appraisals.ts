// SPDX-License-Identifier: EUPL-1.2

/** Rules about what professionals make of it, and about plans. */
import {statement} from "../builders.ts"
import {type Cases, account, hearsay, label, one} from "./situation.ts"

export const appraisalCases: Cases = {
  "judgement-needs-holder": {
    passes: [
      one("named", "judgement", {attrs: {by: "auke"}}),
      one("a rater", "instrumentResult", {attrs: {by: "bo"}}),
    ],
    refused: [
      one("“er zijn zorgen”", "concern", {}),
      one("nobody judges", "judgement", {}),
      one("nobody rated", "instrumentResult", {}),
    ],
  },
  "judgement-needs-basis": {
    passes: [
      one("a judgement on a fact", "judgement", {basedOn: "feit"}),
      one("a factor on an account", "factor", {basedOn: "verhaal"}),
    ],
    refused: [
      one("a judgement", "judgement", {}),
      one("a concern", "concern", {}),
      one("a factor", "factor", {}),
      one("a hypothesis", "hypothesis", {}),
    ],
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
      one("a fact", "judgement", {basedOn: "feit"}),
      one("a fact beside hearsay", "judgement", {basedOn: ["feit", "hoor"]}, hearsay()),
      one(
        "a judgement that rests on a fact",
        "concern",
        {basedOn: "tussen"},
        statement("judgement", {id: "tussen", basedOn: "feit"}),
      ),
    ],
    refused: [
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
      one(
        "a rejected explanation, however well it was founded",
        "judgement",
        {basedOn: "fout"},
        statement("hypothesis", {id: "fout", attrs: {state: "rejected"}, basedOn: "feit"}),
      ),
      one("what nobody knows", "judgement", {basedOn: "leeg"}, statement("unknown", {id: "leeg"})),
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
  "instrument-needs-version": {
    passes: [
      one("all three", "instrumentResult", {
        attrs: {instrument: "LIRIK 3", score: "laag", at: "2026-03-01"},
      }),
      one("a factor", "factor", {}),
    ],
    refused: [
      one("no instrument", "instrumentResult", {attrs: {score: "laag", at: "2026"}}),
      one("no score", "instrumentResult", {attrs: {instrument: "LIRIK 3", at: "2026"}}),
      one("no date", "instrumentResult", {attrs: {instrument: "LIRIK 3", score: "laag"}}),
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
  "hypothesis-needs-alternative": {
    passes: [
      one("in words", "hypothesis", {attrs: {alternative: "vermoeidheid"}}),
      one("linked", "hypothesis", {alternativeTo: "feit"}),
    ],
    refused: [
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
      one("alone", "decision", {basedOn: "feit", attrs: {by: "auke"}}),
      one("by nobody", "decision", {basedOn: "feit", attrs: {decidedWith: "Bo Wit"}}),
      one("on nothing", "decision", {attrs: {by: "auke", decidedWith: "Bo Wit"}}),
    ],
  },
  "agreement-complete": {
    passes: [
      one("who, until, who checks", "agreement", {
        attrs: {by: "vic", until: "2026-05-01", checkedBy: "Bo"},
      }),
      one("a goal has none", "goal", {}),
    ],
    refused: [
      one("“ouders zorgen voor rust”", "agreement", {}),
      one("nobody checks", "action", {attrs: {by: "vic", until: "2026-05-01"}}),
      one("no end", "condition", {attrs: {by: "vic", checkedBy: "Bo"}}),
    ],
  },
  "condition-needs-ground": {
    passes: [
      one("a ground", "condition", {attrs: {legalGround: "BW 1:263"}}),
      one("an agreement needs none", "agreement", {}),
    ],
    refused: [
      one("none", "condition", {}),
      one("none, though complete", "condition", {
        attrs: {by: "auke", until: "2026-05-01", checkedBy: "Bo"},
      }),
    ],
  },
  "unknown-needs-who-when": {
    passes: [
      one("who and when", "unknown", {attrs: {by: "auke", until: "2026-04-10"}}),
      one("a question", "question", {}),
    ],
    refused: [
      one("nobody", "unknown", {attrs: {until: "2026-04-10"}}),
      one("no day", "unknown", {attrs: {by: "auke"}}),
    ],
  },
}
