// SPDX-License-Identifier: EUPL-1.2

/** What is the matter, and what to do; `{name}` is filled in. */
type Sentence = readonly [what: string, todo: string]
export interface Words {
  readonly nl: Sentence
  readonly en: Sentence
}

const both = (nl: Sentence, en: Sentence): Words => ({nl, en})

/** Sentences by schema path, where the path says more than the keyword does. */
export const wordsByPath: {readonly [schemaPath: string]: Words} = {
  "#/$defs/slug/pattern": both(
    [
      "Dit is geen geldig id.",
      "Gebruik letters, cijfers, - en _, en begin met een letter of cijfer.",
    ],
    ["This is not a valid id.", "Use letters, digits, - and _, and begin with a letter or digit."],
  ),
  "#/$defs/templateId/pattern": both(
    ["Dit is geen geldig id.", "Gebruik kleine letters, cijfers en koppeltekens."],
    ["This is not a valid id.", "Use small letters, digits and hyphens."],
  ),
  "#/$defs/semver/pattern": both(
    ["Dit is geen geldige versie.", "Schrijf drie getallen met punten ertussen: 1.0.0."],
    ["This is not a valid version.", "Write three numbers with dots between them: 1.0.0."],
  ),
  "#/$defs/format/const": both(
    ["Dit format kennen we niet.", "Schrijf “{allowed}”."],
    ["This format is not known.", "Write “{allowed}”."],
  ),
  "#/$defs/versionRange/pattern": both(
    ["Dit is geen reeks van versies.", "Schrijf bijvoorbeeld 1.2.0, 1.x of >=1.0.0 <2.0.0."],
    ["This is not a range of versions.", "Write for example 1.2.0, 1.x or >=1.0.0 <2.0.0."],
  ),
  "#/$defs/day/pattern": both(
    ["Dit is geen dag.", "Schrijf jaar, maand en dag: 2026-03-09."],
    ["This is not a day.", "Write year, month and day: 2026-03-09."],
  ),
  "#/$defs/partialDate/pattern": both(
    ["Dit is geen datum.", "Schrijf 2026, 2026-03, 2026-03-09 of 2026-03-09T14:30."],
    ["This is not a date.", "Write 2026, 2026-03, 2026-03-09 or 2026-03-09T14:30."],
  ),
  "#/$defs/slugOrNone/pattern": both(
    ["Dit is geen geldig id.", "Gebruik letters, cijfers, - en _, of laat het leeg."],
    ["This is not a valid id.", "Use letters, digits, - and _, or leave it empty."],
  ),
  "#/$defs/utc/pattern": both(
    ["Dit is geen tijdstip.", "Schrijf dag en tijd in UTC, met een Z: 2026-03-09T14:30:00Z."],
    ["This is not a moment.", "Write day and time in UTC, with a Z: 2026-03-09T14:30:00Z."],
  ),
  "#/$defs/digest/pattern": both(
    ["Dit is geen digest.", "Neem de 43 tekens over zoals het systeem ze gaf."],
    ["This is not a digest.", "Copy the 43 characters as the system gave them."],
  ),
  "#/$defs/digestOrNone/pattern": both(
    [
      "Dit is geen digest.",
      "Neem de 43 tekens over zoals het systeem ze gaf, of schrijf null bij de eerste.",
    ],
    [
      "This is not a digest.",
      "Copy the 43 characters as the system gave them, or write null for the first.",
    ],
  ),
  "#/$defs/salt/pattern": both(
    ["Dit is geen salt.", "Neem de 22 tekens over zoals het systeem ze gaf."],
    ["This is not a salt.", "Copy the 22 characters as the system gave them."],
  ),
  "#/$defs/base64url/pattern": both(
    [
      "Deze handtekening is beschadigd.",
      "Neem de tekst over zoals het systeem die gaf, zonder spaties.",
    ],
    ["This signature is damaged.", "Copy the text as the system gave it, without spaces."],
  ),
  "#/$defs/withheldLeaf/maxProperties": both(
    ["Wat niet getoond wordt, staat hier toch.", "Haal salt en value weg, of haal withheld weg."],
    [
      "What is not shown stands here all the same.",
      "Take out salt and value, or take out withheld.",
    ],
  ),
  "#/$defs/withheldReaction/maxProperties": both(
    ["Wat niet getoond wordt, staat hier toch.", "Haal salt en value weg, of haal withheld weg."],
    [
      "What is not shown stands here all the same.",
      "Take out salt and value, or take out withheld.",
    ],
  ),
  "#/$defs/text/minProperties": both(
    ["Hier staat nog geen tekst.", 'Geef de tekst in minstens één taal: {"nl": "…"}.'],
    ["There is no text here yet.", 'Give the text in at least one language: {"nl": "…"}.'],
  ),
  "#/$defs/languageTag/pattern": both(
    ["Dit is geen taalcode.", "Gebruik een code zoals nl, en of fy."],
    ["This is not a language code.", "Use a code such as nl, en or fy."],
  ),
  "#/$defs/reportId/pattern": both(
    ["Dit is geen geldig id van een verslag.", "Gebruik kleine letters, cijfers en koppeltekens."],
    ["This is not a valid id of a report.", "Use small letters, digits and hyphens."],
  ),
  "#/$defs/fieldPath/pattern": both(
    [
      "Dit wijst geen veld aan.",
      "Schrijf het id van de paragraaf, een punt en het id van het veld: aanleiding.datum.",
    ],
    [
      "This does not point to a field.",
      "Write the id of the section, a dot and the id of the field: occasion.date.",
    ],
  ),
  "#/$defs/attribute/pattern": both(
    ["Dit is geen naam van een kenmerk.", "Gebruik een naam uit content-1.json, zoals by of at."],
    ["This is not the name of an attribute.", "Use a name from content-1.json, such as by or at."],
  ),
  "#/$defs/policyKey/pattern": both(
    ["Dit is geen naam van een termijn.", "Gebruik letters en cijfers, zoals planReview."],
    ["This is not the name of a term.", "Use letters and digits, such as planReview."],
  ),
  "#/$defs/shieldedText/minLength": both(
    [
      "Een af te schermen tekst van een of twee tekens staat overal.",
      "Geef een langere tekst, zoals straat en huisnummer.",
    ],
    [
      "A shielded text of one or two characters stands everywhere.",
      "Give a longer text, such as street and house number.",
    ],
  ),
}

