import {stripVTControlCharacters} from 'node:util'
import {maxTextBytes} from '../limits.ts'
import {firstBytes} from './cut-text.ts'

/** Text as it can be stored and shown: no colours of a terminal, no control characters, no wide gaps. */
export function cleanText(text: string): string {
  const cleaned = stripVTControlCharacters(text.toWellFormed())
    .replaceAll(/\r\n?|[\f\v\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\t\n]|[\u00ad\ufeff]/gu, '')
    .replaceAll(/[^\S\n]+/g, (gap) => (gap.includes('\t') ? '\t' : ' '))
    .replaceAll(/[ \t]\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return firstBytes(cleaned, maxTextBytes)
}
