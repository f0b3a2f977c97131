import swagger from '@fastify/swagger'
import {jsonSchemaTransform, jsonSchemaTransformObject} from 'fastify-type-provider-zod'
import type {RouteOptions} from 'fastify'
import type {App} from './app.ts'
import {problemSchema} from './problem.ts'

/** Describes every route below /api/v1 as OpenAPI 3.1, with the problems each may answer. */
export async function describeApi(app: App): Promise<void> {
  app.addHook('onRoute', addProblems)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Fettle',
        version: '1',
        description:
          'Bugs, requests, tasks, questions and tickets. Times are ISO 8601 in UTC; failures are RFC 9457 problem documents.',
        license: {name: 'MIT', identifier: 'MIT'},
      },
      servers: [{url: '/'}],
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key made under "API keys", or by `fettle token create`',
          },
          session: {type: 'apiKey', in: 'cookie', name: 'fettle', description: 'Set by signing in'},
        },
      },
      security: [{key: []}, {session: []}],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
}

const always = [400, 401, 403, 404, 429, 500] as const
const ofWrites = [409, 412, 413, 415, 422] as const

/** Each route may answer with a problem; which ones depends on whether it writes. */
function addProblems(route: RouteOptions): void {
  if (!route.url.startsWith('/api/v1')) {
    route.schema = {...route.schema, hide: true}
    return
  }
  const writes = ![route.method].flat().every((method) => method === 'GET' || method === 'HEAD')
  const statuses = writes ? [...always, ...ofWrites] : always
  const problems = Object.fromEntries(
    statuses.map((status) => [
      status,
      {description: 'Problem', content: {'application/problem+json': {schema: problemSchema}}},
    ]),
  )
  const given = (route.schema?.response ?? {}) as Record<string, unknown>
  route.schema = {...route.schema, response: {...problems, ...given}}
}
