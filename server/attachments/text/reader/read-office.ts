import {addMarkupText, decodedChunks, type MarkupRules} from './markup-text.ts'
import {addSheets} from './sheet-text.ts'
import {createTextSink, type TextSink} from './text-sink.ts'
import {Unreadable} from './unreadable.ts'
import {unzipParts} from './unzip-parts.ts'

// Of words and slides: DrawingML and WordprocessingML name alike what matters here.
const openXml: MarkupRules = {
  isXml: true,
  only: ['t'],
  // A fallback says again what stands before it; properties hold tab stops.
  skip: ['Fallback', 'pPr', 'rPr'],
  open: {br: '\n', cr: '\n', tab: '\t', noBreakHyphen: '-'},
  close: {p: '\n', tc: '\t', tr: '\n'},
}

const openDocument: MarkupRules = {
  isXml: true,
  only: ['p', 'h'],
  skip: ['tracked-changes'],
  open: {s: ' ', tab: '\t', 'line-break': '\n'},
  close: {p: '\n', h: '\n', 'table-cell': '\t', 'table-row': '\n'},
}

const openSheet: MarkupRules = {...openDocument, close: {p: ' ', 'table-cell': '\t', 'table-row': '\n'}}

const parts =
  /^(?:mimetype|content\.xml|word\/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml|ppt\/(?:slides\/slide|notesSlides\/notesSlide|comments\/\w+)\d*\.xml|xl\/(?:workbook|sharedStrings|comments\d*|(?:worksheets\/sheet|drawings\/drawing|comments\/comment)\d*)\.xml)$/

/** Documents, sheets and slides of OOXML (ECMA-376) and OpenDocument (ISO 26300), told by what is inside. */
export function readOffice(bytes: Uint8Array): string {
  const sink = createTextSink()
  const found = new Map(unzipParts(bytes, (name) => parts.test(name)))
  if (found.has('content.xml')) addOpenDocument(found, sink)
  else if (found.has('xl/workbook.xml')) addWorkbook(found, sink)
  else if (!addPages(found, sink)) throw new Unreadable('unsupported', 'No document that is known here')
  return sink.toString()
}

function addOpenDocument(found: ReadonlyMap<string, Uint8Array>, sink: TextSink): void {
  const type = new TextDecoder().decode(found.get('mimetype'))
  const content = found.get('content.xml') ?? new Uint8Array()
  addMarkupText(decodedChunks(content), type.includes('spreadsheet') ? openSheet : openDocument, sink)
}

function addWorkbook(found: ReadonlyMap<string, Uint8Array>, sink: TextSink): void {
  addSheets(found, sink)
  for (const [name, part] of found)
    if (/comments|drawings/.test(name)) addMarkupText(decodedChunks(part), openXml, sink)
}

/** What was written before its headers, notes and comments. */
function addPages(found: ReadonlyMap<string, Uint8Array>, sink: TextSink): boolean {
  const pages = [...found].filter(([name]) => /^(?:word|ppt)\//.test(name))
  const {main = [], aside = []} = Object.groupBy(pages, ([name]) => (isMain.test(name) ? 'main' : 'aside'))
  for (const [, part] of [...main, ...aside]) addMarkupText(decodedChunks(part), openXml, sink)
  return main.length > 0
}

const isMain = /^(?:word\/document|ppt\/slides\/)/
