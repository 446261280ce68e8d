// SPDX-License-Identifier: EUPL-1.2

/** Rules about who is in the register, how they were heard, and who reviews. */
import {type HearingRecord, type Person, contentMark} from "@wederhoor/format"
import {
  type Step,
  approved,
  content,
  hearing,
  offered,
  persons,
  reacted,
  soundFact,
  statement,
  step,
} from "../builders.ts"
import {recorded, report, unrecorded, who, withPerson} from "./report-situation.ts"
import {type Cases, type Situation, told} from "./situation.ts"

const author = who("auke", "author")
const isa: Person = who("isa", "child", {birthDate: "2012-05-01"})
const tim: Person = who("tim", "child", {birthDate: "2019-05-01"})
const registered = (name: string, ...register: Person[]): Situation =>
  report(name, {register: [author, ...register]})

const sixteen = (more: Partial<Person> = {}): Person =>
  who("isa", "child", {birthDate: "2010-04-02", ...more})
const fifteen = who("isa", "child", {birthDate: "2010-04-03"})

const reviewRequired = {review: {beforeFamily: "required", approve: "required"}} as const
const text = [soundFact()]
const draftReviewed = (
  outcome: "ready" | "returned",
  mark: string = contentMark(content(text)),
): Step => step("gea", {type: "draftReviewed", outcome, reason: "", mark})
const before = (name: string, steps: readonly Step[], placed = text, shown?: typeof text) =>
  report(name, {
    steps,
    placed,
    template: reviewRequired,
    ...(shown ? {offered: content(shown)} : {}),
  })

const attempts = (...made: [on: string, channel: string][]): Partial<HearingRecord> => ({
  state: "unreachable",
  attempts: made.map(([on, channel]) => ({on, channel, result: "geen gehoor"})),
})
const reached: [string, string][] = [
  ["2026-03-18", "brief"],
  ["2026-03-08", "telefoon"],
  ["2026-03-10", "telefoon"],
]
const safety: Partial<HearingRecord> = {
  state: "deferredSafety",
  reason: "gevaar",
  consulted: "Gea Vos",
  reviewOn: "2026-03-21",
}
const urgency: Partial<HearingRecord> = {
  state: "deferredUrgency",
  reason: "spoed",
  reviewOn: "2026-04-01",
}
const evidence = (name: string, given: Partial<HearingRecord>, ...more: Step[]): Situation =>
  told(name, [recorded(given), ...more])
const terms = {inspectionWorkingDays: 5, excerptMonths: 24}

const hearingVersion = {number: 1, digest: "d", purpose: "hearing", renditions: []} as const

const reviewer = (more: Partial<Person>): readonly Person[] => withPerson("gea", more)
const inGoodOrder = {registration: "SKJ 2"}
const abstained: Step = step("gea", {type: "reviewed", act: "abstained", reason: ""})
const otherReviewer = who("otto", "reviewer", {registration: ""})

