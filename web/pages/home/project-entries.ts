import type {Project} from '../../api/types.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import type {ProjectEntry} from '../../shell/project-tree.tsx'

export interface ProjectTreeInput {
  projects: readonly Project[]
  current: string | undefined
  pathname: string
  unfolded: ReadonlySet<string>
}

/** The projects that are worked in, as the tree of the side bar; the one of this page is open. */
export function projectTree({projects, current, pathname, unfolded}: ProjectTreeInput): ProjectEntry[] {
  const live = projects.filter(({archivedAt}) => archivedAt === null)
  const keys = new Set(live.map(({key}) => key))
  return below(null)

  function below(parentKey: string | null): ProjectEntry[] {
    return live
      .filter((project) => parentOf(project) === parentKey)
      .map(({key, name, can}) => {
        const children = below(key)
        const issues = paths.projectIssues(key)
        const settings = paths.projectSettings(key)
        const isHere = pathname === issues
        return {
          key,
          name,
          href: issues,
          isCurrent: isHere && !isOpen(key, children),
          isOpen: isOpen(key, children),
          pages: [
            {href: issues, label: m.nav_issues(), isCurrent: isHere},
            ...(can.change.allowed
              ? [{href: settings, label: m.project_settings(), isCurrent: isWithin(settings, pathname)}]
              : []),
          ],
          children,
        }
      })
  }

  /** Below an archived or hidden parent a project stands at the top. */
  function parentOf({parentKey}: Project): string | null {
    return parentKey !== null && keys.has(parentKey) ? parentKey : null
  }

  function isOpen(key: string, children: readonly ProjectEntry[]): boolean {
    return (
      key === current || unfolded.has(key) || children.some((child) => child.isOpen || child.key === current)
    )
  }
}

function isWithin(place: string, pathname: string): boolean {
  return pathname === place || pathname.startsWith(`${place}/`)
}
