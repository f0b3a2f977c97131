import {sql, type RawBuilder} from 'kysely'
import type {Condition} from '../../query/ast.ts'
import type {Context} from '../core/context.ts'
import {isOfTheHouse} from '../core/actor.ts'
import type {KnownField} from '../fields/field-cache.ts'
import {openAsking, type Asking} from '../issues/find/asking.ts'
import {chosen} from '../issues/find/fields/choices.ts'
import {catalogueIds, isNamed, statusIds, typeIds} from '../issues/find/fields/names.ts'
import {peopleNamed} from '../issues/find/fields/people.ts'
import {idsOfKeys} from '../issues/find/visible-ids.ts'
import {reproducibilities, resolutions} from '../issues/tables.ts'
import {sourceKinds} from './name-sources.ts'
import {namesIn, type NameInQuery} from './names-in.ts'
import {nearestNames} from './nearest-names.ts'
import type {UnknownName} from './schemas.ts'

/** Names in a query that lead nowhere as far as the actor may see, each with the nearest that does. */
export async function findUnknown(
  ctx: Context,
  where: Condition | null,
  customFields: readonly KnownField[],
): Promise<UnknownName[]> {
  const asking = openAsking({
    actor: ctx.actor,
    today: ctx.now().toISOString().slice(0, 10),
    timeZone: 'UTC',
    customFields: new Map(customFields.map((field) => [field.key, field])),
    names: await ctx.services.names.load(ctx.db, []),
    languages: [],
  })
  const names = namesIn(where, customFields)
  const places = await findUnknownPlaces(
    ctx,
    names.map((name) => lookUpOf(asking, name)),
  )
  const unknown = names.filter((_name, place) => places.has(place))
  const nearest = await nearestNames(ctx, unknown)
  return unknown.map(({field, value, match: {span}}, place) => ({
    start: span.start,
    end: span.end,
    field,
    value,
    nearest: nearest.get(place) ?? null,
  }))
}

/** Rows there are where something is called so; or whether it is, where no data has to be asked. */
type LookUp = RawBuilder<unknown> | boolean

async function findUnknownPlaces({db}: Context, lookUps: readonly LookUp[]): Promise<Set<number>> {
  const unknown = new Set(lookUps.keys().filter((place) => lookUps[place] === false))
  const asked = lookUps.flatMap((rows, place) =>
    typeof rows === 'boolean' ? [] : [sql`select ${place}::integer place where not exists (${rows})`],
  )
  if (asked.length === 0) return unknown
  const {rows} = await sql<{place: number}>`${sql.join(asked, sql` union all `)}`.execute(db)
  return unknown.union(new Set(rows.map(({place}) => place)))
}

function lookUpOf(asking: Asking, name: NameInQuery): LookUp {
  const {field, isCustom, kind, match} = name
  if (kind === 'issue') return idsOfKeys(asking, [match])
  // Who is not of the house is not told who there is.
  if (kind === 'person') return isOfTheHouse(asking.actor) ? peopleNamed(asking, [match]) : true
  if (isCustom) return true
  if (field === 'resolution') return chosen(resolutions, match).length > 0
  if (field === 'reproducibility') return chosen(reproducibilities, match).length > 0
  return namedLookUp(asking, name)
}

function namedLookUp(asking: Asking, {field, value, match}: NameInQuery): LookUp {
  const {actor, projectIds} = asking
  const seen = sql`any(${[...projectIds]})`
  const kind = sourceKinds.get(field)
  switch (kind) {
    case 'project':
      if (actor.projectIds.has(value.toUpperCase())) return true
      return sql`select from project where id = ${seen} and ${isNamed(sql`project.name`, [match])}`
    case 'type':
      return typeIds(asking, [match]).length > 0
    case 'status':
      return statusIds(asking, [match]).length > 0
    case 'label':
      return sql`select from label
        where (project_id is null or project_id = ${seen}) and ${isNamed(sql`label.name`, [match])}`
    case 'component':
    case 'version':
    case 'milestone':
    case 'cycle':
      return catalogueIds(asking, kind, [match])
    case 'company': {
      const isKnown = isOfTheHouse(actor) ? sql`true` : sql`id = ${actor.companyId}::integer`
      return sql`select from company where ${isKnown} and ${isNamed(sql`company.name`, [match])}`
    }
    case 'person':
    case undefined:
    default:
      return true
  }
}
