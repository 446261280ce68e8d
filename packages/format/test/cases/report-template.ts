// SPDX-License-Identifier: EUPL-1.2

/** Rules that the template of a report decides: sections, fields, areas, who signs, recognition, court. */
import type {Kind, SectionNeed, Statement, Template, TemplateField} from "@wederhoor/format"
import {
  type Placed,
  type Step,
  answered,
  approved,
  hearing,
  offered,
  persons,
  reacted,
  signed,
  soundFact,
  statement,
  step,
} from "../builders.ts"
import {recorded, report, unrecorded, who, withSection} from "./report-situation.ts"
import {type Cases, type Situation, told} from "./situation.ts"

const both = (text: string) => ({nl: text, en: text})

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

const withFields = (...fields: TemplateField[]): Partial<Template> => ({
  sections: withSection("extra", {fields}),
})
const field = (id: string, more: Partial<TemplateField> = {}): TemplateField => ({
  id,
  label: both(id),
  type: "text",
  ...more,
})
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

const areas = {
  vocabularies: {
    areas: [
      {id: "home", label: both("Thuis"), assessed: true},
      {id: "school", label: both("School")},
    ],
  },
}
const on = (kind: Kind, id: string, more: Parameters<typeof statement>[1] = {}): Placed =>
  statement(kind, {id, ...more, attrs: {area: "home", ...more.attrs}})
const helping = (id = "helpt"): Placed => on("factor", id, {attrs: {effect: "helping"}})
const hindering = (id = "hindert", more: Parameters<typeof statement>[1] = {}): Placed =>
  on("fact", id, {...more, attrs: {effect: "hindering", ...more.attrs}})
const weighed = (name: string, ...placed: Placed[]): Situation =>
  report(name, {placed, template: areas})
const viaSources = (name: string, ...source: string[]): Situation =>
  weighed(name, hindering("a", {source}))

const signing = (
  name: string,
  steps: readonly Step[],
  signOffs: Template["signOffs"],
  more: Omit<Parameters<typeof report>[1], "template" | "steps"> = {},
): Situation =>
  report(name, {...more, steps: [approved(), ...steps], template: signOffs ? {signOffs} : {}})
const signedFor = (purpose: string, person: string, decision = "agreed"): Step => {
  const [by, event] = signed(person, 2, decision)
  return [by, {...event, purpose} as typeof event]
}
const planBy = (attrs: Statement["attrs"], kind: Kind = "agreement"): Placed =>
  statement(kind, {id: "taak", attrs})
const family = ["parent", "carer", "child"] as const
const consent = [{purpose: "consent", roles: family, required: true}] as const
const plan = [{purpose: "plan", roles: family, required: true}] as const
const ownWords = [{purpose: "ownWords", roles: family, required: true}] as const
const household = (childBirth: string): typeof persons => [
  who("mira", "parent", {authority: true}),
  who("vic", "parent", {authority: false}),
  who("isa", "child", {birthDate: childBirth}),
]
const consenting = (name: string, birth: string, ...signers: string[]): Situation =>
  signing(
    name,
    signers.map(id => signedFor("consent", id)),
    consent,
    {register: household(birth)},
  )

const recognising = {recognition: true} as const
const said = (by: string, on: string): Step =>
  step(by, {type: "recognised", statement: on, recognition: "no", version: 1})
const explanation = (id = "uitleg", more: Parameters<typeof statement>[1] = {}): Placed =>
  statement("hypothesis", {id, ...more})
const everybodySaid = ["mira", "vic", "isa"].map(id => said(id, "uitleg"))
const shown = (name: string, steps: readonly Step[], ...placed: Placed[]): Situation =>
  report(name, {steps, placed, template: recognising})

const petition = {courtWhen: {field: "occasion.frame", is: "compulsory"}} as const
const filed = (name: string, ...placed: Placed[]): Situation =>
  report(name, {placed, template: {court: true}})
const remarked = (more: {decision?: string; remarks?: string; purpose?: string}): Step => {
  const [by, event] = signed("mira", 2, more.decision ?? "seen")
  return [by, {...event, remarks: "Nog één ding.", ...more} as typeof event]
}

