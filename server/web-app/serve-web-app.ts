import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import fastifyStatic from '@fastify/static'
import type {FastifyReply} from 'fastify'
import type {App} from '../core/http/app.ts'
import {pagePolicy} from '../core/http/security-headers.ts'

const year = 365 * 24 * 60 * 60

/** Reads the built page once and sends it with its own policy. */
export async function loadPage(folder: string): Promise<(reply: FastifyReply) => FastifyReply> {
  const page = await readFile(join(folder, 'index.html'))
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy,
    'cache-control': 'no-cache',
  }
  return (reply) => reply.code(200).headers(headers).send(page)
}

/** Serves the files of the built browser app, and its page at `/`. */
export async function serveWebApp(
  app: App,
  folder: string,
  page: (reply: FastifyReply) => FastifyReply,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    cacheControl: false,
    setHeaders(reply, path) {
      // Names in assets/ hold a hash of what is in them.
      const isHashed = path.startsWith(join(folder, 'assets'))
      void reply.header('cache-control', isHashed ? `public, max-age=${year}, immutable` : 'no-cache')
    },
  })
  app.get('/', (_request, reply) => page(reply))
}
