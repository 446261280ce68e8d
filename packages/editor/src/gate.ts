// SPDX-License-Identifier: EUPL-1.2
import {
  type Act,
  type Finding,
  type Gate,
  actRules,
  describeFinding,
  needsApproval,
} from "@wederhoor/format"
import {type Child, focusOn, h} from "./dom.ts"
import type {Forms} from "./form.ts"
import type {TableContext} from "./table.ts"

type Step = "offer" | "submit" | "finalise"
const steps: readonly Step[] = ["submit", "finalise", "offer"]

/** The next step of the report, and what still stands in its way. */
export interface GateKeeper {
  readonly update: () => void
  readonly next: () => Child
  /** The findings of a gate as a list; used by the reviewer as well. */
  readonly list: (gate: Exclude<Gate, "always">) => Child
}

/** Keep the findings of the gates that can be asked now; the server is who checks. */
export function createGate(
  context: TableContext,
  forms: Forms,
  jump: ((finding: Finding) => void) | null,
  learn: (findings: readonly Finding[]) => void,
): GateKeeper {
  const {words, ids} = context
  const {t} = words
  const known = new Map<string, readonly Finding[]>()
  const asked = new Map<string, string>()
  let confirming: Step | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let settled = 0
  let wasUnsent = false

  async function ask(gate: Exclude<Gate, "always">, why: string): Promise<void> {
    if (asked.get(gate) === why) return
    asked.set(gate, why)
    const outcome = await context.api.findings(gate)
    if (!outcome.ok) return
    const before = JSON.stringify(known.get(gate))
    known.set(gate, outcome.value)
    learn(outcome.value)
    if (JSON.stringify(outcome.value) === before) return
    context.emit("finding", outcome.value)
    context.redraw()
  }

  function possible(): Step[] {
    const {acts} = context.view()
    return steps.filter(step => acts.includes(step))
  }

  function items(
    gate: Exclude<Gate, "always">,
    findings: readonly Finding[],
    title: string,
    name: string,
  ): Child {
    if (findings.length === 0) return null
    return h(
      "div",
      {key: name},
      h("h4", {id: `${ids}-${gate}-${name}`, tabindex: "-1"}, title),
      h(
        "ol",
        {class: "wederhoor-findings"},
        findings.map((finding, index) => {
          const {what, todo} = describeFinding(finding, words.lang)
          const where = finding.statement ?? finding.person ?? ""
          return h(
            "li",
            {key: `${finding.rule} ${where} ${index}`, "data-rule": finding.rule},
            h(
              "div",
              {class: "wederhoor-finding"},
              h("span", null, h("strong", null, what), todo === "" ? "" : ` ${todo}`),
              jump &&
                h(
                  "button",
                  {
                    type: "button",
                    class: "wederhoor-link",
                    "aria-label": `${t("gate.jump")}: ${what}`,
                    onclick: () => jump(finding),
                  },
                  t("gate.jump"),
                ),
            ),
          )
        }),
      ),
    )
  }

  function list(gate: Exclude<Gate, "always">): Child {
    const findings = known.get(gate)
    if (!findings) return h("p", {key: "checking"}, t("gate.checking"))
    const errors = findings.filter(finding => finding.severity === "error")
    const warnings = findings.filter(finding => finding.severity === "warning")
    return [
      errors.length === 0 && h("p", {key: "clear", class: "wederhoor-good"}, t("gate.clear")),
      items(gate, errors, t("gate.open", {count: errors.length}), "errors"),
      warnings.length > 0 &&
        h(
          "details",
          {key: "warnings", class: "wederhoor-details"},
          h("summary", null, t("gate.warnings", {count: warnings.length})),
          items(gate, warnings, t("gate.warnings", {count: warnings.length}), "warnings-list"),
        ),
    ]
  }

  function stepBlock(step: Step, main: boolean): Child {
    const gate = actRules[step].gate
    if (!gate) return null
    const view = context.view()
    const again = step === "offer" && view.offers.length > 0
    const straight = step === "submit" && !needsApproval(context.template, view.persons)
    const name = straight ? "submitStraight" : step
    const label = t(again ? "next.offerAgain" : `next.${name}`)
    const errors = (known.get(gate) ?? []).filter(finding => finding.severity === "error").length
    if (confirming === step)
      return h(
        "div",
        {key: `step-${step}`, class: "wederhoor-step"},
        h("h4", {id: `${ids}-confirm`, tabindex: "-1"}, `${label}. ${t("next.confirm")}`),
        h("p", null, t(`next.${name}.explain`)),
        forms.form({
          name: `step-${step}`,
          submit: t("next.yes"),
          done: t(`next.done.${name}`),
          focus: `#${ids}-next`,
          children: [],
          more: h(
            "button",
            {
              type: "button",
              class: "wederhoor-button",
              onclick: () => {
                confirming = null
                context.redraw()
                focusOn(document.getElementById(`${ids}-step-${step}`))
              },
            },
            t("cancel"),
          ),
          send: async () => {
            const problem = await context.act({act: step} as Act)
            if (!problem) confirming = null
            else if (problem.findings.length > 0) known.set(gate, problem.findings)
            return problem
          },
        }),
        list(gate),
      )
    return h(
      "div",
      {key: `step-${step}`, class: "wederhoor-step wederhoor-step--row"},
      h(
        "p",
        {class: "wederhoor-actions"},
        h(
          "button",
          {
            type: "button",
            id: `${ids}-step-${step}`,
            class: main ? "wederhoor-button wederhoor-button--main" : "wederhoor-button",
            "data-step": step,
            onclick: () => {
              confirming = step
              forms.reset(`step-${step}`)
              asked.delete(gate)
              context.redraw()
              focusOn(document.getElementById(`${ids}-confirm`))
            },
          },
          label,
        ),
      ),
      h(
        "details",
        {key: "gate", class: "wederhoor-details"},
        h(
          "summary",
          null,
          errors > 0
            ? t("gate.open", {count: errors})
            : known.has(gate)
              ? t("gate.clear")
              : t("gate.checking"),
        ),
        list(gate),
        h(
          "p",
          null,
          h(
            "button",
            {
              type: "button",
              class: "wederhoor-link",
              onclick: () => {
                asked.delete(gate)
                context.redraw()
              },
            },
            t("gate.again"),
          ),
        ),
      ),
    )
  }

  return {
    list,
    update: () => {
      const view = context.view()
      const gates = [
        ...possible().map(step => actRules[step].gate),
        ...(view.acts.includes("approve") ? [actRules.approve.gate] : []),
      ]
      // Checked again some moments after writing has come to rest: never while somebody types.
      const resting = context.connection().state !== "unsent"
      // Every time that what was typed has arrived, the answer may be another one.
      if (resting && wasUnsent) settled += 1
      wasUnsent = !resting
      clearTimeout(timer)
      if (resting)
        timer = setTimeout(() => {
          for (const gate of gates)
            if (gate) void ask(gate, `${view.seq}/${settled}/${Math.floor(Date.now() / 20_000)}`)
        }, 600)
      for (const gate of gates) if (gate && !known.has(gate)) void ask(gate, "first")
    },
    next: () => {
      const {phase, acts} = context.view()
      const now = possible()
      const wait =
        phase === "approval"
          ? t("next.wait.approval")
          : phase === "final"
            ? t("next.wait.final")
            : t("next.nothing")
      return h(
        "section",
        {key: "next", class: "wederhoor-next", "aria-labelledby": `${ids}-next`},
        h("h3", {id: `${ids}-next`, tabindex: "-1"}, t("next.title")),
        now.length === 0 && !acts.includes("recordSignOff") && h("p", {key: "wait"}, wait),
        now.map((step, index) => stepBlock(step, index === 0)),
      )
    },
  }
}
