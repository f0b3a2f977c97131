import type {Comment} from '../../../api/types.ts'

const quoteEvent = 'fettle-quote'

interface Quote {
  key: string
  text: string
}

/** Asks the composer of an issue to take a comment as a quotation. */
export function quoteInComposer(key: string, comment: Comment): void {
  const lines = comment.body.trim().split('\n')
  const text = `${lines.map((line) => `> ${line}`.trimEnd()).join('\n')}\n\n`
  document.dispatchEvent(new CustomEvent<Quote>(quoteEvent, {detail: {key, text}}))
}

export function onQuote(listener: (quote: Quote) => void): () => void {
  const listen = (event: Event) => listener((event as CustomEvent<Quote>).detail)
  document.addEventListener(quoteEvent, listen)
  return () => document.removeEventListener(quoteEvent, listen)
}
