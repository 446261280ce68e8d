// SPDX-License-Identifier: EUPL-1.2
import type {PlainWord, Rule} from "../rule.ts"

/**
 * Words that can go: the plain word fits in the same place. Written for this package; the everyday official
 * pairs among them also stand in the Woordenlijst begrijpelijke taal of nl-design-system/rvo (CC0-1.0).
 */
const replaceable: readonly PlainWord[] = [
  {match: ["aangaande|betreffende|inzake|omtrent"], to: "over"},
  {match: ["met betrekking tot", "ten aanzien van"], to: "over"},
  {match: ["aangezien"], to: "omdat"},
  {match: ["alsmede"], to: "en"},
  {match: ["behoudens"], to: "behalve"},
  {match: ["conform"], to: "volgens"},
  {match: ["derhalve|mitsdien"], to: "daarom"},
  {match: ["dientengevolge"], to: "daardoor"},
  {match: ["desalniettemin|desondanks"], to: "toch"},
  {match: ["doch"], to: "maar"},
  {match: ["eveneens|tevens"], to: "ook"},
  {match: ["gaarne"], to: "graag"},
  {match: ["geschiedt"], to: "gebeurt"},
  {match: ["geschieden"], to: "gebeuren"},
  {match: ["indien"], to: "als"},
  {match: ["ingevolge|krachtens"], to: "volgens"},
  {match: ["jegens"], to: "tegenover"},
  {match: ["middels"], to: "met"},
  {match: ["reeds"], to: "al"},
  {match: ["separaat"], to: "apart"},
  {match: ["ten behoeve van"], to: "voor"},
  {match: ["ten gevolge van"], to: "door"},
  {match: ["ten tijde van"], to: "tijdens"},
  {match: ["te allen tijde"], to: "altijd"},
  {match: ["teneinde"], to: "om"},
  {match: ["thans|momenteel"], to: "nu"},
  {match: ["tracht te"], to: "probeert te"},
  {match: ["trachtte te"], to: "probeerde te"},
  {match: ["vigerende"], to: "geldende"},
  {match: ["vooralsnog"], to: "voorlopig"},
  {match: ["voorts"], to: "verder"},
  {match: ["participeert"], to: "doet mee"},
  {match: ["participeren"], to: "meedoen"},
  {match: ["frequent"], to: "vaak"},
  {match: ["biologische vader"], to: "vader"},
  {match: ["biologische moeder"], to: "moeder"},
]

/** Terms that may have to stay: the explanation stands beside them. Written for this package. */
const explainable: readonly PlainWord[] = [
  {
    match: ["parentificatie|geparentificeerd+e"],
    explain: "het kind draagt zorgen die bij een ouder horen",
  },
  {
    match: ["ondertoezichtstelling"],
    explain: "de kinderrechter beslist dat het gezin verplicht hulp krijgt van een gezinsvoogd",
  },
  {
    match: ["uithuisplaatsing", "machtiging uithuisplaatsing"],
    explain: "het kind woont een tijd niet thuis; de kinderrechter moet dat goedvinden",
  },
  {
    match: ["ontwikkelingsbedreiging"],
    explain: "er is gevaar dat het kind niet goed kan opgroeien",
  },
  {
    match: ["perspectiefbesluit|perspectiefbepaling"],
    explain: "het besluit waar een kind verder opgroeit",
  },
  {
    match: ["gezagsbeëindigend+e|gezagsbeëindiging"],
    explain: "de ouder beslist niet meer over het kind",
  },
  {
    match: ["gecertificeerde instelling"],
    explain: "organisatie die jeugdbescherming mag uitvoeren",
  },
  {match: ["casusregie|casusregisseur"], explain: "wie de hulp in het gezin op elkaar afstemt"},
  {match: ["triage"], explain: "kiezen wat het eerst moet en wie het doet"},
  {match: ["systeemgericht+e|systemisch+e"], explain: "met het hele gezin samen"},
  {match: ["affectregulatie|emotieregulatie"], explain: "omgaan met sterke gevoelens"},
  {match: ["leerbaarheid|leerbaar+e"], explain: "kan nieuwe dingen leren en die thuis doen"},
  {match: ["responsief+e|responsiviteit"], explain: "reageert op wat het kind nodig heeft"},
  {match: ["sensitief+e|sensitiviteit"], explain: "merkt op wat het kind laat zien"},
  {match: ["ambulant+e"], explain: "hulp bij het gezin thuis"},
  {match: ["multiproblematiek|multiprobleemgezin"], explain: "op meer gebieden tegelijk problemen"},
  {match: ["draagkracht"], explain: "wat iemand aankan"},
  {match: ["draaglast"], explain: "wat er op iemand afkomt"},
  {
    match: ["psycho-educatie|psychoeducatie"],
    explain: "uitleg over klachten en hoe je ermee omgaat",
  },
  {match: ["comorbiditeit"], explain: "twee of meer ziekten of stoornissen tegelijk"},
  {match: ["contra-indicatie|contra-indicaties"], explain: "een reden om het niet te doen"},
  {match: ["mentaliseren"], explain: "bedenken wat een ander voelt en denkt"},
  {match: ["copingstijl|coping"], explain: "hoe iemand met moeilijke dingen omgaat"},
  {match: ["contactregeling|omgangsregeling"], explain: "wanneer het kind bij welke ouder is"},
  {match: ["zorgmijdend+e|zorgmijder"], explain: "neemt hulp niet aan"},
  {match: ["drangkader|dwangkader"], explain: "hulp die niet helemaal vrijwillig is"},
  {match: ["bijzondere curator"], explain: "iemand die in een rechtszaak voor het kind opkomt"},
  {match: ["hulpverleningskader|hulpverleningstraject"], explain: "de afspraken over de hulp"},
]

