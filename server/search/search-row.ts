import {languageOf} from './analysis/languages.ts'
import {createVector} from './analysis/vector.ts'
import {maxFileText, type IssueTexts} from './load-texts.ts'

/** Rows that were written by another way to take texts apart are written anew at the next start. */
export const analysis = 1

const nameLength = 300

export interface SearchRow {
  readonly issueId: number
  readonly titleLength: number
  readonly titleWords: string
  readonly words: string
  /** null where there is nothing that only the team may read. */
  readonly teamWords: string | null
}

export function searchRow(texts: IssueTexts): SearchRow {
  const title = createVector()
  title.add(texts.title, 'A', languageOf(texts.language), true)
  const hasNotes = texts.notes.length > 0 || texts.internalFiles.length > 0
  return {
    issueId: texts.id,
    titleLength: titleLength(texts.title),
    titleWords: title.toString(),
    words: vectorOf(texts, false),
    teamWords: hasNotes ? vectorOf(texts, true) : null,
  }
}

/** How many different words a title says, those of one or two letters aside. */
function titleLength(title: string): number {
  return new Set(title.toLowerCase().match(/[\p{L}\p{M}\p{N}_]{3,}/gu)).size
}

function vectorOf(texts: IssueTexts, isForTeam: boolean): string {
  const language = languageOf(texts.language)
  const vector = createVector()
  vector.add(texts.title, 'A', language)
  for (const text of texts.bodies) vector.add(text, 'B', language)
  for (const text of texts.comments) vector.add(text, 'C', language)
  if (isForTeam) for (const text of texts.notes) vector.add(text, 'C', language)
  let left = maxFileText
  for (const text of isForTeam ? [...texts.files, ...texts.internalFiles] : texts.files) {
    // The name of a file is found in any case.
    vector.add(text.slice(0, Math.max(left, nameLength)), 'D', language)
    left = Math.max(0, left - text.length)
  }
  return vector.toString()
}
