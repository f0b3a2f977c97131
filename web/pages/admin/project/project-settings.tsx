import {useSuspenseQuery} from '@tanstack/react-query'
import {useLocation, useParams} from '@tanstack/react-router'
import {Lock} from 'lucide-react'
import type {ReactNode} from 'react'
import {projectQuery} from '../../../api/queries/projects.ts'
import type {ProjectDetail} from '../../../api/types.ts'
import {SettingsPage} from '../../../forms/settings-page.tsx'
import {m} from '../../../paraglide/messages.js'
import {paths} from '../../../paths.ts'
import {EmptyState} from '../../../ui/empty-state.tsx'
import {type CatalogueName, catalogueNames, catalogueTitles} from './catalogue-actions.ts'

export interface ProjectSettingsProps {
  /** Which right the page needs; without it, it says why */
  right: keyof ProjectDetail['can']
  children: (project: ProjectDetail) => ReactNode
}

/** The frame of a project's settings. */
export function ProjectSettings({right, children}: ProjectSettingsProps) {
  const {project: key = ''} = useParams({strict: false})
  const {pathname} = useLocation()
  const {data: project} = useSuspenseQuery(projectQuery(key))
  const page = (name?: string) => paths.projectSettings(project.key, name)
  const tabs = [
    {href: page(), text: m.project_general()},
    {href: page('members'), text: m.project_members()},
    ...catalogueNames.map((name: CatalogueName) => ({href: page(name), text: catalogueTitles[name]()})),
  ]
  const {allowed, reason} = project.can[right]
  return (
    <SettingsPage
      trail={[{label: project.name, href: paths.projectIssues(project.key)}, {label: m.project_settings()}]}
      tabs={tabs.map((tab) => ({...tab, isCurrent: tab.href === pathname}))}
    >
      {allowed ? (
        children(project)
      ) : (
        <EmptyState icon={Lock} title={m.admin_denied()}>
          {reason}
        </EmptyState>
      )}
    </SettingsPage>
  )
}
