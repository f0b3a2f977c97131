import {
  CircleDashed,
  CircleUser,
  FolderKanban,
  LayoutList,
  LogIn,
  type LucideIcon,
  UserCog,
} from 'lucide-react'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'

interface Entry {
  href: string
  label: string
  icon: LucideIcon
  isCurrent: boolean
}

/** The project that a page belongs to, by its address. */
export function currentProject(pathname: string): string | undefined {
  const [, project] =
    /^\/projects\/([^/]+)\//.exec(pathname) ?? /^\/issues\/([A-Za-z0-9]+)-\d+/.exec(pathname) ?? []
  return project === undefined ? undefined : decodeURIComponent(project).toUpperCase()
}

/** What stands on top of the side bar. */
export function sideEntries(here: string, isSignedIn: boolean): Entry[] {
  const all = entry(paths.issues(), m.nav_all_issues(), LayoutList, here)
  return isSignedIn ? [myWork(here), triage(here), all] : [all]
}

/** The bar at the bottom of a phone. */
export function phoneTabs(here: string, isSignedIn: boolean): Entry[] {
  const issues = entry(paths.issues(), m.nav_issues(), LayoutList, here)
  const projects = entry(paths.projects(), m.projects_title(), FolderKanban, here)
  if (!isSignedIn) return [issues, projects, entry(paths.signIn(), m.signin_action(), LogIn, here)]
  const account = entry(paths.account(), m.nav_account_short(), UserCog, here)
  return [myWork(here), triage(here), issues, projects, account]
}

function myWork(here: string): Entry {
  return entry(paths.issues({q: 'is:open assignee:@me'}), m.nav_my_work(), CircleUser, here)
}

function triage(here: string): Entry {
  return entry(paths.issues({q: 'status:triage'}), m.nav_triage(), CircleDashed, here)
}

function entry(href: string, label: string, icon: LucideIcon, here: string): Entry {
  return {href, label, icon, isCurrent: href === here}
}
