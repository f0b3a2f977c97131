import {createHash} from 'node:crypto'
import {findReferencedFiles} from '../backup/file-references.ts'
import type {FileStore} from '../core/files/file-store.ts'
import {fail, ok, type Check, type Patient, type Told} from './finding.ts'

export const fileChecks: readonly Check[] = [{name: 'Files', run: checkFiles}]

async function checkFiles({client, files, options: {deep, signal}}: Patient): Promise<Told[]> {
  const hashes = await findReferencedFiles(client)
  const missing: string[] = []
  const damaged: string[] = []
  for (const hash of hashes) {
    signal.throwIfAborted()
    if (!(await files.has(hash))) missing.push(hash)
    else if (deep && (await hashOf(files, hash)) !== hash) damaged.push(hash)
  }
  const told: Told[] = []
  if (missing.length > 0)
    told.push(
      ...fail(
        `of attachments are missing: ${await namesOf(missing)}`,
        'Put them back from a backup of the folder "files"',
      ),
    )
  if (damaged.length > 0)
    told.push(
      ...fail(
        `of attachments are damaged: ${await namesOf(damaged)}`,
        'Put them back from a backup, and check the disk',
      ),
    )
  if (told.length > 0) return told
  return ok(`all ${hashes.length} of attachments are there${deep ? ' and unchanged' : ''}`)

  async function namesOf(lost: readonly string[]): Promise<string> {
    const {rows} = await client.query<{name: string}>(
      `select distinct p.key || '-' || i.number || ' ' || a.name as name
      from attachment a join issue i on i.id = a.issue_id join project p on p.id = i.project_id
      where a.hash = any($1) or a.thumbnail_hash = any($1) order by 1 limit 5`,
      [lost],
    )
    const more = lost.length - rows.length
    return rows.map(({name}) => name).join(', ') + (more > 0 ? ` and ${more} more` : '')
  }
}

async function hashOf(files: FileStore, hash: string): Promise<string> {
  const actual = createHash('sha256')
  for await (const chunk of (await files.open(hash)) as AsyncIterable<Buffer>) actual.update(chunk)
  return actual.digest('hex')
}
