import {extname} from 'node:path'
import {fileTypeFromBuffer} from 'file-type'
import {textEncoding} from './text-encoding.ts'

export type SniffedType = {mime: string; disposition: 'inline' | 'attachment'}

/** What `sniffType` wants to see: the first bytes of the file, this many if there are. */
export const sniffLength = 4_100

const inlineImages = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
])

// What a browser, or the system it is saved to, may run. Served as bytes and for saving only
const activeTypes =
  /^(?:text\/(?:html|xml|javascript|css)|application\/(?:.*\+)?(?:xml|javascript|x-shockwave-flash)|image\/svg\+xml)$/
const activeExtension =
  /^\.(?:x?html?|xht|shtml|mht(?:ml)?|svgz?|xml|xslt?|xsd|rss|atom|rdf|m?js|cjs|jsx|css|swf|hta|htc|pdf|url|webloc|appcache|manifest|vbs|wsf|jar|class)$/i
// More than the WHATWG MIME Sniffing Standard (section 7.1) takes for HTML or XML
const markup = /^\s*<[a-z!?/]/i

const bytes: SniffedType = {mime: 'application/octet-stream', disposition: 'attachment'}

/**
 * What a file is, by its content, and whether a browser may show it in place. Only raster images, audio, video
 * and plain text are shown; what could run (HTML, SVG, XML, scripts) loses its type. The name can make the
 * answer more careful, never less.
 */
export async function sniffType(beginning: Uint8Array, name: string): Promise<SniffedType> {
  const extension = extname(name)
  const found = await fileTypeFromBuffer(beginning.subarray(0, sniffLength)).catch(() => undefined)
  if (found !== undefined) return binaryType(found.mime)
  return textType(beginning.subarray(0, sniffLength), extension)
}

function binaryType(mime: string): SniffedType {
  if (activeTypes.test(mime)) return bytes
  const isShown = inlineImages.has(mime) || /^(?:audio|video)\/[\w.+-]+$/.test(mime)
  return {mime, disposition: isShown ? 'inline' : 'attachment'}
}

function textType(beginning: Uint8Array, extension: string): SniffedType {
  const encoding = textEncoding(beginning)
  if (encoding === undefined) return bytes
  if (activeExtension.test(extension) || markup.test(new TextDecoder(encoding).decode(beginning)))
    return bytes
  return {mime: `text/plain; charset=${encoding}`, disposition: 'inline'}
}
