// SPDX-License-Identifier: EUPL-1.2
import {dayOf, formatDate} from "./dates.ts"
import {isOwnDecision, isRemark} from "./life.ts"
import {purposesOf} from "./life/purposes.ts"
import type {SignOffModel} from "./model.ts"
import {wordFor} from "./names.ts"
import {type Person, holdsShielded, readsAll} from "./person.ts"
import type {RecordState} from "./record.ts"
import type {ModelOptions} from "./report-model.ts"
import {sentencesFor} from "./report-words.ts"
import {type Template, signOffsOf} from "./template.ts"
import {type Version, contentOf} from "./version.ts"
import {readsReport} from "./visibility.ts"

/** The sign-off table: every recorded act on this version, and who was asked and has not signed yet. */
export function signOffModels(
  version: Version,
  state: RecordState,
  options: ModelOptions,
  named: (id: string) => string,
): SignOffModel[] {
  if (options.use === "hearing") return []
  const {lang, reader} = options
  const say = sentencesFor(lang)
  const role = (id: string): Person["role"] | undefined =>
    state.persons.find(one => one.id === id)?.role
  const full = readsAll(reader.role)
  // What a child signs is shown to a parent only as far as the child agreed to share it; who is asked
  // about their own words only sees their own signature.
  const visible = (id: string): boolean =>
    full || id === reader.id || (readsReport(reader.role, options.template) && role(id) !== "child")
  // What a professional noted about a missing signature (attempts) is not for the family, and a remark
  // that holds something shielded is for its writer and the team.
  const readable = (remark: string, by: string, own: boolean): boolean =>
    remark !== "" &&
    (full ||
      ((own || reader.role === "court") &&
        (by === reader.id || !holdsShielded(remark, state.persons))))
  const rows = state.signOffs
    .filter(one => one.version === version.version && visible(one.person))
    .filter(one => one.withdraws === undefined)
    .map(one => {
      const own = isOwnDecision(one.decision)
      const remarked = isRemark(one) && readable(one.remarks, one.person, own)
      const approval = one.purpose === "approval" || one.purpose === "author"
      const back = state.signOffs.find(later => later.withdraws === one.id)
      const worth = back ? "withdrawn" : (options.signOffs?.[one.id]?.state ?? "")
      return {
        name: named(one.person),
        role: wordFor("role", role(one.person) ?? "", lang),
        purpose: wordFor("purpose", one.purpose, lang),
        decision: approval
          ? wordFor("purpose", one.purpose, lang)
          : wordFor("decision", one.decision, lang),
        date: formatDate(dayOf(one.at), lang),
        version: String(one.version),
        state: wordFor("signOffState", worth, lang),
        remarks: [
          ...(readable(one.remarks, one.person, own) ? one.remarks.split("\n") : []),
          ...(back && readable(back.remarks, one.person, true) ? back.remarks.split("\n") : []),
        ],
        answer:
          remarked && one.answer
            ? {
                label: wordFor("answer", one.answer.kind, lang),
                text: one.answer.text,
                by: named(one.answer.by),
                date: formatDate(dayOf(one.answer.at), lang),
              }
            : null,
        unanswered: remarked && !one.answer ? say.unanswered : "",
        how: own ? say.signedSelf : say.recordedByTeam,
        receiptCode: options.signOffs?.[one.id]?.receiptCode ?? "",
      }
    })
  const content = contentOf(version)
  const missing = state.persons
    .filter(one => visible(one.id))
    .flatMap(one =>
      purposesOf(one, {
        template: options.template,
        content,
        persons: state.persons,
        policy: options.policy,
        today: dayOf(version.frozenAt),
      })
        .filter(purpose => requires(options.template, one.role, purpose))
        .filter(
          purpose =>
            !state.signOffs.some(
              done =>
                done.person === one.id &&
                done.purpose === purpose &&
                done.version === version.version,
            ),
        )
        .map(purpose => ({
          name: named(one.id),
          role: wordFor("role", one.role, lang),
          purpose: wordFor("purpose", purpose, lang),
          decision: say.notSigned,
          date: "",
          version: String(version.version),
          state: "",
          remarks: [],
          answer: null,
          unanswered: "",
          how: "",
          receiptCode: "",
        })),
    )
  return [...rows, ...missing]
}

const requires = (template: Template, role: Person["role"], purpose: string): boolean =>
  signOffsOf(template).some(
    one => one.purpose === purpose && one.required && one.roles.includes(role),
  )
