// SPDX-License-Identifier: EUPL-1.2
import type {Refusal} from "./life/acts.ts"
import {type Lang, wordFor} from "./names.ts"

const sentences: {readonly [code: string]: readonly [nl: string, en: string]} = {
  "not-your-act": [
    "Dit kan niet met jouw rol in dit verslag. Vraag het aan de onderzoeker.",
    "Your role in this report does not allow this. Ask the author.",
  ],
  "wrong-phase": [
    "Dit kan nu niet: het verslag staat op “{phase}”.",
    "This is not possible now: the report is “{phase}”.",
  ],
  "gate-closed": [
    "Dit kan nog niet. Eerst moeten de punten uit de lijst in orde zijn.",
    "Not yet. The points in the list must be put right first.",
  ],
  "text-missing": [
    "Er staat nog geen tekst. Schrijf eerst wat u wilt zeggen.",
    "There is no text yet. First write what you want to say.",
  ],
  "text-not-arrived": [
    "Nog niet al uw tekst is aangekomen. Wacht even en verstuur het dan opnieuw. Uw tekst blijft staan.",
    "Not all of your text has arrived. Wait a moment and send it again. Your text is kept.",
  ],
  "reason-missing": ["Schrijf de reden erbij.", "Give the reason."],
  "decision-missing": [
    "Kies eerst wat u vindt. Er is niets voor u ingevuld.",
    "First choose what you think. Nothing is filled in for you.",
  ],
  "remarks-missing": ["Schrijf uw opmerking erbij.", "Add your remark."],
  "wrong-version": [
    "Er is een nieuwere versie. Lees die eerst.",
    "There is a newer version. Please read that one first.",
  ],
  "not-shown": [
    "U hebt deze versie nog niet gelezen. Open het verslag en probeer het opnieuw.",
    "You have not read this version yet. Open the report and try again.",
  ],
  "already-signed": ["Dit is al ondertekend.", "This has been signed already."],
  "unknown-statement": [
    "Die zin staat niet in deze versie.",
    "That passage is not in this version.",
  ],
  "unknown-reaction": ["Deze reactie is er niet.", "This reaction does not exist."],
  "already-answered": [
    "Op deze reactie is al geantwoord.",
    "This reaction has been answered already.",
  ],
  "answer-not-possible": [
    "Dit zijn de woorden van iemand anders. Alleen die persoon kan ze veranderen.",
    "These are someone else's words. Only that person can change them.",
  ],
  "unknown-person": [
    "Deze persoon hoort niet bij dit verslag.",
    "This person does not belong to this report.",
  ],
  "changed-meanwhile": [
    "Iemand anders heeft dit net veranderd. Kijk naar de nieuwe waarde en probeer het opnieuw.",
    "Someone else has just changed this. Look at the new value and try again.",
  ],
  "second-missing": [
    "Dit beoordeel je met zijn tweeën. Kies een collega.",
    "Two people judge this. Choose a colleague.",
  ],
  "evidence-missing": [
    "Leg vast hoe en wanneer. Bij “niet bereikt” horen drie pogingen, op twee manieren en over minstens tien dagen; bij “kan dit niet zelf” de reden; bij uitstel de reden en de dag waarop je het opnieuw bekijkt, en voor veiligheid ook met wie is overlegd; spoed duurt niet langer dan de termijn daarvoor.",
    "Record how and when. “Not reached” needs three attempts, in two ways and over at least ten days; “cannot do this” needs the reason; a deferral needs the reason and the day on which it is looked at again, and for safety also who was consulted; urgency does not last longer than its term.",
  ],
  "bad-act": [
    "Dit verzoek is niet volledig. Ververs de pagina en probeer het opnieuw.",
    "This request is not complete. Reload the page and try again.",
  ],
  "not-recordable": [
    "Dit kan alleen de persoon zelf zeggen. Leg vast dat iemand niet wil, niet reageert of niet is bereikt.",
    "Only the person can say this. Record that somebody declines, does not react or was not reached.",
  ],
  "shielded-text": [
    "Hier staat een gegeven dat voor iemand geheim moet blijven. Haal het weg en probeer het opnieuw.",
    "This holds something that must stay secret from someone. Take it out and try again.",
  ],
  "unknown-field": [
    "Dit veld staat niet in het sjabloon van dit verslag.",
    "The template of this report has no such field.",
  ],
  "field-value": [
    "Deze waarde past niet bij dit veld. Kies een dag of een van de mogelijkheden.",
    "This value does not fit this field. Choose a day or one of the options.",
  ],
  "text-is-fixed": [
    "Het verslag is vastgesteld, de tekst verandert niet meer. Kies “Toegevoegd” of leg uit waarom niet.",
    "The report is final and its text no longer changes. Choose “Added” or explain why not.",
  ],
  "not-asked": [
    "Dit wordt bij dit soort verslag niet gevraagd.",
    "This is not asked in this kind of report.",
  ],
  "not-an-explanation": [
    "Of iemand zich hierin herkent, wordt alleen gevraagd bij een verklaring of een conclusie.",
    "Whether somebody recognises this is asked of explanations and conclusions only.",
  ],
  "purpose-not-asked": [
    "Hiervoor wordt deze persoon niet om een handtekening gevraagd.",
    "This person is not asked to sign for this.",
  ],
  "unknown-sign-off": [
    "Deze handtekening is er niet, of is niet van u. U kunt alleen uw eigen handtekening intrekken.",
    "This signature is not there, or not yours. You can only take back your own.",
  ],
  "already-withdrawn": [
    "Deze handtekening geldt al niet meer. U hoeft niets te doen.",
    "This signature no longer counts. There is nothing to do.",
  ],
  "too-late-to-withdraw": [
    "Het verslag is vastgesteld, daarom blijft deze handtekening staan. U kunt wel een reactie sturen; die komt erbij.",
    "The report is final, so this signature stays. You can send a reaction; it is added.",
  ],
  "not-heard-in-time": [
    "Iemand is niet gehoord binnen de termijn voor spoed. Hoor die persoon eerst en laat de gedragswetenschapper het daarna lezen.",
    "Somebody was not heard within the term for urgency. Hear that person first and let the behavioural scientist read it after that.",
  ],
  "recipient-missing": [
    "Noem wie het verslag krijgt. Vul minstens één ontvanger in.",
    "Name who receives the report. Fill in at least one recipient.",
  ],
  "changed-missing": [
    "Schrijf op wat er is veranderd sinds de vorige uitgave.",
    "Write down what has changed since the last issue.",
  ],
  "not-issued": [
    "Het verslag is nog aan niemand verstuurd. Leg eerst de uitgave vast.",
    "The report has not been sent to anybody yet. Record its issue first.",
  ],
  "not-answered": [
    "Er is nog een reactie zonder antwoord. Geef die eerst antwoord.",
    "There is a reaction without an answer. Answer it first.",
  ],
  "term-still-runs": [
    "De tijd om te reageren loopt nog. “Geen reactie” kan pas daarna.",
    "The time to react has not ended. “No reaction” can only be recorded afterwards.",
  ],
}

/** The sentence for a refusal. An unknown code gives a general sentence with the code in it. */
export function describeRefusal(refusal: Refusal, lang: Lang = "nl"): string {
  const pair = Object.hasOwn(sentences, refusal.code) ? sentences[refusal.code] : undefined
  const general =
    lang === "nl"
      ? `Dit kan nu niet (${refusal.code}).`
      : `This is not possible now (${refusal.code}).`
  const sentence = pair?.[lang === "nl" ? 0 : 1] ?? general
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = refusal.params?.[name]
    if (value === undefined) return whole
    return name === "phase" || name === "gate" ? wordFor(name, value, lang) : value
  })
}
