import type {App} from './core/http/app.ts'
import {issueRoutes} from './issues/routes.ts'
import {projectRoutes} from './projects/routes.ts'

/** The doors of every feature, below /api/v1. */
export const routes: readonly ((app: App) => void)[] = [projectRoutes, issueRoutes]
