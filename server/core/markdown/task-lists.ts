import type {MarkdownIt} from 'markdown-it'
import type {StateCore} from 'markdown-it'
import {escapeHtml} from './escape-html.ts'
import {taskBoxMark} from './task-box-mark.ts'

const marker = /^\[([ xX])\][ \t]+(?=\S)/

/** GFM's task list items: the box becomes a token of its own, carrying its source line. */
export function taskLists(markdown: MarkdownIt): void {
  // Before inline parsing, else `[x]: …` elsewhere would turn the box into a link
  markdown.core.ruler.before('inline', 'task_marker', takeMarkers)
  markdown.core.ruler.after('inline', 'task_box', insertBoxes)
  markdown.renderer.rules['task_box'] = (tokens, index) => {
    const {line, checked, label = ''} = (tokens[index]?.meta ?? {}) as Partial<Task>
    const attributes = `data-task="${taskBoxMark}" data-line="${line}" aria-label="${escapeHtml(label)}"`
    return `<input ${attributes}${checked ? ' checked' : ''}> `
  }
}

type Task = {
  line: number
  checked: boolean
  /** What the box is about, for who cannot see it */ label: string
}

function takeMarkers({tokens}: StateCore): void {
  for (const [index, item] of tokens.entries()) {
    const text = tokens[index + 2]
    if (item.type !== 'list_item_open' || text?.type !== 'inline') continue
    const match = marker.exec(text.content)
    if (match === null) continue

    text.content = text.content.slice(match[0].length)
    const task: Task = {line: text.map?.[0] ?? 0, checked: match[1] !== ' ', label: labelOf(text.content)}
    text.meta = {...text.meta, task}
    item.attrJoin('class', 'task-list-item')
  }
}

/** The text of an item without its markup, more or less: it is only read out. */
function labelOf(source: string): string {
  return source.replace(/[<>"*_`]/g, '').slice(0, 100)
}

function insertBoxes(state: StateCore): void {
  for (const token of state.tokens) {
    const task = token.meta?.['task'] as Task | undefined
    if (task === undefined) continue
    const box = new state.Token('task_box', 'input', 0)
    box.meta = task
    token.children?.unshift(box)
  }
}
