import type {FastifyReply, FastifyRequest} from 'fastify'
import {z} from 'zod'
import type {Actor} from '../core/actor.ts'
import {AppError, invalid} from '../core/errors.ts'
import type {App} from '../core/http/app.ts'
import {authenticate} from '../core/http/authenticate.ts'
import {eventSchema} from './event-view.ts'
import {findStart} from './find-start.ts'
import {StreamClient} from './stream-client.ts'
import {createStreamHub, type StreamHub} from './stream-hub.ts'

const mostStreams = 2_000
const mostStreamsEach = 40

export function eventRoutes(app: App): void {
  let hub: StreamHub | undefined
  const streamsOf = new Map<string, number>()
  // Before the server waits for its connections to end, which streams never do by themselves.
  app.addHook('preClose', async () => hub?.close())

  app.get(
    '/events',
    {
      config: {anonymous: true},
      exposeHeadRoute: false,
      schema: {
        tags: ['events'],
        summary: 'Follow what happens',
        description:
          'Server-sent events. The first, `ready`, tells the cursor; each event carries its own as id. With the last one as Last-Event-ID (or `after`) the stream goes on from there. `reset` says that this is not possible: load anew.',
        querystring: z.object({
          after: z
            .string()
            .max(60)
            .optional()
            .meta({description: 'Cursor of the last event that was received'}),
          project: z.string().max(20).optional().meta({description: 'Key: only events of this project'}),
        }),
        response: {
          200: {description: 'Events, for ever', content: {'text/event-stream': {schema: eventSchema}}},
        },
      },
    },
    async (request, reply) => {
      const {db, services, actor} = request.ctx
      const projectId = findProjectId(actor, request.query.project)
      const who = actor.personId === null ? request.ip : `person ${actor.personId}`
      hub ??= createStreamHub({db, signals: services.signals, log: app.log})
      if (hub.size >= mostStreams) throw new AppError('unavailable', 'Too many streams are open')
      if ((streamsOf.get(who) ?? 0) >= mostStreamsEach)
        throw new AppError('tooMany', 'You have too many streams open')

      const open = hub
      const leave = countIn(streamsOf, who)
      let client: StreamClient | undefined
      reply.raw.once('close', () => {
        leave()
        if (client !== undefined) open.remove(client)
      })
      const start = await findStart(db, lastEventId(request) ?? request.query.after)
      openStream(reply)
      // Who went meanwhile was heard to close already.
      if (reply.raw.destroyed) return
      client = new StreamClient({
        response: reply.raw,
        loadActor: () => loadActor(request),
        projectId,
        position: start.position,
      })
      client.greet(start.kind)
      open.add(client)
    },
  )
}

/** Counts one more, and gives what takes it back. */
function countIn(counts: Map<string, number>, who: string): () => void {
  counts.set(who, (counts.get(who) ?? 0) + 1)
  return () => {
    const left = (counts.get(who) ?? 1) - 1
    if (left === 0) counts.delete(who)
    else counts.set(who, left)
  }
}

function openStream(reply: FastifyReply): void {
  const headers = reply.getHeaders()
  reply.hijack()
  reply.raw.writeHead(200, {
    ...(headers as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    // A proxy must not gather it, and a connection that carried a stream ends with it.
    'x-accel-buffering': 'no',
    connection: 'close',
  })
}

function lastEventId({headers}: FastifyRequest): string | undefined {
  const value = headers['last-event-id']
  return typeof value === 'string' && value !== '' ? value : undefined
}

function findProjectId(actor: Actor, key: string | undefined): number | null {
  if (key === undefined) return null
  const id = actor.projectIds.get(key.toUpperCase())
  if (id === undefined) throw invalid('/querystring/project', `No such project: ${key}`)
  return id
}

/** The listener as they are now; undefined when the key or the session they came with has ended. */
async function loadActor(request: FastifyRequest): Promise<Actor | undefined> {
  const {db, services, actor} = request.ctx
  try {
    const now = await authenticate(request, db, services)
    return now.personId === actor.personId ? now : undefined
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthenticated') return undefined
    throw error
  }
}
