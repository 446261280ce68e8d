// SPDX-License-Identifier: EUPL-1.2

/** How a page looks. Lengths in points. The colours are those of the style sheet of the page (styles.ts). */
export const colours = {
  text: "#1b1b1b",
  quiet: "#4a4f57",
  line: "#c3c8d0",
  soft: "#f4f5f7",
  link: "#01508c",
  fact: "#154273",
  voice: "#3a6b35",
  appraisal: "#8a4b08",
  plan: "#6a2c70",
} as const

/** Edges of what is written on a sheet; the foot stands below `bottom`. */
export const margins = {left: 72, right: 72, top: 60, bottom: 72} as const

/** How the words of a block look. */
export interface TextStyle {
  readonly size: number
  /** From one line to the next. */
  readonly leading: number
  readonly bold: boolean
  readonly colour: string
  /** A word may be cut at the end of a line when less than this share of it is filled. */
  readonly openUntil: number
}

export const body: TextStyle = {
  size: 11,
  leading: 16,
  bold: false,
  colour: colours.text,
  openUntil: 0.75,
}

const headings: readonly (Partial<TextStyle> & {readonly before: number})[] = [
  {size: 21, leading: 27, before: 0},
  {size: 15.5, leading: 20, before: 16},
  {size: 11, leading: 15, before: 10},
  {size: 10.5, leading: 14.5, before: 8},
  {size: 10.5, leading: 14.5, before: 8},
  {size: 10.5, leading: 14.5, before: 8},
]

/** A heading, and the space before it. */
export function headingStyle(level: number, style: TextStyle): {style: TextStyle; before: number} {
  const {before, ...own} = headings[level - 1] ?? {before: 8}
  return {style: {...body, ...own, bold: true, colour: style.colour, openUntil: 0.5}, before}
}

const smaller = (style: TextStyle): TextStyle => ({
  ...style,
  size: Math.min(style.size, 10),
  leading: Math.min(style.leading, 14),
})

/** A paragraph by its class. `before` and `after`: space around it. */
export function paragraphStyle(
  name: string,
  style: TextStyle,
): {style: TextStyle; before: number; after: number} {
  const space = {before: style.leading * 0.4, after: 0}
  switch (name) {
    case "status":
      return {style: {...style, bold: true, colour: colours.quiet}, before: 0, after: 4}
    case "lead":
      return {style: {...style, size: style.size * 1.05}, before: 8, after: 4}
    case "group":
      return {
        style: {...style, size: 12.5, leading: 17, bold: true, colour: colours.quiet},
        before: 28,
        after: 0,
      }
    case "more":
    case "by":
      return {style: {...smaller(style), colour: colours.quiet}, before: 2, after: 0}
    case "empty":
    case "unanswered":
    case "gap":
      return {style: {...style, colour: colours.quiet}, ...space}
    case "shared":
      return {style: {...style, bold: true}, ...space}
    case "remark":
    case "reply":
    case "who":
      return {style, before: 4, after: 0}
    default:
      return {style, ...space}
  }
}

/** How words look by the class they carry in a paragraph. */
export function wordsStyle(name: string, style: TextStyle): TextStyle {
  switch (name) {
    case "name":
      return {...style, bold: true}
    case "more":
    case "by":
    case "unanswered":
      return {...style, size: style.size * 0.92, colour: colours.quiet}
    default:
      return style
  }
}

/** A line at the left of a piece, or a box around it. */
export interface FrameLooks {
  readonly line: "solid" | "double" | "dashed" | "dotted" | "none"
  readonly thickness: number
  readonly colour: string
  readonly fill: string
  /** From its left edge to what stands in it. */
  readonly indent: number
  /** Free at the right. */
  readonly right: number
  /** Free above and below. */
  readonly pad: number
  readonly before: number
  readonly after: number
}

const plain: FrameLooks = {
  line: "none",
  thickness: 0,
  colour: colours.line,
  fill: "",
  indent: 0,
  right: 0,
  pad: 0,
  before: 0,
  after: 0,
}

const statement: FrameLooks = {
  ...plain,
  line: "solid",
  thickness: 3,
  indent: 14,
  pad: 2,
  before: 16,
  after: 16,
}

/** The line of a statement, by its layer: colour and kind of line, so that neither has to be seen alone. */
export function statementLooks(layer: string): FrameLooks {
  switch (layer) {
    case "fact":
      return {...statement, colour: colours.fact}
    case "voice":
      return {...statement, colour: colours.voice, line: "double", thickness: 4}
    case "appraisal":
      return {...statement, colour: colours.appraisal, line: "dashed"}
    case "plan":
      return {...statement, colour: colours.plan, line: "dotted"}
    default:
      return statement
  }
}

export const reactionsLooks: FrameLooks = {
  ...plain,
  fill: colours.soft,
  indent: 12,
  right: 12,
  pad: 8,
  before: 10,
  after: 4,
}

export const noteLooks: FrameLooks = {
  ...plain,
  line: "solid",
  thickness: 3,
  colour: colours.quiet,
  fill: colours.soft,
  indent: 14,
  right: 12,
  pad: 7,
  before: 8,
  after: 8,
}

export const quoteLooks: FrameLooks = {
  ...plain,
  line: "solid",
  thickness: 1.5,
  colour: colours.quiet,
  indent: 11,
  before: 5,
  after: 3,
}

export const answerLooks: FrameLooks = {...plain, indent: 14, before: 6}

/** Colour of the heading of a statement, by layer. */
export function layerColour(layer: string): string {
  switch (layer) {
    case "fact":
    case "voice":
    case "appraisal":
    case "plan":
      return colours[layer]
    default:
      return colours.text
  }
}

/** Words in a table. */
export const cellStyle: TextStyle = {...body, size: 9.5, leading: 13, openUntil: 0.6}
export const cellPad = {right: 9, above: 5, below: 5} as const

/** Names with what they stand for. */
export const detailsStyle: TextStyle = {...body, size: 10, leading: 14}
