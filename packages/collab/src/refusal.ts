// SPDX-License-Identifier: EUPL-1.2

/**
 * Every reason for which the guard refuses an update, with the words a writer sees beside the edit
 * that was not taken over. The codes are stable: clients, logs and tests quote them.
 */
export const refusals = {
  "too-large": {
    nl: "Deze wijziging is te groot om in één keer te versturen.",
    en: "This change is too large to send at once.",
  },
  unreadable: {
    nl: "De wijziging kwam beschadigd aan.",
    en: "The change arrived damaged.",
  },
  gap: {
    nl: "Er ontbreekt een eerdere wijziging waar deze op voortbouwt.",
    en: "An earlier change that this one builds on is missing.",
  },
  "foreign-client": {
    nl: "Deze wijziging staat op naam van een ander schrijfapparaat.",
    en: "This change carries the mark of another writing device.",
  },
  "client-clash": {
    nl: "Twee vensters schreven onder hetzelfde nummer. Je tekst staat hieronder.",
    en: "Two windows wrote under one number. Your text is kept below.",
  },
  "foreign-place": {
    nl: "Deze wijziging hoort bij twee plekken tegelijk.",
    en: "This change claims two places at once.",
  },
  gone: {
    nl: "De plek waar je schreef is intussen weg. Je tekst staat hieronder.",
    en: "The place you wrote in is gone by now. Your text is kept below.",
  },
  unseen: {
    nl: "Een ander schreef intussen in wat je weghaalde. Kijk eerst wat er staat.",
    en: "Somebody else wrote in what you removed. Look at what stands there first.",
  },
  "unknown-root": {
    nl: "Dit deel bestaat niet in dit format.",
    en: "This part does not exist in this format.",
  },
  "unknown-node": {
    nl: "Dit onderdeel mag hier niet staan in dit format.",
    en: "This element may not stand here in this format.",
  },
  "unknown-content": {
    nl: "Dit soort inhoud bestaat niet in dit format.",
    en: "This sort of content does not exist in this format.",
  },
  "unknown-attribute": {
    nl: "Dit kenmerk bestaat niet in dit format.",
    en: "This attribute does not exist in this format.",
  },
  "unknown-mark": {
    nl: "Deze opmaak bestaat niet in dit format.",
    en: "This mark does not exist in this format.",
  },
  "bad-value": {
    nl: "De ingevulde waarde past niet bij dit kenmerk.",
    en: "The value does not fit this attribute.",
  },
  "bad-text": {
    nl: "De tekst bevat tekens die niet in een verslag kunnen staan.",
    en: "The text holds characters that cannot stand in a report.",
  },
  "split-character": {
    nl: "De wijziging knipt een teken doormidden.",
    en: "The change cuts a character in two.",
  },
  "write-once": {
    nl: "Dit kenmerk ligt vast en verandert niet meer.",
    en: "This attribute is set once and never changes.",
  },
  "server-only": {
    nl: "Dit kenmerk wordt alleen door de server gezet.",
    en: "Only the server sets this attribute.",
  },
  fixed: {
    nl: "Dit onderdeel komt uit het sjabloon en ligt vast.",
    en: "This element comes from the template and is fixed.",
  },
  "not-own": {
    nl: "Een passage van een ander trek je in, die haal je niet weg.",
    en: "Somebody else's passage is withdrawn, not removed.",
  },
  referenced: {
    nl: "Een andere passage verwijst hiernaar. Trek deze passage in plaats daarvan in.",
    en: "Another passage refers to this one. Withdraw it instead.",
  },
  "id-missing": {
    nl: "Het nieuwe onderdeel heeft geen eigen kenmerk gekregen.",
    en: "The new element did not get an id of its own.",
  },
  "id-taken": {
    nl: "Het kenmerk van het nieuwe onderdeel is al in gebruik.",
    en: "The id of the new element is already in use.",
  },
  forbidden: {
    nl: "Hier kan nu niet geschreven worden.",
    en: "This cannot be written to now.",
  },
  failed: {
    nl: "De wijziging kon niet worden beoordeeld en is daarom niet overgenomen.",
    en: "The change could not be judged and was therefore not taken over.",
  },
} as const

/** The code of a refusal by the guard. */
export type RefusalCode = keyof typeof refusals

/** A rule was broken, inside the guard; never leaves it as an exception. */
export interface Broken {
  readonly code: RefusalCode
  readonly detail?: string
}
