import type {FastifyReply, FastifyRequest} from 'fastify'
import {getProject} from './queries.ts'

/** For GETs below projects/{key}: a key that the project had before leads to the present address. */
export async function followFormerKey(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const {db, actor} = request.ctx
  const {key} = request.params as {key: string}
  const project = await getProject(db, actor, key)
  if (project.key === key.toUpperCase()) return
  const address = request.url.replace(/^(\/api\/v1\/projects\/)[^/?]+/, `$1${project.key}`)
  // A project may take its old key back, so nobody may remember this.
  await reply.header('cache-control', 'no-cache').redirect(address, 301)
}
