import type {App} from '../core/http/app.ts'
import {apiKeyRoutes} from './api-keys/routes.ts'
import {auditRoutes} from './audit-routes.ts'
import {companyRoutes} from './companies/routes.ts'
import {invitationRoutes} from './invitations/routes.ts'
import {passkeyRoutes} from './passkeys/routes.ts'
import {personRoutes} from './person-routes.ts'
import {totpRoutes} from './second-step/routes.ts'
import {passwordRoutes} from './sign-in/password-routes.ts'
import {sessionRoutes} from './sign-in/session-routes.ts'

/** People, their accounts and how they sign in. */
export function peopleRoutes(app: App): void {
  sessionRoutes(app)
  passwordRoutes(app)
  totpRoutes(app)
  passkeyRoutes(app)
  apiKeyRoutes(app)
  invitationRoutes(app)
  personRoutes(app)
  companyRoutes(app)
  auditRoutes(app)
}
