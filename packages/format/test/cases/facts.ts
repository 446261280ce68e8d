// SPDX-License-Identifier: EUPL-1.2

/** Rules about any statement, and about facts, observations and documents. */
import {soundFact, statement} from "../builders.ts"
import {type Cases, account, having, one, secret} from "./situation.ts"

export const factCases: Cases = {
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
}
