// SPDX-License-Identifier: EUPL-1.2
import type {Text} from "@wederhoor/format"

/** The stable code of a finding. */
export type FindingCode =
  | "too-large"
  | "too-deep"
  | "syntax"
  | "raw-output"
  | "decorator"
  | "dynamic-partial"
  | "partial-block"
  | "unknown-partial"
  | "partial-cycle"
  | "unknown-block"
  | "unknown-helper"
  | "reserved-name"
  | "climbs-up"
  | "unknown-data"
  | "name-clash"
  | "arguments"
  | "prints-object"
  | "unknown-field"
  | "wrong-level"
  | "not-a-list"
  | "outside-loop"
  | "argument-type"
  | "not-for-print"
  | "step-budget"
  | "output-budget"
  | "nesting-budget"
  | "time-budget"
  | "memory-budget"
  | "worker-failed"
  | "helper-failed"
  | "element-not-allowed"
  | "attribute-not-allowed"
  | "remote-reference"
  | "hole-in-markup"
  | "unquoted-value"
  | "uneven-branches"
  | "not-closed"
  | "html-comment"
  | "hidden-text"
  | "unseen-character"
  | "must-be-read"
  | "option-invalid"
  | "font-unreadable"
  | "report-too-deep"
  | "report-too-large"
  | "not-installed"
  | "layout-failed"

/** A place in a template: line and column count from 1. `partial` names the partial, if it is in one. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly partial?: string
}

/**
 * Something a template may not do, or forgets to do. `text` says what was found, `hint` what would
 * do; both in Dutch and English. `found` is the offending piece itself.
 */
export interface TemplateFinding {
  readonly code: FindingCode
  readonly at: Place
  readonly found: string
  readonly text: Text
  readonly hint: Text
}

/**
 * The one error of this package: a template or its data is not what rendering needs.
 * `message` is English and complete; `text` and `hint` are for people, in Dutch and English.
 */
export class RenderError extends Error {
  readonly code: FindingCode
  readonly at: Place
  readonly text: Text
  readonly hint: Text
  constructor(finding: TemplateFinding) {
    const {line, column, partial} = finding.at
    const where = `${partial === undefined ? "" : `partial ${partial}, `}line ${line}, column ${column}`
    super(`${finding.code} at ${where}: ${finding.text.en} ${finding.hint.en}`)
    this.name = "RenderError"
    this.code = finding.code
    this.at = finding.at
    this.text = finding.text
    this.hint = finding.hint
  }
}

interface Sentences {
  readonly nl: readonly [what: string, todo: string]
  readonly en: readonly [what: string, todo: string]
}

