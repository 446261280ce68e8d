// SPDX-License-Identifier: EUPL-1.2

/** Rules on what a section of the template needs, and on its fields. */
import type {Kind, SectionNeed, Template} from "@wederhoor/format"
import {type Placed, offered, reacted, soundFact, statement} from "../builders.ts"
import {
  both,
  field,
  withFields,
  recorded,
  report,
  unrecorded,
  who,
  withSection,
} from "./report-situation.ts"
import {type Cases, type Situation} from "./situation.ts"

const asking = (need: Partial<SectionNeed>, section = "facts"): Partial<Template> => ({
  sections: withSection(section, {
    fields: [{id: "why", label: both("Waarom niet"), type: "text"}],
    needs: [{kinds: ["fact"], min: 1, message: both("Zet er iets bij."), ...need}],
  }),
})
const needing = (
  name: string,
  need: Partial<SectionNeed>,
  placed: readonly Placed[],
  more: Omit<Parameters<typeof report>[1], "template" | "placed"> & {section?: string} = {},
): Situation => report(name, {...more, placed, template: asking(need, more.section)})
const ofChildren = {kinds: ["childVoice"], per: "child"} as const
const voiceOf = (by: string, kind: Kind = "childVoice"): Placed =>
  statement(kind, {id: `stem-${by}`, attrs: {by}, section: "voices"})
const perQuestion = {kinds: ["conclusion"], per: "question"} as const
const question = (id: string): Placed => statement("question", {id})
const answer = (id: string, answers: string): Placed => statement("conclusion", {id, answers})
const registerOnly = {template: asking({})}

const whenYes = withFields(
  field("told"),
  field("reaction", {requiredWhen: {field: "extra.told", is: "yes"}}),
)
const lasting = (order: "within" | "before", term = "trial"): Partial<Template> =>
  withFields(
    field("from", {type: "date"}),
    field("on", {type: "date", term: {of: "extra.from", policy: term, order}}),
  )
const dated = (
  name: string,
  [from, on]: readonly [string, string],
  term: object,
  more: {order?: "within" | "before"; key?: string; holidays?: readonly string[]} = {},
): Situation =>
  report(name, {
    template: lasting(more.order ?? "within", more.key),
    fields: {extra: {from, on}},
    policy: {fieldTerms: {trial: term}, ...(more.holidays ? {holidays: more.holidays} : {})},
  })

