// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import {parseFragment} from "@wederhoor/editor"
import {describe, expect, test} from "vitest"

const article = (inside: string): string =>
  `<article class="wederhoor-report" lang="nl">${inside}</article>`

describe("a rendition is taken whole or refused whole", () => {
  test("what the server makes is taken as it is", () => {
    const inside =
      '<header class="cover"><h1>Feitenonderzoek</h1></header><nav aria-labelledby="c"><h2 id="c">Inhoud</h2><ul><li><a href="#section-facts">1 Feiten</a></li></ul></nav><section id="section-facts"><article class="statement" data-statement="s1" data-layer="fact"><h3><span class="number">1.1</span> Feit</h3><p>Moeder is <strong>verhuisd</strong>. <q>Ja</q></p><dl><div><dt>Bron</dt><dd>BRP</dd></div></dl></article></section><table><caption>Wie</caption><tbody><tr><th scope="row">A</th><td>B</td></tr></tbody></table>'
    const fragment = parseFragment(article(inside))
    expect(fragment.ok && fragment.root.outerHTML).toBe(article(inside))
  })

  test.each([
    ["script", article("<script>alert(1)</script>")],
    ["script", `<script src="/x.js"></script>${article("")}`],
    ["script", article("<SCRIPT>alert(1)</SCRIPT>")],
    ["style", article("<style>p{color:red}</style>")],
    ["style", article('<p style="display:none">weg</p>')],
    ["style", `<link rel="stylesheet" href="/x.css">${article("")}`],
    ["handler", article('<p onclick="x()">klik</p>')],
    ["handler", article('<p ONPOINTERENTER="x()">klik</p>')],
    ["handler", article('<details open ontoggle="x()"><summary>a</summary></details>')],
    ["remote", article('<a href="https://example.org/">weg</a>')],
    ["remote", article('<a href="javascript:alert(1)">x</a>')],
    ["remote", article('<a href="//example.org">x</a>')],
    ["remote", article('<a href="/elders">x</a>')],
    ["remote", article('<blockquote cite="https://example.org">x</blockquote>')],
    ["element", article('<img src="https://example.org/spy.png">')],
    ["element", article("<iframe></iframe>")],
    ["element", article("<svg><a></a></svg>")],
    ["element", article('<form action="/x"><input></form>')],
    ["element", article("<template><p>x</p></template>")],
    ["element", '<base href="https://example.org">' + article("")],
    ["element", '<meta http-equiv="refresh" content="0;url=https://example.org">' + article("")],
    ["element", article("<object data='x'></object>")],
    ["empty", ""],
    ["empty", "alleen tekst"],
    ["empty", article("") + article("")],
  ])("refused with %s: %s", (code, html) => {
    expect(parseFragment(html)).toMatchObject({ok: false, code})
  })
})
