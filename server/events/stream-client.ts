import type {ServerResponse} from 'node:http'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {comparePositions, formatPosition, type Position} from '../core/events/position.ts'
import {viewEvent} from './event-view.ts'
import {readVisibleEvents} from './visible-events.ts'

export interface StreamClientOptions {
  response: ServerResponse
  /** Who listens, asked again before each delivery; undefined when their credential has ended. */
  loadActor: () => Promise<Actor | undefined>
  /** Only events of this project. */
  projectId: number | null
  position: Position
}

/** What the hub has just seen: events after `before` up to `end`, in these projects. */
export interface Round {
  readonly before: Position
  readonly end: Position
  /** null stands for events of no project. */
  readonly projects: ReadonlySet<number | null>
}

const batchSize = 200
const patienceMs = 30_000

/** One listener of the stream, and how far it was told. */
export class StreamClient {
  position: Position
  private readonly response: ServerResponse
  private readonly loadActor: StreamClientOptions['loadActor']
  private readonly projectId: number | null
  /** Since when the listener takes nothing; at most one batch waits for it meanwhile. */
  private blockedSince: number | undefined

  constructor({response, loadActor, projectId, position}: StreamClientOptions) {
    this.response = response
    this.loadActor = loadActor
    this.projectId = projectId
    this.position = position
    // A listener that goes away in the middle of a write is no failure.
    response.on('error', () => undefined)
  }

  /** Calls back when the listener takes more again. */
  onDrain(callback: () => void): void {
    this.response.on('drain', () => {
      this.blockedSince = undefined
      callback()
    })
  }

  /** Tells the listener what it may see up to the end of the round, and says whether there is more to tell. */
  async advance(db: Db, round: Round): Promise<boolean> {
    const actor = await this.loadActor()
    if (actor === undefined) {
      this.end()
      return false
    }
    if (this.blockedSince !== undefined || comparePositions(this.position, round.end) >= 0) return false
    if (!this.concerns(actor, round)) {
      this.position = round.end
      return false
    }
    const {projectId} = this
    const range = {after: this.position, end: round.end, projectId, limit: batchSize}
    const events = await readVisibleEvents(db, actor, range)
    const last = events.at(-1)
    const isFull = events.length === batchSize && last !== undefined
    this.position = isFull ? {xid: last.xid, id: last.id} : round.end
    this.write(events.map((event) => message(event, JSON.stringify(viewEvent(actor, event)))).join(''))
    return isFull
  }

  /** The first message says where the stream begins; a reset, that what came before is lost and must be read anew. */
  greet(kind: 'ready' | 'reset'): void {
    const cursor = formatPosition(this.position)
    this.write(`retry: 2000\n${message(this.position, JSON.stringify({cursor}), kind)}`)
  }

  /** Keeps proxies from closing the stream, and moves the cursor of who is told of little. */
  beat(): void {
    if (this.blockedSince === undefined) this.write(`: heartbeat\nid: ${formatPosition(this.position)}\n\n`)
    else if (Date.now() - this.blockedSince > patienceMs) this.response.destroy()
  }

  end(): void {
    this.response.end()
  }

  private concerns(actor: Actor, {before, projects}: Round): boolean {
    // Who is behind has events to get that this round does not know of.
    if (comparePositions(this.position, before) < 0) return true
    if (this.projectId !== null) return projects.has(this.projectId) || actor.isAdmin
    // A contact sees single issues in projects they have no standing in.
    if (actor.isAdmin || actor.kind === 'contact' || projects.has(null)) return true
    for (const id of projects) if (id !== null && actor.standings.has(id)) return true
    return false
  }

  private write(text: string): void {
    // It may have gone while its events were read.
    if (text === '' || this.response.writableEnded || this.response.destroyed) return
    if (!this.response.write(text)) this.blockedSince = Date.now()
  }
}

function message(position: Position, data: string, kind?: string): string {
  const event = kind === undefined ? '' : `event: ${kind}\n`
  return `id: ${formatPosition(position)}\n${event}data: ${data}\n\n`
}
