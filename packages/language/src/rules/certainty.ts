// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

/** Words that leave no room. */
export const certainty: readonly Rule[] = [
  {
    id: "certainty/absolute",
    category: "certainty",
    state: "on",
    match: [
      "altijd|nooit|voortdurend|constant|continu|telkens|steevast|overal",
      "iedereen|niemand",
      "structureel+e",
      "op geen enkele manier",
    ],
    not: ["voor|nog altijd", "niemand ..2 deed|deden open", "niemand thuis"],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ is zelden te controleren. Hoe vaak, in welke periode?",
        why: "Eén uitzondering, en de familie gelooft de rest van de zin ook niet meer.",
        question: "Hoe vaak gebeurde het, van wanneer tot wanneer, en wie zag dat?",
      },
      en: {
        short: "‘{match}’ can rarely be checked. How often, in which period?",
        why: "One exception, and the family stops believing the rest of the sentence.",
        question: "How often did it happen, from when to when, and who saw it?",
      },
    },
    example: [
      "Vader komt nooit opdagen.",
      "Vader kwam in maart 2026 op twee van de vier afspraken niet.",
    ],
    fixes: [{type: "convert", kind: "judgement"}, {type: "addSource"}],
    basis: "Raad voor de Kinderbescherming: concreet en niet speculatief",
    examples: {
      fires: ["Vader komt nooit opdagen.", "Moeder is voortdurend aan het bellen."],
      silent: [
        "Moeder vertelt dat vader nooit komt opdagen.",
        "Vader belde aan; er was niemand thuis.",
        "Sem woont nog altijd bij oma.",
      ],
    },
  },
  {
    id: "certainty/booster",
    category: "certainty",
    state: "on",
    match: [
      "duidelijk+e|overduidelijk+e|evident+e|onmiskenbaar+e|absoluut|uiteraard|immers|natuurlijk|vanzelfsprekend",
      "zonder ..1 twijfel|meer",
      "het is|moge duidelijk|helder",
      "staat vast",
    ],
    not: [
      "duidelijk+e afspraken|afspraak|regels|taal|uitleg|foto",
      "niet|nog duidelijk",
      "duidelijk gemaakt|maken|maakte",
      "natuurlijk+e ouder|ouders|persoon|personen",
    ],
    unless: ["attributed", "quoted"],
    message: {
      nl: {
        short: "‘{match}’ zet kracht bij. Waaruit blijkt het?",
        why: "Wie het anders ziet, voelt zich door dit woord opzijgezet.",
        question: "Wat zag je waardoor dit voor jou zo helder is?",
      },
      en: {
        short: "‘{match}’ adds force. What shows it?",
        why: "Whoever sees it differently feels pushed aside by this word.",
        question: "What did you see that makes this so clear to you?",
      },
    },
    example: ["Sem was duidelijk overstuur.", "Sem huilde en hield zijn jas vast."],
    fixes: [{type: "convert", kind: "judgement"}],
    basis: "Raad voor de Kinderbescherming: concreet en niet speculatief",
    examples: {
      kind: "observation",
      fires: ["Sem was duidelijk overstuur.", "Uiteraard wist moeder ervan."],
      silent: [
        "Ouders maakten duidelijke afspraken over de zondag.",
        "Het is niet duidelijk waar vader woont.",
        "Juf zegt dat Sem duidelijk overstuur was.",
      ],
    },
  },
]
