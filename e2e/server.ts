import {spawn, type ChildProcess} from 'node:child_process'
import {openSync} from 'node:fs'
import {chmod, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'

const root = join(import.meta.dirname, '..')

/** A server started as a user starts it, on a data folder of its own. */
export class Fettle {
  readonly dataDir: string
  private child: ChildProcess | undefined
  private port = 0
  /** Where it answers; the same after a restart. */
  address = ''
  firstAdministratorLink: string | undefined

  private constructor(dataDir: string) {
    this.dataDir = dataDir
  }

  static async start(): Promise<Fettle> {
    const dataDir = await mkdtemp(join(tmpdir(), 'fettle-e2e-'))
    // Root's PostgreSQL runs as somebody else, who must be able to pass.
    await chmod(dataDir, 0o711)
    const fettle = new Fettle(dataDir)
    await fettle.run()
    return fettle
  }

  /** Starts the server again on the same data and the same port. */
  async run(): Promise<void> {
    const log = openSync(join(this.dataDir, 'server.log'), 'a')
    const args = ['start.mjs', '--port', String(this.port), '--data', this.dataDir]
    this.child = spawn(process.execPath, args, {cwd: root, stdio: ['ignore', 'pipe', log], detached: true})
    for await (const line of createInterface({
      input: this.child.stdout as NonNullable<ChildProcess['stdout']>,
    })) {
      const [address] = /http:\/\/[\d.]+:\d+/.exec(line) ?? []
      if (address === undefined) continue
      this.address = address
      this.port = Number(new URL(address).port)
      this.firstAdministratorLink = /http:\S+first-administrator\S+/.exec(line)?.[0]
      return
    }
    throw new Error(`The server ended before it was ready: see ${this.dataDir}/server.log`)
  }

  /** kill -9 of the launcher and the server, as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM')
    await rm(this.dataDir, {recursive: true, force: true})
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const {child} = this
    if (child?.pid === undefined || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    // The group: the launcher and the server it started.
    process.kill(-child.pid, signal)
    await gone
  }
}