export const peopleCases: Cases = {
  "party-in-register": {
    passes: [
      told("two parents", []),
      registered("one parent", who("mira", "parent"), tim),
      registered("one carer", who("oma", "carer"), tim),
      registered("a household without children", who("mira", "parent")),
      registered("a young adult alone", who("isa", "child", {birthDate: "2008-04-02"})),
      registered("a child with a guardian", tim, who("gi", "representative", {represents: "tim"})),
      registered(
        "two children, each with a guardian",
        isa,
        tim,
        who("gi", "representative", {represents: "tim"}),
        who("gi2", "representative", {represents: "isa"}),
      ),
      registered(
        "a minor with a guardian beside a young adult",
        who("isa", "child", {birthDate: "2000-01-01"}),
        tim,
        who("gi", "representative", {represents: "tim"}),
      ),
      unrecorded("silent without a record"),
    ],
    refused: [
      registered("nobody"),
      registered("people around the family only", who("juf", "informant"), who("k", "chair")),
      registered(
        "a child alone, one day under age",
        who("isa", "child", {birthDate: "2008-04-03"}),
      ),
      registered("a child of unknown age", who("isa", "child")),
      registered(
        "a guardian of one child only",
        isa,
        tim,
        who("gi", "representative", {represents: "tim"}),
      ),
      registered(
        "a young adult does not stand for a minor",
        who("isa", "child", {birthDate: "2000-01-01"}),
        tim,
      ),
    ],
  },
  "representative-not-party": {
    passes: [
      told("nobody represents anybody", []),
      registered("a guardian ad litem", isa, who("cur", "representative", {represents: "isa"})),
      registered("for an adult", who("mira", "parent", {represents: "vic"}), who("vic", "parent")),
      registered("of nobody here", who("mira", "parent", {represents: "weg"}), isa),
      unrecorded("silent without a record"),
    ],
    refused: [
      registered("a parent", isa, who("mira", "parent", {represents: "isa"})),
      registered("a carer", isa, who("oma", "carer", {represents: "isa"})),
      registered("a brother", isa, who("tim", "child", {represents: "isa"})),
    ],
  },
  "child-age-known": {
    passes: [
      told("every child has a date of birth", []),
      report("grown-ups need none", {register: [who("mira", "parent"), who("oma", "carer")]}),
      unrecorded("silent without a record"),
    ],
    refused: [
      report("a child without one", {register: [who("mira", "parent"), who("isa", "child")]}),
      report("an empty one", {
        register: [who("mira", "parent"), who("isa", "child", {birthDate: ""})],
      }),
    ],
  },
  "parents-read-on-consent": {
    passes: [
      registered("yes", who("mira", "parent"), sixteen({parentsMayRead: true})),
      registered("no", who("mira", "parent"), sixteen({parentsMayRead: false})),
      registered("one day under age", who("mira", "parent"), fifteen),
      registered("of unknown age", who("mira", "parent"), who("isa", "child")),
      registered("no parent to read it", who("juf", "informant"), sixteen()),
      registered("it is no question for adults", who("mira", "parent", {birthDate: "1980-01-01"})),
      unrecorded("silent without a record"),
    ],
    refused: [
      registered("of age today, with a parent", who("mira", "parent"), sixteen()),
      registered("with a carer", who("oma", "carer"), sixteen()),
      report("an earlier age in the policy", {
        register: [who("mira", "parent"), fifteen],
        policy: {ages: {ownHearing: 12, ownConsent: 14}},
      }),
    ],
  },
  "reviewed-before-family": {
    passes: [
      before("ready", [draftReviewed("ready")]),
      before("returned first, ready now", [draftReviewed("returned"), draftReviewed("ready")]),
      before("what was returned was another text", [
        draftReviewed("ready"),
        draftReviewed("returned", "anders"),
      ]),
      before(
        "only withdrawn since it was offered",
        [draftReviewed("ready", contentMark(content([...text, soundFact("weg")]))), offered()],
        text,
        [...text, soundFact("weg")],
      ),
      before(
        "the same with a waiver, and in another order",
        [draftReviewed("ready", contentMark(content([soundFact("b"), ...text])))],
        [
          ...text,
          {
            section: "facts",
            statement: {...soundFact("b").statement, waivers: [{hash: "h", reason: "r"}]},
          },
        ],
      ),
      report("not asked where the template leaves it open", {placed: text}),
      report("nor where it wants none", {
        placed: text,
        template: {review: {beforeFamily: "none", approve: "required"}},
      }),
      unrecorded("silent without a record", {placed: text, template: reviewRequired}),
    ],
    refused: [
      before("nobody read it", []),
      before("returned", [draftReviewed("returned")]),
      before("ready first, returned since", [draftReviewed("ready"), draftReviewed("returned")]),
      before("changed since", [draftReviewed("ready")], [...text, soundFact("nieuw")]),
      before(
        "offered, and changed since",
        [draftReviewed("ready"), offered()],
        [...text, soundFact("nieuw")],
        text,
      ),
      before("offered without review", [offered()], text, text),
      before("offered without review, then something withdrawn", [offered()], text, [
        ...text,
        soundFact("weg"),
      ]),
      before(
        "other words",
        [draftReviewed("ready")],
        [statement("fact", {id: "feit", text: "Anders.", source: "brp"})],
      ),
      before(
        "in another section",
        [draftReviewed("ready")],
        [{...soundFact(), section: "occasion"}],
      ),
    ],
  },
  "hearing-evidence": {
    passes: [
      told("nothing recorded", []),
      evidence("heard, on the day it was recorded", {on: "2026-03-20"}),
      evidence("declined", {state: "declined"}),
      told("silence after the term", [
        offered(1, "2026-03-19", "2026-03-05T09:00:00Z"),
        recorded({state: "noResponse"}),
      ]),
      evidence(
        "not reached: as often, in as many ways, over as long as asked",
        attempts(...reached),
      ),
      report("not reached, under a policy that asks less", {
        steps: [recorded(attempts(["2026-03-10", "brief"], ["2026-03-15", "brief"]))],
        policy: {
          terms: {...terms, unreachableAttempts: 2, unreachableChannels: 1, unreachableDays: 5},
        },
      }),
      evidence(
        "not reached, tried once more on the day it was recorded",
        attempts(["2026-03-10", "brief"], ["2026-03-12", "telefoon"], ["2026-03-20", "telefoon"]),
      ),
      told("silence recorded at the moment of a late offer", [
        offered(1, "2026-03-19", "2026-03-20T09:00:00Z"),
        recorded({state: "noResponse"}),
      ]),
      evidence("deferred for safety", safety),
      evidence("deferred for safety, to the last day", {...safety, reviewOn: "2026-06-20"}),
      evidence("deferred for urgency, to the last day", urgency),
      evidence("not able", {state: "notFitAgeOrCapacity", reason: "een baby"}),
      evidence("recorded again, in order", {how: ""}, recorded({}, "2026-03-21T09:00:00Z")),
      evidence("reacted after all", {how: ""}, offered(), reacted("vic")),
      told("just after midnight here", [recorded({on: "2026-03-20"}, "2026-03-19T23:30:00Z")]),
      unrecorded("silent without a record"),
    ],
    refused: [
      evidence("deferred for safety, a day too long", {...safety, reviewOn: "2026-06-21"}),
      evidence("a reason that says nothing", {...safety, reason: " - "}),
      evidence("nobody consulted but a dash", {...safety, consulted: "-"}),
      evidence("how it went: a full stop", {how: "."}),
      evidence("a day ahead", {on: "2026-03-21"}),
      evidence("no day", {on: ""}),
      evidence("a day that is none", {on: "2026-02-30"}),
      evidence("not how", {how: " "}),
      evidence("silence that nobody asked for", {state: "noResponse"}),
      told("silence of somebody else than who was offered it", [
        step(
          "auke",
          {type: "offered", version: hearingVersion, parties: ["mira"], until: "2026-03-19"},
          "2026-03-05T09:00:00Z",
        ),
        recorded({state: "noResponse"}),
      ]),
      told("silence on the last day", [
        offered(1, "2026-03-20", "2026-03-05T09:00:00Z"),
        recorded({state: "noResponse"}),
      ]),
      told("silence before the offer", [
        recorded({state: "noResponse"}),
        offered(1, "2026-03-19", "2026-03-25T09:00:00Z"),
      ]),
      told("silence after an old offer, while a new one runs", [
        offered(1, "2026-03-10", "2026-03-02T09:00:00Z"),
        offered(2, "2026-03-25", "2026-03-15T09:00:00Z"),
        recorded({state: "noResponse"}),
      ]),
      evidence("no attempts", {state: "unreachable"}),
      evidence("an attempt too few", attempts(...reached.slice(0, 2))),
      evidence(
        "always in one way, however spelled",
        attempts(
          ["2026-03-08", "Telefoon "],
          ["2026-03-10", "telefoon"],
          ["2026-03-18", "TELEFOON"],
        ),
      ),
      evidence(
        "too close together",
        attempts(["2026-03-09", "brief"], ["2026-03-10", "telefoon"], ["2026-03-18", "brief"]),
      ),
      evidence(
        "an attempt that is still ahead",
        attempts(["2026-03-08", "brief"], ["2026-03-18", "telefoon"], ["2026-03-21", "telefoon"]),
      ),
      evidence(
        "an attempt without a way",
        attempts(["2026-03-08", "brief"], ["2026-03-18", "telefoon"], ["2026-03-18", " "]),
      ),
      evidence(
        "an attempt without a day",
        attempts(["2026-03-08", "brief"], ["2026-03-18", "telefoon"], ["gisteren", "telefoon"]),
      ),
      evidence("safety without a reason", {...safety, reason: " "}),
      evidence("safety without anybody consulted", {...safety, consulted: " "}),
      evidence("safety without a day to look again", {...safety, reviewOn: ""}),
      evidence("safety, looked at again the same day", {...safety, reviewOn: "2026-03-20"}),
      evidence("urgency without a reason", {...urgency, reason: ""}),
      evidence("urgency without a day to look again", {...urgency, reviewOn: "ooit"}),
      evidence("urgency, a day too long", {...urgency, reviewOn: "2026-04-02"}),
      report("urgency under a shorter policy", {
        steps: [recorded(urgency)],
        policy: {terms: {...terms, urgencyDays: 7}},
      }),
      evidence("not able, and not why", {state: "notFitAgeOrCapacity", reason: ""}),
      evidence(
        "in order first, recorded again without",
        {},
        recorded({how: ""}, "2026-03-21T09:00:00Z"),
      ),
      evidence("somebody else reacted", {how: ""}, offered(), reacted("mira")),
    ],
  },
  "deferral-lapsed": {
    passes: [
      told("still ahead", [
        recorded({...urgency, on: "2026-03-30", reviewOn: "2026-04-02"}, "2026-03-30T09:00:00Z"),
      ]),
      told("safety lasts until it is looked at again", [
        recorded({...safety, reviewOn: "2026-12-01"}),
      ]),
      told("urgency, on its last day", [
        recorded({...urgency, on: "2026-03-19", reviewOn: "2026-12-01"}),
      ]),
      told("heard in time", [
        hearing("vic", "deferredUrgency", {reviewOn: "2026-03-20"}),
        recorded({}, "2026-03-15T09:00:00Z"),
      ]),
      told("heard late: the review that follows is not stopped by it", [
        recorded({...urgency, on: "2026-03-01"}, "2026-03-01T10:00:00Z"),
        recorded({}, "2026-03-25T09:00:00Z"),
      ]),
      unrecorded("silent without a record"),
    ],
    refused: [
      told("urgency", [hearing("vic", "deferredUrgency", {reviewOn: "2026-04-01"})]),
      told("safety", [hearing("mira", "deferredSafety", {reviewOn: "2026-03-01"})]),
      told("no day at all", [hearing("mira", "deferredSafety")]),
      told("urgency lapses whatever day was written down", [
        recorded({...urgency, on: "2026-03-18", reviewOn: "2026-12-01"}),
      ]),
      told("the day to look again comes before the term ends", [
        recorded({...urgency, on: "2026-03-30", reviewOn: "2026-04-01"}, "2026-03-30T09:00:00Z"),
      ]),
      told("a second urgency, after having been heard, lapses too", [
        recorded({...urgency, on: "2026-03-02"}, "2026-03-02T10:00:00Z"),
        recorded({}, "2026-03-05T10:00:00Z"),
        recorded({...urgency, on: "2026-03-10", reviewOn: "2026-12-01"}, "2026-03-10T10:00:00Z"),
      ]),
      told("recording urgency once more does not lengthen it", [
        recorded({...urgency, on: "2026-03-02"}, "2026-03-02T10:00:00Z"),
        recorded({...urgency, on: "2026-03-30", reviewOn: "2026-04-10"}, "2026-03-30T10:00:00Z"),
      ]),
    ],
  },
  "reviewer-named": {
    passes: [
      told("one", []),
      report("none, where nobody has to approve", {
        register: persons.filter(one => one.role !== "reviewer"),
        template: {review: {beforeFamily: "none", approve: "optional"}},
      }),
      unrecorded("silent without a record"),
    ],
    refused: [
      registered("none", who("mira", "parent")),
      registered("an examiner is none", who("mira", "parent"), who("gea", "examiner")),
    ],
  },
  "reviewer-registered": {
    passes: [
      report("with a number", {register: reviewer(inGoodOrder)}),
      report("valid today", {register: reviewer({...inGoodOrder, registeredUntil: "2026-04-02"})}),
      report("approved when it was valid", {
        register: reviewer({...inGoodOrder, registeredUntil: "2026-03-20"}),
        steps: [approved()],
      }),
      ...(["final", "archived"] as const).map(phase =>
        report(`approved when it was valid, and ${phase} since`, {
          register: reviewer({...inGoodOrder, registeredUntil: "2026-03-20"}),
          steps: [approved()],
          record: {phase},
        }),
      ),
      report("another reviewer did not approve", {
        register: [...reviewer(inGoodOrder), otherReviewer],
        steps: [approved()],
      }),
      report("approved with a dissenting opinion, when it was valid", {
        register: reviewer({...inGoodOrder, registeredUntil: "2026-03-20"}),
        steps: [
          step("gea", {
            type: "reviewed",
            act: "approvedWithDissent",
            reason: "r",
            version: {number: 2, digest: "d", purpose: "signing", renditions: []},
          }),
        ],
      }),
      report("no reviewer", {register: [author]}),
      report("review is not asked", {
        template: {review: {beforeFamily: "required", approve: "none"}},
      }),
      unrecorded("silent without a record"),
    ],
    refused: [
      report("no number", {register: reviewer({})}),
      report("a blank number", {register: reviewer({registration: " "})}),
      report("lapsed yesterday", {
        register: reviewer({...inGoodOrder, registeredUntil: "2026-04-01"}),
      }),
      report("one of two", {register: [...reviewer(inGoodOrder), otherReviewer]}),
      report("lapsed before approval", {
        register: reviewer({...inGoodOrder, registeredUntil: "2026-03-01"}),
        steps: [approved()],
      }),
      report("an approval that was taken back does not count", {
        register: reviewer({...inGoodOrder, registeredUntil: "2026-03-20"}),
        steps: [approved()],
        record: {phase: "hearing"},
      }),
      report("approved again, after it lapsed", {
        register: reviewer({...inGoodOrder, registeredUntil: "2026-03-02"}),
        steps: [approved(), approved(3)],
      }),
      report("abstaining is no approval", {
        register: reviewer({...inGoodOrder, registeredUntil: "2026-03-20"}),
        steps: [abstained],
        record: {phase: "signing"},
      }),
    ],
  },
}
