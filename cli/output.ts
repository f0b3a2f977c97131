import {stripVTControlCharacters, styleText} from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** One JSON document and nothing else. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** For people, beside the output: notes, warnings, progress. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Coloured on a terminal, and not where NO_COLOR is set. */
export function styled(style: Style, text: string): string {
  return styleText(style, text, {stream: process.stdout})
}

/** Text of others as it may be shown on a terminal: without what would move its cursor or change its colours. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  return stripVTControlCharacters(text).replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
}
