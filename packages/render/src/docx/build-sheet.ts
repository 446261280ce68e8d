// SPDX-License-Identifier: EUPL-1.2
import {
  type Block,
  type Inline,
  type List,
  type Part,
  type ReportTree,
  type Table,
  type Terms,
  eachBlock,
  wordsOf,
} from "../tree.ts"
import {commentsOf} from "./comments.ts"
import type {GridCell, Line, LineStyle, Run, Sheet, SheetBlock, SheetComment} from "./sheet.ts"
import {docxWords, wordLanguage} from "./words.ts"

/** How a paragraph stands where it stands. */
interface Place {
  readonly indent: number
  readonly quote: boolean
  /** How deep in lists, from 0. */
  readonly depth: number
  readonly inContents: boolean
  readonly statement: string
}

/** A line that is still being written to. */
interface OpenLine extends Line {
  readonly closes: number[]
}

/** The sheet of a report. With `replies` there is room to write under each statement and at the end. */
export function buildSheet(tree: ReportTree, replies: boolean): Sheet {
  return new Builder(tree, replies).sheet
}

class Builder {
  readonly sheet: Sheet
  private readonly notes: string[] = []
  private readonly comments: SheetComment[] = []
  private readonly sources = new Map<string, string>()
  private readonly answered = new Set<string>()
  private readonly replies: boolean
  private readonly words: ReturnType<typeof docxWords>
  private readonly lang: string
  /** What the next line that is made takes with it. */
  private anchors: string[] = []
  private opens: number[] = []
  private item: Line["item"] = null
  private last: OpenLine | null = null
  private orderedLists = 0
  /** Reactions that have no statement to stand at; they are told at the title. */
  private wholeReactions: readonly Part[]

  constructor(tree: ReportTree, replies: boolean) {
    this.replies = replies
    this.lang = tree.lang
    this.words = docxWords(tree.lang)
    this.wholeReactions = this.look(tree.blocks)
    const outer = {indent: 0, quote: false, depth: 0, inContents: false, statement: ""}
    const blocks = this.blocks(tree.blocks, outer)
    if (replies) blocks.push(...this.reply("", this.words.replyToWhole))
    this.sheet = {
      lang: wordLanguage(tree.lang),
      blocks,
      notes: this.notes,
      comments: this.comments,
    }
  }

  /** Finds the sources, and the reactions that stand at no statement. */
  private look(blocks: readonly Block[]): readonly Part[] {
    const atStatements = new Set<string>()
    const all: Part[] = []
    for (const block of eachBlock(blocks)) {
      if (block.type !== "part") continue
      if (block.id.startsWith("source-"))
        this.sources.set(block.id.slice("source-".length), wordsIn(block.blocks))
      if (block.role === "reaction") all.push(block)
      if (block.role === "statement")
        for (const one of reactionsIn(block.blocks)) atStatements.add(one.of)
    }
    const seen = new Set<string>()
    return all.filter(({of}) => {
      if (atStatements.has(of) || seen.has(of)) return false
      seen.add(of)
      return true
    })
  }

  private blocks(blocks: readonly Block[], place: Place): SheetBlock[] {
    return blocks.flatMap(block => this.block(block, place))
  }

  private block(block: Block, place: Place): readonly SheetBlock[] {
    switch (block.type) {
      case "heading": {
        if (block.id !== "") this.anchors.push(block.id)
        const isTitle = block.level === 1 && this.wholeReactions.length > 0
        const ids = isTitle ? this.comment(this.wholeReactions, "") : []
        if (isTitle) this.wholeReactions = []
        this.opens.push(...ids)
        const line = this.line(`Heading${block.level}`, this.runs(block.inlines), place)
        line.closes.push(...ids)
        return [line]
      }
      case "paragraph": {
        if (block.id !== "") this.anchors.push(block.id)
        const style = place.quote ? "Quote" : (styles[block.style] ?? "Normal")
        return [this.line(style, this.runs(block.inlines), place)]
      }
      case "list":
        return this.list(block, place)
      case "terms":
        return this.terms(block, place)
      case "quote":
        return this.blocks(block.blocks, {...place, quote: true})
      case "table":
        return this.table(block, place)
      case "rule":
        return [this.line("Rule", [], place)]
      case "part":
        return this.part(block, place)
    }
  }

