// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr, plainText, refs} from "../content.ts"
import {wordsOf} from "../fold.ts"
import {type Kind, layerOf} from "../names.ts"
import type {Scope, StatementRule} from "./rule.ts"

/** Kinds that must say on what they rest. */
const grounded: readonly Kind[] = ["judgement", "concern", "factor", "hypothesis"]

const basisOf = (statement: Statement, scope: Scope): Statement[] =>
  refs(statement, "basedOn").flatMap(id => scope.statements.get(id) ?? [])

/** Whether something carries by itself: no hearsay nobody vouches for, no appraisal without a source. */
function carriesAlone(basis: Statement): boolean {
  const layer = layerOf(basis.kind)
  if (layer === null) return false
  if (basis.kind === "account" && ["heardFrom", "assumption"].includes(attr(basis, "knowledge")))
    return false
  return layer !== "appraisal" || refs(basis, "source").length > 0
}

/**
 * Whether an appraisal reaches something that carries, over other appraisals if need be. Two
 * appraisals that lean on each other reach nothing; a rejected explanation carries nothing.
 */
function isCarried(statement: Statement, scope: Scope): boolean {
  const carried = carriedIn(scope)
  return basisOf(statement, scope).some(
    basis => !isRejected(basis) && (carriesAlone(basis) || carried.has(basis.id)),
  )
}

const isRejected = (basis: Statement): boolean =>
  basis.kind === "hypothesis" && attr(basis, "state") === "rejected"

const known = new WeakMap<Scope, ReadonlySet<string>>()

/** Ids of the appraisals that are carried: from what carries alone upwards, each looked at once. */
function carriedIn(scope: Scope): ReadonlySet<string> {
  const before = known.get(scope)
  if (before) return before
  const leaning = new Map<string, Statement[]>()
  const ready: Statement[] = []
  for (const one of scope.statements.values()) {
    if (carriesAlone(one)) ready.push(one)
    if (layerOf(one.kind) !== "appraisal") continue
    for (const id of refs(one, "basedOn")) {
      const list = leaning.get(id)
      if (list) list.push(one)
      else leaning.set(id, [one])
    }
  }
  const carried = new Set<string>()
  for (let basis = ready.pop(); basis; basis = ready.pop()) {
    if (isRejected(basis)) continue
    for (const one of leaning.get(basis.id) ?? [])
      if (!carried.has(one.id)) {
        carried.add(one.id)
        ready.push(one)
      }
  }
  known.set(scope, carried)
  return carried
}

