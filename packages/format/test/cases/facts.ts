// SPDX-License-Identifier: EUPL-1.2

/** Rules about facts, observations and documents. */
import type {Source} from "@wederhoor/format"
import {soundFact, sources, statement} from "../builders.ts"
import {report} from "./report-situation.ts"
import {type Cases, account, having, one} from "./situation.ts"

const expert = (id: string, attached: boolean): Source => ({
  id,
  title: "Rapport",
  medium: "document",
  expert: true,
  attached,
})

export const factCases: Cases = {
  "fact-needs-source": {
    passes: [
      one("a fact with a source", "fact", {source: "brp"}),
      one("an account without one", "account", {attrs: account}),
    ],
    refused: [
      one("in a section that the template no longer has", "fact", {section: "vroeger"}),
      one("a fact without a source", "fact", {}),
      one("a fact with only persons", "fact", {about: ["isa", "tim"], attrs: {at: "2026"}}),
    ],
  },
  "fact-needs-date": {
    passes: [
      one("no source yet", "fact", {}),
      one("one dated source of two", "fact", {source: ["los", "brp"]}),
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
      having(
        "a letter of an informant",
        [statement("fact", {source: "brief-juf"})],
        [{id: "brief-juf", title: "Brief", medium: "document", person: "juf", date: "2026-03-01"}],
      ),
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
      having(
        "a letter of one of the parents",
        [statement("fact", {source: "brief-vic"})],
        [{id: "brief-vic", title: "Brief", medium: "document", person: "vic", date: "2026-03-01"}],
      ),
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
  "contested-fact-verified": {
    passes: [
      one("a document beside a rumour", "fact", {
        source: ["gerucht", "brief"],
        contradicts: "verhaal",
      }),
      one("a document", "fact", {source: "brief", contradicts: "verhaal"}),
      one("a register", "fact", {source: "brp", contradicts: "verhaal"}),
      one("two people", "fact", {source: ["praat-mira", "praat-vic"], contradicts: "verhaal"}),
      one("not contested", "fact", {source: "praat-mira"}),
      one(
        "what contradicts it was withdrawn",
        "fact",
        {source: "praat-mira"},
        statement("account", {id: "oud", contradicts: "s", attrs: {withdrawn: "dubbel"}}),
      ),
      one("it contradicts nothing that stands", "fact", {source: "praat-mira", contradicts: "weg"}),
      one("an account may be contested", "account", {attrs: account, contradicts: "verhaal"}),
    ],
    refused: [
      one("acknowledged by one party", "fact", {
        source: "praat-vic",
        attrs: {verifiedBy: "acknowledged"},
        contradicts: "verhaal",
      }),
      one(
        "contradicted by another",
        "fact",
        {source: "praat-vic"},
        statement("account", {id: "nee", contradicts: "s"}),
      ),
      having(
        "two talks with one person",
        [
          statement("fact", {source: ["praat-mira", "weer"], contradicts: "nee"}),
          statement("account", {id: "nee"}),
        ],
        [...sources, {id: "weer", title: "Tweede gesprek", medium: "talk", person: "mira"}],
      ),
      having(
        "two notes of one writer",
        [
          statement("fact", {source: ["a", "b"], contradicts: "nee"}),
          statement("account", {id: "nee"}),
        ],
        ["a", "b"].map(id => ({id, title: id, medium: "own", author: "Auke Tas"})),
      ),
      one("nobody knows who said the other", "fact", {
        source: ["praat-mira", "gerucht"],
        contradicts: "verhaal",
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
  "observer-accorded": {
    passes: [
      one("of the team", "observation", {attrs: {by: "bo"}}),
      one("approved", "observation", {attrs: {by: "juf", accordAt: "2026-03-04"}}),
      one("a legal ground", "observation", {attrs: {by: "juf", accordGround: "Jw 7.3.11 lid 4"}}),
      one("nobody", "observation", {}),
      one("an account of a parent", "account", {attrs: account}),
    ],
    refused: [
      one("an informant", "observation", {attrs: {by: "juf", at: "2026-03-01"}}),
      one("a parent", "observation", {attrs: {by: "mira"}}),
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
      report("a year counts to its end", {
        placed: [statement("documentExcerpt", {attrs: {at: "2023"}})],
        today: "2025-12-10",
      }),
    ],
    refused: [
      one("by its document", "documentExcerpt", {source: "oud"}),
      report("a year is over when its end is", {
        placed: [statement("documentExcerpt", {attrs: {at: "2023"}})],
        today: "2026-01-10",
      }),
      one("by its own date", "documentExcerpt", {source: "brief", attrs: {at: "2016"}}),
      one("one month over the limit", "documentExcerpt", {attrs: {at: "2024-03-30"}}),
    ],
  },
  "excerpt-needs-page": {
    passes: [
      one("about somebody", "documentExcerpt", {
        source: "brief",
        page: "2",
        about: "isa",
        attrs: {insideKind: "fact"},
      }),
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
  "expert-report-attached": {
    passes: [
      having("attached", [statement("documentExcerpt", {source: "x"})], [expert("x", true)]),
      one("not of an expert", "fact", {source: "brief"}),
      having("nobody uses it", [statement("fact", {})], [expert("x", false)]),
    ],
    refused: [
      having("quoted", [statement("documentExcerpt", {source: "x"})], [expert("x", false)]),
      having(
        "one of two",
        [statement("fact", {source: ["x", "y"]})],
        [expert("x", true), expert("y", false)],
      ),
    ],
  },
  "diagnosis-term-outside-diagnosis": {
    passes: [
      one("one waiver of two", "fact", {
        text: "Isa is getraumatiseerd.",
        waivers: [
          {hash: "anders", reason: "x"},
          {hash: "diagnosis-term:getraumatiseerd", reason: "naam van de cursus"},
        ],
      }),
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
