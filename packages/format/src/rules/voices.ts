// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import {isTeam} from "../person.ts"
import {everyone} from "../visibility.ts"
import type {StatementRule} from "./rule.ts"

export const voiceRules: readonly StatementRule[] = [
  {
    slug: "account-needs-speaker",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "GI-privacycode: visies van betrokkenen; formaat, soorten",
    words: {
      nl: ["Wie vertelt dit, en wanneer?", "Kies de persoon en vul de dag in."],
      en: ["Who tells this, and when?", "Choose the person and fill in the day."],
    },
    check: statement =>
      statement.kind === "account" &&
      (attr(statement, "by") === "" || attr(statement, "at") === "") && {
        fixes: [{type: "set", attribute: attr(statement, "by") === "" ? "by" : "at"}],
      },
  },
  {
    slug: "account-needs-knowledge",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "RvdK, informanten; formaat, soorten",
    words: {
      nl: [
        "Hoe weet deze persoon dit?",
        "Kies: zelf meegemaakt, zelf gezien, van horen zeggen of denkt het.",
      ],
      en: [
        "How does this person know?",
        "Choose: experienced it, saw it, heard it, or assumes it.",
      ],
    },
    check: statement =>
      statement.kind === "account" &&
      attr(statement, "knowledge") === "" && {fixes: [{type: "set", attribute: "knowledge"}]},
  },
  {
    slug: "informant-accorded",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "RvdK: tekst pas gebruiken na akkoord van de informant; Jeugdwet 7.3.11(4)",
    words: {
      nl: [
        "De informant heeft deze tekst nog niet goedgekeurd.",
        "Vraag akkoord op tekst en gebruik, of noem de wettelijke grond. Anders kan dit niet mee.",
      ],
      en: [
        "The informant has not approved this text yet.",
        "Ask for approval of text and use, or name the legal ground. Otherwise it cannot be used.",
      ],
    },
    check: (statement, scope) =>
      (statement.kind === "account" || statement.kind === "view") &&
      scope.persons.get(attr(statement, "by"))?.role === "informant" &&
      attr(statement, "accordAt") === "" &&
      attr(statement, "accordGround") === "" && {
        fixes: [{type: "set", attribute: "accordAt"}, {type: "withdraw"}],
      },
  },
  {
    slug: "hearsay-needs-origin",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "SKJ 20.019B (harde en zachte gegevens); formaat, soorten",
    words: {
      nl: ["Dit is van horen zeggen. Van wie kwam het?", "Noem van wie, of haal het weg."],
      en: ["This is hearsay. From whom did it come?", "Name from whom, or withdraw it."],
    },
    check: statement =>
      statement.kind === "account" &&
      attr(statement, "knowledge") === "heardFrom" &&
      attr(statement, "heardFrom") === "" && {
        fixes: [{type: "set", attribute: "heardFrom"}, {type: "withdraw"}],
      },
  },
  {
    slug: "view-needs-holder",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "GI-privacycode: visies van betrokkenen",
    words: {
      nl: [
        "Van wie is deze mening, en wanneer is dit gezegd?",
        "Kies de persoon en vul de dag in.",
      ],
      en: ["Whose view is this, and when was it said?", "Choose the person and fill in the day."],
    },
    check: (statement, scope) =>
      statement.kind === "view" && holderMissing(statement, scope.persons),
  },
  {
    slug: "wish-needs-holder",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Plan Centraal Gelderland, par. 4",
    words: {
      nl: ["Van wie is deze wens, en wanneer is dit gezegd?", "Kies de persoon en vul de dag in."],
      en: ["Whose wish is this, and when was it said?", "Choose the person and fill in the day."],
    },
    check: (statement, scope) =>
      statement.kind === "wish" && holderMissing(statement, scope.persons),
  },
  {
    slug: "child-voice-needs-moment",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Rv 799a(2); formaat, soorten",
    words: {
      nl: [
        "Welk kind zei dit, wanneer en op welke manier?",
        "Vul het kind, de dag en de manier in.",
      ],
      en: [
        "Which child said this, when and in which way?",
        "Fill in the child, the day and the way.",
      ],
    },
    check(statement, scope) {
      if (statement.kind !== "childVoice") return
      // An adult who tells what a child said gives an account: the words are not the child's.
      const missing =
        scope.persons.get(attr(statement, "by"))?.role === "child"
          ? ["at", "method"].find(name => attr(statement, name) === "")
          : "by"
      return missing !== undefined && {fixes: [{type: "set", attribute: missing}]}
    },
  },
  {
    slug: "child-told-who-reads",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Gelderse bouwstenen B4.5; formaat, soorten",
    words: {
      nl: ["Is het kind verteld wie dit leest?", "Schrijf op wat je het kind hierover vertelde."],
      en: ["Was the child told who reads this?", "Write down what you told the child."],
    },
    check: statement =>
      statement.kind === "childVoice" &&
      attr(statement, "told") === "" && {fixes: [{type: "set", attribute: "told"}]},
  },
  {
    slug: "child-needs-share-list",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "CNF-5; formaat, soorten",
    words: {
      nl: ["Met wie mag dit gedeeld worden?", "Vraag het aan het kind en vul het in."],
      en: ["With whom may this be shared?", "Ask the child and fill it in."],
    },
    check: statement =>
      statement.kind === "childVoice" &&
      refs(statement, "shareWith").length === 0 && {fixes: [{type: "set", attribute: "shareWith"}]},
  },
  {
    slug: "child-shared-as-agreed",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "CNF-5; formaat, besluit 9",
    words: {
      nl: [
        "{reader} zou dit lezen, maar dat is niet met het kind afgesproken.",
        "Haal deze lezer weg, of bespreek het opnieuw met het kind.",
      ],
      en: [
        "{reader} would read this, but that was not agreed with the child.",
        "Remove this reader, or talk it over with the child again.",
      ],
    },
    check(statement, scope) {
      if (statement.kind !== "childVoice") return
      const shared = refs(statement, "shareWith")
      if (shared.length === 0 || shared.includes(everyone)) return
      const tooMany = refs(statement, "reader").filter(
        reader => !shared.includes(reader) && reader !== attr(statement, "by"),
      )
      if (tooMany.length === 0) return
      // Only labels of the register: a reference could hold any words.
      const names = tooMany.flatMap(id => scope.persons.get(id)?.label ?? [])
      return {params: {reader: names.join(", ") || "?"}, fixes: [{type: "limitReaders"}]}
    },
  },
]

function holderMissing(
  statement: Parameters<StatementRule["check"]>[0],
  persons: Parameters<StatementRule["check"]>[1]["persons"],
): {fixes: {type: "set"; attribute: string}[]} | false {
  const holder = persons.get(attr(statement, "by"))
  if (!holder || isTeam(holder.role)) return {fixes: [{type: "set", attribute: "by"}]}
  return attr(statement, "at") === "" && {fixes: [{type: "set", attribute: "at"}]}
}
