import {cleanFileName} from './clean-file-name.ts'

/** A Content-Disposition header (RFC 6266) for any name, however hostile: plain ASCII, and UTF-8 by RFC 8187. */
export function contentDisposition(disposition: 'inline' | 'attachment', name: string): string {
  const clean = cleanFileName(name)
  // A percent sign in the plain form is decoded by some browsers
  const ascii = clean
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|[%"\\]/gu, '_')
  const plain = `${disposition}; filename="${ascii}"`
  return ascii === clean ? plain : `${plain}; filename*=UTF-8''${encodeExtended(clean)}`
}

/** RFC 8187 section 3.2.1: encodeURIComponent leaves four characters that are not allowed there. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
