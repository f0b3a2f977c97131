import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import {transact} from '../../core/transact.ts'
import {parentLock} from '../../issues/change/assert-no-circle.ts'
import {source} from './external-ids.ts'
import {findCircle} from './find-circle.ts'
import {ImportTally} from './import-report.ts'
import type {ImportRun} from './import-run.ts'

interface AwaitedParent {
  external: string
  childId: number
  parentId: number
}

const batchSize = 1000

/** Puts issues below their parents where both are here, whichever run brought them. */
export async function writeParents(run: ImportRun, signal: AbortSignal | undefined): Promise<void> {
  const {tally, seen, ctx} = run
  tally.count('parents', 'read', seen.parents.size)
  const {rows: awaited} = await sql<{external: string; isReady: boolean}>`
    select external, parent_id is not null "isReady" from ${ends} order by child_id`.execute(ctx.db)
  const ready = awaited.filter(({isReady}) => isReady).map(({external}) => external)
  for (let at = 0; at < ready.length; at += batchSize) {
    signal?.throwIfAborted()
    tally.add(await transact(ctx, ({tx}) => writeSome(tx, run, ready.slice(at, at + batchSize))))
  }

  const mine = awaited.filter(({external}) => seen.parents.has(external))
  for (const {external, isReady} of mine) if (!isReady) tally.remark('parentElsewhere', inWords(external))
  tally.count('parents', 'notCarried', mine.filter(({isReady}) => !isReady).length)
  tally.count('parents', 'alreadyThere', seen.parents.size - mine.length)
}

/** Awaited parents with the local ids of both issues, as far as the parent is here. */
const ends = sql`(
  select a.external, c.id child_id, p.id parent_id
  from external_id a join issue c on c.id = a.local_id
  left join external_id k on k.source = ${source} and k.kind = 'issueKey' and k.external = split_part(a.external, ' ', 2)
  left join issue p on p.id = k.local_id
  where a.source = ${source} and a.kind = 'awaitedParent'
) awaited`

async function writeSome(tx: Tx, {seen}: ImportRun, externals: readonly string[]): Promise<ImportTally> {
  const tally = new ImportTally()
  await sql`select pg_advisory_xact_lock(${parentLock})`.execute(tx)
  const {rows} = await sql<AwaitedParent>`
    select external, child_id "childId", parent_id "parentId" from ${ends}
    where external = any(${externals}) order by child_id`.execute(tx)
  const parents = await loadParents(tx)
  const wanted = rows.filter(({external, childId, parentId}) => {
    // Somebody gave it another one here.
    const isFree = !parents.has(childId)
    const isCircle = findCircle(childId, parentId, (id) => [parents.get(id) ?? []].flat())
    if (isFree && !isCircle) parents.set(childId, parentId)
    else if (seen.parents.has(external)) tally.count('parents', isFree ? 'notCarried' : 'alreadyThere')
    if (isCircle) tally.remark('parentCircle', inWords(external))
    return isFree && !isCircle
  })
  await sql`
    update issue set parent_id = w.parent_id
    from unnest(${wanted.map(({childId}) => childId)}::integer[], ${wanted.map(({parentId}) => parentId)}::integer[]) w (id, parent_id)
    where issue.id = w.id`.execute(tx)
  await sql`
    delete from external_id where source = ${source} and kind = 'awaitedParent' and external = any(${externals})`.execute(
    tx,
  )
  tally.count('parents', 'written', wanted.length)
  return tally
}

async function loadParents(tx: Tx): Promise<Map<number, number>> {
  const {rows} = await sql<{id: number; parent: number}>`
    select id, parent_id parent from issue where parent_id is not null`.execute(tx)
  return new Map(rows.map(({id, parent}) => [id, parent]))
}

function inWords(external: string): string {
  return external.replace(' ', ' below ')
}
