import type {Condition, Query} from '../../../query/ast.ts'
import {parse, type QueryError} from '../../../query/parse.ts'
import type {Context} from '../../core/context.ts'
import {AppError} from '../../core/errors.ts'
import {isFieldSeen} from '../../fields/field-cache.ts'
import {languagesOf} from '../../search/match-text.ts'
import type {Db} from '../../core/database/database.ts'
import {loadCommonLabels} from './common-labels.ts'
import {openAsking, type Asking} from './asking.ts'
import {dayIn} from './fields/days.ts'
import {loadLogins} from './fields/mentions.ts'
import {loadPeopleByName} from './fields/people.ts'
import {loadProjectsByName} from './fields/projects.ts'
import {matchesOf} from './matches-of.ts'

export interface QueryText {
  readonly q: string
  /** IANA: where the days of the query begin and end. */
  readonly timeZone: string
  /** Default: error. See `ParseOptions`. */
  readonly unknownFields?: 'error' | 'text'
}

/** A query as it was understood, with whose it is. */
export interface OpenQuery {
  readonly query: Query
  readonly asking: Asking
  /** Where the text ends: a word that ends there may be unfinished. */
  readonly end: number
  /** Its statement stays the same, for the same actor on the same day. */
  readonly isLasting: boolean
  /** Which way to find it depends on the values: its statement is planned anew each time. */
  readonly needsOwnPlan: boolean
}

/** @throws AppError `invalid` with all that is wrong with the text */
export async function openQuery(
  ctx: Context,
  {q, timeZone, unknownFields = 'error'}: QueryText,
  pointer = '/querystring/q',
): Promise<OpenQuery> {
  const {actor, db, services} = ctx
  const seen = (await services.fields.load(db)).filter((field) => isFieldSeen(actor, field))
  const {query, errors} = parse(q, {customFields: seen, unknownFields})
  if (query === null) throw refusal(errors, pointer)
  const names = await services.names.load(db, [])
  const asking = openAsking({
    actor,
    today: dayIn(timeZone, ctx.now()),
    timeZone,
    customFields: new Map(seen.map((field) => [field.key, field])),
    names,
    languages: languagesOf(names.languages),
  })
  const known = await lookUp(db, asking, query)
  return {
    query,
    asking: {...asking, ...known},
    end: q.length,
    isLasting: known.logins.size === 0 && known.projectsByName.size === 0,
    needsOwnPlan: query.where !== null && dependsOnValues(query.where),
  }
}

/** What has to be known of the data before the statement is written. */
async function lookUp(db: Db, asking: Asking, {where}: Query) {
  return {
    logins: await loadLogins(db, asking, matchesOf(where, 'mentions')),
    peopleByName: await loadPeopleByName(db, asking, [
      ...matchesOf(where, 'assignee'),
      ...matchesOf(where, 'reporter'),
    ]),
    projectsByName: await loadProjectsByName(db, asking, matchesOf(where, 'project')),
    commonLabels: mayWalkForLabels(where) ? await loadCommonLabels(db) : asking.commonLabels,
  }
}

/** Not where old issues are meant: lists begin with new ones, and to go through these finds nothing for long. */
function mayWalkForLabels(where: Query['where']): boolean {
  const isOfOld = matchesOf(where, 'created').some(
    ({comparison, to}) => comparison.startsWith('<') || (comparison === '=' && to?.kind !== 'any'),
  )
  return !isOfOld && matchesOf(where, 'label').length > 0
}

function refusal(errors: readonly QueryError[], pointer: string): AppError {
  return new AppError('invalid', errors[0]?.message ?? 'This query cannot be read', {
    pointer,
    extra: {errors},
  })
}

/** Which way is best depends on the values in all but the plainest queries: some are everywhere and some are rare. */
function dependsOnValues(condition: Condition): boolean {
  if (condition.kind === 'and') return condition.parts.some(dependsOnValues)
  if (condition.kind === 'is') return condition.words.some(({word}) => word !== 'open' && word !== 'closed')
  return !(condition.kind === 'field' && condition.field === 'project' && condition.change === null)
}
