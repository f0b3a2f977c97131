import {Parser, type Handler} from 'htmlparser2'
import {decodedChunks, localName} from './markup-text.ts'
import type {TextSink} from './text-sink.ts'

/** The names of an Excel workbook's sheets, then their rows: a cell as it is stored, so a date is a number. */
export function addSheets(found: ReadonlyMap<string, Uint8Array>, sink: TextSink): void {
  addSheetNames(found.get('xl/workbook.xml'), sink)
  const strings = readSharedStrings(found.get('xl/sharedStrings.xml'))
  for (const [name, part] of found) if (name.startsWith('xl/worksheets/')) addRows(part, strings, sink)
}

function addSheetNames(part: Uint8Array | undefined, sink: TextSink): void {
  parse(part, {
    onopentag(tag, {name}) {
      if (localName(tag) === 'sheet' && name !== undefined) sink.add(`${name}\n`)
    },
  })
}

/** ECMA-376, part 1, section 18.4: cells name a text by its place in this list. */
function readSharedStrings(part: Uint8Array | undefined): string[] {
  const strings: string[] = []
  let text = ''
  let isText = false
  parse(part, {
    onopentag(tag) {
      const name = localName(tag)
      if (name === 'si') text = ''
      isText = name === 't'
    },
    ontext(piece) {
      if (isText) text += piece
    },
    onclosetag(tag) {
      isText = false
      if (localName(tag) === 'si') strings.push(text)
    },
  })
  return strings
}

function addRows(part: Uint8Array, strings: readonly string[], sink: TextSink): void {
  let isShared = false
  let isValue = false
  let value = ''
  parse(
    part,
    {
      onopentag(tag, {t}) {
        const name = localName(tag)
        if (name === 'c') {
          isShared = t === 's'
          value = ''
        }
        isValue = name === 'v' || name === 't'
      },
      ontext(piece) {
        if (isValue) value += piece
      },
      onclosetag(tag) {
        const name = localName(tag)
        isValue = false
        if (name === 'c' && value !== '') sink.add(`${isShared ? (strings[Number(value)] ?? '') : value}\t`)
        if (name === 'row') sink.add('\n')
      },
    },
    sink,
  )
}

function parse(part: Uint8Array | undefined, handler: Partial<Handler>, sink?: TextSink): void {
  const parser = new Parser(handler, {xmlMode: true})
  for (const chunk of decodedChunks(part ?? new Uint8Array())) {
    parser.write(chunk)
    if (sink?.isFull === true) return
  }
  parser.end()
}
