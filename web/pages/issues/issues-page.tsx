import {useSuspenseQuery} from '@tanstack/react-query'
import {useParams, useSearch} from '@tanstack/react-router'
import {Archive} from 'lucide-react'
import {projectQuery} from '../../api/queries/projects.ts'
import {typesQuery} from '../../api/queries/types.ts'
import {useSession} from '../../api/session.ts'
import type {ProjectDetail} from '../../api/types.ts'
import {useTitle} from '../../hooks/use-title.ts'
import {m} from '../../paraglide/messages.js'
import {type ListAddress, paths} from '../../paths.ts'
import {Banner} from '../../ui/banner.tsx'
import type {KindTab} from './kind-tabs.tsx'
import {ListPage} from './list-page.tsx'
import {defaultFilter, kinds, listQuery} from './list-query.ts'

/** The issues of all projects. */
export function AllIssuesPage() {
  const search = useSearch({from: '/inside/issues'})
  const {data: types} = useSuspenseQuery(typesQuery())
  const {person} = useSession()
  useTitle(m.nav_issues())
  return (
    <ListPage
      trail={[{label: m.nav_issues()}]}
      search={search}
      query={listQuery(search, undefined, types)}
      tabs={kinds.filter((kind) => types.some((type) => type.kind === kind)).map((kind) => ({kind}))}
      hrefFor={paths.issues}
      newHref={paths.newIssue()}
      newDenied={person ? undefined : m.signin_action()}
    />
  )
}

/** The issues of one project. */
export function ProjectIssuesPage() {
  const {project: key} = useParams({from: '/inside/projects/$project/issues'})
  const search = useSearch({from: '/inside/projects/$project/issues'})
  const {data: project} = useSuspenseQuery(projectQuery(key))
  const {createIssue} = project.can
  const firstType = project.types.find(({kind}) => kind === search.kind)
  useTitle(`${project.name} · ${m.nav_issues()}`)
  return (
    <>
      {project.archivedAt !== null && <Banner icon={Archive}>{m.project_archived_banner()}</Banner>}
      <ListPage
        key={key}
        trail={[{label: project.name}, {label: m.nav_issues()}]}
        search={search}
        query={listQuery(search, key, project.types)}
        within={`project:${key}`}
        tabs={tabsOf(project, search.q)}
        hrefFor={(list: ListAddress) => paths.projectIssues(key, list)}
        newHref={paths.newIssue(key, firstType?.key)}
        newDenied={createIssue.allowed ? undefined : (createIssue.reason ?? undefined)}
      />
    </>
  )
}

/** The server counts what is open: with another filter the numbers would say something else than the list. */
function tabsOf({openIssues}: ProjectDetail, q: string | undefined): KindTab[] {
  const isCounted = q === undefined || q.trim() === defaultFilter
  return openIssues.map(({kind, count, isAtLeast}) => ({
    kind,
    ...(isCounted && !isAtLeast && {count}),
  }))
}
