// SPDX-License-Identifier: EUPL-1.2
import {wordFor} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import {type TableContext, nameOf} from "../table.ts"

/** What the behavioural scientist said of the report, newest first. */
export function reviewPanel(context: TableContext): Child {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  const reviews = [...(view.reviews ?? [])].reverse()
  const drafts = [...(view.draftReviews ?? [])].reverse()
  return h(
    "div",
    {key: "review"},
    h("h3", {id: `${ids}-review`, tabindex: "-1"}, t("review.title")),
    reviews.length + drafts.length === 0 && h("p", null, t("review.none")),
    reviews.map((review, index) =>
      h(
        "article",
        {
          key: `review-${reviews.length - index}`,
          class: "wederhoor-card",
          "data-review": review.act,
        },
        h("h4", null, wordFor("reviewAct", review.act, words.lang)),
        h(
          "p",
          {class: "wederhoor-quiet"},
          t("review.entry", {name: nameOf(view, review.by), date: words.day(review.at)}),
        ),
        review.reason !== "" && h("p", {class: "wederhoor-prose"}, review.reason),
      ),
    ),
    drafts.map((review, index) =>
      h(
        "article",
        {
          key: `draft-${drafts.length - index}`,
          class: "wederhoor-card",
          "data-draft-review": review.outcome,
        },
        h("h4", null, t(`review.draft.${review.outcome}`)),
        h(
          "p",
          {class: "wederhoor-quiet"},
          t("review.entry", {name: nameOf(view, review.by), date: words.day(review.at)}),
        ),
        review.reason !== "" && h("p", {class: "wederhoor-prose"}, review.reason),
      ),
    ),
  )
}
