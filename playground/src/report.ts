// SPDX-License-Identifier: EUPL-1.2
import {defineEditor, type WederhoorEditor} from "@wederhoor/editor"
import {element, fetchDoors, lang, partOf, say, siteHeader, tokenFor} from "./page.ts"

const person = new URLSearchParams(location.search).get("als") ?? ""
const main = document.querySelector("main")
defineEditor()
siteHeader()

async function show(): Promise<void> {
  try {
    const {doors, report, title} = await fetchDoors()
    const door = doors.find(one => one.person === person)
    if (!door) throw new Error("door")
    document.title = `${title}, ${door.name} – Wederhoor`
    siteHeader(
      element(
        "span",
        {class: "who"},
        say("Je bent nu ", "You are now "),
        element("strong", {}, door.name),
        ` (${partOf(door)}, ${say("verzonnen", "invented")}). `,
      ),
      element("a", {href: "/"}, say("Iemand anders zijn", "Be someone else")),
    )
    const editor = element("wederhoor-editor" as "div", {
      report,
      server: "/wederhoor",
      lang,
    }) as unknown as WederhoorEditor
    // The token decides who this is and so what is shown; nothing else on this page does.
    editor.token = () => tokenFor(person)
    main?.replaceChildren(element("h1", {class: "visually-hidden"}, title), editor)
  } catch {
    main?.replaceChildren(
      element("h1", {}, say("Deze deur is er niet", "There is no such door")),
      element("p", {}, element("a", {href: "/"}, say("Terug naar de deuren", "Back to the doors"))),
    )
  }
}

void show()