  private part(part: Part, place: Place): readonly SheetBlock[] {
    if (part.id !== "") this.anchors.push(part.id)
    if (part.role === "statement") return this.statement(part, place)
    const isAnswer = part.style === "answer"
    return this.blocks(part.blocks, {
      ...place,
      indent: place.indent + (isAnswer ? 1 : 0),
      inContents: place.inContents || part.role === "contents",
    })
  }

  private statement(part: Part, outer: Place): readonly SheetBlock[] {
    const place = {...outer, statement: part.of}
    const reactions = reactionsIn(part.blocks)
    const isFirst = !this.answered.has(part.of)
    const ids = isFirst ? this.comment(reactions, part.of) : []
    this.answered.add(part.of)
    this.opens.push(...ids)
    let isOpen = ids.length > 0
    const close = (): void => {
      if (!isOpen || this.opens.length > 0) return
      this.last?.closes.push(...ids)
      isOpen = false
    }
    const blocks: SheetBlock[] = []
    for (const block of part.blocks) {
      if (isOpen && reactionsIn([block]).length > 0) close()
      blocks.push(...this.block(block, place))
    }
    if (blocks.length === 0) blocks.push(this.line("Normal", [], place))
    close()
    const heading = part.blocks.find(block => block.type === "heading")
    const title = heading ? wordsOf(heading.inlines) : part.of
    const control = {type: "control", role: "statement", of: part.of, title, blocks} as const
    // What is not shown to this reader has no heading: there is nothing there to answer.
    if (!this.replies || !isFirst || !heading) return [control]
    const number = heading.inlines.find(one => one.type === "words" && one.style === "number")
    return [control, ...this.reply(part.of, this.words.replyTo(number ? wordsOf([number]) : title))]
  }

  private reply(of: string, title: string): readonly SheetBlock[] {
    const place = {indent: 0, quote: false, depth: 0, inContents: false, statement: of}
    const label = this.line("ReplyLabel", [this.plain(title)], place)
    const blocks = [this.line("Reply", [], place)]
    return [label, {type: "control", role: "reply", of, title, blocks}]
  }

  /** Puts reactions among the comments; gives their places. */
  private comment(reactions: readonly Part[], statement: string): number[] {
    return reactions.flatMap(reaction => {
      const first = this.comments.length
      this.comments.push(...commentsOf(reaction, statement, first))
      return this.comments.map((_, at) => at).slice(first)
    })
  }

  private list(list: List, place: Place): readonly SheetBlock[] {
    const ordered = list.ordered ? ++this.orderedLists : 0
    return list.items.flatMap(item => {
      const isPlain = place.inContents || item.role === "reaction" || startsWithNumber(item.blocks)
      const isBullet = list.ordered || !isPlain
      if (isBullet) this.item = {depth: Math.min(place.depth, 8), ordered}
      const inner = {
        ...place,
        indent: place.indent + (place.inContents ? 0 : 1),
        depth: place.depth + 1,
      }
      return this.part(item, inner)
    })
  }

  private terms({pairs}: Terms, place: Place): readonly SheetBlock[] {
    const further = {...place, indent: place.indent + 1}
    return pairs.flatMap(({term, values, source}) => {
      const [first = [], ...others] = values
      const [only] = first
      const name: Run[] = this.runs(term).map(run =>
        run.type === "words" ? {...run, strong: true} : run,
      )
      const isShort = first.length === 1 && only?.type === "paragraph"
      const head = isShort
        ? [...name, this.plain(": "), ...this.runs(only.inlines)]
        : [...name, this.plain(":")]
      if (isShort && only.id !== "") this.anchors.push(only.id)
      const lines: SheetBlock[] = [this.line("Normal", head, place)]
      if (!isShort) lines.push(...this.blocks(first, further))
      for (const value of others) lines.push(...this.blocks(value, further))
      return source === "" ? lines : this.withNote(lines, source)
    })
  }

