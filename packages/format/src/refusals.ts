// SPDX-License-Identifier: EUPL-1.2
import type {Refusal} from "./life/acts.ts"
import {type Lang, wordFor} from "./names.ts"

const sentences: {readonly [code: string]: {readonly [lang in Lang]: string}} = {
  "not-your-act": {
    nl: "Dit kan niet met jouw rol in dit verslag. Vraag het aan de onderzoeker.",
    en: "Your role in this report does not allow this. Ask the author.",
  },
  "wrong-phase": {
    nl: "Dit kan nu niet: het verslag staat op “{phase}”.",
    en: "This is not possible now: the report is “{phase}”.",
  },
  "gate-closed": {
    nl: "Dit kan nog niet. Eerst moeten de punten uit de lijst in orde zijn.",
    en: "Not yet. The points in the list must be put right first.",
  },
  "text-missing": {
    nl: "Er staat nog geen tekst. Schrijf eerst wat u wilt zeggen.",
    en: "There is no text yet. First write what you want to say.",
  },
  "text-not-arrived": {
    nl: "Nog niet al uw tekst is aangekomen. Wacht even en verstuur het dan opnieuw. Uw tekst blijft staan.",
    en: "Not all of your text has arrived. Wait a moment and send it again. Your text is kept.",
  },
  "reason-missing": {nl: "Schrijf de reden erbij.", en: "Give the reason."},
  "decision-missing": {
    nl: "Kies eerst wat u vindt. Er is niets voor u ingevuld.",
    en: "First choose what you think. Nothing is filled in for you.",
  },
  "remarks-missing": {nl: "Schrijf uw opmerking erbij.", en: "Add your remark."},
  "wrong-version": {
    nl: "Er is een nieuwere versie. Lees die eerst.",
    en: "There is a newer version. Please read that one first.",
  },
  "not-shown": {
    nl: "U hebt deze versie nog niet gelezen. Open het verslag en probeer het opnieuw.",
    en: "You have not read this version yet. Open the report and try again.",
  },
  "already-signed": {nl: "Dit is al ondertekend.", en: "This has been signed already."},
  "unknown-statement": {
    nl: "Die zin staat niet in deze versie.",
    en: "That passage is not in this version.",
  },
  "unknown-reaction": {nl: "Deze reactie is er niet.", en: "This reaction does not exist."},
  "unknown-remark": {
    nl: "Bij deze handtekening staat geen opmerking. Nu kun je alleen een opmerking bij een handtekening antwoord geven.",
    en: "There is no remark with this signature. Now only a remark made when signing can be answered.",
  },
  "already-answered": {
    nl: "Hierop is al geantwoord.",
    en: "This has been answered already.",
  },
  "answer-not-possible": {
    nl: "Dit zijn de woorden van iemand anders. Alleen die persoon kan ze veranderen.",
    en: "These are someone else's words. Only that person can change them.",
  },
  "unknown-person": {
    nl: "Deze persoon hoort niet bij dit verslag.",
    en: "This person does not belong to this report.",
  },
  "changed-meanwhile": {
    nl: "Iemand anders heeft dit net veranderd. Kijk naar de nieuwe waarde en probeer het opnieuw.",
    en: "Someone else has just changed this. Look at the new value and try again.",
  },
  "second-missing": {
    nl: "Dit beoordeel je met zijn tweeën. Kies een collega.",
    en: "Two people judge this. Choose a colleague.",
  },
  "evidence-missing": {
    nl: "Leg vast hoe en wanneer. Bij “niet bereikt” horen genoeg pogingen, op verschillende manieren en verspreid over meer dagen; bij “kan dit niet zelf” de reden; bij uitstel de reden en de dag waarop je het opnieuw bekijkt, en voor veiligheid ook met wie is overlegd; beide niet langer dan de termijn daarvoor.",
    en: "Record how and when. “Not reached” needs enough attempts, in different ways and spread over more days; “cannot do this” needs the reason; a deferral needs the reason and the day on which it is looked at again, and for safety also who was consulted; neither lasts longer than its term.",
  },
  "bad-act": {
    nl: "Dit verzoek is niet volledig. Ververs de pagina en probeer het opnieuw.",
    en: "This request is not complete. Reload the page and try again.",
  },
  "not-recordable": {
    nl: "Dit kan alleen de persoon zelf zeggen. Leg vast dat iemand niet wil, niet reageert of niet is bereikt.",
    en: "Only the person can say this. Record that somebody declines, does not react or was not reached.",
  },
  "shielded-text": {
    nl: "Hier staat een gegeven dat voor iemand geheim moet blijven. Haal het weg en probeer het opnieuw.",
    en: "This holds something that must stay secret from someone. Take it out and try again.",
  },
  "unknown-field": {
    nl: "Dit veld staat niet in het sjabloon van dit verslag.",
    en: "The template of this report has no such field.",
  },
  "field-value": {
    nl: "Deze waarde past niet bij dit veld. Kies een dag of een van de mogelijkheden.",
    en: "This value does not fit this field. Choose a day or one of the options.",
  },
  "text-is-fixed": {
    nl: "De tekst ligt vast en verandert nu niet. Kies “Toegevoegd” of leg uit waarom niet.",
    en: "The text is fixed and does not change now. Choose “Added” or explain why not.",
  },
  "not-asked": {
    nl: "Dit wordt bij dit soort verslag niet gevraagd.",
    en: "This is not asked in this kind of report.",
  },
  "not-an-explanation": {
    nl: "Of iemand zich hierin herkent, wordt alleen gevraagd bij een verklaring of een conclusie.",
    en: "Whether somebody recognises this is asked of explanations and conclusions only.",
  },
  "purpose-not-asked": {
    nl: "Hiervoor wordt deze persoon niet om een handtekening gevraagd.",
    en: "This person is not asked to sign for this.",
  },
  "unknown-sign-off": {
    nl: "Deze handtekening is er niet, of is niet van u. U kunt alleen uw eigen handtekening intrekken.",
    en: "This signature is not there, or not yours. You can only take back your own.",
  },
  "already-withdrawn": {
    nl: "Deze handtekening geldt al niet meer. U hoeft niets te doen.",
    en: "This signature no longer counts. There is nothing to do.",
  },
  "too-late-to-withdraw": {
    nl: "Het verslag is vastgesteld, daarom blijft deze handtekening staan. U kunt wel een reactie sturen; die komt erbij.",
    en: "The report is final, so this signature stays. You can send a reaction; it is added.",
  },
  "not-heard-in-time": {
    nl: "Iemand is niet gehoord binnen de termijn voor spoed. Hoor die persoon eerst en laat de gedragswetenschapper het daarna lezen.",
    en: "Somebody was not heard within the term for urgency. Hear that person first and let the behavioural scientist read it after that.",
  },
  "recipient-missing": {
    nl: "Noem wie het verslag krijgt. Vul minstens één ontvanger in.",
    en: "Name who receives the report. Fill in at least one recipient.",
  },
  "changed-missing": {
    nl: "Schrijf op wat er is veranderd sinds de vorige uitgave.",
    en: "Write down what has changed since the last issue.",
  },
  "not-issued": {
    nl: "Het verslag is nog aan niemand verstuurd. Leg eerst de uitgave vast.",
    en: "The report has not been sent to anybody yet. Record its issue first.",
  },
  "not-answered": {
    nl: "Er is nog een reactie zonder antwoord. Geef die eerst antwoord.",
    en: "There is a reaction without an answer. Answer it first.",
  },
  "term-still-runs": {
    nl: "De tijd om te reageren loopt nog. “Geen reactie” kan pas daarna.",
    en: "The time to react has not ended. “No reaction” can only be recorded afterwards.",
  },
}

/** The sentence for a refusal. An unknown code gives a general sentence with the code in it. */
export function describeRefusal(refusal: Refusal, lang: Lang = "nl"): string {
  const pair = Object.hasOwn(sentences, refusal.code) ? sentences[refusal.code] : undefined
  const general =
    lang === "nl"
      ? `Dit kan nu niet (${refusal.code}).`
      : `This is not possible now (${refusal.code}).`
  const sentence = pair?.[lang] ?? general
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = refusal.params?.[name]
    if (value === undefined) return whole
    return name === "phase" || name === "gate" ? wordFor(name, value, lang) : value
  })
}