export const sectionCases: Cases = {
  "section-needs": {
    passes: [
      needing("as many as asked", {min: 2}, [soundFact("a"), soundFact("b")]),
      needing("of one of the kinds", {kinds: ["fact", "observation"]}, [
        statement("observation", {}),
      ]),
      needing("with the value", {where: {attribute: "verifiedBy", is: "register"}}, [soundFact()]),
      needing("linked to the right kind", {linked: {relation: "basedOn", kinds: ["wish"]}}, [
        statement("fact", {basedOn: ["w", "o"]}),
        statement("wish", {id: "w"}),
        statement("view", {id: "o"}),
      ]),
      needing("a reason is filled in instead", {unless: "why"}, [], {
        fields: {facts: {why: "geen"}},
      }),
      needing("each child speaks", ofChildren, [voiceOf("isa"), voiceOf("tim")], {
        section: "voices",
      }),
      needing("of a child the record says how it was heard", ofChildren, [voiceOf("isa")], {
        section: "voices",
        steps: [recorded({person: "tim"})],
      }),
      needing("a child reacted itself", ofChildren, [voiceOf("tim")], {
        section: "voices",
        steps: [reacted("isa")],
      }),
      needing("no child, nothing to ask", ofChildren, [], {
        section: "voices",
        register: [who("mira", "parent")],
      }),
      needing(
        "each parent",
        {kinds: ["view"], per: "parent"},
        [voiceOf("mira", "view"), voiceOf("vic", "view")],
        {section: "voices"},
      ),
      needing(
        "each question",
        perQuestion,
        [question("v1"), question("v2"), answer("a", "v1"), answer("b", "v2")],
        {section: "weighing"},
      ),
      needing("no question", perQuestion, [], {section: "weighing"}),
      {...report("a section without needs", {}), name: "nothing is asked"},
      unrecorded("a reason is not judged without a record", {template: asking({unless: "why"})}),
      unrecorded("nor are people", {template: asking(ofChildren, "voices")}),
      unrecorded("enough, without a record", {...registerOnly, placed: [soundFact()]}),
    ],
    refused: [
      needing("nothing", {}, []),
      needing("one too few", {min: 2}, [soundFact()]),
      needing("another kind", {}, [statement("observation", {})]),
      needing("withdrawn", {}, [statement("fact", {attrs: {withdrawn: "onjuist"}})]),
      needing("in another section", {}, [statement("fact", {section: "occasion"})]),
      needing("another value", {where: {attribute: "verifiedBy", is: "document"}}, [soundFact()]),
      needing("linked to another kind", {linked: {relation: "basedOn", kinds: ["wish"]}}, [
        statement("fact", {basedOn: "o"}),
        statement("view", {id: "o"}),
      ]),
      needing("linked in another way", {linked: {relation: "basedOn", kinds: ["wish"]}}, [
        statement("fact", {contradicts: "w"}),
        statement("wish", {id: "w"}),
      ]),
      needing("linked to what was withdrawn", {linked: {relation: "basedOn", kinds: ["wish"]}}, [
        statement("fact", {basedOn: "w"}),
        statement("wish", {id: "w", attrs: {withdrawn: "x"}}),
      ]),
      needing("the reason is blank", {unless: "why"}, [], {fields: {facts: {why: " "}}}),
      needing("one child does not speak for the other", ofChildren, [voiceOf("isa")], {
        section: "voices",
      }),
      needing("a child that was only offered the report", ofChildren, [voiceOf("tim")], {
        section: "voices",
        steps: [offered()],
      }),
      needing(
        "one parent does not speak for the other",
        {kinds: ["view"], per: "parent"},
        [voiceOf("mira", "view")],
        {section: "voices"},
      ),
      needing("a carer is asked like a parent", {kinds: ["view"], per: "parent"}, [], {
        section: "voices",
        register: [who("oma", "carer")],
      }),
      needing("who sits at the table", {kinds: ["view"], per: "participant"}, [], {
        section: "voices",
        register: [who("juf", "participant")],
      }),
      needing(
        "a question without an answer",
        perQuestion,
        [question("v1"), question("v2"), answer("a", "v1"), answer("b", "v1")],
        {section: "weighing"},
      ),
      unrecorded("nothing, and no record either", registerOnly),
      unrecorded("a question is judged without a record", {
        template: asking(perQuestion, "weighing"),
        placed: [question("v1")],
      }),
    ],
  },
  "field-known": {
    passes: [
      report("one of the options, a day and some words", {
        fields: {occasion: {frame: "voluntary", on: "2026-03-01", who: "de gemeente"}},
      }),
      report("left empty", {fields: {occasion: {frame: "", on: ""}}}),
      report("an empty field of an older form", {fields: {occasion: {oud: " "}, weg: {oud: ""}}}),
      unrecorded("silent without a record"),
    ],
    refused: [
      report("no option", {fields: {occasion: {frame: "anders"}}}),
      report("no day", {fields: {occasion: {on: "maandag"}}}),
      report("no such field", {fields: {occasion: {oud: "iets"}}}),
      report("no such section", {fields: {weg: {who: "iets"}}}),
    ],
  },
  "field-required": {
    passes: [
      report("filled when it is asked", {
        template: whenYes,
        fields: {extra: {told: "yes", reaction: "goed"}},
      }),
      report("not asked", {template: whenYes, fields: {extra: {told: "no"}}}),
      report("nothing answered yet", {template: whenYes}),
      report("required and filled", {
        template: withFields(field("a", {required: true})),
        fields: {extra: {a: "ja"}},
      }),
      report("in a required section that is another rule", {
        template: {sections: withSection("occasion", {})},
      }),
      report("nothing is required", {template: withFields(field("a"))}),
      unrecorded("silent without a record", {template: whenYes}),
    ],
    refused: [
      report("asked by another answer", {template: whenYes, fields: {extra: {told: " yes "}}}),
      report("filled with a blank", {
        template: whenYes,
        fields: {extra: {told: "yes", reaction: " "}},
      }),
      report("required in a section that may be empty", {
        template: withFields(field("a", {required: true})),
      }),
      report("required in a computed section", {
        template: {
          sections: withSection("method", {required: true, fields: [field("a", {required: true})]}),
        },
      }),
      report("the other field stands in another section", {
        template: withFields(
          field("a", {requiredWhen: {field: "occasion.frame", is: "compulsory"}}),
        ),
        fields: {occasion: {frame: "compulsory"}},
      }),
    ],
  },
  "field-term": {
    passes: [
      dated("the last day", ["2026-03-01", "2026-03-15"], {days: 14}),
      dated("the same day", ["2026-03-01", "2026-03-01"], {days: 0}),
      dated("the last working day", ["2026-03-06", "2026-03-11"], {workingDays: 3}),
      dated(
        "a holiday lengthens it",
        ["2026-04-02", "2026-04-07"],
        {workingDays: 1},
        {
          holidays: ["2026-04-03", "2026-04-06"],
        },
      ),
      dated("a month ends with the month", ["2026-01-31", "2026-02-28"], {months: 1}),
      dated("a year", ["2024-02-29", "2025-02-28"], {months: 12}),
      dated("long enough before", ["2026-05-31", "2026-03-31"], {months: 2}, {order: "before"}),
      dated(
        "a month before, in a short month",
        ["2026-03-31", "2026-02-28"],
        {months: 1},
        {
          order: "before",
        },
      ),
      dated(
        "working days before",
        ["2026-03-09", "2026-03-06"],
        {workingDays: 1},
        {
          order: "before",
        },
      ),
      dated("not filled in", ["2026-03-01", ""], {days: 0}),
      dated("nothing to count from", ["", "2026-03-15"], {days: 0}),
      dated("no day to count from", ["voorjaar", "2026-03-15"], {days: 0}),
      dated("not a day itself", ["2026-03-01", "zomer"], {days: 0}),
      dated(
        "a term that this policy does not know",
        ["2026-03-01", "2027-03-01"],
        {days: 1},
        {
          key: "other",
        },
      ),
      report("a policy without such terms", {
        template: lasting("within"),
        fields: {extra: {from: "2026-03-01", on: "2027-03-01"}},
      }),
      report("fields without a term", {
        template: withFields(field("on", {type: "date"})),
        fields: {extra: {on: "2027-01-01"}},
      }),
      unrecorded("silent without a record", {template: lasting("within")}),
    ],
    refused: [
      dated("a day late", ["2026-03-01", "2026-03-16"], {days: 14}),
      dated("a working day late", ["2026-03-06", "2026-03-12"], {workingDays: 3}),
      dated("a weekend does not lengthen it by more", ["2026-03-05", "2026-03-09"], {
        workingDays: 1,
      }),
      dated("a month, late", ["2026-01-31", "2026-03-01"], {months: 1}),
      dated("not long enough before", ["2026-05-31", "2026-04-01"], {months: 2}, {order: "before"}),
      dated(
        "too late before a holiday",
        ["2026-04-07", "2026-04-03"],
        {workingDays: 1},
        {
          order: "before",
          holidays: ["2026-04-03", "2026-04-06"],
        },
      ),
      dated(
        "days before, one too few",
        ["2026-03-15", "2026-03-02"],
        {days: 14},
        {
          order: "before",
        },
      ),
    ],
  },
}
