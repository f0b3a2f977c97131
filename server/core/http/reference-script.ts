import {promisify} from 'node:util'
import {gzip, constants} from 'node:zlib'
import Fastify from 'fastify'

let compressed: Promise<Buffer> | undefined

/**
 * Scalar's browser program, gzipped. It comes with the plugin as a string of 4 MB, so it is read when somebody
 * first opens the reference page, and only its 1 MB is kept.
 */
export function loadReferenceScript(): Promise<Buffer> {
  compressed ??= read().catch((error: unknown) => {
    compressed = undefined
    throw error
  })
  return compressed
}

async function read(): Promise<Buffer> {
  const {default: scalar} = await import('@scalar/fastify-api-reference')
  const app = Fastify()
  await app.register(scalar, {routePrefix: '/', configuration: {url: '/'}})
  const {rawPayload, statusCode} = await app.inject('/js/scalar.js')
  await app.close()
  if (statusCode !== 200) throw new Error(`Cannot read the script of the API reference: status ${statusCode}`)
  return promisify(gzip)(rawPayload, {level: constants.Z_BEST_COMPRESSION})
}
