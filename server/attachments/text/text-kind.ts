import {extname} from 'node:path'
import {textEncoding} from '../../core/files/text-encoding.ts'

/** How the text of a file is read. */
export const textKinds = ['plain', 'html', 'xml', 'gzip', 'pdf', 'office', 'rtf'] as const
export type TextKind = (typeof textKinds)[number]

const binary = /^(?:image|audio|video|font|model)\//
// Pictures, archives and encoded mail, whose bytes look like text or like something that holds one
const withoutText = /\.(?:svgz?|eml|mbox|mht|mhtml|tgz|tar\.\w+|cpio\.gz)$/i
const officeFile = /\.(?:doc|dot|xls|xlt|ppt|pot|pps)[xm]$|\.(?:od|ot)[tspg]$/i
const officeType =
  /^application\/vnd\.(?:openxmlformats-officedocument|oasis\.opendocument|ms-\w+\.\w+\.macroenabled)/i

/**
 * How to read the text of a file, or undefined when there is none to read. An attachment's type is found by
 * content and can be trusted to say what a file is not; text of every kind is told by its bytes.
 *
 * @param beginning the first bytes, at most `sniffLength`
 */
export function findTextKind(
  {name, mime}: {name: string; mime: string},
  beginning: Uint8Array,
): TextKind | undefined {
  if (binary.test(mime) || withoutText.test(name)) return undefined
  if (mime === 'application/pdf') return 'pdf'
  if (/^application\/(?:x-)?gzip$/.test(mime)) return 'gzip'
  if (/^(?:application|text)\/rtf$/.test(mime)) return 'rtf'
  if (officeType.test(mime) || (mime === 'application/zip' && officeFile.test(name))) return 'office'
  return isText(beginning) ? markupKind(beginning, extname(name)) : undefined
}

/** Whether it is text in UTF-8, in UTF-16 with a mark, or in an encoding of one byte a letter. */
export function isText(beginning: Uint8Array): boolean {
  if (beginning.length === 0) return false
  return textEncoding(beginning) !== undefined || isLatin(beginning)
}

/** Too many letters beyond ASCII are no language that is written in Latin letters. */
function isLatin(beginning: Uint8Array): boolean {
  const high = beginning.filter((byte) => byte >= 0x80).length
  const controls = beginning.some(
    (byte) => byte < 0x20 && !'\t\n\f\r\u001b'.includes(String.fromCharCode(byte)),
  )
  return !controls && high <= beginning.length * 0.3
}

function markupKind(beginning: Uint8Array, extension: string): TextKind {
  const start = new TextDecoder(textEncoding(beginning) ?? 'latin1').decode(beginning).trimStart()
  if (/^<(?:!doctype html|html)\b/i.test(start)) return 'html'
  if (/^<\?xml\b/.test(start)) return /<html\b/i.test(start) ? 'html' : 'xml'
  if (/^\.(?:x?html?|xht)$/i.test(extension)) return 'html'
  return 'plain'
}
