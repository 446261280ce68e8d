// SPDX-License-Identifier: EUPL-1.2

/** Rules about plans, and about what is not known yet. */
import {type Step, approved, record, signed, statement, template} from "../builders.ts"
import {type Cases, judged, one, signedFor, told} from "./situation.ts"

const arranged = {by: "vic", together: "mira", checkedBy: "bo", until: "2026-05-01"}
const signedPlan = (person: string, decision = "agreed"): Step =>
  signedFor("plan", person, decision)

/** The same agreement where parents are asked to sign the plan. */
const planned = (name: string, steps: readonly Step[], accord: readonly string[]) =>
  judged(name, [statement("agreement", {attrs: arranged, accord})], {
    record: record(steps),
    template: {...template, signOffs: [{purpose: "plan", roles: ["parent"], required: true}]},
  })

export const planCases: Cases = {
  "goal-needs-holder": {
    passes: [
      one("whose and until when", "goal", {attrs: {by: "mira", until: "2026-09-01"}}),
      one("a wish", "wish", {}),
    ],
    refused: [
      one("nobody's", "goal", {attrs: {until: "2026-09-01"}}),
      one("no end", "goal", {attrs: {by: "mira"}}),
    ],
  },
  "agreement-complete": {
    passes: [
      one("a condition may be checked by who keeps it", "condition", {
        attrs: {by: "vic", until: "2026-05-01", checkedBy: "vic"},
      }),
      one("who, until, who checks", "agreement", {
        attrs: {by: "vic", until: "2026-05-01", checkedBy: "bo"},
      }),
      one("a goal has none", "goal", {}),
    ],
    refused: [
      one("an agreement checked by who keeps it", "agreement", {
        attrs: {by: "vic", until: "2026-05-01", checkedBy: "vic"},
      }),
      one("“ouders zorgen voor rust”", "agreement", {}),
      one("nobody does it", "agreement", {attrs: {until: "2026-05-01", checkedBy: "bo"}}),
      one("nobody checks", "action", {attrs: {by: "vic", until: "2026-05-01"}}),
      one("no end", "condition", {attrs: {by: "vic", checkedBy: "bo"}}),
    ],
  },
  "agreement-accorded": {
    passes: [
      one("everybody agreed here", "agreement", {attrs: arranged, accord: ["vic", "mira", "bo"]}),
      told(
        "everybody signed the plan",
        ["vic", "mira", "bo"].map(id => signedPlan(id)),
        [statement("agreement", {attrs: arranged})],
      ),
      told(
        "some here, some by signing",
        [signedPlan("mira", "agreedWithRemarks")],
        [statement("agreement", {attrs: arranged, accord: ["vic", "bo"]})],
      ),
      planned("named, while the text is open", [], ["vic", "mira", "bo"]),
      planned(
        "signed on the version that lies there, the team by name",
        [approved(2), signedPlan("vic"), signedPlan("mira")],
        ["bo"],
      ),
      one("an action is no agreement", "action", {attrs: arranged}),
      one("agreed, though it does not say who does it", "agreement", {accord: "vic"}),
    ],
    refused: [
      one("nobody has a task yet", "agreement", {}),
      planned(
        "named only, where parents are asked to sign",
        [approved(2), signedPlan("vic")],
        ["vic", "mira", "bo"],
      ),
      planned(
        "signed on an earlier version",
        [approved(2), signedPlan("vic"), signedPlan("mira"), approved(3)],
        ["bo"],
      ),
      one("who does it", "agreement", {attrs: arranged, accord: ["mira", "bo"]}),
      one("who helps", "agreement", {attrs: arranged, accord: ["vic", "bo"]}),
      one("who checks", "agreement", {attrs: arranged, accord: ["vic", "mira"]}),
      told(
        "signing against it",
        [signedPlan("mira", "disagreed")],
        [statement("agreement", {attrs: arranged, accord: ["vic", "bo"]})],
      ),
      told(
        "signing something else",
        [signed("mira")],
        [statement("agreement", {attrs: arranged, accord: ["vic", "bo"]})],
      ),
    ],
  },
  "child-not-sole-executor": {
    passes: [
      one("together with a parent", "agreement", {attrs: {by: "isa", together: "mira"}}),
      one("a parent", "action", {attrs: {by: "mira"}}),
      one("a goal of a child", "goal", {attrs: {by: "isa"}}),
      one("nobody", "agreement", {}),
    ],
    refused: [
      one("a child alone", "agreement", {attrs: {by: "isa"}}),
      one("an action", "action", {attrs: {by: "tim"}}),
      one("two children", "agreement", {attrs: {by: "isa", together: "tim"}}),
      one("together with nobody known", "agreement", {attrs: {by: "isa", together: "oma"}}),
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
        attrs: {by: "auke", until: "2026-05-01", checkedBy: "bo"},
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
  "unknown-says-why": {
    passes: [
      one("why", "unknown", {attrs: {why: "de huisarts belde niet terug"}}),
      one("a question", "question", {}),
    ],
    refused: [
      one("not said", "unknown", {}),
      one("who and when is not why", "unknown", {attrs: {by: "auke", until: "2026-04-10"}}),
    ],
  },
}
