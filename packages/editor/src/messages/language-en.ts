// SPDX-License-Identifier: EUPL-1.2
import type {languageNl} from "./language-nl.ts"

/** What is said about wording, in English. */
export const languageEn: {readonly [key in keyof typeof languageNl]: string} = {
  "tab.language": "Language",
  "language.title": "Language",
  "language.intro":
    "This is for you to look through. It stops nothing. Nothing of it is sent or kept.",
  "language.model":
    "Your organisation also uses a model of its own. Sentences of statements that you open go there.",
  "language.wait": "Loading the text…",
  "language.reads": "How it reads",
  "language.noText": "There is no text yet.",
  "language.perSentence": "Words per sentence, on average",
  "language.longSentences": "Sentences of more than {count} words",
  "language.longOf": "{count} of {total}",
  "language.hard": "Hard words",
  "language.hardNone": "No hard words were found.",
  "language.times": "{count} times",
  "language.write": "rather write ‘{words}’",
  "language.explain": "explain it, for instance: {words}",
  "language.writeOut": "write it in full once",
  "language.all": "Show all {count}",
  "language.fewer": "Show fewer",
  "language.more": "More: two reading formulas",
  "language.formulas":
    "A formula only counts words and letters. It does not know whether something is clear or fair.",
  "language.tooLittle": "Too little text (less than a hundred words)",
  "language.douma": "Flesch-Douma",
  "language.doumaIs":
    "The higher the figure, the shorter the sentences and the words, counted in syllables.",
  "language.lix": "LIX",
  "language.lixIs":
    "The lower the figure, the shorter the sentences and the fewer words of more than six letters.",
  "language.opinions": "Fact or judgement",
  "language.opinionsNone": "No sentence among the facts reads as a judgement.",
  "language.opinionsOne": "1 sentence among the facts reads as a judgement. Have a look at it.",
  "language.opinionsMany": "{count} sentences among the facts read as judgements. Walk along them.",
  "language.walkHow":
    "The caret goes to the first sentence. Then on with F8 (back: Shift + F8), or here with this button.",
  "language.walk": "Walk along them",
  "language.hidden": "Rules you do not see",
  "language.hiddenExplain":
    "Only you do not see these rules, on this computer. A single hint is left standing with ‘Leave it’; that holds for everybody.",
  "language.hiddenNone": "You see all rules.",
  "language.such": "For instance: {text}",
  "language.show": "Show again",
  "language.shown": "You see this rule again.",
  "language.modelRule": "Tips of the model of your organisation.",
  "language.goneRule": "A rule that is no longer there.",
  "reviewing.toLeft": "To what was left standing",
  "reviewing.language": "Language: how does the report read?",
  "left.title": "Hints that were left standing",
  "left.explain":
    "There was a hint on these words. The authors left the words standing on purpose.",
  "left.none": "No hints were left standing.",
  "left.hint": "Hint",
  "left.reason": "Reason",
  "left.noReason": "no reason given",
  "left.goTo": "Go to the statement",
}
