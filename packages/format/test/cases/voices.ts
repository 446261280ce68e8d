// SPDX-License-Identifier: EUPL-1.2

/** Rules about what people say, children first of all. */
import {type Step, approved, signed, statement} from "../builders.ts"
import {type Cases, account, childVoice, one, signedFor, told} from "./situation.ts"

const ownWords = (person: string, decision = "agreed"): Step =>
  signedFor("ownWords", person, decision)

export const voiceCases: Cases = {
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
  "account-needs-rendering": {
    passes: [
      one("both", "account", {attrs: {...account, verbatim: "paraphrase", channel: "phone"}}),
      one("a view", "view", {}),
    ],
    refused: [
      one("neither", "account", {attrs: account}),
      one("not said how", "account", {attrs: {...account, verbatim: "verbatim"}}),
      one("not said whether verbatim", "account", {attrs: {...account, channel: "letter"}}),
    ],
  },
  "informant-accorded": {
    passes: [
      one("approved", "account", {attrs: {...account, by: "juf", accordAt: "2026-03-04"}}),
      one("a legal ground", "view", {attrs: {by: "juf", accordGround: "Jw 7.3.11 lid 4"}}),
      one("a parent needs none", "account", {attrs: account}),
    ],
    refused: [
      one("a wish", "wish", {attrs: {by: "juf", at: "2026-03-01"}}),
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
  "child-voice-needs-setting": {
    passes: [
      one("nobody else", "childVoice", {attrs: {...childVoice, present: "niemand anders"}}),
      one("an account", "account", {attrs: account}),
    ],
    refused: [
      one("not said", "childVoice", {attrs: childVoice}),
      one("where is not who", "childVoice", {attrs: {...childVoice, place: "op school"}}),
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
  "own-words-confirmed": {
    passes: [
      told("confirmed", [ownWords("mira")], [statement("account", {attrs: account})]),
      told(
        "confirmed with a remark",
        [ownWords("isa", "agreedWithRemarks")],
        [statement("childVoice", {attrs: childVoice})],
      ),
      told(
        "a child that agreed to the whole report",
        [signed("isa")],
        [statement("childVoice", {attrs: childVoice})],
      ),
      told(
        "agreed to the whole report with a remark",
        [approved(2), signed("mira", 2, "agreedWithRemarks")],
        [statement("account", {attrs: account})],
      ),
      told("an informant approves otherwise", [], [statement("account", {attrs: {by: "juf"}})]),
      told("nobody speaks", [], [statement("view", {})]),
      told("not somebody's words", [], [statement("judgement", {attrs: {by: "mira"}})]),
      one("without a record", "account", {attrs: account}),
      told(
        "a child that is not heard itself",
        [],
        [statement("childVoice", {attrs: {...childVoice, by: "tim"}})],
      ),
    ],
    refused: [
      told("an account", [], [statement("account", {attrs: account})]),
      told("a view", [ownWords("vic")], [statement("view", {attrs: {by: "mira"}})]),
      told(
        "a wish of a child",
        [ownWords("isa", "disagreed")],
        [statement("wish", {attrs: {by: "isa"}})],
      ),
      told(
        "the whole report, with another decision",
        [signed("isa", 2, "seen")],
        [statement("childVoice", {attrs: childVoice})],
      ),
      told(
        "the whole report, before it was written anew",
        [approved(2), signed("mira", 2), approved(3)],
        [statement("account", {attrs: account})],
      ),
      told(
        "somebody else agreed to the report",
        [signed("vic")],
        [statement("account", {attrs: account})],
      ),
    ],
  },
}
