import {codeBlock} from './code-block.ts'
import {codeLanguage, languageOfFile} from './code-language.ts'
import {escapeMarkdown} from './escape-markdown.ts'
import {htmlToMarkdown} from './html-to-markdown.ts'
import type {TextTokens} from './text-tokens.ts'

const macroPattern =
  /(?<![\\{])\{(?:(code|noformat|html|quote|panel|info|note|tip|warning|expand|section|column)(?::([^{}\n]*))?|(color)(?::[ #\w,()]*)?|(anchor|toc)(?::[\w .-]*)?)\}/gi
const deepest = 20
const literal = new Set(['code', 'noformat', 'html'])
const admonitions: Record<string, string> = {info: 'Info', note: 'Note', tip: 'Tip', warning: 'Warning'}

interface Macro {
  name: string
  parameters: string | undefined
  start: number
  end: number
}

interface Frame {
  macro: Macro
  out: string
}

/**
 * Takes the macros with a body out of the text: each is converted and stands in the returned text as a token of
 * `blocks`. Macros that only style are dropped; one without its end is dropped or stays as text.
 */
export function liftMacros(text: string, blocks: TextTokens, toMarkdown: (text: string) => string): string {
  const macros = findMacros(text)
  if (macros.length === 0) return text
  const lastEnd = new Map(macros.filter((it) => it.parameters === undefined).map((it) => [it.name, it.start]))
  const frames: Frame[] = [{macro: {name: '', parameters: undefined, start: 0, end: 0}, out: ''}]
  let from = 0

  for (let index = 0; index < macros.length; index++) {
    const macro = macros[index]
    if (macro === undefined || macro.start < from) continue
    append(frames, text.slice(from, macro.start))
    from = macro.end
    const ends = (lastEnd.get(macro.name) ?? -1) > macro.start

    if (literal.has(macro.name)) {
      const body = ends ? endOfLiteral(macros, index, macro.name) : undefined
      const [bodyEnd, resume] = body === undefined ? openEnd(text, macro) : [body.start, body.end]
      if (bodyEnd === undefined) append(frames, text.slice(macro.start, macro.end))
      else append(frames, putBlock(blocks, literalMarkdown(macro, text.slice(macro.end, bodyEnd))))
      from = resume
    } else if (isContainer(macro.name)) {
      const open = frames.findLastIndex((frame) => frame.macro.name === macro.name)
      if (open > 0 && macro.parameters === undefined) {
        flatten(frames, open + 1)
        const frame = frames.pop()
        if (frame !== undefined) append(frames, putBlock(blocks, quoted(frame.macro, toMarkdown(frame.out))))
      } else if (ends && frames.length < deepest) frames.push({macro, out: ''})
      else if (macro.parameters !== undefined) append(frames, text.slice(macro.start, macro.end))
    }
  }
  append(frames, text.slice(from))
  flatten(frames, 1)
  return frames[0]?.out ?? ''
}

function findMacros(text: string): Macro[] {
  const macros: Macro[] = []
  for (const match of text.matchAll(macroPattern)) {
    const name = (match[1] ?? match[3] ?? match[4] ?? '').toLowerCase()
    macros.push({name, parameters: match[2], start: match.index, end: match.index + match[0].length})
  }
  return macros
}

function append(frames: Frame[], text: string): void {
  const top = frames.at(-1)
  if (top !== undefined) top.out += text
}

/** Containers without an end: their text goes to what holds them. */
function flatten(frames: Frame[], keep: number): void {
  while (frames.length > keep) append(frames, frames.pop()?.out ?? '')
}

function putBlock(blocks: TextTokens, markdown: string): string {
  return markdown === '' ? '' : blocks.put(markdown)
}

function endOfLiteral(macros: Macro[], index: number, name: string): Macro | undefined {
  for (let next = index + 1; next < macros.length; next++) {
    const macro = macros[next]
    if (macro?.name === name && macro.parameters === undefined) return macro
  }
  return undefined
}

/**
 * A literal macro that is never closed runs to the end when it stands at the edge of a line, as a forgotten end
 * does; within a sentence somebody only speaks of it. `[undefined, …]` says that it is text.
 */
function openEnd(text: string, macro: Macro): [number | undefined, number] {
  const rest = text.length
  if (text.slice(macro.end).trim() === '') return [macro.end, rest]
  if (macro.name === 'html')
    return /^\s*</.test(text.slice(macro.end, macro.end + 200))
      ? htmlEnd(text, macro)
      : [macro.end, macro.end]
  const atEdge = (text[macro.start - 1] ?? '\n') === '\n' || text[macro.end] === '\n'
  return atEdge ? [rest, rest] : [undefined, macro.end]
}

/** HTML that is never closed ends with the last tag before the next wiki macro. */
function htmlEnd(text: string, macro: Macro): [number, number] {
  const nextMacro = text.indexOf('{code', macro.end)
  const last = text.lastIndexOf('>', nextMacro === -1 ? text.length : nextMacro) + 1
  return [last, last]
}

function isContainer(name: string): boolean {
  return name === 'quote' || name === 'panel' || name === 'expand' || name in admonitions
}

function literalMarkdown(macro: Macro, body: string): string {
  if (macro.name === 'html') return htmlToMarkdown(body)
  const {title, language} = codeParameters(macro.parameters ?? '')
  const code = codeBlock(body, macro.name === 'code' ? language : '')
  return title === '' || code === '' ? code : `**${escapeMarkdown(title)}**\n\n${code}`
}

function codeParameters(parameters: string): {title: string; language: string} {
  const {title, lang, language, first} = readParameters(parameters)
  const file = title ?? (first?.includes('.') === true ? first : '')
  const named = codeLanguage(lang ?? language ?? first ?? '')
  return {title: file, language: named === '' && !isPlain(lang ?? first) ? languageOfFile(file) : named}
}

function isPlain(language: string | undefined): boolean {
  return language?.trim().toLowerCase() === 'none'
}

/** `js|title="app.js"` as a record; the part without a name is `first`. People also write `title:app.js`. */
function readParameters(parameters: string): Record<string, string | undefined> {
  const read: Record<string, string> = {}
  for (const part of parameters.split('|')) {
    const [, name, value] = /^\s*(title|lang|language|\w+(?==))\s*[=:]\s*(.*)$/i.exec(part) ?? []
    if (name === undefined) read['first'] ??= part.trim()
    else read[name.toLowerCase()] = (value ?? '').trim().replace(/^["']|["']$/g, '')
  }
  return read
}

function quoted(macro: Macro, body: string): string {
  const {title, first} = readParameters(macro.parameters ?? '')
  const heading = title ?? (macro.name === 'expand' ? first : undefined) ?? admonitions[macro.name]
  const parts = [heading === undefined || heading === '' ? '' : `**${escapeMarkdown(heading)}**`, body]
  const text = parts.filter((part) => part !== '').join('\n\n')
  return text === '' ? '' : text.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}
