// SPDX-License-Identifier: EUPL-1.2
import {type Door, element, fetchDoors, lang, partOf, say, siteHeader} from "./page.ts"

const teamRoles = new Set(["author", "coAuthor", "reviewer"])

siteHeader()
document.title = say("Wederhoor: probeer het uit", "Wederhoor: try it out")
const main = document.querySelector("main")

function door({person, name, label, roleLabel, age}: Door): HTMLElement {
  const part = partOf({label, name, roleLabel})
  const years = age === undefined ? "" : say(`, ${age} jaar`, `, aged ${age}`)
  const what: Readonly<Record<string, string>> = {
    author: say(
      "Schrijft het verslag en beantwoordt reacties",
      "Writes the report and answers reactions",
    ),
    coAuthor: say("Schrijft mee, tegelijk", "Writes along, at the same time"),
    reviewer: say(
      "Leest mee en keurt goed of stuurt terug",
      "Reads along and approves or sends back",
    ),
    parent: say("Leest, reageert en tekent", "Reads, reacts and signs"),
    carer: say("Leest, reageert en tekent", "Reads, reacts and signs"),
    child: say(
      "Leest, reageert en tekent, in eigen woorden",
      "Reads, reacts and signs, in her own words",
    ),
  }
  return element(
    "li",
    {},
    element(
      "a",
      {
        class: "door",
        href: `/verslag.html?als=${encodeURIComponent(person)}&taal=${lang}`,
        "data-door": person,
      },
      element("span", {class: "door-name"}, `${name}${years}`),
      element("span", {class: "door-part"}, part),
      element("span", {class: "door-what"}, what[roleOf(person)] ?? ""),
    ),
  )
}

let roles = new Map<string, string>()
const roleOf = (person: string): string => roles.get(person) ?? ""

function doorList(title: string, doors: readonly Door[]): HTMLElement {
  return element(
    "section",
    {class: "door-list"},
    element("h2", {}, title),
    element("ul", {class: "doors"}, ...doors.map(door)),
  )
}

async function show(): Promise<void> {
  main?.replaceChildren(
    element(
      "h1",
      {},
      say("Een verslag waarin iedereen gehoord is", "A report in which everyone was heard"),
    ),
    element(
      "p",
      {class: "lead"},
      say(
        "Wederhoor helpt bij het schrijven van verslagen in de jeugdbescherming. Feiten staan apart van meningen. Het gezin leest mee, reageert in eigen woorden en krijgt antwoord. Een gedragswetenschapper keurt goed. Daarna wordt er getekend.",
        "Wederhoor helps to write reports in child protection. Facts stand apart from opinions. The family reads along, reacts in its own words and gets an answer. A behavioural scientist approves. Then everybody signs.",
      ),
    ),
    element(
      "div",
      {class: "warning", role: "note"},
      element("strong", {}, say("Dit is een proefomgeving. ", "This is a try-out. ")),
      say(
        "Alle mensen hieronder zijn verzonnen. Je kunt zonder wachtwoord elk van hen zijn. Schrijf hier niets over echte mensen.",
        "All people below are invented. You can be any of them without a password. Write nothing about real people here.",
      ),
    ),
    element(
      "p",
      {class: "wait", role: "status"},
      say("De deuren worden opgehaald…", "Fetching the doors…"),
    ),
  )
  try {
    const {doors: everybody, title, report} = await fetchDoors()
    // Sem is six: he is heard through somebody who knows him, and reads and signs nothing himself.
    const doors = everybody.filter(({age}) => age === undefined || age >= 12)
    roles = new Map(doors.map(one => [one.person, one.role]))
    main?.querySelector(".wait")?.remove()
    main?.append(
      element(
        "p",
        {},
        say("Het verslag: ", "The report: "),
        element("strong", {}, title),
        ` (${report}). `,
        say("Door welke deur ga je naar binnen?", "Through which door do you go in?"),
      ),
      doorList(
        say("De professionals", "The professionals"),
        doors.filter(one => teamRoles.has(one.role)),
      ),
      doorList(
        say("Het gezin", "The family"),
        doors.filter(one => !teamRoles.has(one.role)),
      ),
      element(
        "p",
        {class: "tip"},
        say(
          "Tip: open twee deuren naast elkaar in twee vensters. Je ziet dan hoe twee mensen tegelijk schrijven, en hoe een reactie van het gezin bij het team aankomt.",
          "Tip: open two doors side by side in two windows. You then see how two people write at once, and how a reaction of the family reaches the team.",
        ),
      ),
    )
  } catch {
    main
      ?.querySelector(".wait")
      ?.replaceChildren(
        say(
          "De proefserver is niet bereikbaar. Start hem met npm start en laad deze pagina opnieuw.",
          "The try-out server cannot be reached. Start it with npm start and load this page again.",
        ),
      )
  }
}

void show()
