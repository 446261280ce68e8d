// SPDX-License-Identifier: EUPL-1.2
import {adviseWith, type SentenceClassifier} from "@wederhoor/language"
import {expect, test} from "vitest"

const answering = (
  opinions: SentenceClassifier["opinions"],
): SentenceClassifier & {readonly asked: string[][]} => {
  const asked: string[][] = []
  return {
    id: "ours-1",
    asked,
    opinions: async (sentences, kind, signal) => {
      asked.push([...sentences])
      return opinions(sentences, kind, signal)
    },
  }
}

const text =
  "Vader belde op 3 mei. Vader is agressief. Moeder zegt dat het laat was. Opa floot een deuntje."

test("only sentences of the writer without a hint are asked about, and get a tip", async () => {
  const model = answering(async sentences => sentences.map(() => 0.9))
  const hints = await adviseWith(model, {kind: "fact", text})
  expect(model.asked).toEqual([["Vader belde op 3 mei.", "Opa floot een deuntje."]])
  expect(hints.map(hint => [hint.rule, hint.level, text.slice(hint.from, hint.to)])).toEqual([
    ["value-judgement/model-ours-1", "tip", "Vader belde op 3 mei."],
    ["value-judgement/person", "notice", "agressief"],
    ["value-judgement/model-ours-1", "tip", "Opa floot een deuntje."],
  ])
})

test("a waived tip stays away", async () => {
  const model = answering(async sentences => sentences.map(() => 0.9))
  const [first] = await adviseWith(model, {kind: "fact", text})
  const waived = new Set([first?.contextHash ?? ""])
  const hints = await adviseWith(model, {kind: "fact", text}, {waived})
  expect(hints.map(hint => hint.from)).not.toContain(0)
})

test("judgements, views and a child's voice are not sent to a model", async () => {
  const model = answering(async sentences => sentences.map(() => 1))
  for (const kind of ["judgement", "view", "childVoice", "account"] as const)
    await adviseWith(model, {kind, text})
  expect(model.asked).toEqual([])
})

test.each([
  ["throws", async () => Promise.reject(new Error("down"))],
  ["too few", async () => []],
  ["nonsense", async (sentences: readonly string[]) => sentences.map(() => Number.NaN)],
  ["beyond one", async (sentences: readonly string[]) => sentences.map(() => 7)],
  ["no list", async () => "0.9" as unknown as number[]],
  ["below the threshold", async (sentences: readonly string[]) => sentences.map(() => 0.79)],
])("a model that adds nothing: %s", async (_name, opinions) => {
  const hints = await adviseWith(answering(opinions), {kind: "fact", text})
  expect(hints.map(hint => hint.rule)).toEqual(["value-judgement/person"])
})

test("a model that never answers is let go of", async () => {
  const stop = new AbortController()
  const waiting = adviseWith(
    answering(async () => new Promise<number[]>(() => undefined)),
    {kind: "fact", text},
    {signal: stop.signal},
  )
  stop.abort()
  expect((await waiting).map(hint => hint.rule)).toEqual(["value-judgement/person"])
})
