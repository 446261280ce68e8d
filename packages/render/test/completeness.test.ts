// SPDX-License-Identifier: EUPL-1.2

/** What must be read is read: under whatever condition a template could leave it out. */
import {readFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {words} from "@wederhoor/format"
import {checkCompleteness, sampleReport, trialReports} from "@wederhoor/render"
import type {DeclaredHelper, Helper} from "@wederhoor/render"
import {Ajv2020} from "ajv/dist/2020.js"
import {describe, expect, test} from "vitest"

const compare = (call: Helper): DeclaredHelper => ({
  call,
  params: [["any"], ["any"]],
  returns: "boolean",
  prints: false,
})
const helpers = {
  eq: compare((a, b) => a === b),
  gt: compare((a, b) => Number(a) > Number(b)),
  and: compare((a, b) => Boolean(a) && Boolean(b)),
  upper: (value: unknown) => String(value).toUpperCase(),
  short: (value: unknown) => String(value).slice(0, 3),
  count: (list: unknown) => (Array.isArray(list) ? list.length : 0),
} satisfies Readonly<Record<string, Helper | DeclaredHelper>>

// One layout in one file, so that conditions can be put around its pieces; the shipped ones share parts.
const source = readFileSync(
  new URL("../../../tests/bench/render-layout.hbs", import.meta.url),
  "utf8",
)

/** The shipped template with a condition around what stands between `from` and the next `to`. */
function around(from: string, to: string, condition: string): string {
  const [word = ""] = /(?<=#)\w+/.exec(condition) ?? []
  const start = source.indexOf(from) + from.length
  const end = source.indexOf(to, start) + to.length
  expect([start >= from.length, end > start]).toEqual([true, true])
  return `${source.slice(0, start)}${condition}${source.slice(start, end)}{{/${word}}}${source.slice(end)}`
}

const anchors: Readonly<Record<string, readonly [string, string]>> = {
  "a reaction at its passage": ["{{#each statement.reactions as |reaction|}}", "</li>"],
  "a reaction in the closing list": ["{{#each reactions as |reaction|}}", "</li>"],
  "a sign-off": ["{{#each signOffs as |signOff|}}", "</tr>"],
  "who was not heard": ["{{#each notHeard as |person|}}", "</li>"],
  "a person": ["{{#each persons as |person|}}", "</li>"],
  "a source": ["{{#each sources as |source|}}", "</li>"],
  "an issue": ["{{#each issues as |issue|}}", "</li>"],
  "a right": ["{{#each rights as |right|}}", "</li>"],
  "a lapse": ["{{#each lapses as |lapse|}}", "</p>"],
  "the reader": ["Dit exemplaar is voor</dt>", "</dd>"],
  "the text of a passage": ["{{statement.kind}}</h3>", "</div>"],
  "the details of a passage": [
    '{{#if statement.unconfirmed}}<p class="more">{{statement.unconfirmed}}</p>{{/if}}',
    "</dl>\n    {{/if}}",
  ],
  recognition: ["{{#each statement.recognition as |person|}}", "</li>"],
}

function found(where: string, condition: string): readonly string[] {
  const [from, to] = anchors[where] ?? ["", ""]
  return checkCompleteness(around(from, to, condition), undefined, {helpers}).map(each => each.code)
}

const reactionConditions = [
  // Two words at once.
  '{{#unless (and (eq reaction.role "Kind") reaction.late)}}',
  '{{#unless (and (eq reaction.role "Informant") (eq reaction.type "Mijn kijk"))}}',
  '{{#unless (and (eq reaction.answer.label "Toegevoegd") (eq reaction.type "Zo zei ik het niet"))}}',
  '{{#unless (and reaction.late (and @root.final (eq reaction.type "Niet mee eens")))}}',
  '{{#unless (and (eq reaction.role "Advocaat") (and reaction.late (eq reaction.type "Dit klopt niet")))}}',
  // Empty neighbours.
  "{{#if reaction.role}}",
  "{{#if reaction.late}}",
  "{{#unless reaction.unanswered}}",
  "{{#with reaction.answer}}",
  // Numbers, counts, places in a list.
  "{{#if (eq @index 0)}}",
  "{{#unless @last}}",
  "{{#unless (eq @index 5)}}",
  "{{#unless (gt (count reaction.lines) 3)}}",
  "{{#unless (gt @root.gaps 2)}}",
  "{{#unless (eq @root.version 8)}}",
  "{{#unless (eq @root.reactions.length 41)}}",
  "{{#unless (gt @index 90)}}",
  "{{#unless (and (gt @root.gaps 8) (eq @root.reactions.length 1))}}",
  // Words of one report.
  '{{#unless (eq reaction.by "Jansen")}}',
  '{{#unless (and (eq reaction.by "Jansen") (eq reaction.type "Mijn kijk"))}}',
  '{{#unless (eq @root.lang "en")}}',
  '{{#unless (eq @root.reader.name "Jansen")}}',
] as const

describe("a condition that leaves something out is found", () => {
  test.each(reactionConditions)("%s around a reaction in the closing list", condition => {
    // One reaction and many gaps: only where the list is short.
    expect(found("a reaction in the closing list", condition)).toContain("must-be-read")
  })

  test.each(
    reactionConditions
      .filter(condition => !/reactions\.length|@index 90/.test(condition))
      .concat([
        '{{#unless (and (eq statement.kind "Zorg") (eq reaction.type "Erbij zetten"))}}',
        '{{#unless (and (eq statement.kind "Stem van het kind") reaction.late)}}',
        '{{#unless (and (eq statement.layer "plan") (eq reaction.role "Kind"))}}',
        "{{#if statement.details}}",
        "{{#if statement.recognition}}",
        "{{#unless statement.shared}}",
        "{{#unless statement.unconfirmed}}",
        "{{#unless section.group}}",
        "{{#unless (gt statement.reactions.length 6)}}",
        "{{#unless (eq statement.reactions.length 33)}}",
        "{{#if @root.persons}}",
      ] as never[]),
  )("%s around a reaction at its passage", condition => {
    expect(found("a reaction at its passage", condition)).toContain("must-be-read")
  })

  test.each([
    ["a sign-off", '{{#unless (eq signOff.decision "Niet akkoord")}}'],
    ["a sign-off", '{{#unless (and (eq signOff.state "Ingetrokken") (eq signOff.role "Kind"))}}'],
    [
      "a sign-off",
      '{{#unless (and (eq signOff.decision "Gelezen, geen oordeel") (eq signOff.purpose "Eens met het plan"))}}',
    ],
    ["a sign-off", "{{#if signOff.date}}"],
    ["a sign-off", "{{#if signOff.state}}"],
    ["a sign-off", "{{#if signOff.receiptCode}}"],
    ["a sign-off", "{{#unless signOff.unanswered}}"],
    ["a sign-off", "{{#if @root.sources}}"],
    ["a sign-off", "{{#if @root.notHeard}}"],
    ["a sign-off", "{{#if @root.controlCode}}"],
    ["who was not heard", '{{#unless (eq person.reason "Uitgesteld: veiligheid")}}'],
    ["who was not heard", "{{#if @root.final}}"],
    ["who was not heard", "{{#if @root.lapses}}"],
    ["a person", '{{#unless (and (eq person.role "Kind") (eq person.heard "Niet bereikt"))}}'],
    ["a person", "{{#if person.heard}}"],
    ["a source", "{{#unless (eq source.number 'B2')}}"],
    ["a source", "{{#if @first}}"],
    ["an issue", "{{#if issue.changed}}"],
    ["an issue", "{{#if @last}}"],
    ["a right", "{{#unless @root.reader.plain}}"],
    ["a lapse", "{{#unless @root.reader.plain}}"],
    ["the reader", "{{#if reader.label}}"],
    [
      "the text of a passage",
      '{{#unless (and (eq statement.kind "Wens of hulpvraag") statement.unconfirmed)}}',
    ],
    ["the text of a passage", "{{#if statement.reactions}}"],
    ["the text of a passage", "{{#unless (eq statement.lines.length 3)}}"],
    ["the details of a passage", "{{#if statement.shared}}"],
    ["the details of a passage", "{{#unless (eq statement.layer 'appraisal')}}"],
    ["recognition", '{{#unless (eq person.answer "Herkent dit niet")}}'],
    ["recognition", "{{#if statement.shared}}"],
    ["recognition", "{{#unless (eq statement.kind 'Conclusie')}}"],
  ])("%s, under %s", (where, condition) => {
    expect(found(where, condition)).toContain("must-be-read")
  })

  test("every kind of passage with every type of reaction (nothing is left to chance)", () => {
    const kinds = sampleReport("nl").sections[0]?.statements.flatMap(each => each.kind || []) ?? []
    expect(kinds).toHaveLength(22)
    const met = new Set(
      trialReports("nl").flatMap(({sections}) =>
        sections.flatMap(({statements}) =>
          statements.flatMap(({kind, reactions}) =>
            reactions.map(({type, answer}) => `${kind}/${type}/${answer?.label ?? ""}`),
          ),
        ),
      ),
    )
    const types = Object.values(words.reaction).map(each => each.nl)
    const answers = ["", ...Object.values(words.answer).map(each => each.nl)]
    const missing = kinds.flatMap(kind =>
      types.flatMap(type =>
        answers.map(answer => `${kind}/${type}/${answer}`).filter(each => !met.has(each)),
      ),
    )
    expect(missing).toEqual([])
  })
})

describe("the word itself must be read, not only what stands beside it", () => {
  test.each([
    ["{{reaction.type}}", '(eq reaction.type "Niet mee eens")'],
    ["{{reaction.late}}", '(eq reaction.role "Kind")'],
    ["{{answer.label}}", '(eq answer.label "Niet aangepast, omdat")'],
    ["{{signOff.decision}}", '(eq signOff.decision "Niet akkoord")'],
    ["{{signOff.state}}", '(eq signOff.state "Tekst daarna veranderd")'],
    ["{{statement.kind}}", '(eq statement.kind "Mening")'],
    ["{{person.answer}}", '(eq person.answer "Herkent dit deels")'],
    ["{{signOff.role}}", '(eq signOff.role "Kind")'],
    ["{{source.date}}", "@first"],
    ["{{version}}", "final"],
  ])("%s unless %s", (hole, condition) => {
    expect(source).toContain(hole)
    const changed = source.replaceAll(hole, `{{#unless ${condition}}}${hole}{{/unless}}`)
    const codes = checkCompleteness(changed, undefined, {helpers}).map(each => each.code)
    expect(codes).toContain("must-be-read")
  })
})

describe("where it is read", () => {
  test.each([
    ["struck out", "{{line}}", "<del>{{line}}</del>"],
    ["only in the list of contents", "</span> {{section.title}}</h2>", "</span></h2>"],
    [
      "only as the name of an element",
      "<h1>{{title}}</h1>",
      '<h1 aria-label="{{title}}">Verslag</h1>',
    ],
    ["outside its passage", 'data-statement="{{statement.id}}"', ""],
    [
      "under another passage",
      'data-statement="{{statement.id}}"',
      'data-statement="{{@root.sections.[0].id}}"',
    ],
  ])("%s does not count", (_, from, to) => {
    expect(source).toContain(from)
    const codes = checkCompleteness(source.replaceAll(from, to)).map(each => each.code)
    expect(codes).toContain("must-be-read")
  })

  test("that passages are missing is told in other words, or counted", () => {
    const told = /\{\{#if gaps\}\}[^]*?\{\{\/if\}\}/
    expect(source).toMatch(told)
    expect(checkCompleteness(source.replace(told, "")).map(each => each.found)).toEqual(["gaps"])
    expect(checkCompleteness(source.replace(told, "<p>{{gaps}}</p>"))).toEqual([])
    expect(
      checkCompleteness(source.replace(told, "{{#if gaps}}<br>{{/if}}")).map(each => each.found),
    ).toEqual(["gaps"])
  })
})

describe("helpers", () => {
  test("what gives back the words in other case still shows them; what shortens them does not", () => {
    const upper = source.replaceAll("{{reaction.by}}", "{{upper reaction.by}}")
    expect(checkCompleteness(upper, undefined, {helpers})).toEqual([])
    const short = source.replaceAll("{{reaction.by}}", "{{short reaction.by}}")
    expect(checkCompleteness(short, undefined, {helpers}).map(each => each.found)).toEqual([
      "sections.*.statements.*.reactions.*.by",
      "reactions.*.by",
    ])
  })

  test("helpers never see a mark", () => {
    const seen: string[] = []
    const spy: Helper = value => {
      seen.push(JSON.stringify(value))
      return value
    }
    const changed = source
      .replace("{{#each notHeard as |person|}}", "{{#each (spy notHeard) as |person|}}")
      .replace("<h1>{{title}}</h1>", "<h1>{{spy title}}</h1>")
      .replace("<dd>{{version}} ", "<dd>{{spy version}} ")
    expect(checkCompleteness(changed, undefined, {helpers: {spy}})).toEqual([])
    expect(seen.length).toBeGreaterThan(100)
    expect(seen.join("")).not.toMatch(/[\uE000\uE001]/)
    expect(seen).toContain("1")
  })
})

describe("the real report", () => {
  test("is looked at as it is: a condition on its own words shows, without trials too", () => {
    const changed = around(
      "{{#each reactions as |reaction|}}",
      "</li>",
      "{{#unless (eq reaction.by (upper reaction.by))}}",
    )
    const model = sampleReport("nl")
    const [first, ...others] = model.reactions
    const own = {...model, reactions: [{...first!, by: "ABC"}, ...others]}
    const look = (given: typeof model): readonly string[] =>
      checkCompleteness(changed, given, {helpers, trials: false}).map(each => each.found)
    expect(look(model)).toEqual([])
    expect(look(own)).toContain("reactions.*.lines.*")
  })
})

describe("the trial reports", () => {
  const file = fileURLToPath(import.meta.resolve("@wederhoor/schemas/report-model.schema.json"))
  const validate = new Ajv2020({strict: true, keywords: ["x-mustRender"]}).compile(
    JSON.parse(readFileSync(file, "utf8")) as object,
  )
  test.each(["nl", "en"] as const)("are report models (%s), the same each time", lang => {
    const trials = trialReports(lang)
    expect(trials.length).toBeGreaterThan(60)
    for (const trial of trials) expect([validate(trial), validate.errors ?? []]).toEqual([true, []])
    expect(trialReports(lang)).toBe(trials)
  })

  /** What can be seen of a reaction at its passage, as words; each two must occur together. */
  function seenAtPassages(): readonly Readonly<Record<string, string>>[] {
    return trialReports("nl").flatMap(({sections, final, reader}) =>
      sections.flatMap(section =>
        section.statements.flatMap(passage =>
          passage.reactions.map((reaction, index, all) => ({
            type: reaction.type,
            role: reaction.role,
            answer: reaction.answer?.label ?? "none",
            late: reaction.late,
            lines: String(reaction.lines.length),
            kind: passage.kind,
            unconfirmed: passage.unconfirmed,
            shared: passage.shared === "" ? "" : "shared",
            recognition: String(Math.min(passage.recognition.length, 2)),
            details: String(passage.details.length),
            first: String(index === 0),
            last: String(index === all.length - 1),
            count: String(all.length > 3 ? 4 : all.length),
            final: String(final),
            plain: String(reader.plain),
          })),
        ),
      ),
    )
  }

  test("hold each pair of what can be seen of a reaction and its passage", () => {
    const rows = seenAtPassages()
    const names = Object.keys(rows[0] ?? {})
    const values = (name: string): readonly string[] => [
      ...new Set(rows.map(row => row[name] ?? "")),
    ]
    const missing = names.flatMap((a, index) =>
      names.slice(index + 1).flatMap(b => {
        const met = new Set(rows.map(row => `${row[a]}/${row[b]}`))
        return values(a).flatMap(x =>
          values(b).flatMap(y => (met.has(`${x}/${y}`) ? [] : [`${a} ${x}, ${b} ${y}`])),
        )
      }),
    )
    // One reaction is first and last; of two, one is.
    expect(missing.filter(each => !/^(first|last) false, (last|count)/.test(each))).toEqual([])
  })
})
