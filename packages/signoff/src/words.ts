// SPDX-License-Identifier: EUPL-1.2
import type {Issue, IssueCode} from "./issue.ts"
import type {CheckedSignOff} from "./verify-acts.ts"
import type {Verification} from "./verify.ts"

/**
 * A verification in plain words, one line each, as plain text (escape it where you show it).
 *
 * Line 1: *ongewijzigd* · *ongewijzigd, delen niet getoond* · *gewijzigd: …*, naming what changed.
 * Line 2, always: "Dit zegt niet of de inhoud waar is." Then whose keys were used, how much is not
 * shown, every issue when line 1 could not hold them all, every sign-off, and the control code. English likewise.
 */
export function describeVerification(verification: Verification, lang: "nl" | "en"): string[] {
  const say = lang === "nl" ? NL : EN
  const {issues, signOffs, counts, keysPinned, code, outcome} = verification
  const lines = [say.outcome[outcome], say.notTruth]
  if (outcome === "changed") {
    const named = headline(issues)
    const rest = issues.length - named.length
    const more = rest > 0 ? [say.more(rest)] : []
    lines[0] += [...named.map(issue => say.issue(issue)), ...more].join("; ")
  }
  if (!keysPinned) {
    lines.push(say.notPinned)
  }
  if (counts.withheld > 0) {
    lines.push(say.withheld(counts.withheld))
  }
  if (issues.length > headline(issues).length) {
    lines.push(...issues.map(issue => `- ${say.issue(issue)}.`))
  }
  lines.push(...signOffs.map(signOff => say.signOff(signOff)))
  if (code !== null) {
    lines.push(say.code(code))
  }
  return lines
}

/** The first line names at most three things, changed statements before all else. */
function headline(issues: readonly Issue[]): Issue[] {
  const rank = (issue: Issue): number => (issue.statement === undefined ? 1 : 0)
  return [...issues].sort((a, b) => rank(a) - rank(b)).slice(0, 3)
}

/** Ids and numbers come from a file that may be forged: keep them short and on one line. */
function short(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
  return line.length > 48 ? `${line.slice(0, 47)}…` : line
}

type Table = {
  outcome: Record<Verification["outcome"], string>
  notTruth: string
  notPinned: string
  withheld(count: number): string
  more(count: number): string
  issue(issue: Issue): string
  signOff(signOff: CheckedSignOff): string
  code(code: string): string
}

function place(statement: string, section: string, signOff: string): (issue: Issue) => string {
  return issue => {
    const number = issue.nr === undefined ? "" : `${short(issue.nr)} `
    const parts = [
      issue.statement === undefined ? "" : `${statement} ${number}(${short(issue.statement)})`,
      issue.section === undefined ? "" : `${section} ${short(issue.section)}`,
      issue.signOff === undefined ? "" : `${signOff} ${short(issue.signOff)}`,
    ].filter(part => part !== "")
    return parts.length === 0 ? "" : `: ${parts.join(", ")}`
  }
}

const placeNl = place("uitspraak", "paragraaf", "accordering")
const placeEn = place("statement", "section", "sign-off")

const ISSUES_NL: Readonly<Record<IssueCode, string>> = {
  "not-json": "dit bestand is geen leesbare bundel",
  "duplicate-key": "in het bestand staat iets dubbel, waardoor het op twee manieren te lezen is",
  "forbidden-key": "in het bestand staat een verboden sleutel",
  "bad-form": "het bestand heeft niet de vorm van een bundel",
  "unknown-key": "in het bestand staat iets dat er niet in hoort",
  "duplicate-id": "iets staat er dubbel in",
  "statement-changed": "de tekst is veranderd",
  "reaction-changed": "een reactie is veranderd",
  "party-changed": "de gegevens van een persoon zijn veranderd",
  "source-changed": "een bron is veranderd",
  "field-changed": "een ingevuld gegeven is veranderd",
  "uses-changed": "wie of wat genoemd wordt, is veranderd",
  "uses-incomplete": "niet alles wat genoemd wordt, is vastgelegd",
  "section-changed": "er is iets weggelaten, toegevoegd of verplaatst",
  "section-left-out": "een ondertekende paragraaf ontbreekt",
  "report-changed": "het verslag als geheel is veranderd",
  "template-changed": "het format is een ander dan is vastgelegd",
  "section-template-changed": "de vraag boven de tekst is een andere",
  "seal-not-believed": "het zegel van de organisatie kon niet worden bevestigd",
  "seal-other-report": "het zegel hoort bij een andere tekst",
  "audit-went-back": "het logboek was bij het ondertekenen verder of anders dan bij het zegel",
  "signoff-not-believed": "een accordering kon niet worden bevestigd",
  "duplicate-signoff": "een accordering staat er dubbel in",
  "signoff-dropped": "een accordering is weggelaten",
  "signoff-not-sealed": "een accordering valt niet onder het zegel",
  "signoffs-reordered": "de volgorde van de accorderingen is veranderd",
  "signoff-other-report": "een accordering hoort bij een ander verslag of een andere versie",
  "signoff-other-history":
    "een accordering hoort bij een andere vroegere versie dan die hier voorafging",
  "signoff-other-text": "een accordering hoort bij een andere tekst",
  "reaction-missing": "een reactie waar iemand voor tekende, ontbreekt",
  "reaction-words-changed": "de woorden van een reactie waar iemand voor tekende, zijn veranderd",
  "remark-not-signed": "er staat een opmerking in waar niemand voor tekende",
  "receipt-not-believed": "een ontvangstbewijs kon niet worden bevestigd",
  "receipt-other-report": "een ontvangstbewijs hoort bij een ander verslag of een latere versie",
  "receipt-not-in-bundle":
    "iemand heeft een ontvangstbewijs van een accordering die hier ontbreekt",
}

