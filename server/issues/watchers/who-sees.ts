import type {Db} from '../../core/database/database.ts'
import {loadActorOf} from '../../core/load-actor.ts'
import {visibleIssues} from '../visible-issues.ts'

/** Those of some people who may see an issue. */
export async function findWhoSees(db: Db, issueId: number, personIds: readonly number[]): Promise<number[]> {
  const seeing: number[] = []
  for (const personId of personIds) if (await sees(db, issueId, personId)) seeing.push(personId)
  return seeing
}

async function sees(db: Db, issueId: number, personId: number): Promise<boolean> {
  const actor = await loadActorOf(db, personId)
  const issue = await visibleIssues(db, actor)
    .select('issue.id')
    .where('issue.id', '=', issueId)
    .executeTakeFirst()
  return issue !== undefined
}
