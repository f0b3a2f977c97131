import {guessEncoding} from './guess-encoding.ts'
import {addMarkupText, decodedChunks, type MarkupRules} from './markup-text.ts'
import {createTextSink} from './text-sink.ts'

const blocks =
  'address article aside blockquote body caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header legend li main nav ol option p pre section summary table title tr ul'

const html: MarkupRules = {
  isXml: false,
  skip: ['script', 'style', 'template', 'noscript'],
  open: {br: '\n', hr: '\n'},
  close: {...Object.fromEntries(blocks.split(' ').map((name) => [name, '\n'])), td: '\t', th: '\t'},
  attributes: ['alt', 'title', 'placeholder'],
}

// Reports of test runs and settings say in attributes what others say in text.
const xml: MarkupRules = {isXml: true, skip: [], open: {}, close: {}, attributes: 'all'}

export function readHtml(bytes: Uint8Array): string {
  return readMarkup(bytes, html)
}

export function readXml(bytes: Uint8Array): string {
  return readMarkup(bytes, xml)
}

function readMarkup(bytes: Uint8Array, rules: MarkupRules): string {
  const sink = createTextSink()
  addMarkupText(decodedChunks(bytes, declaredEncoding(bytes) ?? guessEncoding(bytes)), rules, sink)
  return sink.toString()
}

/** As XML 1.0 (section 4.3.3) and HTML (section 4.2.5.4) say it. A byte order mark wins, as do both standards say. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return undefined
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  const label = /<(?:\?xml|meta)\b[^>]*?\b(?:encoding|charset)\s*=\s*["']?([\w-]+)/i.exec(start)?.[1]
  // Whoever can read the declaration cannot have UTF-16 before them.
  if (label === undefined || /^utf-16/i.test(label)) return undefined
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}