const ISSUES_EN: Readonly<Record<IssueCode, string>> = {
  "not-json": "this file is not a readable bundle",
  "duplicate-key": "something stands twice in the file, so that it can be read in two ways",
  "forbidden-key": "the file holds a forbidden key",
  "bad-form": "the file does not have the form of a bundle",
  "unknown-key": "the file holds something that does not belong in it",
  "duplicate-id": "something stands in it twice",
  "statement-changed": "the text was changed",
  "reaction-changed": "a reaction was changed",
  "party-changed": "the details of a person were changed",
  "source-changed": "a source was changed",
  "field-changed": "something filled in was changed",
  "uses-changed": "who or what is mentioned was changed",
  "uses-incomplete": "not everything mentioned was fixed",
  "section-changed": "something was left out, added or moved",
  "section-left-out": "a signed section is missing",
  "report-changed": "the report as a whole was changed",
  "template-changed": "the template is not the one that was fixed",
  "section-template-changed": "the question above the text is another one",
  "seal-not-believed": "the seal of the organisation could not be confirmed",
  "seal-other-report": "the seal belongs to another text",
  "audit-went-back": "the log was further or other at signing than at sealing",
  "signoff-not-believed": "a sign-off could not be confirmed",
  "duplicate-signoff": "a sign-off stands in it twice",
  "signoff-dropped": "a sign-off was left out",
  "signoff-not-sealed": "a sign-off is not covered by the seal",
  "signoffs-reordered": "the order of the sign-offs was changed",
  "signoff-other-report": "a sign-off belongs to another report or another version",
  "signoff-other-history":
    "a sign-off belongs to another earlier version than the one that came before",
  "signoff-other-text": "a sign-off belongs to another text",
  "reaction-missing": "a reaction that somebody signed for is missing",
  "reaction-words-changed": "the words of a reaction that somebody signed for were changed",
  "remark-not-signed": "there is a remark that nobody signed for",
  "receipt-not-believed": "a receipt could not be confirmed",
  "receipt-other-report": "a receipt belongs to another report or a later version",
  "receipt-not-in-bundle": "somebody holds a receipt for a sign-off that is missing here",
}

const DECISIONS_NL: Record<CheckedSignOff["decision"], string> = {
  agreed: "akkoord",
  agreedWithRemarks: "akkoord met opmerking",
  disagreed: "niet akkoord",
  seen: "gelezen, geen oordeel",
  declined: "wil niet reageren",
  noResponse: "geen reactie",
  unreachable: "niet bereikt",
}
const DECISIONS_EN: Record<CheckedSignOff["decision"], string> = {
  agreed: "agreed",
  agreedWithRemarks: "agreed with remarks",
  disagreed: "disagreed",
  seen: "read, no judgement",
  declined: "did not want to react",
  noResponse: "no response",
  unreachable: "not reached",
}
const STATES_NL: Record<CheckedSignOff["state"], string> = {
  current: "geldt",
  carriesOver: "geldt nog",
  superseded: "tekst daarna veranderd",
  replaced: "vervangen",
  withdrawn: "ingetrokken",
}
const STATES_EN: Record<CheckedSignOff["state"], string> = {
  current: "stands",
  carriesOver: "still stands",
  superseded: "text changed since",
  replaced: "replaced",
  withdrawn: "withdrawn",
}

const changedSections = ({state, changed}: CheckedSignOff): string =>
  state === "superseded" ? ` (${changed.map(({section}) => short(section)).join(", ")})` : ""

const NL: Table = {
  outcome: {
    unchanged: "ongewijzigd",
    unchangedWithheld: "ongewijzigd, delen niet getoond",
    changed: "gewijzigd: ",
  },
  notTruth: "Dit zegt niet of de inhoud waar is.",
  notPinned:
    "Let op: de sleutels kwamen uit het bestand zelf. Vraag de organisatie naar haar sleutels en controleer opnieuw; anders kan iedereen dit gemaakt hebben.",
  withheld: count => `Niet getoond in deze kopie: ${count}.`,
  more: count => `en nog ${count}`,
  issue: issue => ISSUES_NL[issue.code] + placeNl(issue),
  signOff: signOff =>
    [
      `${short(signOff.party.role)} (${short(signOff.party.ref)}): ${DECISIONS_NL[signOff.decision]}`,
      `, versie ${signOff.version}, ${STATES_NL[signOff.state]}${changedSections(signOff)}`,
      signOff.recorded ? "; vastgelegd door een ander" : "",
      signOff.withheldFromSigner > 0
        ? `; ${signOff.withheldFromSigner} niet getoond bij tekenen`
        : "",
      ".",
    ].join(""),
  code: code => `Controlenummer: ${code}`,
}

const EN: Table = {
  outcome: {
    unchanged: "unchanged",
    unchangedWithheld: "unchanged, parts not shown",
    changed: "changed: ",
  },
  notTruth: "This does not say whether the content is true.",
  notPinned:
    "Note: the keys came from the file itself. Ask the organisation for its keys and check again; otherwise anyone could have made this.",
  withheld: count => `Not shown in this copy: ${count}.`,
  more: count => `and ${count} more`,
  issue: issue => ISSUES_EN[issue.code] + placeEn(issue),
  signOff: signOff =>
    [
      `${short(signOff.party.role)} (${short(signOff.party.ref)}): ${DECISIONS_EN[signOff.decision]}`,
      `, version ${signOff.version}, ${STATES_EN[signOff.state]}${changedSections(signOff)}`,
      signOff.recorded ? "; recorded by another" : "",
      signOff.withheldFromSigner > 0
        ? `; ${signOff.withheldFromSigner} not shown when signing`
        : "",
      ".",
    ].join(""),
  code: code => `Control code: ${code}`,
}
