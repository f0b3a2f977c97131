import type {Outcome} from '../outcome.ts'
import type {TextKind} from '../text-kind.ts'
import {cleanText} from './clean-text.ts'
import {Unreadable} from './unreadable.ts'

type Read = (bytes: Uint8Array) => string | Promise<string>

// Loaded when met, since each file has a process of its own to start.
const readers: Readonly<Record<TextKind, () => Promise<Read>>> = {
  plain: async () => (await import('./read-plain.ts')).readPlain,
  html: async () => (await import('./read-markup.ts')).readHtml,
  xml: async () => (await import('./read-markup.ts')).readXml,
  gzip: async () => (await import('./read-gzip.ts')).readGzip,
  pdf: async () => (await import('./read-pdf.ts')).readPdf,
  office: async () => (await import('./read-office.ts')).readOffice,
  rtf: async () => (await import('./read-rtf.ts')).readRtf,
}

/** Reads a file as what it is said to be. What a broken one throws is the outcome. */
export async function readText(kind: TextKind, bytes: Uint8Array): Promise<Outcome> {
  try {
    const read = await readers[kind]()
    const text = cleanText(await read(bytes))
    return text === '' ? {state: 'empty'} : {state: 'done', text}
  } catch (error) {
    if (error instanceof Unreadable) return {state: error.state, reason: error.message}
    const reason = error instanceof Error ? error.message : String(error)
    return {state: 'failed', reason: cleanText(reason).slice(0, 500)}
  }
}