export const appraisalRules: readonly StatementRule[] = [
  {
    slug: "judgement-needs-holder",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "SKJ 20.021B; “er zijn zorgen” zonder naam: Signs of Safety",
    words: {
      nl: ["Wie vindt dit?", "Kies wie dit oordeel geeft."],
      en: ["Who thinks this?", "Choose who gives this judgement."],
    },
    check: statement =>
      ["judgement", "concern", "instrumentResult"].includes(statement.kind) &&
      attr(statement, "by") === "" && {fixes: [{type: "set", attribute: "by"}]},
  },
  {
    slug: "judgement-needs-basis",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "SKJ 20.021B (advies zonder bronnen); NJi, feitenonderzoek",
    words: {
      nl: [
        "Waar steunt dit op?",
        "Kies de uitspraken waarop dit steunt, of maak er een feit met een bron van.",
      ],
      en: [
        "What does this rest on?",
        "Choose the statements it rests on, or make it a fact with a source.",
      ],
    },
    check: statement =>
      grounded.includes(statement.kind) &&
      refs(statement, "basedOn").length === 0 && {
        fixes: [{type: "addBasis"}, {type: "convert", kind: "fact"}],
      },
  },
  {
    slug: "judgement-needs-counter",
    gate: "approve",
    severity: "error",
    on: "statement",
    source: "NJi; formaat, besluit 2",
    words: {
      nl: ["Wat spreekt dit tegen?", "Schrijf op wat ertegen spreekt, of “geen gevonden”."],
      en: ["What speaks against this?", "Write down what speaks against it, or “none found”."],
    },
    check: statement =>
      statement.kind === "judgement" &&
      attr(statement, "counter") === "" && {fixes: [{type: "set", attribute: "counter"}]},
  },
  {
    slug: "basis-sound",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "TGZCTG 2023:124: feiten en bevindingen moeten de conclusie dragen",
    words: {
      nl: [
        "Dit steunt op iets dat het niet kan dragen: ingetrokken, van horen zeggen of zelf zonder grond.",
        "Kies een andere onderbouwing.",
      ],
      en: [
        "This rests on something that cannot carry it: withdrawn, hearsay, or itself without ground.",
        "Choose another basis.",
      ],
    },
    check(statement, scope) {
      const named = refs(statement, "basedOn")
      if (layerOf(statement.kind) !== "appraisal" || named.length === 0) return
      const broken = basisOf(statement, scope).length < named.length || !isCarried(statement, scope)
      return broken && {fixes: [{type: "addBasis"}]}
    },
  },
  {
    slug: "label-never-basis",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "RBDHA 2018:6825 (ten onrechte een psychiatrisch etiket)",
    words: {
      nl: [
        "Dit steunt op een etiket dat iemand een ander geeft.",
        "Een mening over iemands persoon is nooit een onderbouwing. Kies iets anders.",
      ],
      en: [
        "This rests on a label that one person gives another.",
        "A view about someone's person is never a basis. Choose something else.",
      ],
    },
    check(statement, scope) {
      if (layerOf(statement.kind) !== "appraisal") return
      const terms = new Set(scope.policy.diagnosisTerms)
      const labelled = basisOf(statement, scope).some(
        basis =>
          (basis.kind === "view" || basis.kind === "account") &&
          wordsOf(plainText(basis)).some(word => terms.has(word)),
      )
      return labelled && {fixes: [{type: "addBasis"}]}
    },
  },
  {
    slug: "concern-needs-feared",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Signs of Safety; formulier Den Haag",
    words: {
      nl: ["Waar ben je bang voor, en voor wie?", "Schrijf op wat er kan gebeuren, met wie."],
      en: ["What is feared, and for whom?", "Write down what could happen, and to whom."],
    },
    check: statement =>
      statement.kind === "concern" &&
      attr(statement, "feared") === "" && {fixes: [{type: "set", attribute: "feared"}]},
  },
  {
    slug: "diagnosis-needs-diagnostician",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "RBDHA 2018:6825; REV-9",
    words: {
      nl: [
        "Wie stelde deze diagnose, en in welk stuk staat dat?",
        "Noem de diagnosticus en kies het stuk met datum. Anders kan dit er niet in.",
      ],
      en: [
        "Who made this diagnosis, and in which document?",
        "Name the diagnostician and choose the dated document. Otherwise it cannot stand here.",
      ],
    },
    check: (statement, scope) =>
      statement.kind === "diagnosis" &&
      (attr(statement, "diagnostician") === "" ||
        !refs(statement, "source").some(
          id => scope.sources.get(id)?.medium === "document" && scope.sources.get(id)?.date,
        )) && {
        fixes: [{type: "set", attribute: "diagnostician"}, {type: "withdraw"}],
      },
  },
  {
    slug: "diagnosis-needs-registration",
    gate: "approve",
    severity: "error",
    on: "statement",
    source: "REV-9; formaat, besluit 2",
    words: {
      nl: [
        "Onder welke registratie stelde deze persoon de diagnose?",
        "Vul de registratie in (BIG, SKJ).",
      ],
      en: ["Under which registration was this diagnosed?", "Fill in the registration."],
    },
    check: statement =>
      statement.kind === "diagnosis" &&
      attr(statement, "registration") === "" && {fixes: [{type: "set", attribute: "registration"}]},
  },
  {
    slug: "instrument-needs-version",
    gate: "approve",
    severity: "error",
    on: "statement",
    source: "Richtlijn Samen beslissen; REV-8",
    words: {
      nl: ["Welke test was dit, en wat was de score?", "Vul de test met versie en de score in."],
      en: [
        "Which instrument was this, and what was the score?",
        "Fill in the instrument with version and the score.",
      ],
    },
    check: statement =>
      statement.kind === "instrumentResult" &&
      (attr(statement, "instrument") === "" ||
        attr(statement, "score") === "" ||
        attr(statement, "at") === "") && {
        fixes: [{type: "set", attribute: "instrument"}],
      },
  },
  {
    slug: "factor-needs-effect",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Voorwaarde (e) van de RvdK; BEN",
    words: {
      nl: ["Helpt deze factor of belemmert hij?", "Kies helpend of belemmerend."],
      en: ["Does this factor help or hinder?", "Choose helping or hindering."],
    },
    check: statement =>
      statement.kind === "factor" &&
      attr(statement, "effect") === "" && {fixes: [{type: "set", attribute: "effect"}]},
  },
  {
    slug: "factor-needs-place",
    gate: "approve",
    severity: "error",
    on: "statement",
    source: "NJi; RET Groningen (niveau hulpverlening)",
    words: {
      nl: ["Welke rol en welk niveau heeft deze factor?", "Kies de rol en het niveau."],
      en: ["Which role and level has this factor?", "Choose the role and the level."],
    },
    check: statement =>
      statement.kind === "factor" &&
      (attr(statement, "factorRole") === "" || attr(statement, "level") === "") && {
        fixes: [{type: "set", attribute: "factorRole"}],
      },
  },
  {
    slug: "hypothesis-needs-alternative",
    gate: "approve",
    severity: "error",
    on: "statement",
    source: "KOG: onderzoekshypothese als feit; formaat, soorten",
    words: {
      nl: [
        "Welke andere verklaring is mogelijk?",
        "Noem een andere mogelijke verklaring, of koppel er een.",
      ],
      en: [
        "Which other explanation is possible?",
        "Name another possible explanation, or link one.",
      ],
    },
    check: statement =>
      statement.kind === "hypothesis" &&
      attr(statement, "alternative") === "" &&
      refs(statement, "alternativeTo").length === 0 && {
        fixes: [{type: "set", attribute: "alternative"}],
      },
  },
  {
    slug: "conclusion-needs-fact",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "TGZCTG 2023:124; formaat, soorten",
    words: {
      nl: [
        "Een conclusie steunt op minstens twee uitspraken, waarvan één uit de feiten.",
        "Kies de feiten waarop dit steunt.",
      ],
      en: [
        "A conclusion rests on at least two statements, one of them from the facts.",
        "Choose the facts it rests on.",
      ],
    },
    check(statement, scope) {
      if (statement.kind !== "conclusion") return
      const basis = basisOf(statement, scope)
      return (
        (basis.length < 2 || !basis.some(one => layerOf(one.kind) === "fact")) && {
          fixes: [{type: "addBasis"}],
        }
      )
    },
  },
  {
    slug: "answers-question",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "formaat, soorten; feitenonderzoek",
    words: {
      nl: ["Op welke onderzoeksvraag is dit een antwoord?", "Kies de vraag."],
      en: ["Which research question does this answer?", "Choose the question."],
    },
    check: (statement, scope) =>
      statement.kind === "conclusion" &&
      !refs(statement, "answers").some(id => scope.statements.get(id)?.kind === "question") && {
        fixes: [{type: "set", attribute: "answers"}],
      },
  },
  {
    slug: "conclusion-weighs-protective",
    gate: "approve",
    severity: "error",
    on: "statement",
    source: "Voorwaarde (e) van de RvdK; REV-4",
    words: {
      nl: ["Welke beschermende factoren zijn gewogen?", "Noem ze, of schrijf “geen gevonden”."],
      en: ["Which protective factors were weighed?", "Name them, or write “none found”."],
    },
    check: statement =>
      statement.kind === "conclusion" &&
      attr(statement, "protective") === "" && {fixes: [{type: "set", attribute: "protective"}]},
  },
  {
    slug: "decision-never-alone",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "RvdK: nooit alleen; Richtlijn uithuisplaatsing",
    words: {
      nl: [
        "Wie besloot dit, met wie, en waarop steunt het?",
        "Vul deze drie dingen in. Niemand besluit alleen.",
      ],
      en: [
        "Who decided this, with whom, and on what does it rest?",
        "Fill in these three things. Nobody decides alone.",
      ],
    },
    check: statement =>
      statement.kind === "decision" &&
      (attr(statement, "by") === "" ||
        attr(statement, "decidedWith") === "" ||
        refs(statement, "basedOn").length === 0) && {
        fixes: [{type: "set", attribute: "decidedWith"}],
      },
  },
  {
    slug: "agreement-needs-terms",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "Gelderse bouwstenen B4.4; veiligheidsplan",
    words: {
      nl: ["Wie doet dit, tot wanneer, en wie gaat het na?", "Vul deze drie dingen in."],
      en: ["Who does this, until when, and who checks it?", "Fill in these three things."],
    },
    check: statement =>
      ["agreement", "condition", "action"].includes(statement.kind) &&
      ["by", "until", "checkedBy"].some(name => attr(statement, name) === "") && {
        fixes: [{type: "set", attribute: "by"}],
      },
  },
  {
    slug: "condition-needs-ground",
    gate: "toFamily",
    severity: "error",
    on: "statement",
    source: "formaat, besluit 11; Gelderse bouwstenen B4.6",
    words: {
      nl: [
        "Op welke grond kan dit worden opgelegd?",
        "Noem de juridische grond. Zonder grond is dit een voorstel voor een afspraak.",
      ],
      en: [
        "On which ground can this be imposed?",
        "Name the legal ground. Without one this is a proposal for an agreement.",
      ],
    },
    check: statement =>
      statement.kind === "condition" &&
      attr(statement, "legalGround") === "" && {
        fixes: [
          {type: "set", attribute: "legalGround"},
          {type: "convert", kind: "agreement"},
        ],
      },
  },
  {
    slug: "unknown-needs-who-when",
    gate: "approve",
    severity: "error",
    on: "statement",
    source: "Jeugdwet 3.3 (volledig); formaat, soorten",
    words: {
      nl: ["Wie zoekt dit uit, en wanneer?", "Kies wie het uitzoekt en vul de dag in."],
      en: ["Who will find this out, and when?", "Choose who finds out and fill in the day."],
    },
    check: statement =>
      statement.kind === "unknown" &&
      (attr(statement, "by") === "" || attr(statement, "until") === "") && {
        fixes: [{type: "set", attribute: attr(statement, "by") === "" ? "by" : "until"}],
      },
  },
]
