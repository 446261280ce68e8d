// SPDX-License-Identifier: EUPL-1.2

/** Rules that the template of a report decides: areas, who signs, recognition, court. */
import type {Kind, Statement, Template} from "@wederhoor/format"
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
import {both, field, report, unrecorded, who, withSection} from "./report-situation.ts"
import {type Cases, type Situation, told} from "./situation.ts"

const voiceOf = (by: string, kind: Kind = "childVoice"): Placed =>
  statement(kind, {id: `stem-${by}`, attrs: {by}, section: "voices"})

const sharedVoice = (by: string, shareWith: string): Placed =>
  statement("childVoice", {id: `stem-${by}`, attrs: {by}, section: "voices", shareWith})
const toldVoice = (by: string): Placed => sharedVoice(by, "mira")

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
      weighed("nobody else could be found, and it says so", hindering("a"), on("unknown", "niet")),
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
        [toldVoice("isa"), statement("judgement", {basedOn: "stem-isa"})],
      ),
      told(
        "one of two is enough",
        [],
        [toldVoice("isa"), toldVoice("tim"), statement("conclusion", {basedOn: ["stem-tim"]})],
      ),
      told("no child spoke", [], [statement("judgement", {})]),
      told("shared with nobody", [], [voiceOf("isa"), statement("judgement", {})]),
      told(
        "shared with the team only",
        [],
        [sharedVoice("isa", "team"), statement("judgement", {})],
      ),
      told("nothing is weighed", [], [toldVoice("isa")]),
      report("a template with no place for it", {
        placed: [toldVoice("isa"), statement("judgement", {})],
        template: {sections: withSection("voices", {allows: ["view"]})},
      }),
      report("a template that weighs nothing", {
        placed: [toldVoice("isa"), statement("judgement", {})],
        template: {sections: withSection("weighing", {allows: []})},
      }),
    ],
    refused: [
      told("the weighing passes it by", [], [toldVoice("isa"), statement("judgement", {})]),
      told(
        "the plan is no weighing",
        [],
        [
          toldVoice("isa"),
          statement("agreement", {basedOn: "stem-isa"}),
          statement("judgement", {id: "j"}),
        ],
      ),
      told(
        "it rests on another voice",
        [],
        [toldVoice("isa"), voiceOf("mira", "view"), statement("judgement", {basedOn: "stem-mira"})],
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
      told("answered", [approved(), remarked({}), answered("t-mira-2")]),
      unrecorded("silent without a record"),
    ],
    refused: [
      told("with “read”", [approved(), remarked({})]),
      told("with “agreed”", [approved(), remarked({decision: "agreedWithRemarks"})]),
      told("with a plain “agreed”", [approved(), remarked({decision: "agreed"})]),
      told("with “disagreed”", [approved(), remarked({decision: "disagreed"})]),
      told("a reaction beside it was answered", [
        approved(),
        remarked({}),
        reacted("mira", {version: 2}),
        answered("r-mira-2"),
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