  /** The full source as a footnote, at the last words of the lines. */
  private withNote(lines: SheetBlock[], source: string): SheetBlock[] {
    const text = this.sources.get(source)
    const at = lines.findLastIndex(block => block.type === "line")
    const last = lines[at]
    if (text === undefined || last?.type !== "line") return lines
    this.notes.push(text)
    const noted: OpenLine = {
      ...last,
      closes: [...last.closes],
      runs: [...last.runs, {type: "note", number: this.notes.length}],
    }
    if (this.last === last) this.last = noted
    return lines.with(at, noted)
  }

  private table(table: Table, place: Place): readonly SheetBlock[] {
    const blocks: SheetBlock[] = []
    if (table.caption.length > 0) blocks.push(this.line("Caption", this.runs(table.caption), place))
    const inner = {...place, indent: 0, depth: 0}
    const rows = table.rows.map(({head, cells}) => ({
      head,
      cells: cells.map((cell): GridCell => ({
        header: cell.header !== "",
        columns: cell.columns,
        rows: cell.rows,
        blocks: this.blocks(cell.blocks, inner),
      })),
    }))
    if (rows.some(({cells}) => cells.length > 0)) blocks.push({type: "grid", rows})
    return blocks
  }

  private line(style: LineStyle, runs: readonly Run[], place: Place): OpenLine {
    const {anchors, opens, item} = this
    this.anchors = []
    this.opens = []
    this.item = null
    const line = {type: "line", style, runs, anchors, indent: place.indent, item, opens} as const
    this.last = {...line, closes: []}
    return this.last
  }

  private plain(text: string): Extract<Run, {type: "words"}> {
    const looks = {strong: false, em: false, change: "", code: false, lang: ""} as const
    return {type: "words", text, ...looks}
  }

  private runs(inlines: readonly Inline[]): Run[] {
    return inlines.map((one): Run => {
      if (one.type === "break") return one
      if (one.type === "link") return {type: "link", to: one.to, runs: this.runs(one.inlines)}
      // The marks around a quotation are typed by whoever quotes; none are added, as in the HTML.
      const {text, strong, em, change} = one
      const lang = one.lang === "" || one.lang === this.lang ? "" : wordLanguage(one.lang)
      return {type: "words", text, strong, em, change, code: one.style === "code", lang}
    })
  }
}

/** By the class a paragraph has in the layout. */
const styles: Readonly<Record<string, LineStyle>> = {
  lead: "Lead",
  note: "Note",
  empty: "Note",
  unanswered: "Note",
  more: "Small",
  by: "Small",
  shared: "Small",
  status: "Small",
  group: "Small",
}

/** Reactions among these blocks, at any depth but not in a statement within. */
function reactionsIn(blocks: readonly Block[]): readonly Part[] {
  return blocks.flatMap(block => {
    if (block.type === "list") return reactionsIn(block.items)
    if (block.type !== "part" || block.role === "statement") return []
    return block.role === "reaction" ? [block] : reactionsIn(block.blocks)
  })
}

function wordsIn(blocks: readonly Block[]): string {
  const texts: string[] = []
  for (const block of eachBlock(blocks))
    if (block.type === "heading" || block.type === "paragraph") texts.push(wordsOf(block.inlines))
  return texts.join(" ").replaceAll(/\s+/g, " ").trim()
}

function startsWithNumber([first]: readonly Block[]): boolean {
  const [words] = first?.type === "paragraph" ? first.inlines : []
  return words?.type === "words" && words.style === "number"
}
