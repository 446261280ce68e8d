// SPDX-License-Identifier: EUPL-1.2
import type {Rule} from "../rule.ts"

/** Names of disorders, used by somebody who did not establish them. */
export const diagnosis: readonly Rule[] = [
  {
    id: "diagnosis/label",
    category: "diagnosis",
    state: "on",
    names: true,
    match: [
      "adhd|add|ptss|autisme|autistisch+e|ass|pdd-nos|odd|borderline|bipolair+e|schizofrenie|schizofreen",
      "narcist|narcistisch+e|narcisme|psychopaat|sociopaat|psychose|psychotisch+e|borderliner",
      "depressie|depressief+e|trauma|trauma's|getraumatiseerd+e|traumatisch+e",
      "verslaafd+e|verslaving|alcoholist|alcoholisme|alcoholverslaafd+e|drugsverslaafd+e",
      "hechtingsstoornis|hechtingsproblematiek|persoonlijkheidsstoornis|angststoornis|eetstoornis|gedragsstoornis",
      "persoonlijkheidsproblematiek|loyaliteitsconflict|ouderverstotingssyndroom",
      "verstandelijk beperkt+e",
      "licht verstandelijk+e",
    ],
    unless: ["quoted", "sourced"],
    message: {
      nl: {
        short: "‘{match}’ is een diagnosewoord. Wie stelde dit vast, en wanneer?",
        why: "Een etiket blijft jaren aan iemand kleven, ook als het niet klopt.",
        question: "Van welke deskundige komt dit, of welk gedrag zag je zelf?",
      },
      en: {
        short: "‘{match}’ is a diagnostic word. Who established it, and when?",
        why: "A label sticks to a person for years, even when it is not right.",
        question: "Which expert does this come from, or what conduct did you see?",
      },
    },
    example: [
      "Sem was getraumatiseerd.",
      "Sem kroop onder de tafel toen de telefoon van moeder ging.",
    ],
    fixes: [
      {type: "convert", kind: "judgement"},
      {type: "convert", kind: "diagnosis"},
      {type: "addSource"},
    ],
    basis: "RBDHA 2018:6825; SKJ 20.019B",
    examples: {
      fires: [
        "Sem was duidelijk getraumatiseerd.",
        "Vader was depressief.",
        "Moeder zegt dat vader een narcist is.",
      ],
      silent: [
        "In de brief van psychiater De Wit van 3 mei 2025 staat de diagnose ADHD.",
        "Moeder: “Jeroen is een narcist.”",
        "Vader is begeleid door de verslavingszorg.",
      ],
    },
  },
]
