// SPDX-License-Identifier: EUPL-1.2

/** Rules about any statement: its kind, its references, and who may read what. */
import type {Person, Source, Template} from "@wederhoor/format"
import {
  disclosed,
  persons,
  type Placed,
  soundFact,
  sources,
  statement,
  template,
} from "../builders.ts"
import {report, who} from "./report-situation.ts"
import {
  type Cases,
  type Situation,
  account,
  childVoice,
  consented,
  having,
  judged,
  one,
  secret,
  told,
} from "./situation.ts"

const both = (text: string) => ({nl: text, en: text})
/** A template with words and kinds of its own. */
const wordy: Template = {
  ...template,
  kinds: [
    {id: "gevaar", extends: "concern", label: both("Gevaar"), requires: ["feared", "area"]},
    {id: "droom", extends: "goal", label: both("Droom")},
  ],
  vocabularies: {
    areas: [{id: "school", label: both("School")}],
    factors: [
      {id: "een", title: both("Een model"), terms: [{id: "slaap", label: both("Slaap")}]},
      {id: "twee", title: both("Een ander"), terms: [{id: "rust", label: both("Rust")}]},
    ],
    safetyPhases: [{id: "nu", label: both("Nu")}],
  },
}
const worded = (name: string, placed: Placed): Situation =>
  judged(name, [placed], {template: wordy})

/** The register with a school near the shielded address of Mira. */
const near: readonly Person[] = [
  ...persons,
  {id: "de-wilg", role: "informant", name: "De Wilg", label: "school", revealsPlace: true},
]
const named = "Iemand van DE-WILG belde."
const placed = (name: string, given: Placed): Situation =>
  judged(name, [given], {
    persons: near,
    sources: [...sources, {id: "wilg", title: "Brief van De Wilg", medium: "document"}],
  })

const health = {about: "mira", attrs: {special: "health"}}
const unnamed = (id: string, more: Partial<Source> = {}): Source => ({
  id,
  title: "Gesprek",
  medium: "talk",
  shielded: true,
  ...more,
})
const withUnnamed = [...sources, unnamed("x", {ground: "b"})]
const hidden = statement("account", {id: "hoor", source: "x"})
const withheld = statement("judgement", {about: "vic", reader: "mira"})

