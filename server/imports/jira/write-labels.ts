import {transact} from '../../core/transact.ts'
import {labelNameSchema} from '../../issues/schemas.ts'
import {sql} from 'kysely'
import type {ImportRun} from './import-run.ts'

/** Makes the labels that neither the project nor all projects have. */
export async function writeLabels(run: ImportRun, projectId: number, names: Iterable<string>): Promise<void> {
  const known = run.known.labels.get(projectId) ?? (await loadLabels(run, projectId))
  run.known.labels.set(projectId, known)
  const missing = new Map<string, string>()
  for (const name of names) {
    const folded = name.toLowerCase()
    const seen = `${projectId} ${folded}`
    if (run.seen.labels.has(seen)) continue
    run.seen.labels.add(seen)
    run.tally.count('labels', 'read')
    if (known.has(folded)) run.tally.count('labels', 'alreadyThere')
    else missing.set(folded, name)
  }
  if (missing.size === 0) return

  const rows = [...missing.values()].map((name) => ({name, project_id: projectId}))
  await transact(run.ctx, ({tx}) =>
    tx
      .insertInto('label')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  for (const [folded, name] of missing) known.set(folded, name)
  run.tally.count('labels', 'written', missing.size)
}

async function loadLabels({ctx}: ImportRun, projectId: number): Promise<Map<string, string>> {
  const {rows} = await sql<{name: string}>`
    select name from label where project_id is null or project_id = ${projectId}
    order by project_id nulls first`.execute(ctx.db)
  return new Map(rows.map(({name}) => [name.toLowerCase(), name]))
}

/** Labels as they can be here: without commas, at most 60 characters, each once whatever its case. */
export function cleanLabels(labels: readonly string[]): {labels: string[]; changed: string[]} {
  const clean = new Map<string, string>()
  const changed: string[] = []
  for (const label of labels) {
    const valid = labelNameSchema.safeParse(label).data
    if (valid !== label) changed.push(label)
    const parts =
      valid === undefined ? label.split(/[,\0\r\n]/).map((part) => part.trim().slice(0, 60).trim()) : [valid]
    for (const part of parts)
      if (part !== '' && !clean.has(part.toLowerCase())) clean.set(part.toLowerCase(), part)
  }
  return {labels: [...clean.values()], changed}
}
