// SPDX-License-Identifier: EUPL-1.2
import {
  AlignmentType,
  BorderStyle,
  type ILevelsOptions,
  type INumberingOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LevelFormat,
} from "docx"
import type {LineStyle} from "./sheet.ts"

/** Of each step that a paragraph stands further in, in twentieths of a point: 7 mm. */
export const indentStep = 397

const dark = "1a1a1a"
const quiet = "4d4d4d"
const line = "767676"

/** Space before and after headings 1 to 6 in twentieths of a point, and their size in half points. */
const headings: readonly (readonly [before: number, after: number, size: number])[] = [
  [0, 120, 36],
  [360, 120, 28],
  [280, 80, 24],
  [160, 60, 22],
  [160, 60, 22],
  [160, 60, 22],
]

const box = (color: string, size: number) => ({style: BorderStyle.SINGLE, size, space: 4, color})

type OwnStyle = Exclude<LineStyle, `Heading${number}` | "Normal">

const own: Readonly<Record<OwnStyle, Omit<IParagraphStyleOptions, "id">>> = {
  Lead: {name: "Lead", run: {size: 24}, paragraph: {spacing: {after: 160}}},
  Note: {name: "Note", run: {italics: true}},
  Small: {name: "Small", run: {size: 20, color: quiet}},
  Quote: {
    name: "Quote",
    paragraph: {indent: {left: 284}, border: {left: box(line, 12)}, spacing: {after: 60}},
  },
  Caption: {name: "caption", run: {bold: true}, paragraph: {keepNext: true}},
  Rule: {
    name: "Rule",
    paragraph: {border: {bottom: box(line, 6)}, spacing: {before: 120, after: 120}},
  },
  ReplyLabel: {
    name: "Reply Label",
    run: {bold: true},
    paragraph: {keepNext: true, spacing: {before: 120, after: 40}},
  },
  Reply: {
    name: "Reply",
    paragraph: {
      border: {
        top: box(dark, 8),
        bottom: box(dark, 8),
        left: box(dark, 8),
        right: box(dark, 8),
      },
      spacing: {before: 60, after: 60, line: 320},
      indent: {left: 113, right: 113},
    },
  },
}

/** The styles of a report in this language. Sizes and space only; a reader can change them in Word. */
export function wordStyles(lang: string): IStylesOptions {
  const heading = (level: number) => {
    const [before = 0, after = 0, size = 22] = headings[level - 1] ?? []
    return {
      run: {size, bold: true, color: dark, font: "Calibri"},
      paragraph: {spacing: {before, after}, keepNext: true, outlineLevel: level - 1},
    }
  }
  return {
    default: {
      document: {
        run: {font: "Calibri", size: 22, color: dark, language: {value: lang}},
        paragraph: {spacing: {after: 100, line: 276}},
      },
      heading1: heading(1),
      heading2: heading(2),
      heading3: heading(3),
      heading4: heading(4),
      heading5: heading(5),
      heading6: heading(6),
      footnoteText: {run: {size: 18}},
    },
    paragraphStyles: Object.entries(own).map(([id, style]) => ({
      id,
      basedOn: "Normal",
      next: id,
      quickFormat: true,
      ...style,
    })),
  }
}

/** Bullets, and as many numbered lists as there are, each from 1. */
export function wordNumbering(orderedLists: number): INumberingOptions {
  const levels = (format: ILevelsOptions["format"], text: (level: number) => string) =>
    Array.from({length: 9}, (_, level): ILevelsOptions => ({
      level,
      ...(format === undefined ? {} : {format}),
      text: text(level),
      alignment: AlignmentType.LEFT,
      style: {paragraph: {indent: {left: indentStep * (level + 1), hanging: indentStep}}},
    }))
  return {
    config: [
      {reference: "bullets", levels: levels(LevelFormat.BULLET, () => "•")},
      ...Array.from({length: orderedLists}, (_, at) => ({
        reference: `numbers-${at + 1}`,
        levels: levels(LevelFormat.DECIMAL, level => `%${level + 1}.`),
      })),
    ],
  }
}
