// SPDX-License-Identifier: EUPL-1.2

/** What is the matter, and what to do; `{name}` is filled in. */
type Sentence = readonly [what: string, todo: string]
export interface Words {
  readonly nl: Sentence
  readonly en: Sentence
}

/** Sentences by schema path, where the path says more than the keyword does. */
export const wordsByPath: {readonly [schemaPath: string]: Words} = {
  "#/$defs/slug/pattern": {
    nl: [
      "Dit is geen geldig id.",
      "Gebruik letters, cijfers, - en _, en begin met een letter of cijfer.",
    ],
    en: [
      "This is not a valid id.",
      "Use letters, digits, - and _, and begin with a letter or digit.",
    ],
  },
  "#/$defs/templateId/pattern": {
    nl: ["Dit is geen geldig id.", "Gebruik kleine letters, cijfers en koppeltekens."],
    en: ["This is not a valid id.", "Use small letters, digits and hyphens."],
  },
  "#/$defs/semver/pattern": {
    nl: ["Dit is geen geldige versie.", "Schrijf drie getallen met punten ertussen: 1.0.0."],
    en: ["This is not a valid version.", "Write three numbers with dots between them: 1.0.0."],
  },
  "#/$defs/format/const": {
    nl: ["Dit format kennen we niet.", "Schrijf “{allowed}”."],
    en: ["This format is not known.", "Write “{allowed}”."],
  },
  "#/$defs/versionRange/pattern": {
    nl: ["Dit is geen reeks van versies.", "Schrijf bijvoorbeeld 1.2.0, 1.x of >=1.0.0 <2.0.0."],
    en: ["This is not a range of versions.", "Write for example 1.2.0, 1.x or >=1.0.0 <2.0.0."],
  },
  "#/$defs/day/pattern": {
    nl: ["Dit is geen dag.", "Schrijf jaar, maand en dag: 2026-03-09."],
    en: ["This is not a day.", "Write year, month and day: 2026-03-09."],
  },
  "#/$defs/partialDate/pattern": {
    nl: ["Dit is geen datum.", "Schrijf 2026, 2026-03, 2026-03-09 of 2026-03-09T14:30."],
    en: ["This is not a date.", "Write 2026, 2026-03, 2026-03-09 or 2026-03-09T14:30."],
  },
  "#/$defs/slugOrNone/pattern": {
    nl: ["Dit is geen geldig id.", "Gebruik letters, cijfers, - en _, of laat het leeg."],
    en: ["This is not a valid id.", "Use letters, digits, - and _, or leave it empty."],
  },
  "#/$defs/utc/pattern": {
    nl: ["Dit is geen tijdstip.", "Schrijf dag en tijd in UTC, met een Z: 2026-03-09T14:30:00Z."],
    en: ["This is not a moment.", "Write day and time in UTC, with a Z: 2026-03-09T14:30:00Z."],
  },
  "#/$defs/digest/pattern": {
    nl: ["Dit is geen digest.", "Neem de 43 tekens over zoals het systeem ze gaf."],
    en: ["This is not a digest.", "Copy the 43 characters as the system gave them."],
  },
  "#/$defs/digestOrNone/pattern": {
    nl: [
      "Dit is geen digest.",
      "Neem de 43 tekens over zoals het systeem ze gaf, of schrijf null bij de eerste.",
    ],
    en: [
      "This is not a digest.",
      "Copy the 43 characters as the system gave them, or write null for the first.",
    ],
  },
  "#/$defs/salt/pattern": {
    nl: ["Dit is geen salt.", "Neem de 22 tekens over zoals het systeem ze gaf."],
    en: ["This is not a salt.", "Copy the 22 characters as the system gave them."],
  },
  "#/$defs/base64url/pattern": {
    nl: [
      "Deze handtekening is beschadigd.",
      "Neem de tekst over zoals het systeem die gaf, zonder spaties.",
    ],
    en: ["This signature is damaged.", "Copy the text as the system gave it, without spaces."],
  },
  "#/$defs/withheldLeaf/maxProperties": {
    nl: [
      "Wat niet getoond wordt, staat hier toch.",
      "Haal salt en value weg, of haal withheld weg.",
    ],
    en: [
      "What is not shown stands here all the same.",
      "Take out salt and value, or take out withheld.",
    ],
  },
  "#/$defs/withheldReaction/maxProperties": {
    nl: [
      "Wat niet getoond wordt, staat hier toch.",
      "Haal salt en value weg, of haal withheld weg.",
    ],
    en: [
      "What is not shown stands here all the same.",
      "Take out salt and value, or take out withheld.",
    ],
  },
  "#/$defs/text/minProperties": {
    nl: ["Hier staat nog geen tekst.", 'Geef de tekst in minstens één taal: {"nl": "…"}.'],
    en: ["There is no text here yet.", 'Give the text in at least one language: {"nl": "…"}.'],
  },
  "#/$defs/languageTag/pattern": {
    nl: ["Dit is geen taalcode.", "Gebruik een code zoals nl, en of fy."],
    en: ["This is not a language code.", "Use a code such as nl, en or fy."],
  },
  "#/$defs/reportId/pattern": {
    nl: [
      "Dit is geen geldig id van een verslag.",
      "Gebruik kleine letters, cijfers en koppeltekens.",
    ],
    en: ["This is not a valid id of a report.", "Use small letters, digits and hyphens."],
  },
  "#/$defs/fieldPath/pattern": {
    nl: [
      "Dit wijst geen veld aan.",
      "Schrijf het id van de paragraaf, een punt en het id van het veld: aanleiding.datum.",
    ],
    en: [
      "This does not point to a field.",
      "Write the id of the section, a dot and the id of the field: occasion.date.",
    ],
  },
  "#/$defs/attribute/pattern": {
    nl: [
      "Dit is geen naam van een kenmerk.",
      "Gebruik een naam uit content-1.json, zoals by of at.",
    ],
    en: [
      "This is not the name of an attribute.",
      "Use a name from content-1.json, such as by or at.",
    ],
  },
  "#/$defs/policyKey/pattern": {
    nl: ["Dit is geen naam van een termijn.", "Gebruik letters en cijfers, zoals planReview."],
    en: ["This is not the name of a term.", "Use letters and digits, such as planReview."],
  },
  "#/$defs/shieldedText/minLength": {
    nl: [
      "Een af te schermen tekst van een of twee tekens staat overal.",
      "Geef een langere tekst, zoals straat en huisnummer.",
    ],
    en: [
      "A shielded text of one or two characters stands everywhere.",
      "Give a longer text, such as street and house number.",
    ],
  },
}

