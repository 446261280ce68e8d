// SPDX-License-Identifier: EUPL-1.2

/** Rules about the report as a whole and its record. */
import {
  answered,
  disclosed,
  findings,
  hearing,
  offered,
  reacted,
  soundFact,
  sources,
  statement,
  type Step,
  step,
} from "../builders.ts"
import {field, report, withSection} from "./report-situation.ts"
import {
  type Cases,
  allDisclosed,
  childVoice,
  everybody,
  filled,
  having,
  one,
  since,
  timHeard,
  told,
  unshielded,
} from "./situation.ts"

/** The question whether showing this could endanger somebody, answered by these two. */
const asked = (reader: string, second: string, by = "auke"): Step =>
  step(by, {type: "disclosureChecked", check: {reader, outcome: "safe", note: "", second}})
const refusedBecause = (text: string): Step =>
  step("auke", {type: "answered", reaction: "r-vic-1", answer: {kind: "notChanged", text}})

/** A template in which something must stand in one more section. */
const mustStand = {
  template: {sections: withSection("extra", {required: true, allows: ["fact"]})},
} as const

export const reportCases: Cases = {
  "disclosure-checked": {
    passes: [
      told("asked with the reviewer", [...allDisclosed.slice(1), asked("mira", "gea")]),
      told("asked for everybody", allDisclosed),
      {name: "silent without a record", find: () => findings([])},
    ],
    refused: [
      told("asked for nobody", []),
      told("one is left", allDisclosed.slice(1)),
      told("answered by one person, twice", [...allDisclosed.slice(1), asked("mira", "auke")]),
      told("with a parent", [...allDisclosed.slice(1), asked("mira", "vic")]),
      told("by a parent", [...allDisclosed.slice(1), asked("mira", "bo", "vic")]),
      told("with nobody of the register", [...allDisclosed.slice(1), asked("mira", "niemand")]),
    ],
  },
  "deferral-recorded": {
    passes: [
      told("safe", [disclosed("vic")]),
      told("deferred, and it stands", [
        disclosed("vic", "defer"),
        hearing("vic", "deferredSafety"),
      ]),
    ],
    refused: [
      told("only in the check", [disclosed("vic", "defer")]),
      told("the wrong reason", [disclosed("vic", "defer"), hearing("vic", "deferredUrgency")]),
    ],
  },
  "section-in-template": {
    passes: [
      having("a known section", [soundFact()]),
      having("withdrawn there", [
        statement("fact", {section: "vroeger", attrs: {withdrawn: "verplaatst"}}),
      ]),
    ],
    refused: [
      having("a section of an older template", [statement("fact", {section: "vroeger"})]),
      having("beside others", [soundFact(), statement("view", {section: "vroeger"})]),
    ],
  },
  "shielded-field": {
    passes: [
      filled("another address", {occasion: {who: "Dennenhof 7"}}),
      {name: "a reader without secrets", find: unshielded},
    ],
    refused: [
      filled("in a field", {occasion: {who: "mevrouw, Populierenhof 7"}}),
      filled("spelled otherwise", {occasion: {who: "", frame: "POPULIERENHOF-7"}}),
    ],
  },
  "party-heard": {
    passes: [
      told("everybody reacted or was heard", everybody),
      told("declining is enough", [
        offered(),
        hearing("mira", "declined"),
        hearing("vic", "noResponse"),
        reacted("isa"),
        timHeard,
      ]),
      told("a deferral that stands", [
        offered(),
        reacted("mira"),
        hearing("vic", "deferredSafety", {reviewOn: "2026-05-01"}),
        reacted("isa"),
        timHeard,
      ]),
      told("not reached is a reason, also before an offer", [
        ...everybody.filter(([person]) => person !== "vic"),
        hearing("vic", "unreachable"),
      ]),
    ],
    refused: [
      told("nobody was asked", []),
      told(
        "one parent does not stand for the other",
        everybody.filter(([who]) => who !== "vic"),
      ),
      told("a talk before the report existed is not hearing on it", [
        hearing("vic", "heard", {at: "2026-03-02T09:00:00Z"}),
        offered(1, "2026-04-20"),
        reacted("mira"),
        reacted("isa"),
        timHeard,
      ]),
      told("never offered", [hearing("vic", "declined"), timHeard]),
      told("a new offer has its own term", [
        ...everybody,
        offered(2, "2026-04-20", "2026-04-01T09:00:00Z"),
      ]),
    ],
  },
  "reviewer-independent": {
    passes: [
      one("the author saw it", "observation", {attrs: {by: "auke"}}),
      one("withdrawn", "judgement", {attrs: {by: "gea", withdrawn: "x"}}),
    ],
    refused: [
      one("the reviewer judges", "judgement", {attrs: {by: "gea"}}),
      one("the reviewer saw it", "observation", {attrs: {by: "gea", at: "2026-03-01"}}),
    ],
  },
  "child-has-voice": {
    passes: [
      told("both", [timHeard], [statement("childVoice", {attrs: childVoice})]),
      told("a reaction is a voice", [reacted("isa"), timHeard]),
    ],
    refused: [
      told("none", []),
      told("one child does not speak for the other", [timHeard]),
      told(
        "nor are the words of one the words of the other",
        [],
        [statement("childVoice", {attrs: {...childVoice, by: "tim"}})],
      ),
      told(
        "withdrawn words are none",
        [timHeard],
        [statement("childVoice", {attrs: {...childVoice, withdrawn: "x"}})],
      ),
    ],
  },
  "reaction-answered": {
    passes: [
      told("no reaction", []),
      told("answered", [reacted("vic"), answered("r-vic-1")]),
      told("not changed, and it says why", [reacted("vic"), refusedBecause("Dat staat er al.")]),
      told("added, without words", [
        reacted("vic"),
        step("auke", {type: "answered", reaction: "r-vic-1", answer: {kind: "added", text: ""}}),
      ]),
    ],
    refused: [
      told("not changed, because: a dash", [reacted("vic"), refusedBecause("-")]),
      told("one", [reacted("vic")]),
      told("the second", [reacted("vic"), reacted("mira"), answered("r-vic-1")]),
    ],
  },
  "heard-on-this-version": {
    passes: [
      since("nothing changed", [soundFact()], [soundFact()]),
      since(
        "only withdrawn",
        [soundFact()],
        [statement("fact", {id: "feit", attrs: {withdrawn: "onjuist"}})],
      ),
      since(
        "a waiver is no meaning",
        [statement("fact", {})],
        [statement("fact", {waivers: [{hash: "h", reason: "r"}]})],
      ),
    ],
    refused: [
      since("a new statement", [], [soundFact()]),
      since("other words", [statement("fact", {})], [statement("fact", {text: "Anders."})]),
      since("another kind", [statement("view", {})], [statement("account", {})]),
      since(
        "its source got another date",
        [soundFact()],
        [soundFact()],
        sources.map(one => ({...one, date: "2020-01-01"})),
      ),
    ],
  },
  "question-answered": {
    passes: [
      one("a conclusion answers", "conclusion", {answers: "vraag"}),
      having("no question", [soundFact()]),
    ],
    refused: [
      having("none", [statement("question", {})]),
      one("a judgement does not", "judgement", {answers: "vraag"}),
    ],
  },
  "section-required": {
    passes: [
      filled("its required field is filled", {occasion: {who: "de gemeente"}}),
      {name: "fields are not judged without a record", find: () => findings([])},
      report("something stands in it, and nothing else does", {
        ...mustStand,
        placed: [statement("fact", {section: "extra"})],
        fields: {occasion: {who: "de gemeente"}},
      }),
      report("one stands, one was withdrawn", {
        ...mustStand,
        placed: [
          statement("fact", {id: "a", section: "extra"}),
          statement("fact", {id: "b", section: "extra", attrs: {withdrawn: "x"}}),
        ],
        fields: {occasion: {who: "de gemeente"}},
      }),
    ],
    refused: [
      report("others are filled, and this one is not", {
        ...mustStand,
        placed: [soundFact()],
        fields: {occasion: {who: "de gemeente"}},
      }),
      report("what stood in it was withdrawn", {
        ...mustStand,
        placed: [statement("fact", {section: "extra", attrs: {withdrawn: "x"}})],
        fields: {occasion: {who: "de gemeente"}},
      }),
      report("one of its two required fields", {
        template: {
          sections: withSection("extra", {
            required: true,
            fields: [
              {...field("een"), required: true},
              {...field("twee"), required: true},
            ],
          }),
        },
        fields: {occasion: {who: "de gemeente"}, extra: {een: "ja"}},
      }),
      filled("empty", {}),
      filled("words do not fill a required field", {occasion: {who: " "}}, [
        statement("fact", {section: "occasion"}),
      ]),
    ],
  },
}
