// SPDX-License-Identifier: EUPL-1.2

/** Big reports of an invented family, the same for the same size: what the benches measure on. */
import {
  type CheckInput,
  type Content,
  evolve,
  type Kind,
  parseTemplate,
  type Person,
  type Policy,
  type RecordState,
  type Relation,
  type Statement,
  type Template,
} from "@wederhoor/format"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import templateData from "@wederhoor/templates/feitenonderzoek/template.json" with {type: "json"}

import {type Random, random} from "./random.ts"

/** The template that every bench uses: a shipped one. */
export const template: Template = parseTemplate(templateData)
export const policy: Policy = policies[0] as unknown as Policy

/** An invented family with those who write about it. */
export const persons: readonly Person[] = [
  {id: "schrijver", role: "author", name: "Ilse Verhaag", label: "onderzoeker"},
  {id: "collega", role: "coAuthor", name: "Ruben Tol", label: "lokaal team"},
  {id: "toetser", role: "reviewer", name: "Hanna Wiersma", label: "gedragswetenschapper"},
  {id: "moeder", role: "parent", name: "Mira Kok", label: "moeder", authority: true},
  {id: "vader", role: "parent", name: "Daan Prins", label: "vader", authority: true},
  {id: "kind", role: "child", name: "Lotte Prins", label: "Lotte", birthDate: "2012-05-14"},
  {id: "juf", role: "informant", name: "Gerda Blom", label: "juf van Lotte"},
]

const openings = "Op maandag|Die avond|In de ochtend|Na school|Volgens de brief|Tijdens het gesprek"
const doers = "moeder|vader|Lotte|de juf|de huisarts|een buurvrouw|oma"
const deeds = "belde|bracht|zag|haalde|vroeg|hoorde|schreef|vertelde"
const things =
  "de tas|een brief over het rooster|de sleutel van de fiets|het schrift van de klas|de jas"
const endings =
  "naar de oude molen aan de vaart|bij het plein achter de bakker|in de keuken met het open raam|en kwam om kwart over acht terug"
// Words of which the writing assistant asks whether they fit.
const charged = "altijd|duidelijk|agressief|natuurlijk|weer eens"
const oneOf = (r: Random, words: string): string => r.pick(words.split("|"))

/** An invented Dutch sentence of 15 to 25 words; one in eight is loaded. */
export function sentence(r: Random): string {
  const first = `${oneOf(r, openings)} ${oneOf(r, deeds)} ${oneOf(r, doers)} ${oneOf(r, things)} ${oneOf(r, endings)}`
  const loaded = r.chance(0.125) ? ` ${oneOf(r, charged)}` : ""
  return `${first}, en ${oneOf(r, doers)} ${oneOf(r, deeds)}${loaded} ${oneOf(r, things)}.`
}

/**
 * A content with `size` statements, spread over the sections of the template, with sources, dates,
 * speakers and links as a writer fills them in. One in ten lacks something, so rules have to find it.
 */
export function bigContent(size: number): Content {
  const r = random(size)
  const sources = Array.from({length: Math.max(3, size / 20)}, (_, at) => ({
    id: `bron-${at}`,
    title: `Brief ${at}`,
    medium: r.pick(["document", "register", "talk"] as const),
    date: "2026-02-11",
    person: "juf",
  }))
  const facts: string[] = []
  const written = template.sections.filter(({allows}) => allows.length > 0)
  const all = Array.from({length: size}, (_, at) => {
    const section = written[at % written.length] as Template["sections"][number]
    const made = statement(r, `s${at}`, r.pick(section.allows), sources, facts)
    if (made.kind === "fact") facts.push(made.id)
    return {section: section.id, made}
  })
  return {
    sources,
    sections: template.sections.map(({id}) => ({
      id,
      statements: all.filter(({section}) => section === id).map(({made}) => made),
    })),
  }
}

function statement(
  r: Random,
  id: string,
  kind: Kind,
  sources: Content["sources"],
  facts: readonly string[],
): Statement {
  const complete = !r.chance(0.1)
  const relations: Relation[] = []
  if (complete) {
    relations.push({type: "source", ref: r.pick(sources).id, page: String(1 + r.below(40))})
    if (facts.length > 0) relations.push({type: "basedOn", ref: r.pick(facts)})
    relations.push({type: "about", ref: "kind"})
  }
  const marked = r.chance(0.2)
  return {
    id,
    kind,
    lines: [
      [
        {text: sentence(r)},
        ...(marked ? [{text: " Zo staat het er.", marks: ["em"] as const}] : []),
      ],
    ],
    attrs: complete ? {at: "2026-03-0" + (1 + r.below(9)), by: r.pick(["moeder", "vader"])} : {},
    relations,
  }
}

/** What `check` needs to judge a content at the last gate. */
export function checkInput(content: Content): CheckInput {
  return {content, persons, template, policy, today: "2026-04-02", gate: "final"}
}

/** The record of a report that was only made. */
export function newRecord(): RecordState {
  const {id, version} = template
  return evolve(null, {
    seq: 1,
    at: "2026-03-09T09:00:00Z",
    actor: {person: "host", role: "host"},
    event: {
      type: "created",
      report: "groot-verslag",
      template: {id, version, digest: "sha-256:bench"},
      lang: "nl",
      persons,
      fields: {},
    },
  })
}
