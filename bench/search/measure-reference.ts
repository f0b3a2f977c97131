import {spawn} from 'node:child_process'
import {join} from 'node:path'
import type {BenchServer} from '../bench-server.ts'
import {childAddress, endChild} from '../child-address.ts'
import {warmAndLoad, type Figures} from '../load.ts'

/** A bare page of 50 on the database of this server, to tell how fast the machine is by itself. */
export async function measureReference({connectionString}: BenchServer, seconds: number): Promise<Figures> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'reference-server.ts'), connectionString],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  try {
    const address = await childAddress(child)
    return await warmAndLoad({address, token: ''}, {requests: [{path: '/reference'}], seconds})
  } finally {
    await endChild(child)
  }
}
