import {sql} from 'kysely'
import type {Context} from '../../core/context.ts'
import {getIssue} from '../../issues/queries.ts'
import {findSimilar} from './find-similar.ts'
import type {SimilarIssues} from './schemas.ts'

export interface SimilarToIssue {
  readonly key: string
  readonly days: number
  readonly limit: number
}

/**
 * Issues like one that is there, for who sorts new reports, before and after it. What a person has told apart from
 * it, by removing that one is a duplicate of the other, is not suggested again.
 */
export async function similarToIssue(
  ctx: Context,
  {key, days, limit}: SimilarToIssue,
): Promise<SimilarIssues> {
  const issue = await getIssue(ctx.db, ctx.actor, key)
  const {language} = await ctx.db
    .selectFrom('project')
    .select('language')
    .where('id', '=', issue.project_id)
    .executeTakeFirstOrThrow()
  return findSimilar(ctx, {
    project: {id: issue.project_id, language},
    title: issue.title,
    body: [issue.body, issue.steps, issue.expected, issue.actual].join('\n'),
    isUnfinished: false,
    componentIds: issue.component_ids,
    affectsVersionIds: issue.affects_version_ids,
    at: issue.created_at,
    days,
    without: [issue.id, ...(await findToldApart(ctx, issue.id))],
    limit,
  })
}

/** Ids of issues that were marked as the same as this one and are no more. */
async function findToldApart({db}: Context, issueId: number): Promise<number[]> {
  const {rows} = await sql<{id: number}>`
    select distinct (e.payload->>'otherIssueId')::integer id from event e
    where e.issue_id = ${issueId} and e.kind = 'relation.removed'
      and e.payload->>'relation' in ('duplicates', 'isDuplicatedBy')
      and not exists (
        select from relation r where r.kind = 'duplicates' and (
          (r.from_issue_id = ${issueId} and r.to_issue_id = (e.payload->>'otherIssueId')::integer)
          or (r.to_issue_id = ${issueId} and r.from_issue_id = (e.payload->>'otherIssueId')::integer)))`.execute(
    db,
  )
  return rows.map(({id}) => id)
}
