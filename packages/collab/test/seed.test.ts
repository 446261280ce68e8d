// SPDX-License-Identifier: EUPL-1.2
import {guard, readContent, seedContent} from "@wederhoor/collab"
import {contentTable} from "@wederhoor/format"
import {expect, test} from "vitest"
import * as Y from "yjs"

test("smoke", () => {
  const doc = new Y.Doc()
  const content = {
    sections: [{id: "feiten", statements: [{id: "s1", kind: "fact" as const, lines: [[{text: "Vader kwam om "}, {text: "acht uur", marks: ["strong" as const]}, {text: " thuis."}]], attrs: {at: "2024-01-02"}, relations: [{type: "source" as const, ref: "b1", page: "3"}]}]}],
    sources: [{id: "b1", title: "Brief", medium: "document" as const}],
  }
  seedContent(doc, content)
  expect(readContent(doc)).toEqual(content)
  const client = new Y.Doc()
  Y.applyUpdate(client, Y.encodeStateAsUpdate(doc))
  let update = new Uint8Array()
  client.on("update", (u: Uint8Array) => { update = u })
  const line = ((client.getXmlFragment("doc").get(0) as Y.XmlElement).get(0) as Y.XmlElement).get(0) as Y.XmlElement
  ;(line.get(0) as Y.XmlText).insert(3, "x")
  expect(guard(doc, update, {table: contentTable, clients: new Set([client.clientID])})).toMatchObject({ok: true, touches: [{section: "feiten", statement: "s1", op: "text"}]})
  expect(guard(doc, update, {table: contentTable, clients: new Set()})).toMatchObject({ok: false, code: "foreign-client"})
})
