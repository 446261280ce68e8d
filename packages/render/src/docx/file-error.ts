// SPDX-License-Identifier: EUPL-1.2
import type {Text} from "@wederhoor/format"

/** Why a Word file is refused. */
export type WordFileCode =
  | "not-word"
  | "old-word"
  | "damaged"
  | "encrypted"
  | "too-large"
  | "too-many-parts"
  | "part-name"
  | "document-type"
  | "too-deep"
  | "not-xml"
  | "other-report"

/**
 * A Word file that is refused whole; nothing of it was used. `message` is English and complete; `text` says
 * what is the matter and `hint` what would do, in Dutch and English.
 */
export class WordFileError extends Error {
  readonly code: WordFileCode
  /** Part of the file, or what was found; may be empty. */
  readonly found: string
  readonly text: Text
  readonly hint: Text
  constructor(code: WordFileCode, found = "") {
    const {nl, en} = sentences[code]
    const fill = (sentence: string): string => sentence.replace("{found}", () => found)
    super(`${code}: ${fill(en[0])} ${en[1]}`)
    this.name = "WordFileError"
    this.code = code
    this.found = found
    this.text = {nl: fill(nl[0]), en: fill(en[0])}
    this.hint = {nl: nl[1], en: en[1]}
  }
}

type Pair = readonly [what: string, todo: string]

const again: Readonly<Record<"nl" | "en", string>> = {
  nl: "Open het in Word of LibreOffice, bewaar het opnieuw als .docx en probeer het nog eens.",
  en: "Open it in Word or LibreOffice, save it as .docx again and try once more.",
}
const ask: Readonly<Record<"nl" | "en", string>> = {
  nl: "Vraag na waar dit bestand vandaan komt.",
  en: "Ask where this file comes from.",
}

const sentences: Readonly<Record<WordFileCode, Readonly<Record<"nl" | "en", Pair>>>> = {
  "not-word": {
    nl: ["Dit is geen Word-bestand (.docx).", again.nl],
    en: ["This is not a Word file (.docx).", again.en],
  },
  "old-word": {
    nl: [
      "Dit is een oud Word-bestand (.doc), of er zit een wachtwoord op.",
      "Bewaar het als .docx zonder wachtwoord en probeer het nog eens.",
    ],
    en: [
      "This is an old Word file (.doc), or it has a password.",
      "Save it as .docx without a password and try once more.",
    ],
  },
  damaged: {
    nl: ["Het bestand is beschadigd ({found}).", again.nl],
    en: ["The file is damaged ({found}).", again.en],
  },
  encrypted: {
    nl: ["Het bestand is versleuteld.", "Haal het wachtwoord eraf en probeer het nog eens."],
    en: ["The file is encrypted.", "Remove the password and try once more."],
  },
  "too-large": {
    nl: ["Het bestand is te groot ({found}).", "Haal grote plaatjes eruit, of verdeel het."],
    en: ["The file is too large ({found}).", "Take out large pictures, or split it."],
  },
  "too-many-parts": {
    nl: ["Het bestand bestaat uit te veel delen ({found}).", ask.nl],
    en: ["The file has too many parts ({found}).", ask.en],
  },
  "part-name": {
    nl: ["Een deel van het bestand heeft een naam die niet mag: {found}.", ask.nl],
    en: ["A part of the file has a name that is not allowed: {found}.", ask.en],
  },
  "document-type": {
    nl: ["{found} heeft een DTD; dat hoort niet in een Word-bestand.", ask.nl],
    en: ["{found} has a DTD, which does not belong in a Word file.", ask.en],
  },
  "too-deep": {
    nl: ["{found} zit te diep in elkaar.", ask.nl],
    en: ["{found} is nested too deep.", ask.en],
  },
  "not-xml": {
    nl: ["{found} is niet te lezen.", again.nl],
    en: ["{found} cannot be read.", again.en],
  },
  "other-report": {
    nl: [
      "Dit bestand hoort bij een ander verslag of een andere versie: {found}.",
      "Kies het goede.",
    ],
    en: ["This file belongs to another report or version: {found}.", "Choose the right one."],
  },
}
