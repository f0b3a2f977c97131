import {readFile, writeFile} from 'node:fs/promises'
import {fields, presenceAliases, presences, states, type Field, type FieldKind} from '../query/fields.ts'
import {sortAliases, sortFields} from '../query/sort-fields.ts'
import {alignTable} from './align-table.ts'

export const queryDoc = new URL('../docs/query.md', import.meta.url)

/** docs/query.md with its tables of what can be asked for written anew, each between the comments that name it. */
export function renderQueryDoc(doc: string): string {
  let text = doc
  for (const [name, rows] of Object.entries(tables)) {
    const [start, end] = [`<!-- table of ${name} -->`, `<!-- end of ${name} -->`]
    const [before, rest = ''] = text.split(start)
    const after = rest.split(end)[1]
    if (after === undefined) throw new Error(`Cannot write the table of ${name}: its comments are missing`)
    text = `${before}${start}\n\n${alignTable(rows())}\n\n${end}${after}`
  }
  return text
}

const tables: Readonly<Record<string, () => string[][]>> = {
  fields: () => [
    ['Field', 'Also written', 'Says of an issue', 'Values', 'History'],
    ...Object.entries<Field>(fields).map(([name, field]) => [
      code(name),
      codes(field.aliases ?? []),
      field.says,
      valuesOf(field),
      field.hasHistory === true ? 'yes' : '',
    ]),
  ],
  states: () => [
    ['`is:`', 'Says of an issue'],
    ...Object.entries(states).map(([name, says]) => [code(name), says]),
  ],
  presences: () => [
    ['`has:`, `no:`', 'Also written', 'Says that there is'],
    ...Object.entries(presences).map(([name, says]) => [
      code(name),
      codes(aliasesIn(presenceAliases, name)),
      says,
    ]),
  ],
  sorts: () => [
    ['`sort:`', 'Also written', 'By itself'],
    ...Object.entries(sortFields).map(([name, way]) => [
      code(name),
      codes(aliasesIn(sortAliases, name)),
      code(way),
    ]),
  ],
}

const kinds: Readonly<Record<FieldKind, string>> = {
  person: 'person',
  name: 'name',
  choice: 'choice',
  date: 'date',
  number: 'number',
  duration: 'length of time',
  issue: 'key',
  text: 'words',
  boolean: '`true`, `false`',
}

function valuesOf({kind, choices = [], isOrdered, hasTurns}: Field): string {
  if (kind === 'choice') return isOrdered === true ? choices.map(code).join(' < ') : codes(choices)
  return hasTurns === true ? `${kinds[kind]}, \`@current\`, \`@next\`, \`@previous\`` : kinds[kind]
}

function aliasesIn(aliases: Readonly<Record<string, string>>, name: string): string[] {
  return Object.keys(aliases).filter((alias) => aliases[alias] === name)
}

function codes(words: readonly string[]): string {
  return words.map(code).join(', ')
}

function code(word: string): string {
  return `\`${word}\``
}

if (import.meta.main) await writeFile(queryDoc, renderQueryDoc(await readFile(queryDoc, 'utf8')))
