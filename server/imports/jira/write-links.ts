import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import {transact} from '../../core/transact.ts'
import {duplicateLock} from '../../issues/change/assert-no-circle.ts'
import type {RelationKind} from '../../issues/tables.ts'
import {findCircle} from './find-circle.ts'
import {rememberExternal, source} from './external-ids.ts'
import {ImportTally} from './import-report.ts'
import type {ImportRun} from './import-run.ts'

interface AwaitedLink {
  external: string
  kind: RelationKind
  fromId: number
  toId: number
}

const batchSize = 1000

/** Makes the links of which both issues are here, whichever run brought them. */
export async function writeLinks(run: ImportRun, signal: AbortSignal | undefined): Promise<void> {
  const {tally, seen, ctx} = run
  tally.count('links', 'read', seen.links.size)
  const {rows: awaited} = await sql<{external: string; isReady: boolean}>`
    select external, from_id is not null and to_id is not null "isReady" from ${ends} ${likelyFirst}`.execute(
    ctx.db,
  )
  const ready = awaited.filter(({isReady}) => isReady).map(({external}) => external)
  for (let at = 0; at < ready.length; at += batchSize) {
    signal?.throwIfAborted()
    tally.add(await transact(ctx, ({tx}) => writeSome(tx, run, ready.slice(at, at + batchSize))))
  }

  const mine = awaited.filter(({external}) => seen.links.has(external))
  for (const {external, isReady} of mine) if (!isReady) tally.remark('linkElsewhere', external)
  tally.count('links', 'notCarried', mine.filter(({isReady}) => !isReady).length)
  tally.count('links', 'alreadyThere', seen.links.size - mine.length)
}

/** Awaited links with the local ids of their ends, as far as these are here. */
const ends = sql`(
  select a.external, split_part(a.external, ' ', 1) kind, f.id from_id, t.id to_id, f.resolution is not distinct from 'duplicate' is_duplicate
  from external_id a
  left join external_id fk on fk.source = ${source} and fk.kind = 'issueKey' and fk.external = split_part(a.external, ' ', 2)
  left join issue f on f.id = fk.local_id
  left join external_id tk on tk.source = ${source} and tk.kind = 'issueKey' and tk.external = split_part(a.external, ' ', 3)
  left join issue t on t.id = tk.local_id
  where a.source = ${source} and a.kind = 'awaitedLink'
) awaited`

/** Of two issues that are said to be duplicates of each other, the one that was closed as a duplicate is it. */
const likelyFirst = sql`order by is_duplicate desc, external`

async function writeSome(tx: Tx, {ctx, seen}: ImportRun, externals: readonly string[]): Promise<ImportTally> {
  const tally = new ImportTally()
  await sql`select pg_advisory_xact_lock(${duplicateLock})`.execute(tx)
  const {rows} = await sql<AwaitedLink>`
    select external, kind, from_id "fromId", to_id "toId" from ${ends}
    where external = any(${externals}) ${likelyFirst}`.execute(tx)
  const links = (await withoutCircles(tx, rows, tally)).map(inOrder)
  const relations = await insertRelations(tx, links, ctx.now())
  await rememberExternal(
    tx,
    'link',
    links.map((link) => [link.external, relations.get(relationKey(link))?.id ?? 0]),
  )
  await forget(tx, externals)
  for (const link of links) {
    const relation = relations.get(relationKey(link))
    if (relation?.isNew === true) {
      tally.count('links', 'written')
      relation.isNew = false
    } else if (seen.links.has(link.external)) {
      tally.count('links', 'notCarried')
      tally.remark('linkTwice', link.external)
    }
  }
  return tally
}

/** Two issues cannot be duplicates of each other, over however many steps: the last of such links is kept otherwise. */
async function withoutCircles(
  tx: Tx,
  links: readonly AwaitedLink[],
  tally: ImportTally,
): Promise<AwaitedLink[]> {
  const known = await tx
    .selectFrom('relation')
    .select(['from_issue_id', 'to_issue_id'])
    .where('kind', '=', 'duplicates')
    .execute()
  const originals = new Map<number, number[]>()
  const add = (from: number, to: number) => void originals.set(from, [...(originals.get(from) ?? []), to])
  for (const {from_issue_id, to_issue_id} of known) add(from_issue_id, to_issue_id)

  return links.map((link) => {
    if (link.kind !== 'duplicates') return link
    if (findCircle(link.fromId, link.toId, (id) => originals.get(id) ?? [])) {
      tally.remark('duplicateCircle', link.external)
      return {...link, kind: 'relatesTo'}
    }
    add(link.fromId, link.toId)
    return link
  })
}

/** A symmetric relation is stored from the older issue to the newer. */
function inOrder(link: AwaitedLink): AwaitedLink {
  if (link.kind !== 'relatesTo' || link.fromId < link.toId) return link
  return {...link, fromId: link.toId, toId: link.fromId}
}

function relationKey({kind, fromId, toId}: Omit<AwaitedLink, 'external'>): string {
  return `${kind} ${fromId} ${toId}`
}

/** Jira does not say when a link was made; it was not before both issues were. */
async function insertRelations(
  tx: Tx,
  links: readonly AwaitedLink[],
  now: Date,
): Promise<Map<string, {id: number; isNew: boolean}>> {
  const wanted = sql`(select distinct kind, from_id, to_id from unnest(
    ${links.map(({kind}) => kind)}::text[], ${links.map(({fromId}) => fromId)}::integer[], ${links.map(({toId}) => toId)}::integer[]
  ) w (kind, from_id, to_id) where from_id <> to_id) wanted`
  const {rows: made} = await sql<{id: number}>`
    insert into relation (kind, from_issue_id, to_issue_id, created_at)
    select kind, from_id, to_id, least(greatest(f.created_at, t.created_at), ${now})
    from ${wanted} join issue f on f.id = from_id join issue t on t.id = to_id
    order by from_id, to_id on conflict do nothing returning id`.execute(tx)
  const {rows} = await sql<{id: number; kind: RelationKind; fromId: number; toId: number}>`
    select r.id, r.kind, r.from_issue_id "fromId", r.to_issue_id "toId" from relation r
    join ${wanted} on r.kind = wanted.kind and r.from_issue_id = from_id and r.to_issue_id = to_id`.execute(
    tx,
  )
  const isNew = new Set(made.map(({id}) => id))
  return new Map(rows.map((row) => [relationKey(row), {id: row.id, isNew: isNew.has(row.id)}]))
}

async function forget(tx: Tx, externals: readonly string[]): Promise<void> {
  await sql`
    delete from external_id where source = ${source} and kind = 'awaitedLink' and external = any(${externals})`.execute(
    tx,
  )
}
