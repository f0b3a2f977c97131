import {sql, type SqlBool} from 'kysely'
import type {Condition, FieldCondition, Query, WordsCondition} from '../../../query/ast.ts'
import {presences, states} from '../../../query/fields.ts'
import {matchesText} from '../../search/match-text.ts'
import type {TextQuery} from '../../search/text-query.ts'
import {seesIssue} from '../visible-issues.ts'
import type {Asking} from './asking.ts'
import {fieldSql, isFieldName} from './fields.ts'
import {isState} from './fields/choices.ts'
import {customField} from './fields/custom.ts'
import {hasAny} from './fields/field-sql.ts'
import {isOneOf} from './fields/is-one-of.ts'
import {projectIdsMeant} from './fields/projects.ts'
import {changeSql} from './history/change-sql.ts'
import {customPresence, presenceSql} from './presences.ts'
import {allOf, always, anyOf, never, noneOf, unionOf, type Sql} from './sql-logic.ts'
import {stateSql} from './states.ts'
import {isOfText, openScope, scopeWithin, textQueryOf, type TextScope} from './text-parts.ts'
import {idsOfKey} from './visible-ids.ts'

/**
 * The query, the bin and the actor's rights as one condition on a row named `issue`. Names that lead nowhere
 * match nothing.
 *
 * @param end length of the text that was parsed: a word that ends there may be unfinished; null: none is
 */
export function conditionSql(asking: Asking, {where}: Pick<Query, 'where'>, end: number | null = null): Sql {
  return allOf([
    sql<SqlBool>`issue.deleted_at is null`,
    seesIssue(asking.actor, projectOf(asking, {where})),
    ...(where === null ? [] : [treeSql({...asking, isJoined: true}, where, openScope(where, end))]),
  ])
}

/** What the query looks for in texts as a whole, to sort by; null where it does not. */
export function wholeText({where}: Pick<Query, 'where'>, end: number | null = null): TextQuery | null {
  if (where === null) return null
  const parts = where.kind === 'and' ? where.parts : [where]
  const texts = parts.filter(isOfText)
  return texts.length === 0 ? null : textQueryOf('and', texts, scopeWithin(parts, openScope(where, end)))
}

/** The query without what `wholeText` says: the filters, for who finds the words in a way of their own. */
export function withoutText({where}: Pick<Query, 'where'>): Pick<Query, 'where'> {
  if (where === null || isOfText(where)) return {where: null}
  if (where.kind !== 'and') return {where}
  const parts = where.parts.filter((part) => !isOfText(part) && part.kind !== 'in')
  const [only] = parts
  return {where: parts.length > 1 ? {...where, parts} : (only ?? null)}
}

/** The only project that an answer can be of, where that is said at the top. */
export function projectOf(asking: Asking, {where}: Pick<Query, 'where'>): number | undefined {
  const parts = where?.kind === 'and' ? where.parts : where === null ? [] : [where]
  for (const part of parts) {
    if (part.kind !== 'field' || part.field !== 'project' || part.isCustom || part.change !== null) continue
    const [id, other] = projectIdsMeant(asking, part.matches)
    if (id !== undefined && other === undefined && !hasAny(part.matches)) return id
  }
  return undefined
}

function treeSql(asking: Asking, condition: Condition, scope: TextScope): Sql {
  if (condition.kind === 'and')
    return allOf(partsSql(asking, 'and', condition.parts, scopeWithin(condition.parts, scope)))
  if (condition.kind === 'or') return anyOf(partsSql(apart(asking), 'or', condition.parts, scope))
  if (condition.kind === 'not') return notSql(asking, condition.part, scope)
  if (condition.kind === 'field') return fieldConditionSql(asking, condition)
  if (condition.kind === 'text') return textsSql(asking, 'and', [condition], scope)
  return 'words' in condition ? wordsSql(asking, condition) : always
}

function apart(asking: Asking): Asking {
  return {...asking, isJoined: false}
}

/** All that looks for words is looked for at once. */
function partsSql(asking: Asking, kind: 'and' | 'or', parts: readonly Condition[], scope: TextScope): Sql[] {
  const texts = parts.filter((part) => isTextWithin(scope, part))
  const others = parts.filter((part) => !isTextWithin(scope, part) && part.kind !== 'in')
  return [
    ...others.map((part) => treeSql(asking, part, scope)),
    ...(texts.length === 0 ? [] : [textsSql(asking, kind, texts, scope)]),
  ]
}

/** "Not" this key leaves out more than the words do. */
function isTextWithin({issueKey}: TextScope, part: Condition): boolean {
  return isOfText(part) && !(part.kind === 'not' && issueKey !== null)
}

function textsSql(asking: Asking, kind: 'and' | 'or', texts: readonly Condition[], scope: TextScope): Sql {
  const words = matchesText(asking.actor, textQueryOf(kind, texts, scope), asking.languages)
  return scope.issueKey === null ? words : hasWordsOrKey(asking, words, scope.issueKey)
}

/** Who looks for the key of an issue and for nothing else wants that one, and those that speak of it. */
function hasWordsOrKey(asking: Asking, words: Sql, key: string): Sql {
  return isOneOf(
    asking,
    sql`issue.id`,
    unionOf([sql`select issue.id from issue where ${words}`, idsOfKey(asking, key)]),
  )
}

function notSql(asking: Asking, part: Condition, scope: TextScope): Sql {
  if (part.kind === 'in') return always
  if (isOfText(part) && scope.issueKey === null)
    return textsSql(asking, 'and', [{kind: 'not', part, span: part.span}], scope)
  const state = stateOf(part)
  // The index of open and closed serves it.
  return state === null ? noneOf(treeSql(apart(asking), part, {...scope, end: null})) : isState(!state)
}

/** True for `is:open`, false for `is:closed`. */
function stateOf(part: Condition): boolean | null {
  if (part.kind !== 'is' || part.words.length !== 1) return null
  const word = part.words[0]?.word
  return word === 'open' ? true : word === 'closed' ? false : null
}

function fieldConditionSql(asking: Asking, condition: FieldCondition): Sql {
  const {field, isCustom, change, matches} = condition
  if (isCustom) return customField(asking, field, matches)
  if (!isFieldName(field)) throw new Error(`Cannot find by the field "${field}": nothing is known of it`)
  return change === null ? fieldSql[field](asking, matches) : changeSql(asking, field, change, matches)
}

function wordsSql(asking: Asking, {kind, words}: WordsCondition): Sql {
  return anyOf(
    words.map(({word}) => {
      if (kind === 'is') return isName(states, word) ? stateSql[word](asking) : never
      const present = isName(presences, word) ? presenceSql[word](asking) : customPresence(asking, word)
      return kind === 'has' ? present : noneOf(present)
    }),
  )
}

function isName<Name extends string>(names: Readonly<Record<Name, unknown>>, word: string): word is Name {
  return Object.hasOwn(names, word)
}