export const generalCases: Cases = {
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
  "vocabulary-known": {
    passes: [
      worded("an area of the template", statement("fact", {attrs: {area: "school"}})),
      worded("a factor of one of its models", statement("factor", {attrs: {factorTerm: "rust"}})),
      worded("a phase of safety", statement("goal", {attrs: {safetyPhase: "nu"}})),
      worded(
        "a kind of its own, under its base",
        statement("concern", {attrs: {subkind: "gevaar"}}),
      ),
      one("no word at all", "fact", {}),
    ],
    refused: [
      worded("another area", statement("fact", {attrs: {area: "werk"}})),
      worded("an area is no factor", statement("factor", {attrs: {factorTerm: "school"}})),
      worded("another phase", statement("goal", {attrs: {safetyPhase: "later"}})),
      worded("a kind nobody knows", statement("concern", {attrs: {subkind: "angst"}})),
      worded("a kind of another base", statement("judgement", {attrs: {subkind: "gevaar"}})),
      one("a template without any list", "fact", {attrs: {area: "school"}}),
    ],
  },
  "subkind-complete": {
    passes: [
      worded(
        "all that the template asks",
        statement("concern", {attrs: {subkind: "gevaar", feared: "dat Isa valt", area: "school"}}),
      ),
      worded("the base kind", statement("concern", {attrs: {feared: "dat Isa valt"}})),
      worded("a kind that asks nothing", statement("goal", {attrs: {subkind: "droom"}})),
      worded("a kind of another base", statement("judgement", {attrs: {subkind: "gevaar"}})),
    ],
    refused: [
      worded("nothing of it", statement("concern", {attrs: {subkind: "gevaar"}})),
      worded(
        "only the first",
        statement("concern", {attrs: {subkind: "gevaar", feared: "dat Isa valt"}}),
      ),
      worded("only the last", statement("concern", {attrs: {subkind: "gevaar", area: "school"}})),
    ],
  },
  "reference-resolves": {
    passes: [
      one("a basis of an appraisal has its own rule", "judgement", {basedOn: "weg"}),
      one("source, speaker and readers exist", "account", {
        attrs: account,
        source: "praat-mira",
        reader: ["mira", "team", "everyone"],
      }),
      one("helper, checker and who agreed exist", "agreement", {
        attrs: {by: "vic", together: "mira", checkedBy: "bo"},
        accord: ["vic", "mira"],
      }),
      one("contradicts a statement that stands", "account", {contradicts: "verhaal"}),
    ],
    refused: [
      one("a basis of something else", "goal", {basedOn: "weg"}),
      one("an appraisal that contradicts nothing", "judgement", {contradicts: "weg"}),
      one("an unknown source", "fact", {source: "weg"}),
      one("an unknown speaker", "account", {attrs: {...account, by: "niemand"}}),
      one("an unknown helper", "action", {attrs: {together: "niemand"}}),
      one("an unknown checker", "agreement", {attrs: {checkedBy: "niemand"}}),
      one("agreed by nobody known", "agreement", {accord: ["mira", "niemand"]}),
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
      judged("of one of two people", [statement("fact", {text: secret})], {
        persons: persons.map(person => ({
          ...person,
          shielded: [
            ...(person.shielded ?? []),
            ...(person.id === "vic" ? [{kind: "phone" as const, text: "06 12", reason: "x"}] : []),
          ],
        })),
      }),
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
  "named-place-revealed": {
    passes: [
      placed("its function only", statement("fact", {text: "De school belde."})),
      placed("who lives there reads it alone", statement("fact", {text: named, reader: "mira"})),
      placed("only the team reads it", statement("fact", {text: named, reader: "team"})),
      placed("in an id, which nobody prints", statement("account", {attrs: {by: "de-wilg"}})),
      placed("a name that reveals nothing", statement("fact", {text: "Els Juf belde."})),
      judged("nobody is hidden", [statement("fact", {text: named})], {
        persons: near.map(person => ({...person, shielded: []})),
      }),
      judged("a telephone number is no place", [statement("fact", {text: named})], {
        persons: near.map(person => ({
          ...person,
          shielded: person.id === "mira" ? [{kind: "phone", text: "06", reason: "x"}] : [],
        })),
      }),
    ],
    refused: [
      judged(
        "two are hidden, and one of them reads it",
        [statement("fact", {text: named, reader: "mira"})],
        {
          persons: near.map(person =>
            person.id === "vic"
              ? {...person, shielded: [{kind: "address", text: "Dennenhof 7", reason: "x"}]}
              : person,
          ),
        },
      ),
      judged("one of two places", [statement("fact", {text: named})], {
        persons: near.map(person =>
          person.id === "juf" ? {...person, revealsPlace: true} : person,
        ),
      }),
      placed("in the words, spelled otherwise", statement("fact", {text: named})),
      placed("the other parent reads it", statement("fact", {text: named, reader: "vic"})),
      placed("in an attribute", statement("observation", {attrs: {place: "bij De Wilg"}})),
      placed("in its source", statement("fact", {source: "wilg"})),
    ],
  },
  "no-citizen-number": {
    passes: [
      one("a name and a birth date", "fact", {text: "Isa, geboren op 1-5-2012."}),
      one("fails the eleven test", "fact", {text: "Nummer 111222334."}),
      one("only zeros", "fact", {text: "Nummer 000000000."}),
      one("ten digits", "fact", {text: "Bel 1112223333 of 0111222333."}),
      one("eight digits", "fact", {text: "Nummer 11222333."}),
      one("days and times", "fact", {text: "Van 2026-03-04 tot 2026-03-18, 111 222 33."}),
    ],
    refused: [
      one("mostly zeros", "fact", {text: "Nummer 100000010."}),
      one("nine digits", "fact", {text: "Nummer 111222333."}),
      one("at the start, glued to letters behind", "fact", {text: "123456782bsn"}),
      one("in groups of three", "fact", {text: "BSN 111 222 333"}),
      one("in groups of four, two and three", "fact", {text: "1112.22.333"}),
      one("the second number", "fact", {text: "111222334 en 111222333"}),
      one("in an attribute", "observation", {attrs: {occasion: "zie 123456782"}}),
      having(
        "in the title of its source",
        [statement("fact", {source: "x"})],
        [{id: "x", title: "Uittreksel 123456782", medium: "register"}],
      ),
    ],
  },
  "special-needs-ground": {
    passes: [
      report("a participant who does not sign reads only what is theirs", {
        placed: [statement("fact", {about: "mira", attrs: {special: "health"}})],
        register: [who("mira", "parent"), who("ot", "participant")],
      }),
      one("no special data", "fact", {about: "mira"}),
      one("only who it is about reads it", "fact", {...health, reader: "mira"}),
      one("only the team reads it", "fact", {...health, reader: "team"}),
      one("sharing was agreed", "fact", {...health, shareWith: "vic"}),
      one("a ground", "fact", {
        about: "mira",
        attrs: {special: "health", shareGround: "Jw 7.3.11"},
      }),
      having(
        "the source was given with consent",
        [statement("fact", {...health, source: "x"})],
        consented,
      ),
      one("who says it is no other", "account", {
        attrs: {...account, special: "finance"},
        reader: "mira",
      }),
    ],
    refused: [
      report("read by a participant, who signs for the whole report", {
        placed: [statement("fact", {about: "mira", attrs: {special: "health"}})],
        register: [who("mira", "parent"), who("ot", "participant")],
        template: {signOffs: [{purpose: "report", roles: ["participant"], required: true}]},
      }),
      one("everybody reads it", "fact", health),
      one("the other parent reads it", "fact", {...health, reader: ["mira", "vic"]}),
      one("about nobody", "fact", {attrs: {special: "criminal"}, reader: "mira"}),
      one("a source without consent", "fact", {...health, source: "brief"}),
    ],
  },
  "special-shared-as-agreed": {
    passes: [
      one("fewer readers than agreed", "fact", {
        ...health,
        shareWith: ["vic", "isa"],
        reader: "vic",
      }),
      one("who it is about and the team", "diagnosis", {
        about: "mira",
        shareWith: "vic",
        reader: ["vic", "mira", "team"],
      }),
      one("with everybody", "diagnosis", {shareWith: "everyone", reader: "vic"}),
      one("nothing was agreed", "fact", {...health, reader: "vic"}),
      one("no special data", "fact", {shareWith: "mira", reader: "vic"}),
      one("a child's words have their own rule", "childVoice", {shareWith: "mira", reader: "vic"}),
    ],
    refused: [
      one("one too many", "fact", {...health, shareWith: "isa", reader: ["isa", "vic"]}),
      one("a diagnosis", "diagnosis", {about: "mira", shareWith: "isa", reader: "vic"}),
      one("everybody", "fact", {...health, shareWith: "isa", reader: "everyone"}),
    ],
  },
  "shielded-source-has-ground": {
    passes: [
      having("a ground", [statement("account", {source: "x"})], [unnamed("x", {ground: "b"})]),
      having(
        "not shielded",
        [statement("account", {source: "x"})],
        [{...unnamed("x"), shielded: false}],
      ),
      having("of another statement", [statement("account", {})], [unnamed("x")]),
    ],
    refused: [
      having("none", [statement("account", {source: "x"})], [unnamed("x")]),
      having("empty", [statement("fact", {source: "x"})], [unnamed("x", {ground: ""})]),
      having(
        "one of two",
        [statement("fact", {source: ["x", "y"]})],
        [unnamed("x", {ground: "a1"}), unnamed("y")],
      ),
    ],
  },
  "shielded-source-never-sole": {
    passes: [
      having(
        "a fact with a source beside it",
        [statement("fact", {source: ["x", "brief"]})],
        withUnnamed,
      ),
      having("an account may", [statement("account", {source: "x"})], withUnnamed),
      having(
        "an appraisal that also rests on something else",
        [statement("concern", {basedOn: ["hoor", "feit"]}), hidden, soundFact()],
        withUnnamed,
      ),
      having(
        "an appraisal with a source beside it",
        [statement("factor", {basedOn: "hoor", source: "brief"}), hidden],
        withUnnamed,
      ),
      having(
        "a basis with a source beside it",
        [
          statement("concern", {basedOn: "beide"}),
          statement("account", {id: "beide", source: ["x", "brief"]}),
        ],
        withUnnamed,
      ),
      one("nothing to rest on", "concern", {}),
      one("a basis without sources", "concern", {basedOn: "verhaal"}),
    ],
    refused: [
      having("a fact", [statement("fact", {source: "x"})], withUnnamed),
      having("an appraisal on sources", [statement("factor", {source: "x"})], withUnnamed),
      having(
        "an appraisal on statements",
        [statement("concern", {basedOn: "hoor"}), hidden],
        withUnnamed,
      ),
      having(
        "an appraisal on both",
        [statement("factor", {basedOn: "hoor", source: "x"}), hidden],
        withUnnamed,
      ),
    ],
  },
  "about-may-read": {
    passes: [
      told("one check of two", [disclosed("isa"), disclosed("vic", "shield")], [withheld]),
      one("who it is about reads it", "judgement", {about: "vic", reader: "vic"}),
      one("everybody reads it", "view", {about: "vic"}),
      one("about nobody of the family", "account", {about: "juf", reader: "mira"}),
      one("about nobody known", "account", {about: "niemand", reader: "mira"}),
      one("a fact", "fact", {about: "vic", reader: "mira"}),
      one("a child's words", "childVoice", {about: "vic", attrs: childVoice, shareWith: "mira"}),
      told("showing it is shielded", [disclosed("vic", "shield")], [withheld]),
      told("showing it is deferred", [disclosed("vic", "defer")], [withheld]),
    ],
    refused: [
      one("a judgement for the other parent only", "judgement", {about: "vic", reader: "mira"}),
      one("what somebody tells", "account", {
        attrs: account,
        about: ["mira", "vic"],
        reader: "mira",
      }),
      told("showing it is safe", [disclosed("vic")], [withheld]),
      told("showing it to another is shielded", [disclosed("isa", "shield")], [withheld]),
    ],
  },
}
