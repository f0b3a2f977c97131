import {sql, type RawBuilder} from 'kysely'
import {likeliest} from '../../query/nearest.ts'
import {resolutions, reproducibilities} from '../issues/tables.ts'
import type {Context} from '../core/context.ts'
import {sourceOf} from './name-sources.ts'
import type {NameInQuery} from './names-in.ts'
import {writeValue} from './write-value.ts'

export interface NearestName {
  /** As it is written in a query. */
  text: string
  name: string
}

/** Beyond these, nothing is proposed. */
const mostNames = 8
const mostAlike = 30

/** For each name, by its place, what exists and was probably meant, as far as the actor may see. */
export async function nearestNames(
  ctx: Context,
  names: readonly NameInQuery[],
): Promise<ReadonlyMap<number, NearestName>> {
  const some = names.slice(0, mostNames)
  const alike = await selectAlike(ctx, some)
  const nearest = some.map(({field, value}, place): [number, NearestName | null] => {
    const choices = choicesOf.get(field)?.map((choice) => ({written: choice, name: choice}))
    return [place, pick(value, choices ?? alike.filter((row) => row.place === place))]
  })
  return new Map(nearest.filter((entry): entry is [number, NearestName] => entry[1] !== null))
}

const choicesOf: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['resolution', resolutions],
  ['reproducibility', reproducibilities],
])

interface AlikeRow {
  place: number
  written: string
  name: string
}

async function selectAlike(ctx: Context, names: readonly NameInQuery[]): Promise<AlikeRow[]> {
  const selects = names.flatMap((name, place) => {
    const source = sourceOf(ctx.actor, {...name, projectIds: null})
    return source === null ? [] : [alikeIn(source.rows, name.value, place)]
  })
  if (selects.length === 0) return []
  const {rows} = await sql<AlikeRow>`${sql.join(selects, sql` union all `)}`.execute(ctx.db)
  return rows
}

/** What is about as long, or begins alike: of these, the ones that share the most letters. */
function alikeIn(source: RawBuilder<unknown>, value: string, place: number): RawBuilder<unknown> {
  const word = value.replace(/^@/, '')
  const isAsLong = (text: RawBuilder<unknown>) =>
    sql`length(${text}) between ${word.length - 2}::integer and ${word.length + 2}::integer`
  return sql`(
    select ${place}::integer place, written, name from (${source}) source,
      lateral (select lower(${word}) word) wanted
    where ${isAsLong(sql`name`)} or ${isAsLong(sql`written`)} or position(' ' || word in ' ' || lower(name)) > 0
    order by greatest(similarity(name, word), similarity(written, word)) desc, name, written limit ${mostAlike})`
}

/** Spelled alike; else the only one that begins so, or that has a word that does. */
function pick(value: string, rows: readonly Pick<AlikeRow, 'written' | 'name'>[]): NearestName | null {
  const word = plain(value.replace(/^@/, ''))
  const near =
    likeliest(
      word,
      rows.flatMap(({written, name}) => [plain(written), plain(name)]),
    ) ?? null
  const row =
    near === null
      ? onlyWithWord(word, rows)
      : rows.find(({written, name}) => plain(written) === near || plain(name) === near)
  return row === undefined ? null : {text: writeValue(row.written), name: row.name}
}

function onlyWithWord<Row extends {name: string}>(word: string, rows: readonly Row[]): Row | undefined {
  const [row, ...others] = rows.filter(({name}) => ` ${plain(name)}`.includes(` ${word}`))
  return word.length >= 3 && others.length === 0 ? row : undefined
}

/** Without capitals and accents. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
