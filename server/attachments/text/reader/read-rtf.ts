import {rtfLetters} from './rtf-letters.ts'
import {createTextSink} from './text-sink.ts'

// A word with its number, a byte, a symbol, a brace, plain text; line ends mean nothing
const token = /\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi

const notShown = new Set(
  'fonttbl colortbl stylesheet info pict object themedata datastore listtable listoverridetable rsidtbl generator fldinst xmlnstbl latentstyles colorschememapping'.split(
    ' ',
  ),
)
const words: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  page: '\n',
  sect: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
}
const symbols: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '-',
  '\n': '\n',
  '\r': '\n',
  '\\': '\\',
  '{': '{',
  '}': '}',
}

interface Group {
  readonly isHidden: boolean
  /** Letters that stand for a Unicode one, for who cannot read it. */
  readonly fallbackLength: number
}

/** Text of the Rich Text Format, 1.9.1. Letters in a font's own code page are read in the document's. */
export function readRtf(bytes: Uint8Array): string {
  const sink = createTextSink()
  const letters = rtfLetters(sink)
  const outer: Group[] = []
  let group: Group = {isHidden: false, fallbackLength: 1}
  for (const match of new TextDecoder('latin1').decode(bytes).matchAll(token)) {
    const [, word, number, byte, symbol, brace, text] = match
    if (brace === '{') outer.push(group)
    else if (brace === '}') group = outer.pop() ?? group
    else if (symbol === '*' || notShown.has(word ?? '')) group = {...group, isHidden: true}
    else if (word === 'uc') group = {...group, fallbackLength: Number(number)}
    else if (word === 'ansicpg') letters.setCodePage(number)
    else if (!group.isHidden) {
      if (word === 'u') letters.addUnicode(Number(number), group.fallbackLength)
      else if (byte !== undefined) letters.addByte(Number.parseInt(byte, 16))
      else if (text !== undefined) letters.addText(text)
      else letters.addSymbol(words[word ?? ''] ?? symbols[symbol ?? ''] ?? '')
    }
    if (sink.isFull) break
  }
  letters.flush()
  return sink.toString()
}