const basis = "Jeugdwet-praktijk: begrijpelijke en duidelijke taal; nl-design-system/rvo (CC0-1.0)"

/** Plain Dutch: hard words, long sentences and abbreviations. */
export const plain: readonly Rule[] = [
  {
    id: "plain-word/replace",
    category: "plain-word",
    state: "on",
    match: [],
    words: replaceable,
    message: {
      nl: {
        short: "‘{match}’ kan gewoner.",
        why: "Ouders en kinderen lezen dit ook; een gewoon woord leest sneller.",
        question: "Zou je dit woord aan de keukentafel gebruiken?",
      },
      en: {
        short: "‘{match}’ can be plainer.",
        why: "Parents and children read this too; a common word reads faster.",
        question: "Would you use this word at the kitchen table?",
      },
    },
    example: ["Vader is thans verhuisd.", "Vader is nu verhuisd."],
    fixes: [],
    basis,
    examples: {
      fires: ["Vader is thans verhuisd.", "Ten aanzien van school zijn er drie afspraken."],
      silent: ["Vader is nu verhuisd.", "Moeder las voor: “Vader is thans verhuisd.”"],
    },
  },
  {
    id: "plain-word/explain",
    category: "plain-word",
    state: "on",
    match: [],
    words: explainable,
    message: {
      nl: {
        short: "‘{match}’ kent niet iedereen. Kun je het uitleggen?",
        why: "Wie een woord niet kent, kan er ook niet op reageren.",
        question: "Hoe zou je dit aan het gezin uitleggen?",
      },
      en: {
        short: "Not everybody knows ‘{match}’. Can you explain it?",
        why: "Who does not know a word cannot answer it either.",
        question: "How would you explain this to the family?",
      },
    },
    example: ["Er is sprake van parentificatie.", "Yassin draagt zorgen die bij een ouder horen."],
    fixes: [],
    basis,
    examples: {
      kind: "judgement",
      fires: ["Er is sprake van parentificatie.", "De draaglast is groot."],
      silent: ["Yassin draagt zorgen die bij een ouder horen.", "De last van moeder is groot."],
    },
  },
  {
    id: "long-sentence/words",
    category: "long-sentence",
    state: "on",
    match: [],
    builtIn: "long-sentence",
    message: {
      nl: {
        short: "Deze zin is lang. Kun je er twee van maken?",
        why: "Na 25 woorden raken veel lezers het begin kwijt.",
        question: "Wat is de eerste boodschap, en wat de tweede?",
      },
      en: {
        short: "This sentence is long. Can you make it two?",
        why: "After 25 words many readers have lost the beginning.",
        question: "What is the first message, and what the second?",
      },
    },
    example: [
      "Vader, die op 3 mei verhuisde naar de straat waar ook oma woont, belde moeder om te zeggen dat hij Sem op zaterdag niet kon ophalen omdat hij moest werken.",
      "Vader verhuisde op 3 mei. Hij belde moeder: hij moest zaterdag werken en kon Sem niet ophalen.",
    ],
    fixes: [],
    basis,
    examples: {
      fires: [
        "Vader die op 3 mei verhuisde naar de straat waar ook oma woont belde moeder om te zeggen dat hij Sem op zaterdag niet kon ophalen bij haar thuis.",
        "Op de foto van het huis in de straat van oma staan een fiets en een step en een bal en een hond en een kat en een haan.",
      ],
      silent: [
        "Vader verhuisde op 3 mei. Hij belde moeder. Hij haalde Sem op zaterdag niet op. Oma woont in dezelfde straat. Sem was die dag bij haar.",
        "Moeder zei: “Hij kwam en hij ging en hij kwam en hij ging en hij kwam en hij ging en hij kwam en hij ging en toen was hij weg.”",
      ],
    },
  },
  {
    id: "abbreviation/unexplained",
    category: "abbreviation",
    state: "on",
    match: [],
    builtIn: "abbreviation",
    message: {
      nl: {
        short: "‘{match}’: schrijf je het een keer uit?",
        why: "Een afkorting sluit buiten wie het vak niet kent.",
        question: "Waar staan deze letters voor?",
      },
      en: {
        short: "‘{match}’: will you write it out once?",
        why: "An abbreviation shuts out whoever does not know the trade.",
        question: "What do these letters stand for?",
      },
    },
    example: ["De OTS liep af op 3 mei.", "De ondertoezichtstelling (OTS) liep af op 3 mei."],
    fixes: [],
    basis,
    examples: {
      fires: ["De OTS liep af op 3 mei.", "Het JBT belde moeder."],
      silent: [
        "De ondertoezichtstelling (OTS) liep af op 3 mei. De OTS duurde een jaar.",
        "Vader stuurde een SMS.",
        "VADER BELDE.",
      ],
    },
  },
]