export const templateCases: Cases = {
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
  "area-both-sides": {
    passes: [
      weighed("both", helping(), hindering()),
      weighed("a concern is the hindering side", helping(), on("concern", "zorg")),
      weighed("said to be not known", on("unknown", "weet-niet")),
      weighed("one side, the other not known", helping(), on("unknown", "weet-niet")),
      weighed(
        "another area is not assessed",
        helping(),
        hindering(),
        on("factor", "s", {attrs: {area: "school", effect: "helping"}}),
      ),
      report("no area is assessed", {
        template: {vocabularies: {areas: [{id: "home", label: both("Thuis")}]}},
      }),
      report("no areas at all", {}),
    ],
    refused: [
      weighed("neither"),
      weighed("only what helps", helping()),
      weighed("only what hinders", hindering()),
      weighed("only a concern", on("concern", "zorg")),
      weighed(
        "the other side in another area",
        helping(),
        on("concern", "z", {attrs: {area: "school"}}),
      ),
      weighed("withdrawn", helping(), hindering("h", {attrs: {withdrawn: "x"}})),
      weighed(
        "of a kind that cannot say so",
        hindering(),
        on("judgement", "j", {attrs: {effect: "helping"}}),
      ),
      weighed("not known elsewhere", helping(), on("unknown", "w", {attrs: {area: "school"}})),
    ],
  },
  "area-two-sources": {
    passes: [
      viaSources("two", "brp", "brief"),
      viaSources("two people", "praat-mira", "praat-vic"),
      weighed("one each", hindering("a", {source: "brp"}), hindering("b", {source: "brief"})),
      weighed(
        "a concern on two accounts",
        on("concern", "zorg", {basedOn: ["m", "v"]}),
        statement("account", {id: "m", attrs: {by: "mira"}}),
        statement("account", {id: "v", attrs: {by: "vic"}}),
      ),
      weighed(
        "what was seen, and what was said",
        on("concern", "zorg", {basedOn: ["oordeel"]}),
        statement("judgement", {id: "oordeel", attrs: {by: "auke"}, basedOn: ["zag", "m"]}),
        statement("observation", {id: "zag", attrs: {by: "auke"}}),
        statement("account", {id: "m", attrs: {by: "mira"}}),
      ),
      weighed("nothing hinders", helping()),
      weighed("it is another area", on("concern", "z", {attrs: {area: "school"}})),
      report("no area is assessed", {placed: [hindering()]}),
      report("an unknown medium, but its author is known", {
        placed: [hindering("a", {source: ["x", "brp"]})],
        template: areas,
        sources: [
          {id: "x", title: "x", medium: "unknown", author: "de huisarts"},
          {id: "brp", title: "brp", medium: "register"},
        ],
      }),
    ],
    refused: [
      weighed("none", hindering()),
      viaSources("one", "brp"),
      viaSources("one twice", "brp", "brp"),
      viaSources("one, and a rumour", "brp", "gerucht"),
      weighed("a concern on nothing", on("concern", "zorg")),
      weighed("the other source is about what helps", hindering("a", {source: "brp"}), {
        ...on("fact", "b", {source: "brief", attrs: {effect: "helping"}}),
      }),
      weighed(
        "who weighs is no source",
        on("concern", "zorg", {attrs: {by: "auke"}, basedOn: ["oordeel"]}),
        statement("judgement", {id: "oordeel", attrs: {by: "bo"}, basedOn: ["m", "zorg"]}),
        statement("account", {id: "m", attrs: {by: "mira"}}),
      ),
      weighed(
        "what somebody said, and a talk with the same person",
        on("concern", "zorg", {basedOn: ["m"]}),
        statement("account", {id: "m", attrs: {by: "mira"}, source: "praat-mira"}),
      ),
      report("two papers by one author", {
        placed: [hindering("a", {source: ["x", "y"]})],
        template: areas,
        sources: [
          {id: "x", title: "x", medium: "document", author: "De huisarts"},
          {id: "y", title: "y", medium: "document", author: "de huisarts "},
        ],
      }),
    ],
  },
  "child-voice-used": {
    passes: [
      told(
        "a judgement rests on it",
        [],
        [voiceOf("isa"), statement("judgement", {basedOn: "stem-isa"})],
      ),
      told(
        "one of two is enough",
        [],
        [voiceOf("isa"), voiceOf("tim"), statement("conclusion", {basedOn: ["stem-tim"]})],
      ),
      told("no child spoke", [], [statement("judgement", {})]),
      told("nothing is weighed", [], [voiceOf("isa")]),
      report("a template with no place for it", {
        placed: [voiceOf("isa"), statement("judgement", {})],
        template: {sections: withSection("voices", {allows: ["view"]})},
      }),
      report("a template that weighs nothing", {
        placed: [voiceOf("isa"), statement("judgement", {})],
        template: {sections: withSection("weighing", {allows: []})},
      }),
    ],
    refused: [
      told("the weighing passes it by", [], [voiceOf("isa"), statement("judgement", {})]),
      told(
        "the plan is no weighing",
        [],
        [
          voiceOf("isa"),
          statement("agreement", {basedOn: "stem-isa"}),
          statement("judgement", {id: "j"}),
        ],
      ),
      told(
        "it rests on another voice",
        [],
        [voiceOf("isa"), voiceOf("mira", "view"), statement("judgement", {basedOn: "stem-mira"})],
      ),
    ],
  },
  "complaint-stated": {
    passes: [
      report("said", {
        template: {sections: withSection("cover", {fields: [field("complaint")]})},
        fields: {cover: {complaint: "nee"}},
      }),
      report("no such field on the cover", {
        template: {sections: withSection("cover", {fields: [field("kind")]})},
      }),
      report("a complaint elsewhere is another matter", {
        template: {sections: withSection("extra", {fields: [field("complaint")]})},
      }),
      unrecorded("silent without a record", {
        template: {sections: withSection("cover", {fields: [field("complaint")]})},
      }),
    ],
    refused: [
      report("not said", {
        template: {sections: withSection("cover", {fields: [field("complaint")]})},
      }),
      report("blank", {
        template: {sections: withSection("cover", {fields: [field("complaint")]})},
        fields: {cover: {complaint: "  "}},
      }),
    ],
  },
  "recognition-asked": {
    passes: [
      shown("everybody answered, in whatever sense", everybodySaid, explanation()),
      shown("rejected", [], explanation("uitleg", {attrs: {state: "rejected"}})),
      shown("a judgement is not asked", [], statement("judgement", {})),
      shown("withdrawn", [], explanation("uitleg", {attrs: {withdrawn: "x"}})),
      shown(
        "who may not read it is not asked",
        [said("mira", "uitleg")],
        explanation("uitleg", {reader: "mira"}),
      ),
      shown(
        "who was not heard is not asked",
        [said("isa", "uitleg"), hearing("mira", "declined"), hearing("vic", "unreachable")],
        explanation(),
      ),
      report("a template that does not ask", {placed: [explanation()]}),
      unrecorded("silent without a record", {placed: [explanation()], template: recognising}),
    ],
    refused: [
      shown("nobody answered", [], explanation()),
      shown("a parent did not", everybodySaid.slice(1), explanation()),
      shown("a child that is heard itself did not", everybodySaid.slice(0, 2), explanation()),
      shown("of a conclusion", [], statement("conclusion", {})),
      shown("of a supported one", [], explanation("uitleg", {attrs: {state: "supported"}})),
      shown("of the second", everybodySaid, explanation(), explanation("tweede")),
      shown("who was offered it", [...everybodySaid.slice(1), offered()], explanation()),
      shown(
        "who was spoken to",
        [...everybodySaid.slice(1), hearing("mira", "heard")],
        explanation(),
      ),
      shown("who reacted", [...everybodySaid.slice(1), reacted("mira")], explanation()),
    ],
  },
  "court-copy-whole": {
    passes: [
      filed("everybody may read all", soundFact()),
      filed("withdrawn", statement("fact", {reader: "mira", attrs: {withdrawn: "x"}})),
      filed("a younger child gets no copy", statement("fact", {reader: ["mira", "vic", "isa"]})),
      filed(
        "shared with all",
        statement("childVoice", {attrs: {by: "isa"}, shareWith: "everyone"}),
      ),
      report("it does not go to a court", {placed: [statement("fact", {reader: "mira"})]}),
      report("it goes to a court only for a petition, and this is none", {
        placed: [statement("fact", {reader: "mira"})],
        template: petition,
        fields: {occasion: {frame: "voluntary"}},
      }),
      unrecorded("silent without a record", {
        placed: [statement("fact", {reader: "mira"})],
        template: {court: true},
      }),
    ],
    refused: [
      filed("hidden from a parent", statement("fact", {reader: ["mira", "isa"]})),
      filed("hidden from a child of twelve", statement("fact", {reader: ["mira", "vic"]})),
      filed(
        "a child's words kept from a parent",
        statement("childVoice", {attrs: {by: "isa"}, shareWith: "mira"}),
      ),
      report("hidden from a parent, and it is a petition", {
        placed: [statement("fact", {reader: "mira"})],
        template: petition,
        fields: {occasion: {frame: "compulsory"}},
      }),
      report("hidden from a carer", {
        placed: [statement("fact", {reader: "mira"})],
        register: [who("mira", "parent"), who("oma", "carer")],
        template: {court: true},
      }),
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
      told("not asked while people are heard", [offered()]),
      unrecorded("silent without a record"),
      signing("a template that asks nobody", [], []),
      signing(
        "a template that leaves it free",
        [],
        [{purpose: "report", roles: ["parent"], required: false}],
      ),
      signing(
        "a child need not react to the whole report",
        [],
        [{purpose: "report", roles: ["child"], required: true}],
      ),
      signing("plan: who has no task is not asked", [signedFor("plan", "mira")], plan, {
        placed: [planBy({by: "mira"})],
      }),
      signing("plan: nobody signs for a task that was withdrawn", [], plan, {
        placed: [planBy({by: "mira", withdrawn: "x"})],
      }),
      signing("own words: of who spoke", [signedFor("ownWords", "isa")], ownWords, {
        placed: [statement("childVoice", {attrs: {by: "isa"}, shareWith: "everyone"})],
      }),
      signing("own words: nobody spoke", [], ownWords),
      consenting("under twelve: the parent with authority", "2014-04-03", "mira"),
      consenting("from twelve: parent and child", "2014-04-02", "mira", "isa"),
      consenting("to fifteen: parent and child", "2010-04-03", "mira", "isa"),
      consenting("from sixteen: the young person alone", "2010-04-02", "isa"),
    ],
    refused: [
      told("one parent does not sign for the other", [approved(), signed("mira")]),
      told("another version", [approved(3), signed("mira", 2), signed("vic", 3)]),
      told("for another purpose", [approved(), signed("mira"), signedFor("consent", "vic")]),
      signing(
        "whoever the template names",
        [],
        [{purpose: "report", roles: ["carer"], required: true}],
        {register: [who("oma", "carer")]},
      ),
      signing("plan: who does it", [], plan, {placed: [planBy({by: "mira"})]}),
      signing("plan: who does it together", [], plan, {
        placed: [planBy({together: "vic"}, "action")],
      }),
      signing("plan: who checks it", [], plan, {placed: [planBy({checkedBy: "vic"})]}),
      signing("plan: a child with a task", [], plan, {placed: [planBy({by: "isa"})]}),
      signing("own words: of who spoke", [], ownWords, {placed: [voiceOf("mira", "view")]}),
      consenting("under twelve: not by the parent without authority", "2014-04-03", "vic"),
      consenting("from twelve: not by the parent alone", "2014-04-02", "mira"),
      consenting("to fifteen: not by the child alone", "2010-04-03", "isa"),
      consenting("from sixteen: not by the parent", "2010-04-02", "mira"),
    ],
  },
  "remark-answered": {
    passes: [
      told("no remark", [approved(), remarked({remarks: " "})]),
      told("the reason of a professional is no remark", [
        approved(),
        remarked({decision: "unreachable"}),
        remarked({decision: "declined"}),
      ]),
      told("what the reviewer and the author add is no remark", [
        approved(),
        remarked({purpose: "approval"}),
        remarked({purpose: "author"}),
      ]),
      told("a remark on a version that was replaced", [approved(), remarked({}), approved(3)]),
      told("answered", [
        approved(),
        remarked({}),
        reacted("mira", {version: 2}),
        answered("r-mira-2"),
      ]),
      unrecorded("silent without a record"),
    ],
    refused: [
      told("with “read”", [approved(), remarked({})]),
      told("with “agreed”", [approved(), remarked({decision: "agreedWithRemarks"})]),
      told("with a plain “agreed”", [approved(), remarked({decision: "agreed"})]),
      told("with “disagreed”", [approved(), remarked({decision: "disagreed"})]),
      told("the reaction has no answer either", [
        approved(),
        remarked({}),
        reacted("mira", {version: 2}),
      ]),
      told("an answer to an earlier reaction", [
        offered(),
        reacted("mira"),
        answered("r-mira-1"),
        approved(),
        remarked({}),
      ]),
      told("an answer to somebody else", [
        approved(),
        remarked({}),
        reacted("vic", {version: 2}),
        answered("r-vic-2"),
      ]),
    ],
  },
}
