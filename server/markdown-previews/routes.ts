import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {renderText} from '../issues/render-text.ts'

const previewSchema = z.object({
  text: z.string().max(1_000_000, 'A text has at most 1,000,000 characters').meta({description: 'Markdown'}),
})

/** Nothing is kept of a preview, so a key that may only read may ask for one. */
export function markdownPreviewRoutes(app: App): void {
  app.post(
    '/markdown-previews',
    {
      schema: {
        tags: ['markdown'],
        summary: 'Show a text as it will be read, without storing it',
        body: previewSchema,
        response: {200: z.object({html: z.string().meta({description: 'Safe HTML'})})},
      },
    },
    ({ctx, body}) => ({html: renderText(ctx.actor, body.text)}),
  )
}
