// SPDX-License-Identifier: EUPL-1.2
import {
  type HardWord,
  type Readability,
  type RuleInfo,
  describeRule,
  longestSentence,
} from "@wederhoor/language"
import {type Child, focusOn, h} from "../dom.ts"
import type {TableContext} from "../table.ts"
import type {WritingPlace} from "../writing-place.ts"

/** How the text reads, for who wants to know. Nothing of it is sent or kept. */
export interface LanguagePanel {
  readonly panel: () => Child
}

/** So many hard words are shown at first. */
const firstWords = 10

/**
 * `walk` brings the reader to the text and to the first sentence that reads as a judgement. The panel
 * reads the whole text each time it is drawn: draw it only when it is looked at.
 */
export function createLanguagePanel(
  context: TableContext,
  writing: Pick<WritingPlace, "reading" | "look">,
  walk: () => void,
): LanguagePanel {
  const {words, ids, language, hiddenRules} = context
  const {t, lang} = words
  const decimal = new Intl.NumberFormat(words.lang === "en" ? "en-GB" : "nl-NL", {
    maximumFractionDigits: 1,
  })
  const known: readonly RuleInfo[] = language.ruleSet?.rules.map(describeRule) ?? []
  let allWords = false

  const fact = (term: string, ...value: Child[]): HTMLElement =>
    h("div", {key: term}, h("dt", null, term), h("dd", null, value))

  function readsLike(found: Readability): HTMLElement {
    return h(
      "section",
      {key: "reads", class: "wederhoor-subpanel"},
      h("h4", null, t("language.reads")),
      found.words === 0
        ? h("p", {class: "wederhoor-quiet"}, t("language.noText"))
        : [
            h(
              "dl",
              {class: "wederhoor-facts"},
              fact(t("language.perSentence"), decimal.format(found.wordsPerSentence)),
              fact(
                t("language.longSentences", {count: longestSentence}),
                t("language.longOf", {count: found.longSentences, total: found.sentences}),
              ),
            ),
            hardWords(found.hardWords),
            more(found),
          ],
    )
  }

  function hardWords(found: readonly HardWord[]): Child {
    const shown = allWords ? found : found.slice(0, firstWords)
    return [
      h("h5", {key: "hard-title", id: `${ids}-hard`, tabindex: "-1"}, t("language.hard")),
      found.length === 0
        ? h("p", {key: "hard-none", class: "wederhoor-quiet"}, t("language.hardNone"))
        : h(
            "ul",
            {
              key: "hard",
              class: "wederhoor-plain wederhoor-hard",
              "aria-labelledby": `${ids}-hard`,
            },
            shown.map(hardWord),
          ),
      found.length > firstWords &&
        h(
          "button",
          {
            key: "all",
            type: "button",
            class: "wederhoor-link",
            "data-all-words": "",
            "aria-expanded": allWords ? "true" : "false",
            onclick: () => {
              allWords = !allWords
              context.redraw()
            },
          },
          allWords ? t("language.fewer") : t("language.all", {count: found.length}),
        ),
    ]
  }

  function hardWord({word, count, instead, way}: HardWord): HTMLElement {
    const advice =
      instead === undefined
        ? t("language.writeOut")
        : t(way === "replace" ? "language.write" : "language.explain", {words: instead})
    return h(
      "li",
      {key: word},
      h("strong", null, word),
      count > 1 && h("span", {class: "wederhoor-quiet"}, ` (${t("language.times", {count})})`),
      `: ${advice}`,
    )
  }

  function more({fleschDouma, lix}: Readability): HTMLElement {
    const figure = (value: number | null): string =>
      value === null ? t("language.tooLittle") : decimal.format(Math.round(value))
    return h(
      "details",
      {key: "more", class: "wederhoor-details", "data-part": "formulas"},
      h("summary", null, t("language.more")),
      h("p", {class: "wederhoor-quiet"}, t("language.formulas")),
      h(
        "dl",
        {class: "wederhoor-facts"},
        fact(t("language.douma"), `${figure(fleschDouma)}. `, t("language.doumaIs")),
        fact(t("language.lix"), `${figure(lix)}. `, t("language.lixIs")),
      ),
    )
  }

  function opinions(count: number): HTMLElement {
    return h(
      "section",
      {key: "opinions", class: "wederhoor-subpanel"},
      h("h4", null, t("language.opinions")),
      h(
        "p",
        {"data-opinions": count},
        count === 0
          ? t("language.opinionsNone")
          : count === 1
            ? t("language.opinionsOne")
            : t("language.opinionsMany", {count}),
      ),
      count > 0 && [
        h("p", {key: "how", class: "wederhoor-quiet"}, t("language.walkHow")),
        h(
          "p",
          {key: "walk", class: "wederhoor-actions"},
          h(
            "button",
            {type: "button", class: "wederhoor-button", "data-walk": "", onclick: walk},
            t("language.walk"),
          ),
        ),
      ],
    )
  }

  function hiddenList(): HTMLElement {
    const hidden = hiddenRules.all()
    return h(
      "section",
      {key: "hidden", class: "wederhoor-subpanel"},
      h("h4", {id: `${ids}-hidden`, tabindex: "-1"}, t("language.hidden")),
      h("p", {class: "wederhoor-quiet"}, t("language.hiddenExplain")),
      hidden.length === 0
        ? h("p", {key: "none"}, t("language.hiddenNone"))
        : h(
            "ul",
            {key: "list", class: "wederhoor-plain", "aria-labelledby": `${ids}-hidden`},
            hidden.map(hiddenRule),
          ),
    )
  }

  function hiddenRule(id: string): HTMLElement {
    const rule = known.find(one => one.id === id)
    const ofModel = language.classifier && id.endsWith(`/model-${language.classifier.id}`)
    const what = rule
      ? rule.message[lang].short.replaceAll("{match}", "…")
      : t(ofModel ? "language.modelRule" : "language.goneRule")
    return h(
      "li",
      {key: id, class: "wederhoor-finding", "data-hidden-rule": id},
      h(
        "span",
        null,
        what,
        rule &&
          h("span", {class: "wederhoor-quiet"}, ` ${t("language.such", {text: rule.example[0]})}`),
      ),
      h(
        "button",
        {
          type: "button",
          class: "wederhoor-button",
          "aria-label": `${t("language.show")}: ${what}`,
          onclick: () => {
            hiddenRules.show(id)
            context.announce(t("language.shown"))
            writing.look()
            context.redraw()
            focusOn(document.getElementById(`${ids}-hidden`))
          },
        },
        t("language.show"),
      ),
    )
  }

  return {
    panel: () => {
      const reading = writing.reading()
      return h(
        "div",
        {key: "language", class: "wederhoor-language"},
        h("h3", {id: `${ids}-language`, tabindex: "-1"}, t("language.title")),
        h("p", {class: "wederhoor-quiet"}, t("language.intro")),
        language.classifier && h("p", {key: "model"}, t("language.model")),
        reading
          ? [readsLike(reading.readability), opinions(reading.opinions)]
          : h("p", {key: "wait"}, t("language.wait")),
        hiddenList(),
      )
    },
  }
}
