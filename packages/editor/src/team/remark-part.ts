// SPDX-License-Identifier: EUPL-1.2
import {type AnswerKind, type SignOffView, isRemark} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import type {Forms} from "../form.ts"
import {type TableContext, nameOf} from "../table.ts"
import {answerForm, givenAnswer} from "./answer.ts"

/** The text lies fixed, so what somebody remarks when signing is never answered with a change. */
const possible: readonly AnswerKind[] = ["added", "notChanged"]

/** The answer to a remark made when signing, or the form for it. */
export function remarkPart(context: TableContext, forms: Forms, signOff: SignOffView): Child {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  if (!isRemark(signOff)) return null
  if (signOff.answer) return givenAnswer(context, signOff.id, signOff.answer)
  if (!view.acts.includes("answer") || view.phase !== "signing")
    return h("p", {key: "open"}, h("strong", null, t("reactions.unanswered")))
  return answerForm(context, forms, {
    name: `remark-${signOff.id}`,
    to: signOff.id,
    possible,
    question: t("remark.answerTo", {name: nameOf(view, signOff.person, true)}),
    before: h("p", {key: "explain", class: "wederhoor-hint"}, t("remark.explain")),
    done: t("remark.done"),
    focus: `#${ids}-signer-${signOff.person}`,
  })
}
