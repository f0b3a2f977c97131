import {attachmentRoutes} from './attachments/routes.ts'
import {commentRoutes} from './comments/routes.ts'
import type {App} from './core/http/app.ts'
import {fieldRoutes} from './fields/routes.ts'
import {binRoutes} from './issues/bin/routes.ts'
import {bulkRoutes} from './issues/bulk/routes.ts'
import {changeIssueRoutes} from './issues/change/routes.ts'
import {closureRoutes} from './issues/closure/routes.ts'
import {findRoutes} from './issues/find/routes.ts'
import {historyRoutes} from './issues/history/routes.ts'
import {moveRoutes} from './issues/move/routes.ts'
import {redirectFormerKeys} from './issues/redirect-former-keys.ts'
import {relationRoutes} from './issues/relations/routes.ts'
import {eventRoutes} from './events/routes.ts'
import {issueRoutes} from './issues/routes.ts'
import {subIssueRoutes} from './issues/sub-issues/routes.ts'
import {voteRoutes} from './issues/votes/routes.ts'
import {watcherRoutes} from './issues/watchers/routes.ts'
import {markdownPreviewRoutes} from './markdown-previews/routes.ts'
import {peopleRoutes} from './people/routes.ts'
import {componentRoutes} from './projects/components/routes.ts'
import {cycleRoutes} from './projects/cycles/routes.ts'
import {labelRoutes} from './projects/labels/routes.ts'
import {memberRoutes} from './projects/members/routes.ts'
import {milestoneRoutes} from './projects/milestones/routes.ts'
import {projectRoutes} from './projects/routes.ts'
import {versionRoutes} from './projects/versions/routes.ts'
import {queryRoutes} from './query/routes.ts'
import {searchRoutes} from './search/routes.ts'
import {similarRoutes} from './search/similar/routes.ts'
import {viewRoutes} from './views/routes.ts'
import {workflowRoutes} from './workflow/routes.ts'

/** The doors of every feature, below /api/v1. */
export const routes: readonly ((app: App) => void)[] = [
  peopleRoutes,
  projectRoutes,
  memberRoutes,
  componentRoutes,
  versionRoutes,
  milestoneRoutes,
  cycleRoutes,
  labelRoutes,
  workflowRoutes,
  fieldRoutes,
  redirectFormerKeys,
  findRoutes,
  issueRoutes,
  changeIssueRoutes,
  closureRoutes,
  relationRoutes,
  watcherRoutes,
  voteRoutes,
  subIssueRoutes,
  historyRoutes,
  moveRoutes,
  binRoutes,
  bulkRoutes,
  commentRoutes,
  attachmentRoutes,
  markdownPreviewRoutes,
  queryRoutes,
  searchRoutes,
  similarRoutes,
  viewRoutes,
  eventRoutes,
]
