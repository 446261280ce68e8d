// SPDX-License-Identifier: EUPL-1.2

/** Per rule: situations that pass and situations that are refused. Every rule must stand here. */
import type {Kind, Source} from "@wederhoor/format"
import {
  type Placed,
  type Sketch,
  type Step,
  answered,
  approved,
  content,
  disclosed,
  findings,
  hearing,
  offered,
  persons,
  reacted,
  record,
  signed,
  soundFact,
  sources,
  statement,
} from "./builders.ts"

export interface Situation {
  readonly name: string
  readonly find: () => ReturnType<typeof findings>
}
type Fields = {[section: string]: {[field: string]: string}}

const having = (name: string, placed: readonly Placed[], own?: readonly Source[]): Situation => ({
  name,
  find: () => findings(placed, own ? {sources: own} : {}),
})
/** One statement of a kind, beside a sound fact, a question and an account to lean on. */
const one = (name: string, kind: Kind, sketch: Sketch, ...more: Placed[]): Situation =>
  having(name, [statement(kind, sketch), ...ground, ...more])
const told = (name: string, steps: readonly Step[], placed: readonly Placed[] = []): Situation => ({
  name,
  find: () => findings(placed, {record: record(steps)}),
})
const filled = (name: string, fields: Fields, placed: readonly Placed[] = []): Situation => ({
  name,
  find: () => findings(placed, {record: record([], fields)}),
})

const account = {by: "mira", at: "2026-03-03", knowledge: "selfSeen"}
const ground: readonly Placed[] = [
  soundFact(),
  soundFact("feit-2"),
  statement("question", {id: "vraag"}),
  statement("account", {id: "verhaal", attrs: account}),
]
const childVoice = {by: "isa", at: "2026-03-05", method: "talk", told: "wie dit leest"}
const allDisclosed = ["mira", "vic", "isa", "tim"].map(id => disclosed(id))
const timHeard = hearing("tim", "heard")
const everybody = [offered(), reacted("mira"), reacted("vic"), reacted("isa"), timHeard]
const secret = "Zij woont op Populieren-hof  7 in de stad."

