// SPDX-License-Identifier: EUPL-1.2

/** A small invented report to write in. */
import type {Content, Kind} from "@wederhoor/format"

const statement = (
  id: string,
  kind: Kind,
  lines: readonly string[],
  by = "",
  source = "",
): Content["sections"][number]["statements"][number] => ({
  id,
  kind,
  lines: lines.map(text => (text ? [{text}] : [])),
  attrs: by ? {by} : {},
  relations: source ? [{type: "source", ref: source}] : [],
})

export const content: Content = {
  sections: [
    {
      id: "feiten",
      statements: [
        statement(
          "f1",
          "fact",
          ["Sem was zes dagen weg.", "Dat staat in het overzicht."],
          "",
          "b1",
        ),
        statement("f2", "observation", ["Vader opende de deur."], "ines"),
        statement("f3", "fact", [""]),
      ],
    },
    {
      id: "verhalen",
      statements: [
        statement("v1", "account", ["Ik breng hem zelf.", "Elke dag."], "moeder", "b1"),
        statement("v2", "view", ["De school belt te snel."], "vader"),
      ],
    },
    {
      id: "weging",
      statements: [
        statement("w1", "judgement", ["Dit is zorgelijk."], "ines"),
        statement("w2", "concern", ["", ""], "ines"),
      ],
    },
    {id: "leeg", statements: []},
  ],
  sources: [{id: "b1", title: "Verzuimoverzicht", medium: "document", date: "2025-03-31"}],
}
