import {projectsWhere} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import {rights} from '../core/rights.ts'
import {writeRows, type PageRow} from '../issues/find/list-issues.ts'
import type {IssueRow} from '../issues/schemas.ts'
import {findTexts} from './find-texts.ts'
import {createMarker, type Marker} from './mark-words.ts'
import {ownTexts, textsAt, type RankedRow} from './ranked-issues.ts'
import type {FoundIssue} from './schemas.ts'
import type {FoundRows} from './search-issues.ts'
import {snippetOf, type Snippet} from './snippet.ts'

/** What was found as it is answered: rows of a list with marked words and a snippet. */
export async function showFound(ctx: Context, {rows, text, open}: FoundRows): Promise<FoundIssue[]> {
  const marker = createMarker(text, open.asking.languages)
  const shown = JSON.parse(
    await writeRows(
      ctx,
      rows.map((row) => row.slice(0, 7) as PageRow),
    ),
  ) as IssueRow[]
  const snippets = rows.map((row) => ownSnippet(row, marker))
  const elsewhere = rows.filter((row, index) => !row[7] && (snippets[index]?.marks.length ?? 0) === 0)
  const others = await otherSnippets(
    ctx,
    elsewhere.map(([id]) => id),
    marker,
  )
  return shown.map((row, index) => ({
    ...row,
    titleMarks: marker.find(row.title, 30).map(({range}) => [...range]),
    snippet: writeSnippet(others.get(rows[index]?.[0] ?? 0) ?? snippets[index]),
  }))
}

type SourcedSnippet = Snippet & {readonly source: NonNullable<FoundIssue['snippet']>['source']}

/** The first text that has one of the words; without any, the beginning of the first text there is. */
function ownSnippet(row: RankedRow, marker: Marker): SourcedSnippet | undefined {
  let first: SourcedSnippet | undefined
  for (const [index, source] of ownTexts.entries()) {
    const text = row[textsAt + index]
    if (typeof text !== 'string' || text === '') continue
    const snippet = {...snippetOf(text, marker), source}
    if (snippet.marks.length > 0) return snippet
    first ??= snippet
  }
  return first
}

/** From comments and files. */
async function otherSnippets(
  {actor, services}: Context,
  issueIds: readonly number[],
  marker: Marker,
): Promise<Map<number, SourcedSnippet>> {
  if (issueIds.length === 0 || marker.pattern === '') return new Map()
  const notesIn = actor.isAdmin ? null : projectsWhere(actor, rights['comment.viewInternal'].least)
  const texts = await findTexts(services.findPool, issueIds, marker.pattern, notesIn)
  return new Map(texts.map(({issueId, source, text}) => [issueId, {...snippetOf(text, marker), source}]))
}

function writeSnippet(snippet: SourcedSnippet | undefined): FoundIssue['snippet'] {
  if (snippet === undefined) return null
  return {source: snippet.source, text: snippet.text, marks: snippet.marks.map((range) => [...range])}
}
