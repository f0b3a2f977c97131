import type {FastifyReply} from 'fastify'
import type {FastifySerializerCompiler} from 'fastify/types/schema.js'
import type {z} from 'zod'

/**
 * Answers are written as they are: they come from our own views. Where `checks` is set (in the tests)
 * one that differs from its schema fails, so that the description stays true.
 */
export function answerReads(checks: boolean): FastifySerializerCompiler<z.ZodType> {
  if (!checks) return () => (answer) => JSON.stringify(answer)
  return ({schema, method, url}) =>
    (answer) => {
      const text = JSON.stringify(answer)
      if (!('safeParse' in schema)) return text
      const result = schema.safeParse(JSON.parse(text))
      if (!result.success)
        throw new Error(`The answer of ${method} ${url} is not as described: ${result.error.message}`)
      return text
    }
}

/** Sends text that is JSON already, as PostgreSQL wrote it. */
export function sendJsonText(reply: Pick<FastifyReply, 'header' | 'send'>, text: string): never {
  void reply.header('content-type', 'application/json; charset=utf-8')
  return reply.send(text) as never
}