/** Sentences by code. */
export const wordsByCode: {readonly [code: string]: Words} = {
  missing: both(["“{key}” ontbreekt.", "Vul dit in."], ["“{key}” is missing.", "Add it."]),
  "unknown-key": both(
    ["“{key}” kennen we hier niet.", "Haal het weg, of controleer de spelling."],
    ["“{key}” is not known here.", "Take it out, or check the spelling."],
  ),
  "wrong-type": both(
    ["Hier hoort iets anders te staan.", "Geef {type}."],
    ["Something else belongs here.", "Give {type}."],
  ),
  "not-in-list": both(
    ["Deze waarde kennen we hier niet.", "Kies uit: {allowed}."],
    ["This value is not known here.", "Choose from: {allowed}."],
  ),
  "wrong-form": both(
    ["Deze waarde heeft niet de goede vorm.", "Kijk in het schema welke vorm hier hoort."],
    ["This value does not have the right form.", "See the schema for the form it needs."],
  ),
  "too-short": both(
    ["Hier staat te weinig.", "Geef minstens {limit} teken(s)."],
    ["There is too little here.", "Give at least {limit} character(s)."],
  ),
  "too-long": both(
    ["Deze tekst is te lang.", "Maak er hoogstens {limit} tekens van."],
    ["This text is too long.", "Make it at most {limit} characters."],
  ),
  "too-few": both(
    ["Hier staan er te weinig.", "Geef er minstens {limit}."],
    ["There are too few here.", "Give at least {limit}."],
  ),
  "too-many": both(
    ["Hier staan er te veel.", "Geef er hoogstens {limit}."],
    ["There are too many here.", "Give at most {limit}."],
  ),
  "too-large": both(
    ["Dit is te groot om te lezen.", "De grens is {limit}. Stuur het in delen."],
    ["This is too large to be read.", "The limit is {limit}. Send it in parts."],
  ),
  "too-deep": both(
    ["Dit zit te diep in elkaar.", "Nest hoogstens {limit} niveaus."],
    ["This is nested too deeply.", "Nest at most {limit} levels."],
  ),
  "not-json": both(
    ["Dit is geen gewone JSON-waarde.", "Stuur alleen objecten, lijsten, teksten en getallen."],
    ["This is not a plain JSON value.", "Send objects, lists, texts and numbers only."],
  ),
  "forbidden-key": both(
    ["Deze naam mag nergens in staan.", "Haal dit weg."],
    ["This name may stand nowhere.", "Take it out."],
  ),
  unprintable: both(
    ["Hier staat een teken dat niet op papier kan.", "Haal stuurtekens en halve tekens weg."],
    ["This holds a character that cannot be printed.", "Take out control and half characters."],
  ),
  "too-low": both(
    ["Dit getal is te laag.", "Geef minstens {limit}."],
    ["This number is too low.", "Give at least {limit}."],
  ),
  "too-high": both(
    ["Dit getal is te hoog.", "Geef hoogstens {limit}."],
    ["This number is too high.", "Give at most {limit}."],
  ),
  "kind-name-taken": both(
    ["“{id}” is al de naam van een gewone soort.", "Geef de eigen soort een ander id."],
    ["“{id}” is the name of a base kind already.", "Give the own kind another id."],
  ),
  "kind-not-specialised": both(
    [
      "Van “{kind}” kan geen eigen soort worden gemaakt.",
      "Kies de soort die erbij hoort, zoals fact of concern.",
    ],
    [
      "“{kind}” cannot have a kind of its own.",
      "Choose the base kind it belongs to, such as fact or concern.",
    ],
  ),
  "kind-says-fact": both(
    [
      "Deze soort heet naar feiten, maar “{kind}” is geen feit.",
      "Kies een naam zonder “feit”. Anders leest een mening als een vastgesteld feit.",
    ],
    [
      "The name of this kind says “fact”, but “{kind}” is no fact.",
      "Choose a name without it. Otherwise an opinion reads as an established fact.",
    ],
  ),
  "attribute-not-of-kind": both(
    [
      "De soort “{kind}” heeft geen kenmerk “{attribute}”.",
      "Kies een kenmerk dat bij deze soort hoort; SPEC.md noemt ze.",
    ],
    [
      "The kind “{kind}” has no attribute “{attribute}”.",
      "Choose an attribute of this kind; SPEC.md lists them.",
    ],
  ),
  "attribute-value": both(
    ["Het kenmerk “{attribute}” kent de waarde “{value}” niet.", "Kies uit: {allowed}."],
    ["The attribute “{attribute}” does not know the value “{value}”.", "Choose from: {allowed}."],
  ),
  "kind-not-allowed-here": both(
    [
      "De soort “{kind}” mag niet in deze paragraaf staan.",
      "Zet de soort bij allows, of vraag een andere.",
    ],
    ["The kind “{kind}” may not stand in this section.", "Add it to allows, or ask for another."],
  ),
  "kind-nowhere": both(
    [
      "De soort “{kind}” mag nergens in dit sjabloon staan.",
      "Sta de soort ergens toe, of vraag een andere.",
    ],
    [
      "The kind “{kind}” may stand nowhere in this template.",
      "Allow it in a section, or ask for another.",
    ],
  ),
  "relation-not-to-statements": both(
    ["“{relation}” wijst niet naar een uitspraak.", "Kies uit: {allowed}."],
    ["“{relation}” does not point to a statement.", "Choose from: {allowed}."],
  ),
  "needs-where-nobody-writes": both(
    [
      "Deze paragraaf wordt vanzelf gevuld, dus hier schrijft niemand.",
      "Haal de eis weg, of zet hem bij een andere paragraaf.",
    ],
    [
      "This section fills itself, so nobody writes here.",
      "Take the need out, or put it in another section.",
    ],
  ),
  "refers-to-itself": both(
    ["Dit verwijst naar zichzelf.", "Verwijs naar iets anders, of haal het weg."],
    ["This refers to itself.", "Refer to something else, or take it out."],
  ),
  "term-without-date": both(
    [
      "Een termijn past alleen bij een datum.",
      "Maak er een veld van het type date van, of haal de termijn weg.",
    ],
    ["A term belongs to a date only.", "Make this a field of the type date, or take the term out."],
  ),
  "term-not-from-date": both(
    [
      "“{id}” is geen datum, dus van daar loopt geen termijn.",
      "Wijs een veld van het type date aan.",
    ],
    ["“{id}” is no date, so no term can run from it.", "Point to a field of the type date."],
  ),
  "nobody-else-signs": both(
    [
      "Hier tekent alleen wie zelf meeschrijft of toetst.",
      "Vraag ook een ouder, kind of ander die het verslag leest.",
    ],
    ["Only those who write or review sign here.", "Ask a parent, child or another reader too."],
  ),
  "sign-off-twice": both(
    ["De rol “{role}” wordt hier twee keer om hetzelfde gevraagd.", "Laat er één staan."],
    ["The role “{role}” is asked for the same thing twice.", "Leave one."],
  ),
  "reuse-of-nothing": both(
    [
      "In deze paragraaf mag alleen hergebruik, maar geen enkele soort.",
      "Zet bij allows welke soorten overgenomen mogen worden.",
    ],
    [
      "Only used-again statements may stand here, but no kind is allowed.",
      "Say in allows which kinds may be taken over.",
    ],
  ),
  "not-in-this-version": both(
    ["“{id}” is er niet in deze versie.", "Kies uit: {allowed}."],
    ["“{id}” is not in this version.", "Choose from: {allowed}."],
  ),
  "migration-not-older": both(
    [
      "Deze overgang begint bij deze versie zelf.",
      "Noem bij from alleen versies die ouder zijn dan {version}.",
    ],
    [
      "This migration begins at this very version.",
      "Name in from only versions older than {version}.",
    ],
  ),
  "not-a-choice": both(
    [
      "“{id}” is geen keuze, dus er zijn geen mogelijkheden.",
      "Wijs een veld van het type choice aan.",
    ],
    ["“{id}” is no choice, so it has no options.", "Point to a field of the type choice."],
  ),
  "not-a-day": both(
    ["Deze dag bestaat niet.", "Controleer de dag en de maand."],
    ["There is no such day.", "Check the day and the month."],
  ),
  "duration-unclear": both(
    ["Hier staat niet precies één lengte.", "Geef er één: workingDays, days of months."],
    ["This does not say exactly one length.", "Give one: workingDays, days or months."],
  ),
  "not-lower-case": both(
    [
      "Dit woord staat hier met een hoofdletter.",
      "Schrijf het met kleine letters; bij het zoeken telt dat niet mee.",
    ],
    [
      "This word has a capital here.",
      "Write it in small letters; case makes no difference in the search.",
    ],
  ),
  "unknown-person": both(
    [
      "In het register staat niemand met het id “{id}”.",
      "Zet deze persoon in het register, of verbeter het id.",
    ],
    [
      "Nobody in the register has the id “{id}”.",
      "Add this person to the register, or correct the id.",
    ],
  ),
  "unknown-version": both(
    [
      "Versie {number} staat niet in het dossier.",
      "Voeg de versie toe aan record.versions, of haal de verwijzing weg.",
    ],
    [
      "Version {number} is not in the record.",
      "Add the version to record.versions, or take the reference out.",
    ],
  ),
  "version-order": both(
    [
      "De versies staan niet op volgorde vanaf 1.",
      "Zet ze op volgorde, zonder er een over te slaan.",
    ],
    ["The versions are not in order from 1.", "Put them in order, without leaving one out."],
  ),
  "other-report": both(
    [
      "Deze versie hoort bij een ander verslag (“{id}”).",
      "Haal de versie weg, of verbeter het id.",
    ],
    [
      "This version belongs to another report (“{id}”).",
      "Take the version out, or correct the id.",
    ],
  ),
  "digest-differs": both(
    [
      "Deze versie heeft een andere digest dan in het dossier staat.",
      "Zoek de versie die echt is getoond; verander nooit een digest.",
    ],
    [
      "This version has another digest than the record says.",
      "Find the version that was really shown; never change a digest.",
    ],
  ),
  "not-final": both(
    ["De fase is “{phase}”, maar er is niets vastgesteld.", "Voeg final toe, of verbeter de fase."],
    ["The phase is “{phase}”, but nothing was made final.", "Add final, or correct the phase."],
  ),
  "duplicate-id": both(
    ["Het id “{id}” komt twee keer voor.", "Geef elk een eigen id."],
    ["The id “{id}” stands there twice.", "Give each its own id."],
  ),
  "kind-outside-layer": both(
    [
      "De soort “{kind}” hoort niet bij de laag “{layer}” van deze paragraaf.",
      "Haal de soort weg, of noem de paragraaf gemengd (mixed).",
    ],
    [
      "The kind “{kind}” does not belong to the layer “{layer}” of this section.",
      "Take the kind out, or call the section mixed.",
    ],
  ),
  "title-says-fact": both(
    [
      "Deze paragraaf heet naar feiten, maar er mag meer in dan feiten.",
      "Kies een titel zonder “feit”. Anders leest een mening als een vastgesteld feit.",
    ],
    [
      "The title of this section says “fact”, but more than facts may stand in it.",
      "Choose a title without it. Otherwise an opinion reads as an established fact.",
    ],
  ),
  "title-missing": both(
    ["Deze tekst ontbreekt in de taal “{lang}”.", "Vertaal hem, of haal de taal uit de lijst."],
    ["This text is missing in the language “{lang}”.", "Translate it, or take the language out."],
  ),
  "choice-without-options": both(
    ["Bij deze keuze staat niet waaruit.", "Geef minstens twee mogelijkheden (options)."],
    ["This choice does not say from what.", "Give at least two options."],
  ),
  "options-without-choice": both(
    ["Alleen bij een keuze horen mogelijkheden.", "Maak er een choice van, of haal ze weg."],
    ["Only a choice has options.", "Make it a choice, or take them out."],
  ),
  "section-cannot-be-filled": both(
    [
      "Deze paragraaf is verplicht, maar er mag niets in.",
      "Sta een soort toe, of vraag een verplicht veld.",
    ],
    [
      "This section is required, but nothing may stand in it.",
      "Allow a kind, or ask for a required field.",
    ],
  ),
  "reserved-id": both(
    ["“{id}” betekent al iets anders.", "Kies een ander id."],
    ["“{id}” already means something else.", "Choose another id."],
  ),
  "no-author": both(
    [
      "Er is niemand die het verslag schrijft.",
      "Zet een persoon met de rol author in het register.",
    ],
    ["There is nobody who writes the report.", "Add a person with the role author."],
  ),
  "no-reviewer": both(
    [
      "Dit sjabloon vraagt een gedragswetenschapper, en die staat er niet bij.",
      "Zet een persoon met de rol reviewer in het register.",
    ],
    [
      "This template asks for a behavioural scientist, and there is none.",
      "Add a person with the role reviewer.",
    ],
  ),
  "no-party": both(
    [
      "Er is niemand die gehoord kan worden.",
      "Zet de ouders, verzorgers en kinderen in het register.",
    ],
    ["There is nobody to be heard.", "Add the parents, carers and children to the register."],
  ),
  "unknown-section": both(
    ["Het sjabloon heeft geen paragraaf “{id}”.", "Gebruik een id uit het sjabloon."],
    ["The template has no section “{id}”.", "Use an id from the template."],
  ),
  "unknown-field": both(
    ["Deze paragraaf heeft geen veld “{id}”.", "Gebruik een id uit het sjabloon."],
    ["This section has no field “{id}”.", "Use an id from the template."],
  ),
  "field-value": both(
    ["Deze waarde past niet bij het veld.", "Kies uit: {allowed}."],
    ["This value does not fit the field.", "Choose from: {allowed}."],
  ),
  "template-not-active": both(
    ["Dit sjabloon is niet in gebruik (“{status}”).", "Kies een sjabloon met de status active."],
    ["This template is not in use (“{status}”).", "Choose a template with the status active."],
  ),
  "computed-section": both(
    ["Deze paragraaf wordt vanzelf gevuld.", "Zet hier geen uitspraken in."],
    ["This section fills itself.", "Put no statements here."],
  ),
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
