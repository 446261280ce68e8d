// SPDX-License-Identifier: EUPL-1.2
import type {Kind, Lang} from "@wederhoor/format"

const table = {
  nl: {
    document: "Tekst van het verslag",
    addTo: "Toevoegen",
    addOther: "Nog geen soort",
    computed:
      "Dit deel wordt vanzelf gevuld uit het dossier: met wie is gesproken, wie niet en waarom.",
    emptySection: "Hier staat nog niets.",
    panel: "Deze uitspraak",
    noStatement: "Zet de cursor in een uitspraak om te zien wat erbij hoort.",
    number: "nummer",
    kind: "Soort",
    anyLayer: "Overal",
    movesTo: "komt in",
    convertMove: "Zet om naar {kind} en zet in {section}",
    convertMoveWhy:
      "Een {kind} hoort in ‘{section}’. Daar komt een kopie. De uitspraak hier blijft staan als ingetrokken.",
    convertNo: "Deze soort heeft in dit format geen plek.",
    converted: "Omgezet. Je bent nu bij de uitspraak in ‘{section}’.",
    choose: "Kies …",
    add: "Voeg toe",
    remove: "Haal weg",
    page: "Bladzijde",
    newSource: "Nieuwe bron",
    editSource: "Wijzig bron {title}",
    sourceTitle: "Titel",
    sourceAuthor: "Schrijver en functie",
    sourceMedium: "Soort bron",
    sourceDate: "Datum",
    sourcePerson: "Wie vertelde dit",
    saveSource: "Maak de bron en voeg toe",
    sourceNeedsTitle: "Geef de bron een titel.",
    more: "Meer: over wie, wie mag lezen, tegenspraak",
    withdraw: "Intrekken",
    withdrawWhy: "Waarom trek je dit in?",
    withdrawDo: "Trek in",
    withdrawNote: "De uitspraak blijft in het dossier staan, doorgestreept en met de reden.",
    withdrawNeedsWhy: "Schrijf eerst waarom.",
    withdrawn: "Ingetrokken",
    restore: "Zet terug",
    dateHint: "jaar, jaar-maand of jaar-maand-dag, bijvoorbeeld 2025-03-14",
    dateWrong: "Schrijf de datum als 2025-03-14, 2025-03 of 2025.",
    tooLong: "Dit is te lang.",
    margin: "Opmerkingen bij de tekst",
    error: "Moet eerst",
    warning: "Let op",
    notice: "Kijk nog eens",
    tip: "Tip",
    why: "Waarom",
    example: "Voorbeeld",
    exampleBefore: "Niet",
    exampleAfter: "Wel",
    fixConvert: "Maak hier een andere soort van: {kind}",
    fixSource: "Voeg bron toe",
    fixSet: "Vul in: {label}",
    fixBasis: "Noem waarop dit steunt",
    fixReaders: "Kies wie dit mag lezen",
    fixWithdraw: "Trek in",
    fixSpeaker: "Noem wie dit zegt",
    leave: "Laat staan",
    others: "+{count} bij deze uitspraak",
    fewer: "Minder",
    goTo: "Naar de uitspraak",
    noMove: "Tekst slepen naar een andere uitspraak kan niet. Kopieer en plak de tekst.",
    noCross: "Dat raakt meer dan een uitspraak en is niet gedaan.",
    gone: "bestaat niet meer",
    unknownPerson: "onbekende persoon",
    nothingToWalk: "Er staat niets meer bij de tekst.",
    walked: "{count} van {total}: {what}",
  },
  en: {
    document: "Text of the report",
    addTo: "Add",
    addOther: "No kind yet",
    computed:
      "This part is filled from the record by itself: who was spoken to, who was not and why.",
    emptySection: "Nothing here yet.",
    panel: "This statement",
    noStatement: "Put the cursor in a statement to see what belongs to it.",
    number: "number",
    kind: "Kind",
    anyLayer: "Anywhere",
    movesTo: "goes to",
    convertMove: "Convert to {kind} and put it in {section}",
    convertMoveWhy:
      "A {kind} belongs in “{section}”. A copy goes there. The statement here stays as withdrawn.",
    convertNo: "This format has no place for this kind.",
    converted: "Converted. You are now at the statement in “{section}”.",
    choose: "Choose …",
    add: "Add",
    remove: "Remove",
    page: "Page",
    newSource: "New source",
    editSource: "Change source {title}",
    sourceTitle: "Title",
    sourceAuthor: "Author and function",
    sourceMedium: "Kind of source",
    sourceDate: "Date",
    sourcePerson: "Who told this",
    saveSource: "Make the source and add it",
    sourceNeedsTitle: "Give the source a title.",
    more: "More: about whom, who may read, contradictions",
    withdraw: "Withdraw",
    withdrawWhy: "Why do you withdraw this?",
    withdrawDo: "Withdraw",
    withdrawNote: "The statement stays in the file, struck through and with the reason.",
    withdrawNeedsWhy: "First write why.",
    withdrawn: "Withdrawn",
    restore: "Put back",
    dateHint: "year, year-month or year-month-day, for instance 2025-03-14",
    dateWrong: "Write the date as 2025-03-14, 2025-03 or 2025.",
    tooLong: "This is too long.",
    margin: "Notes beside the text",
    error: "First",
    warning: "Mind",
    notice: "Look again",
    tip: "Tip",
    why: "Why",
    example: "Example",
    exampleBefore: "Not",
    exampleAfter: "But",
    fixConvert: "Make it another kind: {kind}",
    fixSource: "Add a source",
    fixSet: "Fill in: {label}",
    fixBasis: "Say what this rests on",
    fixReaders: "Choose who may read this",
    fixWithdraw: "Withdraw",
    fixSpeaker: "Say who says this",
    leave: "Leave it",
    others: "+{count} with this statement",
    fewer: "Fewer",
    goTo: "Go to the statement",
    noMove: "Text cannot be dragged to another statement. Copy and paste it.",
    noCross: "That touches more than one statement and was not done.",
    gone: "is no longer there",
    unknownPerson: "unknown person",
    nothingToWalk: "Nothing is left beside the text.",
    walked: "{count} of {total}: {what}",
  },
} as const

/** Names of the sentences of the writing table. */
export type Word = keyof (typeof table)["nl"]

/** The sentence in the language, with `{name}` filled in. */
export function say(
  lang: Lang,
  word: Word,
  values: {readonly [name: string]: string | number} = {},
): string {
  return table[lang][word].replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  )
}

/** The label of the one person field, which differs per kind. */
export function byLabel(kind: Kind, lang: Lang): string {
  const dutch = lang === "nl"
  switch (kind) {
    case "observation":
      return dutch ? "Wie zag of hoorde dit" : "Who saw or heard this"
    case "account":
    case "childVoice":
      return dutch ? "Wie zegt dit" : "Who says this"
    case "view":
    case "wish":
    case "concern":
    case "judgement":
    case "hypothesis":
    case "conclusion":
      return dutch ? "Van wie is dit" : "Whose is this"
    case "diagnosis":
    case "instrumentResult":
      return dutch ? "Over wie of door wie" : "By whom"
    case "decision":
      return dutch ? "Wie besluit" : "Who decides"
    case "goal":
    case "agreement":
    case "condition":
    case "action":
      return dutch ? "Wie doet dit" : "Who does this"
    case "unknown":
      return dutch ? "Wie zoekt dit uit" : "Who finds this out"
    default:
      return dutch ? "Wie" : "Who"
  }
}