const sentences: Readonly<Record<FindingCode, Sentences>> = {
  "too-large": {
    nl: ["Het sjabloon is groter dan 64 kB.", "Verdeel het over deelsjablonen."],
    en: ["The template is larger than 64 kB.", "Split it into partials."],
  },
  "too-deep": {
    nl: ["Blokken, haakjes of elementen staan te diep in elkaar.", "Maak het sjabloon vlakker."],
    en: ["Blocks, parentheses or elements are nested too deep.", "Make the template flatter."],
  },
  syntax: {
    nl: ["Dit is geen geldig sjabloon: {found}.", "Kijk of elke {{ en elk blok is gesloten."],
    en: ["This is not a valid template: {found}.", "See whether each {{ and each block is closed."],
  },
  "raw-output": {
    nl: ["{found} zet tekst zonder bescherming in het verslag.", "Schrijf {{…}} met twee haken."],
    en: ["{found} puts text into the report unescaped.", "Write {{…}} with two braces."],
  },
  decorator: {
    nl: ["Decorators ({found}) kunnen hier niet.", "Maak een deelsjabloon en gebruik {{> naam}}."],
    en: ["Decorators ({found}) are not possible here.", "Make a partial and use {{> name}}."],
  },
  "dynamic-partial": {
    nl: ["De naam van een deelsjabloon mag niet berekend worden.", "Schrijf {{> naam}}."],
    en: ["The name of a partial may not be computed.", "Write {{> name}}."],
  },
  "partial-block": {
    nl: ["Een deelsjabloon met inhoud ({{#> …}}) kan niet.", "Geef waarden mee: {{> naam a=b}}."],
    en: ["A partial with a block ({{#> …}}) is not possible.", "Pass values: {{> name a=b}}."],
  },
  "unknown-partial": {
    nl: ["Er is geen deelsjabloon {found}.", "Geef het mee bij `partials`, of verbeter de naam."],
    en: ["There is no partial {found}.", "Give it in `partials`, or correct the name."],
  },
  "partial-cycle": {
    nl: ["Deelsjabloon {found} roept zichzelf aan.", "Gebruik {{#each}} voor herhaling."],
    en: ["Partial {found} calls itself.", "Use {{#each}} to repeat."],
  },
  "unknown-block": {
    nl: ["Het blok {found} bestaat niet.", "Gebruik #if, #unless, #each of #with."],
    en: ["There is no block {found}.", "Use #if, #unless, #each or #with."],
  },
  "unknown-helper": {
    nl: ["Er is geen hulpfunctie {found}.", "Geef haar mee bij `helpers`, of druk een veld af."],
    en: ["There is no helper {found}.", "Give it in `helpers`, or print a field."],
  },
  "reserved-name": {
    nl: ["{found} kan hier niet.", "Gebruik een gewoon veld uit het verslag."],
    en: ["{found} is not possible here.", "Use a plain field of the report."],
  },
  "climbs-up": {
    nl: [
      "{found} klimt met ../ naar buiten.",
      "Geef de buitenste een naam: {{#each lijst as |x|}}.",
    ],
    en: ["{found} climbs out with ../.", "Name the outer one: {{#each list as |x|}}."],
  },
  "unknown-data": {
    nl: ["{found} bestaat niet.", "Gebruik @index, @key, @first, @last of @root."],
    en: ["There is no {found}.", "Use @index, @key, @first, @last or @root."],
  },
  "name-clash": {
    nl: ["{found} betekent hier twee dingen.", "Kies een andere naam tussen | en |."],
    en: ["{found} means two things here.", "Choose another name between | and |."],
  },
  arguments: {
    nl: ["{found} kreeg niet precies wat het vraagt.", "Geef een #blok precies één waarde."],
    en: ["{found} did not get exactly what it asks for.", "Give a #block exactly one value."],
  },
  "prints-object": {
    nl: [
      "{found} is een groep of lijst, geen tekst.",
      "Noem een veld ervan, of gebruik {{#each}}.",
    ],
    en: ["{found} is a group or a list, not text.", "Name a field of it, or use {{#each}}."],
  },
  "unknown-field": {
    nl: ["Het verslag heeft hier geen veld {found}.", "Kijk in de lijst van velden (ReportModel)."],
    en: ["The report has no field {found} here.", "See the list of fields (ReportModel)."],
  },
  "wrong-level": {
    nl: ["Hier is geen veld {found}.", "Dat veld staat op een ander niveau."],
    en: ["There is no field {found} here.", "That field is on another level."],
  },
  "not-a-list": {
    nl: ["{found} is geen lijst.", "Gebruik {{#if}} of {{#with}}."],
    en: ["{found} is not a list.", "Use {{#if}} or {{#with}}."],
  },
  "outside-loop": {
    nl: ["{found} staat buiten een lus.", "Gebruik het binnen {{#each}}."],
    en: ["{found} stands outside a loop.", "Use it within {{#each}}."],
  },
  "argument-type": {
    nl: ["Deze hulpfunctie kan hier niets mee: {found}.", "Geef een ander soort waarde."],
    en: ["This helper cannot use what it is given: {found}.", "Give another type of value."],
  },
  "not-for-print": {
    nl: ["{found} geeft geen tekst voor lezers.", "Gebruik het in {{#if}}."],
    en: ["{found} gives no text for readers.", "Use it in {{#if}}."],
  },
  "step-budget": {
    nl: ["Het maken van het verslag kost te veel stappen.", "Haal lussen in lussen weg."],
    en: ["Rendering takes too many steps.", "Remove loops within loops."],
  },
  "output-budget": {
    nl: ["Het verslag wordt te groot.", "Haal lussen in lussen weg, of verhoog de grens."],
    en: ["The output becomes too large.", "Remove loops within loops, or raise the limit."],
  },
  "nesting-budget": {
    nl: ["Blokken en deelsjablonen gaan te diep.", "Maak het sjabloon vlakker."],
    en: ["Blocks and partials go too deep.", "Make the template flatter."],
  },
  "time-budget": {
    nl: ["Het sjabloon kost te veel tijd.", "Haal lussen in lussen weg."],
    en: ["The template takes too much time.", "Remove loops within loops."],
  },
  "memory-budget": {
    nl: ["Het sjabloon kost te veel geheugen.", "Haal lussen in lussen weg."],
    en: ["The template takes too much memory.", "Remove loops within loops."],
  },
  "worker-failed": {
    nl: [
      "Het sjabloon kon niet worden bekeken.",
      "Probeer het nog eens; anders is het een fout van ons.",
    ],
    en: ["The template could not be looked at.", "Try again; else it is a fault of ours."],
  },
  "helper-failed": {
    nl: ["De hulpfunctie {found} gaf een fout.", "Laat de leverancier van de functie kijken."],
    en: ["The helper {found} failed.", "Ask whoever supplied it."],
  },
  "element-not-allowed": {
    nl: ["Het element {found} mag niet in een verslag.", "Gebruik gewone tekstelementen."],
    en: ["The element {found} may not stand in a report.", "Use plain text elements."],
  },
  "attribute-not-allowed": {
    nl: ["Het kenmerk {found} mag niet in een verslag.", "Gebruik class, id, data-… of aria-…."],
    en: ["The attribute {found} may not stand in a report.", "Use class, id, data-… or aria-…."],
  },
  "remote-reference": {
    nl: ["{found} wijst naar buiten het verslag.", 'Verwijs alleen binnen het verslag: href="#…".'],
    en: ["{found} points outside the report.", 'Only refer within the report: href="#…".'],
  },
  "hole-in-markup": {
    nl: [
      "Hier kan geen waarde staan ({found}).",
      "Zet waarden in tekst of tussen aanhalingstekens.",
    ],
    en: ["No value can stand here ({found}).", "Put values in text or inside quotes."],
  },
  "unquoted-value": {
    nl: ["De waarde van {found} staat niet tussen aanhalingstekens.", 'Schrijf naam="waarde".'],
    en: ["The value of {found} is not quoted.", 'Write name="value".'],
  },
  "uneven-branches": {
    nl: [
      "{found} eindigt in een andere opmaak dan het begon.",
      "Sluit elk element in hetzelfde blok.",
    ],
    en: ["{found} ends in other markup than it began in.", "Close each element in the same block."],
  },
  "not-closed": {
    nl: ["{found} wordt niet of verkeerd gesloten.", "Sluit elk element, in omgekeerde volgorde."],
    en: ["{found} is not closed, or in the wrong order.", "Close each element, innermost first."],
  },
  "html-comment": {
    nl: ["Opmerkingen in HTML horen niet in een verslag.", "Schrijf {{!-- … --}}."],
    en: ["HTML comments do not belong in a report.", "Write {{!-- … --}}."],
  },
  "hidden-text": {
    nl: ["{found} verbergt tekst voor een lezer.", "Laat iedereen hetzelfde lezen."],
    en: ["{found} hides text from a reader.", "Let everybody read the same."],
  },
  "unseen-character": {
    nl: ["Hier staat een teken dat niemand ziet: {found}.", "Haal het weg."],
    en: ["There is a character here that nobody sees: {found}.", "Take it out."],
  },
  "must-be-read": {
    nl: ["Het verslag toont niet: {found}.", "Druk het af, zonder voorwaarde die het weglaat."],
    en: ["The report does not show: {found}.", "Print it, without a condition that drops it."],
  },
  "option-invalid": {
    nl: ["De instelling {found} kan zo niet.", "Kijk in de beschrijving wat zij mag zijn."],
    en: ["The option {found} cannot be this.", "See in the documentation what it may be."],
  },
  "font-unreadable": {
    nl: ["Het lettertype {found} is niet te lezen.", "Geef een bestand van TrueType of OpenType."],
    en: ["The font {found} cannot be read.", "Give a TrueType or OpenType file."],
  },
  "report-too-deep": {
    nl: ["De stukken staan dieper dan 60 in elkaar.", "Maak het sjabloon vlakker."],
    en: ["Blocks stand more than 60 deep in each other.", "Make the template flatter."],
  },
  "report-too-large": {
    nl: ["Het verslag heeft te veel stukken voor een PDF.", "Verdeel het over meer verslagen."],
    en: ["The report has too many blocks for a PDF.", "Divide it over more reports."],
  },
  "not-installed": {
    nl: ["{found} is er niet op deze computer.", "Installeer het, of maak de PDF zonder."],
    en: ["{found} is not on this computer.", "Install it, or make the PDF without it."],
  },
  "layout-failed": {
    nl: ["De PDF kon zo niet worden gemaakt: {found}.", "Maak de PDF met PDFKit."],
    en: ["The PDF could not be made like this: {found}.", "Make the PDF with PDFKit."],
  },
}

/** Makes a finding; `todo` replaces the standing advice when there is a better one. */
export function finding(
  code: FindingCode,
  at: Place,
  found = "",
  todo?: {readonly nl: string; readonly en: string},
): TemplateFinding {
  const {nl, en} = sentences[code]
  const fill = (sentence: string): string => sentence.replace("{found}", () => found)
  return {
    code,
    at,
    found,
    text: {nl: fill(nl[0]), en: fill(en[0])},
    hint: todo ?? {nl: nl[1], en: en[1]},
  }
}

/** A refusal as an error. */
export function failure(code: FindingCode, at: Place, found = ""): RenderError {
  return new RenderError(finding(code, at, found))
}