/** Sentences by code. */
export const wordsByCode: {readonly [code: string]: Words} = {
  missing: {nl: ["“{key}” ontbreekt.", "Vul dit in."], en: ["“{key}” is missing.", "Add it."]},
  "unknown-key": {
    nl: ["“{key}” kennen we hier niet.", "Haal het weg, of controleer de spelling."],
    en: ["“{key}” is not known here.", "Take it out, or check the spelling."],
  },
  "wrong-type": {
    nl: ["Hier hoort iets anders te staan.", "Geef {type}."],
    en: ["Something else belongs here.", "Give {type}."],
  },
  "not-in-list": {
    nl: ["Deze waarde kennen we hier niet.", "Kies uit: {allowed}."],
    en: ["This value is not known here.", "Choose from: {allowed}."],
  },
  "wrong-form": {
    nl: ["Deze waarde heeft niet de goede vorm.", "Kijk in het schema welke vorm hier hoort."],
    en: ["This value does not have the right form.", "See the schema for the form it needs."],
  },
  "too-short": {
    nl: ["Hier staat te weinig.", "Geef minstens {limit} teken(s)."],
    en: ["There is too little here.", "Give at least {limit} character(s)."],
  },
  "too-long": {
    nl: ["Deze tekst is te lang.", "Maak er hoogstens {limit} tekens van."],
    en: ["This text is too long.", "Make it at most {limit} characters."],
  },
  "too-few": {
    nl: ["Hier staan er te weinig.", "Geef er minstens {limit}."],
    en: ["There are too few here.", "Give at least {limit}."],
  },
  "too-many": {
    nl: ["Hier staan er te veel.", "Geef er hoogstens {limit}."],
    en: ["There are too many here.", "Give at most {limit}."],
  },
  "too-large": {
    nl: ["Dit is te groot om te lezen.", "De grens is {limit}. Stuur het in delen."],
    en: ["This is too large to be read.", "The limit is {limit}. Send it in parts."],
  },
  "too-deep": {
    nl: ["Dit zit te diep in elkaar.", "Nest hoogstens {limit} niveaus."],
    en: ["This is nested too deeply.", "Nest at most {limit} levels."],
  },
  "not-json": {
    nl: ["Dit is geen gewone JSON-waarde.", "Stuur alleen objecten, lijsten, teksten en getallen."],
    en: ["This is not a plain JSON value.", "Send objects, lists, texts and numbers only."],
  },
  "forbidden-key": {
    nl: ["Deze naam mag nergens in staan.", "Haal dit weg."],
    en: ["This name may stand nowhere.", "Take it out."],
  },
  unprintable: {
    nl: ["Hier staat een teken dat niet op papier kan.", "Haal stuurtekens en halve tekens weg."],
    en: ["This holds a character that cannot be printed.", "Take out control and half characters."],
  },
  "too-low": {
    nl: ["Dit getal is te laag.", "Geef minstens {limit}."],
    en: ["This number is too low.", "Give at least {limit}."],
  },
  "too-high": {
    nl: ["Dit getal is te hoog.", "Geef hoogstens {limit}."],
    en: ["This number is too high.", "Give at most {limit}."],
  },
  "kind-name-taken": {
    nl: ["“{id}” is al de naam van een gewone soort.", "Geef de eigen soort een ander id."],
    en: ["“{id}” is the name of a base kind already.", "Give the own kind another id."],
  },
  "kind-not-specialised": {
    nl: [
      "Van “{kind}” kan geen eigen soort worden gemaakt.",
      "Kies de soort die erbij hoort, zoals fact of concern.",
    ],
    en: [
      "“{kind}” cannot have a kind of its own.",
      "Choose the base kind it belongs to, such as fact or concern.",
    ],
  },
  "kind-says-fact": {
    nl: [
      "Deze soort heet naar feiten, maar “{kind}” is geen feit.",
      "Kies een naam zonder “feit”. Anders leest een mening als een vastgesteld feit.",
    ],
    en: [
      "The name of this kind says “fact”, but “{kind}” is no fact.",
      "Choose a name without it. Otherwise an opinion reads as an established fact.",
    ],
  },
  "attribute-not-of-kind": {
    nl: [
      "De soort “{kind}” heeft geen kenmerk “{attribute}”.",
      "Kies een kenmerk dat bij deze soort hoort; SPEC.md noemt ze.",
    ],
    en: [
      "The kind “{kind}” has no attribute “{attribute}”.",
      "Choose an attribute of this kind; SPEC.md lists them.",
    ],
  },
  "attribute-value": {
    nl: ["Het kenmerk “{attribute}” kent de waarde “{value}” niet.", "Kies uit: {allowed}."],
    en: [
      "The attribute “{attribute}” does not know the value “{value}”.",
      "Choose from: {allowed}.",
    ],
  },
  "kind-not-allowed-here": {
    nl: [
      "De soort “{kind}” mag niet in deze paragraaf staan.",
      "Zet de soort bij allows, of vraag een andere.",
    ],
    en: [
      "The kind “{kind}” may not stand in this section.",
      "Add it to allows, or ask for another.",
    ],
  },
  "kind-nowhere": {
    nl: [
      "De soort “{kind}” mag nergens in dit sjabloon staan.",
      "Sta de soort ergens toe, of vraag een andere.",
    ],
    en: [
      "The kind “{kind}” may stand nowhere in this template.",
      "Allow it in a section, or ask for another.",
    ],
  },
  "relation-not-to-statements": {
    nl: ["“{relation}” wijst niet naar een uitspraak.", "Kies uit: {allowed}."],
    en: ["“{relation}” does not point to a statement.", "Choose from: {allowed}."],
  },
  "needs-where-nobody-writes": {
    nl: [
      "Deze paragraaf wordt vanzelf gevuld, dus hier schrijft niemand.",
      "Haal de eis weg, of zet hem bij een andere paragraaf.",
    ],
    en: [
      "This section fills itself, so nobody writes here.",
      "Take the need out, or put it in another section.",
    ],
  },
  "refers-to-itself": {
    nl: ["Dit verwijst naar zichzelf.", "Verwijs naar iets anders, of haal het weg."],
    en: ["This refers to itself.", "Refer to something else, or take it out."],
  },
  "term-without-date": {
    nl: [
      "Een termijn past alleen bij een datum.",
      "Maak er een veld van het type date van, of haal de termijn weg.",
    ],
    en: [
      "A term belongs to a date only.",
      "Make this a field of the type date, or take the term out.",
    ],
  },
  "term-not-from-date": {
    nl: [
      "“{id}” is geen datum, dus van daar loopt geen termijn.",
      "Wijs een veld van het type date aan.",
    ],
    en: ["“{id}” is no date, so no term can run from it.", "Point to a field of the type date."],
  },
  "nobody-else-signs": {
    nl: [
      "Hier tekent alleen wie zelf meeschrijft of toetst.",
      "Vraag ook een ouder, kind of ander die het verslag leest.",
    ],
    en: ["Only those who write or review sign here.", "Ask a parent, child or another reader too."],
  },
  "sign-off-twice": {
    nl: ["De rol “{role}” wordt hier twee keer om hetzelfde gevraagd.", "Laat er één staan."],
    en: ["The role “{role}” is asked for the same thing twice.", "Leave one."],
  },
  "reuse-of-nothing": {
    nl: [
      "In deze paragraaf mag alleen hergebruik, maar geen enkele soort.",
      "Zet bij allows welke soorten overgenomen mogen worden.",
    ],
    en: [
      "Only used-again statements may stand here, but no kind is allowed.",
      "Say in allows which kinds may be taken over.",
    ],
  },
  "not-in-this-version": {
    nl: ["“{id}” is er niet in deze versie.", "Kies uit: {allowed}."],
    en: ["“{id}” is not in this version.", "Choose from: {allowed}."],
  },
  "migration-not-older": {
    nl: [
      "Deze overgang begint bij deze versie zelf.",
      "Noem bij from alleen versies die ouder zijn dan {version}.",
    ],
    en: [
      "This migration begins at this very version.",
      "Name in from only versions older than {version}.",
    ],
  },
  "not-a-choice": {
    nl: [
      "“{id}” is geen keuze, dus er zijn geen mogelijkheden.",
      "Wijs een veld van het type choice aan.",
    ],
    en: ["“{id}” is no choice, so it has no options.", "Point to a field of the type choice."],
  },
  "not-a-day": {
    nl: ["Deze dag bestaat niet.", "Controleer de dag en de maand."],
    en: ["There is no such day.", "Check the day and the month."],
  },
  "duration-unclear": {
    nl: ["Hier staat niet precies één lengte.", "Geef er één: workingDays, days of months."],
    en: ["This does not say exactly one length.", "Give one: workingDays, days or months."],
  },
  "not-lower-case": {
    nl: [
      "Dit woord staat hier met een hoofdletter.",
      "Schrijf het met kleine letters; bij het zoeken telt dat niet mee.",
    ],
    en: [
      "This word has a capital here.",
      "Write it in small letters; case makes no difference in the search.",
    ],
  },
  "unknown-person": {
    nl: [
      "In het register staat niemand met het id “{id}”.",
      "Zet deze persoon in het register, of verbeter het id.",
    ],
    en: [
      "Nobody in the register has the id “{id}”.",
      "Add this person to the register, or correct the id.",
    ],
  },
  "unknown-version": {
    nl: [
      "Versie {number} staat niet in het dossier.",
      "Voeg de versie toe aan record.versions, of haal de verwijzing weg.",
    ],
    en: [
      "Version {number} is not in the record.",
      "Add the version to record.versions, or take the reference out.",
    ],
  },
  "version-order": {
    nl: [
      "De versies staan niet op volgorde vanaf 1.",
      "Zet ze op volgorde, zonder er een over te slaan.",
    ],
    en: ["The versions are not in order from 1.", "Put them in order, without leaving one out."],
  },
  "other-report": {
    nl: [
      "Deze versie hoort bij een ander verslag (“{id}”).",
      "Haal de versie weg, of verbeter het id.",
    ],
    en: [
      "This version belongs to another report (“{id}”).",
      "Take the version out, or correct the id.",
    ],
  },
  "digest-differs": {
    nl: [
      "Deze versie heeft een andere digest dan in het dossier staat.",
      "Zoek de versie die echt is getoond; verander nooit een digest.",
    ],
    en: [
      "This version has another digest than the record says.",
      "Find the version that was really shown; never change a digest.",
    ],
  },
  "not-final": {
    nl: [
      "De fase is “{phase}”, maar er is niets vastgesteld.",
      "Voeg final toe, of verbeter de fase.",
    ],
    en: ["The phase is “{phase}”, but nothing was made final.", "Add final, or correct the phase."],
  },
  "duplicate-id": {
    nl: ["Het id “{id}” komt twee keer voor.", "Geef elk een eigen id."],
    en: ["The id “{id}” stands there twice.", "Give each its own id."],
  },
  "kind-outside-layer": {
    nl: [
      "De soort “{kind}” hoort niet bij de laag “{layer}” van deze paragraaf.",
      "Haal de soort weg, of noem de paragraaf gemengd (mixed).",
    ],
    en: [
      "The kind “{kind}” does not belong to the layer “{layer}” of this section.",
      "Take the kind out, or call the section mixed.",
    ],
  },
  "title-says-fact": {
    nl: [
      "Deze paragraaf heet naar feiten, maar er mag meer in dan feiten.",
      "Kies een titel zonder “feit”. Anders leest een mening als een vastgesteld feit.",
    ],
    en: [
      "The title of this section says “fact”, but more than facts may stand in it.",
      "Choose a title without it. Otherwise an opinion reads as an established fact.",
    ],
  },
  "title-missing": {
    nl: ["Deze tekst ontbreekt in de taal “{lang}”.", "Vertaal hem, of haal de taal uit de lijst."],
    en: [
      "This text is missing in the language “{lang}”.",
      "Translate it, or take the language out.",
    ],
  },
  "choice-without-options": {
    nl: ["Bij deze keuze staat niet waaruit.", "Geef minstens twee mogelijkheden (options)."],
    en: ["This choice does not say from what.", "Give at least two options."],
  },
  "options-without-choice": {
    nl: ["Alleen bij een keuze horen mogelijkheden.", "Maak er een choice van, of haal ze weg."],
    en: ["Only a choice has options.", "Make it a choice, or take them out."],
  },
  "section-cannot-be-filled": {
    nl: [
      "Deze paragraaf is verplicht, maar er mag niets in.",
      "Sta een soort toe, of vraag een verplicht veld.",
    ],
    en: [
      "This section is required, but nothing may stand in it.",
      "Allow a kind, or ask for a required field.",
    ],
  },
  "reserved-id": {
    nl: ["“{id}” betekent al iets anders.", "Kies een ander id."],
    en: ["“{id}” already means something else.", "Choose another id."],
  },
  "no-author": {
    nl: [
      "Er is niemand die het verslag schrijft.",
      "Zet een persoon met de rol author in het register.",
    ],
    en: ["There is nobody who writes the report.", "Add a person with the role author."],
  },
  "no-reviewer": {
    nl: [
      "Dit sjabloon vraagt een gedragswetenschapper, en die staat er niet bij.",
      "Zet een persoon met de rol reviewer in het register.",
    ],
    en: [
      "This template asks for a behavioural scientist, and there is none.",
      "Add a person with the role reviewer.",
    ],
  },
  "no-party": {
    nl: [
      "Er is niemand die gehoord kan worden.",
      "Zet de ouders, verzorgers en kinderen in het register.",
    ],
    en: ["There is nobody to be heard.", "Add the parents, carers and children to the register."],
  },
  "unknown-section": {
    nl: ["Het sjabloon heeft geen paragraaf “{id}”.", "Gebruik een id uit het sjabloon."],
    en: ["The template has no section “{id}”.", "Use an id from the template."],
  },
  "unknown-field": {
    nl: ["Deze paragraaf heeft geen veld “{id}”.", "Gebruik een id uit het sjabloon."],
    en: ["This section has no field “{id}”.", "Use an id from the template."],
  },
  "field-value": {
    nl: ["Deze waarde past niet bij het veld.", "Kies uit: {allowed}."],
    en: ["This value does not fit the field.", "Choose from: {allowed}."],
  },
  "template-not-active": {
    nl: [
      "Dit sjabloon is niet in gebruik (“{status}”).",
      "Kies een sjabloon met de status active.",
    ],
    en: ["This template is not in use (“{status}”).", "Choose a template with the status active."],
  },
  "computed-section": {
    nl: ["Deze paragraaf wordt vanzelf gevuld.", "Zet hier geen uitspraken in."],
    en: ["This section fills itself.", "Put no statements here."],
  },
}

/** Types of JSON in plain words, as they stand after “Geef”. */
export const typeWords: {readonly [type: string]: {readonly nl: string; readonly en: string}} = {
  object: {nl: "een object {…}", en: "an object {…}"},
  array: {nl: "een lijst […]", en: "a list […]"},
  string: {nl: "een tekst", en: "a text"},
  integer: {nl: "een heel getal", en: "a whole number"},
  number: {nl: "een getal", en: "a number"},
  boolean: {nl: "true of false", en: "true or false"},
  null: {nl: "null", en: "null"},
}
