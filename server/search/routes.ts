import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {timeZoneSchema} from '../issues/find/time-zone.ts'
import {search} from './search.ts'
import {foundSchema, searchKinds} from './schemas.ts'

const kindsSchema = z
  .string()
  .max(100)
  .optional()
  .transform((text) => text?.split(',') ?? [...searchKinds])
  .pipe(z.array(z.enum(searchKinds)))
  .meta({description: `Of ${searchKinds.join(', ')}, joined by commas; all of them by default`})

export function searchRoutes(app: App): void {
  app.get(
    '/search',
    {
      config: {anonymous: true},
      schema: {
        tags: ['search'],
        summary: 'Search everything',
        description:
          'Issues by the query language, ranked, with marked snippets; people, projects, labels and saved views by name. The last word may be unfinished.',
        querystring: z.object({
          q: z.string().max(2000).meta({description: 'Words, an identifier, a key such as WEB-42, a query'}),
          kinds: kindsSchema,
          limit: z.coerce.number().int().min(1).max(50).default(25),
          timeZone: timeZoneSchema,
        }),
        response: {200: foundSchema},
      },
    },
    (request) => search(request.ctx, request.query),
  )
}
