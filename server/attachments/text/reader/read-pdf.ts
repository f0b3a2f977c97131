import {getDocumentProxy} from 'unpdf'
import {createTextSink} from './text-sink.ts'

/** Text of a PDF, page by page. One that was scanned has none. */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  const sink = createTextSink()
  const document = await getDocumentProxy(bytes, {verbosity: 0})
  for (let number = 1; number <= document.numPages && !sink.isFull; number++) {
    const page = await document.getPage(number)
    const {items} = await page.getTextContent()
    for (const item of items) if ('str' in item) sink.add(item.hasEOL ? `${item.str}\n` : item.str)
    sink.add('\n\n')
    page.cleanup()
  }
  return sink.toString()
}
