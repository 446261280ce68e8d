// SPDX-License-Identifier: EUPL-1.2

/** A door of the try-out: somebody one can be. */
export interface Door {
  readonly person: string
  readonly name: string
  readonly label: string
  readonly role: string
  readonly roleLabel: string
  readonly age?: number
}

/** Whom one can be, and of which report. */
export interface Doors {
  readonly report: string
  readonly title: string
  readonly doors: readonly Door[]
}

export type Lang = "nl" | "en"

/** The language of the screen: from the address, else as chosen before, else Dutch. */
export const lang: Lang = (() => {
  const asked =
    new URLSearchParams(location.search).get("taal") ?? localStorage.getItem("wederhoor-taal")
  const chosen = asked === "en" ? "en" : "nl"
  localStorage.setItem("wederhoor-taal", chosen)
  return chosen
})()

/** Whether the page speaks English or Dutch is decided once, when it loads. */
export function say(nl: string, en: string): string {
  return lang === "en" ? en : nl
}

/** Build an element; text is always text. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** The bar on top of both pages: the name, the way back, the other language. */
export function siteHeader(...middle: (Node | string)[]): void {
  document.documentElement.lang = lang
  const skip = document.querySelector(".skip")
  if (skip) skip.textContent = say("Naar de inhoud", "To the content")
  const other = new URL(location.href)
  other.searchParams.set("taal", lang === "nl" ? "en" : "nl")
  other.hash = ""
  document.querySelector("header.site")?.replaceChildren(
    element("a", {href: "/", class: "site-name"}, "Wederhoor"),
    element("div", {class: "site-middle"}, ...middle),
    element(
      "a",
      {
        href: other.href,
        class: "site-lang",
        lang: lang === "nl" ? "en" : "nl",
        hreflang: lang === "nl" ? "en" : "nl",
      },
      lang === "nl" ? "English" : "Nederlands",
    ),
  )
}

/** Ask the try-out server whom one can be. */
export async function fetchDoors(): Promise<Doors> {
  const response = await fetch("/demo/doors", {headers: {"accept-language": lang}})
  if (!response.ok) throw new Error(String(response.status))
  return (await response.json()) as Doors
}

/** A token for one of the doors. Kept nowhere: every call asks a new one. */
export async function tokenFor(person: string): Promise<string> {
  const response = await fetch("/demo/token", {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: JSON.stringify({person}),
  })
  if (!response.ok) throw new Error(String(response.status))
  return ((await response.json()) as {token: string}).token
}

/** How somebody is called in this case; a label that only repeats the name says nothing. */
export function partOf({
  label,
  name,
  roleLabel,
}: Pick<Door, "label" | "name" | "roleLabel">): string {
  return label === "" ||
    name.toLowerCase().includes(label.toLowerCase()) ||
    label.toLowerCase() === roleLabel.toLowerCase()
    ? roleLabel
    : label
}
