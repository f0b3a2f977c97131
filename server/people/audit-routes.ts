import type {App} from '../core/http/app.ts'
import {pageOf} from '../core/http/cursor.ts'
import {auditEntrySchema, auditQuerySchema, readAuditLog} from './read-audit-log.ts'

export function auditRoutes(app: App): void {
  app.get(
    '/audit-log',
    {
      config: {admin: true},
      schema: {
        tags: ['administration'],
        summary: 'Read the audit log',
        querystring: auditQuerySchema,
        response: {200: pageOf(auditEntrySchema)},
      },
    },
    (request) => readAuditLog(request.ctx, request.query),
  )
}
