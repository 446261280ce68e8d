// SPDX-License-Identifier: EUPL-1.2

/** What is said about wording, for professionals: the panel on language, and the hints that were left standing. */
export const languageNl = {
  "tab.language": "Taal",
  "language.title": "Taal",
  "language.intro":
    "Dit is om zelf na te kijken. Het houdt niets tegen. Er wordt niets van verstuurd of bewaard.",
  "language.model":
    "Je organisatie gebruikt daarnaast een eigen model. Zinnen van uitspraken die je opent gaan daarheen.",
  "language.wait": "De tekst wordt geladen…",
  "language.reads": "Zo leest het",
  "language.noText": "Er staat nog geen tekst.",
  "language.perSentence": "Woorden per zin, gemiddeld",
  "language.longSentences": "Zinnen van meer dan {count} woorden",
  "language.longOf": "{count} van de {total}",
  "language.hard": "Moeilijke woorden",
  "language.hardNone": "Er zijn geen moeilijke woorden gevonden.",
  "language.times": "{count} keer",
  "language.write": "schrijf liever ‘{words}’",
  "language.explain": "leg uit, bijvoorbeeld: {words}",
  "language.writeOut": "schrijf het een keer voluit",
  "language.all": "Alle {count} tonen",
  "language.fewer": "Minder tonen",
  "language.more": "Meer: twee leesformules",
  "language.formulas":
    "Een formule telt alleen woorden en letters. Zij weet niet of iets duidelijk of eerlijk is.",
  "language.tooLittle": "Te weinig tekst (minder dan honderd woorden)",
  "language.douma": "Flesch-Douma",
  "language.doumaIs":
    "Hoe hoger het getal, hoe korter de zinnen en de woorden, gerekend in lettergrepen.",
  "language.lix": "LIX",
  "language.lixIs":
    "Hoe lager het getal, hoe korter de zinnen en hoe minder woorden van meer dan zes letters.",
  "language.opinions": "Feit of oordeel",
  "language.opinionsNone": "Geen zin bij de feiten lijkt een oordeel.",
  "language.opinionsOne": "1 zin bij de feiten lijkt een oordeel. Kijk ernaar.",
  "language.opinionsMany": "{count} zinnen bij de feiten lijken oordelen. Loop ze langs.",
  "language.walkHow":
    "De cursor gaat naar de eerste zin. Daarna verder met F8 (terug: Shift + F8), of hier met deze knop.",
  "language.walk": "Loop ze langs",
  "language.hidden": "Regels die je niet ziet",
  "language.hiddenExplain":
    "Alleen jij ziet deze regels niet, op deze computer. Een enkele aanwijzing laat je staan met ‘Laat staan’; dat geldt voor iedereen.",
  "language.hiddenNone": "Je ziet alle regels.",
  "language.such": "Bijvoorbeeld: {text}",
  "language.show": "Weer tonen",
  "language.shown": "Je ziet deze regel weer.",
  "language.modelRule": "Tips van het model van je organisatie.",
  "language.goneRule": "Een regel die er niet meer is.",
  "reviewing.toLeft": "Naar wat bleef staan",
  "reviewing.language": "Taal: hoe leest het verslag?",
  "left.title": "Aanwijzingen die zijn blijven staan",
  "left.explain":
    "Bij deze woorden kwam een aanwijzing. De schrijvers lieten de woorden bewust staan.",
  "left.none": "Er zijn geen aanwijzingen blijven staan.",
  "left.hint": "Aanwijzing",
  "left.reason": "Reden",
  "left.noReason": "zonder reden",
  "left.goTo": "Naar de uitspraak",
} as const
