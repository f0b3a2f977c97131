import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {projectsWhere, type Actor} from '../core/actor.ts'
import {rights} from '../core/rights.ts'
import {fold} from './analysis/fold.ts'
import type {Language} from './analysis/languages.ts'
import {chunksOf} from './analysis/tokens.ts'
import type {TextQuery} from './text-query.ts'

/**
 * The phrases that the index can only half confirm, because they have words that say too little to be in it: "does
 * not work" is found by "work" and then looked at.
 */
export function phrasesToConfirm(query: TextQuery, languages: readonly Language[]): string[] {
  if (query.kind === 'and') return query.parts.flatMap((part) => phrasesToConfirm(part, languages))
  if (query.kind !== 'words' || !query.isPhrase) return []
  const chunks = [...chunksOf(query.text)].map(fold)
  const isHalf = chunks.some((chunk) => languages.some((language) => language.isStopWord(chunk)))
  return isHalf && chunks.length > 1 ? [query.text] : []
}

/** Whether a row named `issue` has the words side by side in one of the texts that the actor may read. */
export function phraseStands(actor: Actor, phrase: string): RawBuilder<SqlBool> {
  const words = [...chunksOf(phrase)].map((chunk) => chunk.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
  const pattern = String.raw`\m${words.join('[^[:alnum:]]+')}`
  return sql<SqlBool>`(
    concat_ws(e'\n', issue.title, issue.body, issue.steps, issue.expected, issue.actual, issue.environment) ~* ${pattern}
    or exists (select from comment c where c.issue_id = issue.id and c.deleted_at is null
      and (not c.is_internal or ${readsNotesHere(actor)}) and c.body ~* ${pattern})
    or exists (select from attachment a join attachment_text x on x.attachment_id = a.id left join comment c on c.id = a.comment_id
      where a.issue_id = issue.id and a.deleted_at is null and c.deleted_at is null
      and (not (a.is_internal or coalesce(c.is_internal, false)) or ${readsNotesHere(actor)}) and x.text ~* ${pattern}))`
}

function readsNotesHere(actor: Actor): RawBuilder<SqlBool> {
  if (actor.isAdmin) return sql<SqlBool>`true`
  return sql<SqlBool>`issue.project_id = any(${projectsWhere(actor, rights['comment.viewInternal'].least)})`
}
