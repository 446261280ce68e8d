// SPDX-License-Identifier: EUPL-1.2
import {
  BookmarkEnd,
  BookmarkStart,
  FileChild,
  NextAttributeComponent,
  type XmlComponent,
} from "docx"

/** Any element of WordprocessingML, where the library has no name for it. */
export class WordElement extends FileChild {
  constructor(
    name: string,
    attributes: Readonly<Record<string, string | number>>,
    children: readonly XmlComponent[] = [],
  ) {
    super(name)
    const given = Object.entries(attributes)
    if (given.length > 0)
      this.root.push(
        new NextAttributeComponent(
          Object.fromEntries(given.map(([key, value]) => [key, {key, value}])),
        ),
      )
    this.root.push(...children)
  }
}

/** A content control around whole paragraphs (17.5.2.29 `sdt`). `lock` is a value of `ST_Lock`. */
export function contentControl(
  {title, tag, number, lock}: {title: string; tag: string; number: number; lock: string},
  content: readonly XmlComponent[],
): WordElement {
  return new WordElement("w:sdt", {}, [
    new WordElement("w:sdtPr", {}, [
      new WordElement("w:alias", {"w:val": title}),
      new WordElement("w:tag", {"w:val": tag}),
      new WordElement("w:id", {"w:val": number}),
      new WordElement("w:lock", {"w:val": lock}),
    ]),
    new WordElement("w:sdtContent", {}, content),
  ])
}

/**
 * A range that everybody may change in a document that is read-only for the rest (17.13.7.2 `permStart`),
 * around one content control.
 */
export function editableRange(number: number, control: WordElement): readonly WordElement[] {
  return [
    new WordElement("w:permStart", {
      "w:id": number,
      "w:edGrp": "everyone",
      "w:displacedByCustomXml": "next",
    }),
    control,
    new WordElement("w:permEnd", {"w:id": number, "w:displacedByCustomXml": "prev"}),
  ]
}

/** A link to a bookmark in the same document. */
export const linkTo = (bookmark: string, children: readonly XmlComponent[]): WordElement =>
  new WordElement("w:hyperlink", {"w:anchor": bookmark, "w:history": 1}, children)

/** A place that a link can lead to. */
export const bookmarkAt = (name: string, number: number): readonly XmlComponent[] => [
  new BookmarkStart(name, number),
  new BookmarkEnd(number),
]