export const cases: {
  readonly [slug: string]: {readonly passes: Situation[]; readonly refused: Situation[]}
} = {
  "statement-has-text": {
    passes: [
      one("with words", "fact", {text: "Isa gaat naar school."}),
      one("empty but withdrawn", "fact", {text: "", attrs: {withdrawn: "dubbel"}}),
    ],
    refused: [one("empty", "fact", {text: ""}), one("only spaces", "question", {text: " \n "})],
  },
  "kind-chosen": {
    passes: [one("a fact", "fact", {}), one("an unknown", "unknown", {})],
    refused: [
      one("nobody chose yet", "unclassified", {}),
      one("nobody chose yet, in the weighing", "unclassified", {section: "weighing"}),
    ],
  },
  "kind-in-section": {
    passes: [
      one("a fact among facts", "fact", {section: "facts"}),
      one("a question anywhere", "question", {section: "weighing"}),
      one("a fact in a mixed section", "fact", {section: "occasion"}),
    ],
    refused: [
      one("a judgement among facts", "judgement", {section: "facts"}),
      one("an account among facts", "account", {section: "facts"}),
      one("a judgement in a mixed section that does not allow it", "judgement", {
        section: "occasion",
      }),
    ],
  },
  "reference-resolves": {
    passes: [
      one("source, speaker and readers exist", "account", {
        attrs: account,
        source: "praat-mira",
        reader: ["mira", "team", "everyone"],
      }),
      one("contradicts a statement that stands", "account", {contradicts: "verhaal"}),
    ],
    refused: [
      one("an unknown source", "fact", {source: "weg"}),
      one("an unknown speaker", "account", {attrs: {...account, by: "niemand"}}),
      one("an unknown reader", "account", {attrs: account, reader: "buurman"}),
      one(
        "contradicts what was withdrawn",
        "account",
        {contradicts: "oud"},
        statement("account", {id: "oud", attrs: {withdrawn: "dubbel"}}),
      ),
    ],
  },
  "shielded-text": {
    passes: [
      one("has moved", "fact", {text: "Moeder is verhuisd."}),
      one("the street of somebody else", "fact", {text: "Vader woont op Dennenhof 7."}),
    ],
    refused: [
      one("in the words, with other spaces and hyphens", "fact", {text: secret}),
      one("in an attribute", "observation", {attrs: {place: "populierenhof 7"}}),
      one("in the page of a source", "fact", {source: "brief", page: "Populierenhof 7"}),
      having(
        "in the title of its source",
        [statement("fact", {source: "x"})],
        [{id: "x", title: "Huurcontract Populierenhof 7", medium: "document"}],
      ),
    ],
  },
  "fact-needs-source": {
    passes: [
      one("a fact with a source", "fact", {source: "brp"}),
      one("an account without one", "account", {attrs: account}),
    ],
    refused: [
      one("a fact without a source", "fact", {}),
      one("a fact with only persons", "fact", {about: ["isa", "tim"], attrs: {at: "2026"}}),
    ],
  },
  "fact-needs-date": {
    passes: [
      one("its own date", "fact", {source: "los", attrs: {at: "2026-03-01"}}),
      one("the date of its source", "fact", {source: "brp"}),
    ],
    refused: [
      one("neither", "fact", {source: "los"}),
      one("two undated sources", "fact", {source: ["los", "los2"]}, soundFact("x")),
    ],
  },
  "fact-rests-on-word-only": {
    passes: [
      one("a document beside the talk", "fact", {source: ["praat-mira", "brief"]}),
      one("two people, verified", "fact", {
        source: ["praat-mira", "praat-vic"],
        attrs: {verifiedBy: "twoSources"},
      }),
      one("acknowledged by the person it is about", "fact", {
        source: "praat-vic",
        attrs: {verifiedBy: "acknowledged"},
      }),
    ],
    refused: [
      one("one talk", "fact", {source: "praat-mira"}),
      one("nobody knows who said it", "fact", {source: "gerucht"}),
      one("twice the same person", "fact", {
        source: ["praat-mira", "praat-mira"],
        attrs: {verifiedBy: "twoSources"},
      }),
      one("a document was named but not given", "fact", {
        source: "praat-mira",
        attrs: {verifiedBy: "document"},
      }),
    ],
  },
  "observation-needs-moment": {
    passes: [
      one("who and when", "observation", {attrs: {by: "auke", at: "2026-03-01"}}),
      one("only a month", "observation", {attrs: {by: "bo", at: "2026-03"}}),
    ],
    refused: [
      one("nobody", "observation", {attrs: {at: "2026-03-01"}}),
      one("no day", "observation", {attrs: {by: "auke"}}),
    ],
  },
  "observation-needs-setting": {
    passes: [
      one("all three", "observation", {attrs: {place: "thuis", present: "Isa", announced: "no"}}),
      one("another kind", "fact", {}),
    ],
    refused: [
      one("no place", "observation", {attrs: {present: "Isa", announced: "yes"}}),
      one("not said whether announced", "observation", {attrs: {place: "thuis", present: "Isa"}}),
      one("not said who was there", "observation", {attrs: {place: "thuis", announced: "yes"}}),
    ],
  },
  "excerpt-needs-year": {
    passes: [
      one("a dated letter", "documentExcerpt", {source: "brief"}),
      one("a dated register", "documentExcerpt", {source: "brp"}),
    ],
    refused: [
      one("no document", "documentExcerpt", {attrs: {at: "2026-03-01"}}),
      one("an undated letter", "documentExcerpt", {source: "los"}),
      one("a talk is no document", "documentExcerpt", {source: "praat-mira"}),
    ],
  },
  "excerpt-too-old-without-reason": {
    passes: [
      one("young", "documentExcerpt", {source: "brief"}),
      one("old, and it says why it matters", "documentExcerpt", {
        source: "oud",
        attrs: {relevance: "het patroon"},
      }),
      one("exactly the limit", "documentExcerpt", {attrs: {at: "2024-04-02"}}),
    ],
    refused: [
      one("by its document", "documentExcerpt", {source: "oud"}),
      one("by its own date", "documentExcerpt", {source: "brief", attrs: {at: "2016"}}),
      one("one month over the limit", "documentExcerpt", {attrs: {at: "2024-03-30"}}),
    ],
  },
  "excerpt-needs-page": {
    passes: [
      one("page and what it is", "documentExcerpt", {
        source: "brief",
        page: "2",
        attrs: {insideKind: "opinion"},
      }),
      one("another kind", "fact", {source: "brief"}),
    ],
    refused: [
      one("no page", "documentExcerpt", {source: "brief", attrs: {insideKind: "fact"}}),
      one("not said what it is there", "documentExcerpt", {source: "brief", page: "2"}),
    ],
  },
  "diagnosis-term-outside-diagnosis": {
    passes: [
      one("between quotation marks", "documentExcerpt", {
        text: "De arts schrijft “getraumatiseerd”.",
      }),
      one("in a view it is the holder's word", "view", {text: "Hij is een narcist."}),
      one("waived with a reason", "fact", {
        text: "Isa is getraumatiseerd.",
        waivers: [{hash: "diagnosis-term:getraumatiseerd", reason: "naam van de cursus"}],
      }),
    ],
    refused: [
      one("in a fact", "fact", {text: "Isa is getraumatiseerd."}),
      one("in an observation, in capitals", "observation", {text: "Vic is een NARCIST."}),
      one("waived without a reason", "fact", {
        text: "Isa is getraumatiseerd.",
        waivers: [{hash: "diagnosis-term:getraumatiseerd", reason: ""}],
      }),
    ],
  },
  "account-needs-speaker": {
    passes: [one("who and when", "account", {attrs: account}), one("a view", "view", {})],
    refused: [
      one("nobody", "account", {attrs: {at: "2026-03-03"}}),
      one("no day", "account", {attrs: {by: "mira"}}),
    ],
  },
  "account-needs-knowledge": {
    passes: [
      one("saw it", "account", {attrs: account}),
      one("assumes it", "account", {attrs: {...account, knowledge: "assumption"}}),
    ],
    refused: [
      one("not said", "account", {attrs: {by: "mira", at: "2026-03-03"}}),
      one("of an informant", "account", {attrs: {by: "juf", accordAt: "2026-03-04"}}),
    ],
  },
  "informant-accorded": {
    passes: [
      one("approved", "account", {attrs: {...account, by: "juf", accordAt: "2026-03-04"}}),
      one("a legal ground", "view", {attrs: {by: "juf", accordGround: "Jw 7.3.11 lid 4"}}),
      one("a parent needs none", "account", {attrs: account}),
    ],
    refused: [
      one("an account", "account", {attrs: {...account, by: "juf"}}),
      one("a view", "view", {attrs: {by: "juf", at: "2026-03-04"}}),
    ],
  },
  "hearsay-needs-origin": {
    passes: [
      one("from whom", "account", {attrs: {knowledge: "heardFrom", heardFrom: "oma"}}),
      one("no hearsay", "account", {attrs: account}),
    ],
    refused: [
      one("from nobody", "account", {attrs: {...account, knowledge: "heardFrom"}}),
      one("of an informant", "account", {attrs: {by: "juf", knowledge: "heardFrom"}}),
    ],
  },
  "view-needs-holder": {
    passes: [
      one("a parent", "view", {attrs: {by: "vic", at: "2026-03-03"}}),
      one("an informant", "view", {attrs: {by: "juf", at: "2026-03-03"}}),
    ],
    refused: [
      one("“het gezin vindt”", "view", {attrs: {at: "2026-03-03"}}),
      one("the author is no holder", "view", {attrs: {by: "auke", at: "2026-03-03"}}),
      one("no day", "view", {attrs: {by: "vic"}}),
    ],
  },
  "wish-needs-holder": {
    passes: [
      one("a parent", "wish", {attrs: {by: "vic", at: "2026-03-03"}}),
      one("a child", "wish", {attrs: {by: "isa", at: "2026"}}),
    ],
    refused: [
      one("nobody", "wish", {attrs: {at: "2026-03-03"}}),
      one("a co-author", "wish", {attrs: {by: "bo", at: "2026-03-03"}}),
    ],
  },
  "child-voice-needs-moment": {
    passes: [
      one("child, day and way", "childVoice", {attrs: childVoice}),
      one("a young child, through a drawing", "childVoice", {
        attrs: {...childVoice, by: "tim", method: "drawing"},
      }),
    ],
    refused: [
      one("no way", "childVoice", {attrs: {by: "isa", at: "2026-03-05"}}),
      one("no day", "childVoice", {attrs: {by: "isa", method: "talk"}}),
      one("an adult in the mouth of a child", "childVoice", {attrs: {...childVoice, by: "mira"}}),
    ],
  },
  "child-told-who-reads": {
    passes: [
      one("told", "childVoice", {attrs: childVoice}),
      one("no child", "account", {attrs: account}),
    ],
    refused: [
      one("not told", "childVoice", {attrs: {by: "isa"}}),
      one("a young child is told too", "childVoice", {attrs: {by: "tim", method: "drawing"}}),
    ],
  },
  "child-needs-share-list": {
    passes: [
      one("with everybody", "childVoice", {shareWith: "everyone"}),
      one("with the team only", "childVoice", {shareWith: "team"}),
    ],
    refused: [
      one("not asked", "childVoice", {attrs: childVoice}),
      one("a reader is not an agreement", "childVoice", {reader: "mira"}),
    ],
  },
  "child-shared-as-agreed": {
    passes: [
      one("fewer readers than agreed", "childVoice", {shareWith: ["mira", "vic"], reader: "mira"}),
      one("everybody was agreed", "childVoice", {shareWith: "everyone", reader: "vic"}),
      one("the child itself", "childVoice", {
        attrs: childVoice,
        shareWith: "team",
        reader: ["team", "isa"],
      }),
    ],
    refused: [
      one("one parent too many", "childVoice", {
        attrs: childVoice,
        shareWith: ["team", "mira"],
        reader: ["mira", "vic"],
      }),
      one("only with the team", "childVoice", {shareWith: "team", reader: "mira"}),
    ],
  },
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
  "agreement-needs-terms": {
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
  "disclosure-checked": {
    passes: [
      told("asked for everybody", allDisclosed),
      {name: "silent without a record", find: () => findings([])},
    ],
    refused: [told("asked for nobody", []), told("one is left", allDisclosed.slice(1))],
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
  "deferral-lapsed": {
    passes: [
      told("still ahead", [hearing("vic", "deferredUrgency", {reviewOn: "2026-04-02"})]),
      told("heard since", [
        hearing("vic", "deferredUrgency", {reviewOn: "2026-03-20"}),
        hearing("vic", "heard"),
      ]),
    ],
    refused: [
      told("urgency", [hearing("vic", "deferredUrgency", {reviewOn: "2026-04-01"})]),
      told("safety", [hearing("mira", "deferredSafety", {reviewOn: "2026-03-01"})]),
      told("no day at all", [hearing("mira", "deferredSafety")]),
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
        "withdrawn words are none",
        [timHeard],
        [statement("childVoice", {attrs: {...childVoice, withdrawn: "x"}})],
      ),
    ],
  },
  "reaction-answered": {
    passes: [told("no reaction", []), told("answered", [reacted("vic"), answered("r-vic-1")])],
    refused: [
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
    ],
    refused: [
      filled("empty", {}),
      filled("words do not fill a required field", {occasion: {who: " "}}, [
        statement("fact", {section: "occasion"}),
      ]),
    ],
  },
  "sign-off-recorded": {
    passes: [
      told("both parents", [approved(), signed("mira"), signed("vic", 2, "disagreed")]),
      told("a recorded silence is enough", [
        approved(),
        signed("mira", 2, "noResponse"),
        signed("vic", 2, "seen"),
      ]),
      told("not asked before approval", []),
    ],
    refused: [
      told("one parent does not sign for the other", [approved(), signed("mira")]),
      told("another version", [approved(3), signed("mira", 2), signed("vic", 3)]),
    ],
  },
}

function hearsay(): Placed {
  return statement("account", {
    id: "hoor",
    attrs: {by: "mira", at: "2026-03-03", knowledge: "heardFrom", heardFrom: "oma"},
  })
}

function label(kind: "view" | "account"): Placed {
  return statement(kind, {id: "etiket", text: "Vic is een narcist.", attrs: {by: "mira"}})
}

function since(
  name: string,
  before: readonly Placed[],
  now: readonly Placed[],
  own?: readonly Source[],
): Situation {
  return {
    name,
    find: () => findings(now, {offered: content(before), ...(own ? {sources: own} : {})}),
  }
}

function unshielded(): ReturnType<typeof findings> {
  return findings([], {
    persons: persons.map(person => ({...person, shielded: []})),
    record: record([], {occasion: {who: "Populierenhof 7"}}),
  })
}
