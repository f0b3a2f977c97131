import {createWriteStream} from 'node:fs'
import {rename, rm} from 'node:fs/promises'
import {once} from 'node:events'
import {finished} from 'node:stream/promises'
import type {Writable} from 'node:stream'
import {exportData} from '../../server/export/export-data.ts'
import {note, printJson} from '../output.ts'
import {stopSignal} from '../stop-signal.ts'
import {withSystem, type System} from '../system.ts'

export interface ExportArguments {
  project?: string
  output?: string
  json?: boolean
}

export function exportToFile({project, output, json}: ExportArguments): Promise<void> {
  const signal = stopSignal()
  return withSystem(async (system) => {
    if (output === undefined) {
      await exportTo(system, process.stdout, signal, project)
      return
    }
    const written = await exportAside(system, output, signal, project)
    if (json === true) printJson({file: output, ...written})
    else note(`Exported ${written.lines.toLocaleString('en')} lines to ${output}`)
  })
}

interface Written {
  lines: number
  bytes: number
}

/** A file of this name is whole: it is written beside and renamed. Only its owner may read it. */
async function exportAside(
  system: System,
  path: string,
  signal: AbortSignal,
  project?: string,
): Promise<Written> {
  const aside = `${path}.part`
  const file = createWriteStream(aside, {mode: 0o600})
  try {
    const written = await exportTo(system, file, signal, project)
    file.end()
    await finished(file)
    await rename(aside, path)
    return written
  } catch (error) {
    file.destroy()
    await rm(aside, {force: true})
    throw error
  }
}

async function exportTo(
  {connectionString}: System,
  stream: Writable,
  signal: AbortSignal,
  project?: string,
): Promise<Written> {
  const written = {lines: 0, bytes: 0}
  await exportData({
    connectionString,
    ...(project === undefined ? {} : {project}),
    async write(chunk) {
      signal.throwIfAborted()
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) written.lines++
      written.bytes += chunk.length
      if (!stream.write(chunk)) await once(stream, 'drain')
    },
  })
  return written
}
