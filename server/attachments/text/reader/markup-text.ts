import {Parser} from 'htmlparser2'
import type {TextSink} from './text-sink.ts'

/** Which text of a document counts. Elements are named without prefix, which writers choose as they like. */
export interface MarkupRules {
  readonly isXml: boolean
  /** Text counts inside of these only. */
  readonly only?: readonly string[]
  /** Nothing inside of these counts. */
  readonly skip: readonly string[]
  /** What the beginning of an element stands for. */
  readonly open: Readonly<Record<string, string>>
  /** What the end of an element stands for. */
  readonly close: Readonly<Record<string, string>>
  /** Attributes that hold text too, by name, or all. */
  readonly attributes?: readonly string[] | 'all'
}

/** Gathers the text of XML or HTML, as much as the sink takes. What is not well formed is read as it can be. */
export function addMarkupText(chunks: Iterable<string>, rules: MarkupRules, sink: TextSink): void {
  const parser = new Parser(textHandler(rules, sink), {xmlMode: rules.isXml})
  for (const chunk of chunks) {
    parser.write(chunk)
    if (sink.isFull) return
  }
  parser.end()
}

function textHandler({only, skip, open, close, attributes}: MarkupRules, sink: TextSink) {
  const [onlyIn, skipped] = [new Set(only), new Set(skip)]
  const [atOpen, atClose] = [new Map(Object.entries(open)), new Map(Object.entries(close))]
  let skipDepth = 0
  let depth = only === undefined ? 1 : 0
  return {
    onopentag(tag: string, attribs: Readonly<Record<string, string>>) {
      const name = localName(tag)
      if (skipDepth > 0 || skipped.has(name)) skipDepth++
      else begin(name, attribs)
    },
    onclosetag(tag: string) {
      if (skipDepth > 0) skipDepth--
      else end(localName(tag))
    },
    ontext(text: string) {
      if (skipDepth === 0 && depth > 0) sink.add(text)
    },
  }

  function begin(name: string, attribs: Readonly<Record<string, string>>): void {
    if (onlyIn.has(name)) depth++
    sink.add(atOpen.get(name) ?? '')
    for (const [attribute, value] of Object.entries(attribs)) if (isText(attribute)) sink.add(` ${value} `)
  }

  function end(name: string): void {
    if (onlyIn.has(name)) depth--
    sink.add(atClose.get(name) ?? '')
  }

  function isText(attribute: string): boolean {
    return attributes === 'all' ? !attribute.startsWith('xmlns') : attributes?.includes(attribute) === true
  }
}

export function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1)
}

const chunkBytes = 64 * 1024

/** Decoded piece by piece, so that the end of a long document need not be. */
export function* decodedChunks(bytes: Uint8Array, encoding = 'utf-8'): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (let start = 0; start < bytes.length; start += chunkBytes)
    yield decoder.decode(bytes.subarray(start, start + chunkBytes), {stream: true})
  yield decoder.decode()
}
