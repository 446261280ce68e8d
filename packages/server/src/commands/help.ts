// SPDX-License-Identifier: EUPL-1.2

/** What the command line can do, in both languages. */
export const help: {readonly nl: string; readonly en: string} = {
  nl: `wederhoor: verslagen waarin feiten los staan van meningen, en iedereen wordt gehoord

  wederhoor serve              start de server, met de speeltuin en een verzonnen zaak

  Een verslag
  wederhoor new <sjabloon>     maak een leeg verslag: --id, --out bestand
  wederhoor check <verslag>    wat houdt het tegen? --gate toFamily|approve|final (final),
                               --today 2026-04-02, --policy beleid.json, --template map,
                               --origin verslag waar uitspraken uit komen
  wederhoor lint <verslag of tekst>
                               past de taal bij wat het is? --kind fact (bij een tekst),
                               --rules eigen-regels.json
  wederhoor migrate <verslag> --to <versie>
                               zet het over op een andere versie van zijn sjabloon;
                               niets gaat verloren: --template map, --out bestand
  wederhoor import <formulier> --template <sjabloon>
                               maak een eerste concept van een formulier uit een ander
                               systeem: --id, --title, --out bestand
  wederhoor render <verslag of bundel> --reader <voor wie> --out <bestand>
                               maak het exemplaar van één lezer: --format html|pdf|docx|txt|json
                               (anders naar de naam van het bestand), --plain voor een kind,
                               --layout eigen.hbs, --version 2, --keys jwks.json
  wederhoor quality <verslag of map>
                               cijfers over één verslag, of totalen zonder namen
  wederhoor verify <bundel>    is dit nog wat mensen hebben afgesproken?
                               --keys jwks.json: de openbare sleutels van de organisatie

  Een sjabloon
  wederhoor template check <map>        is het in orde, met de lay-outs (.hbs) erin?
                               of geef één lay-out: verslag.hbs
  wederhoor template diff <oud> <nieuw> wat is er veranderd, en klopt het versienummer?

  Een sjabloon is een map met template.json, zo'n bestand, of een naam zoals
  feitenonderzoek. --template mag vaker. --json geeft één JSON-document. --lang nl|en (nl).

  De gegevens
  wederhoor backup --out <map>          kopie van alles, ook terwijl de server draait:
                               --data map (WEDERHOOR_DATA), --without-key
  wederhoor restore <back-up> --into <map>
                               maak er weer een map met gegevens van; overschrijft niets
  wederhoor --help             deze tekst

Einde met 0: goed; 1: er is iets gevonden, het versienummer is te laag, of het is veranderd;
2: verkeerd gebruik, of een bestand dat niet te lezen is.

serve leest uit de omgeving:
  PORT               poort (4173); 0 neemt een vrije
  HOST               adres (127.0.0.1: alleen deze computer)
  WEDERHOOR_DATA     map voor de gegevens (.wederhoor in de map waar u bent)
  WEDERHOOR_IDENTITY bestand met {"issuer", "audience", "keys"}: de tokens van uw eigen systeem.
                     Zonder kan iedereen elke verzonnen persoon zijn: alleen om te proberen.
                     Andere sleutels in het bestand gelden meteen.
  WEDERHOOR_LOG      json: het logboek als regels JSON
  WEDERHOOR_METRICS  open: iedereen mag /wederhoor/metrics lezen; anders alleen uw eigen systeem
  WEDERHOOR_DEMO_DAY  dag waarop de verzonnen zaak speelt (vandaag), zoals 2026-04-02
  WEDERHOOR_PLAYGROUND  map met de pagina's die op / staan
`,
  en: `wederhoor: reports in which facts stand apart from opinions and the other side is heard

  wederhoor serve              start the server, with the playground and an invented case

  A report
  wederhoor new <template>     make an empty report: --id, --out file
  wederhoor check <report>     what stands in its way? --gate toFamily|approve|final (final),
                               --today 2026-04-02, --policy beleid.json, --template folder,
                               --origin report from which statements were taken
  wederhoor lint <report or text>
                               does the wording fit what it is? --kind fact (of a text),
                               --rules own-rules.json
  wederhoor migrate <report> --to <version>
                               move it to another version of its template; nothing is lost:
                               --template folder, --out file
  wederhoor import <form> --template <template>
                               make a first draft of a form from another system:
                               --id, --title, --out file
  wederhoor render <report or bundle> --reader <for whom> --out <file>
                               make one reader's copy: --format html|pdf|docx|txt|json
                               (else after the name of the file), --plain for a child,
                               --layout own.hbs, --version 2, --keys jwks.json
  wederhoor quality <report or folder>
                               numbers on one report, or totals without names
  wederhoor verify <bundle>    is it still what people agreed to?
                               --keys jwks.json: the published keys of the organisation

  A template
  wederhoor template check <folder>     is it sound, with the layouts (.hbs) in it?
                               or give one layout: report.hbs
  wederhoor template diff <old> <new>   what changed, and does the version number say so?

  A template is a folder with template.json, such a file, or a name such as feitenonderzoek.
  --template may be given more often. --json gives one JSON document. --lang nl|en (nl).

  The data
  wederhoor backup --out <folder>       copy of everything, also while the server runs:
                               --data folder (WEDERHOOR_DATA), --without-key
  wederhoor restore <back-up> --into <folder>
                               make a data folder of it again; writes nothing over
  wederhoor --help             this text

Ends with 0: good; 1: something was found, the version number is too low, or it was changed;
2: wrong use, or a file that cannot be read.

serve reads from the environment:
  PORT               port to listen on (4173); 0 takes a free one
  HOST               address to listen on (127.0.0.1: this machine only)
  WEDERHOOR_DATA     folder for the data (.wederhoor in the folder you are in)
  WEDERHOOR_IDENTITY file with {"issuer", "audience", "keys"}: the tokens of your own system.
                     Without it everybody can be any of the invented people: for trying out only.
                     Other keys in the file count at once.
  WEDERHOOR_LOG      json: the log as lines of JSON
  WEDERHOOR_METRICS  open: everybody may read /wederhoor/metrics; otherwise your own system only
  WEDERHOOR_DEMO_DAY  day on which the invented case plays (today), such as 2026-04-02
  WEDERHOOR_PLAYGROUND  folder with the pages to show at /
`,
}
