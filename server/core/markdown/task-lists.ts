import type {MarkdownIt} from 'markdown-it'
import type {StateCore} from 'markdown-it'
import {taskBoxMark} from './task-box-mark.ts'

const marker = /^\[([ xX])\][ \t]+(?=\S)/

/** GFM's task list items: the box becomes a token of its own, carrying its source line. */
export function taskLists(markdown: MarkdownIt): void {
  // Before inline parsing, else `[x]: …` elsewhere would turn the box into a link
  markdown.core.ruler.before('inline', 'task_marker', takeMarkers)
  markdown.core.ruler.after('inline', 'task_box', insertBoxes)
  markdown.renderer.rules['task_box'] = (tokens, index) => {
    const {line, checked} = (tokens[index]?.meta ?? {}) as Partial<Task>
    return `<input data-task="${taskBoxMark}" data-line="${line}"${checked ? ' checked' : ''}> `
  }
}

type Task = {line: number; checked: boolean}

function takeMarkers({tokens}: StateCore): void {
  for (const [index, item] of tokens.entries()) {
    const text = tokens[index + 2]
    if (item.type !== 'list_item_open' || text?.type !== 'inline') continue
    const match = marker.exec(text.content)
    if (match === null) continue

    text.content = text.content.slice(match[0].length)
    text.meta = {...text.meta, task: {line: text.map?.[0] ?? 0, checked: match[1] !== ' '} satisfies Task}
    item.attrJoin('class', 'task-list-item')
  }
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
