import {useSuspenseQuery} from '@tanstack/react-query'
import {getRouteApi, useNavigate, useRouter} from '@tanstack/react-router'
import {FolderX} from 'lucide-react'
import {projectsQuery} from '../../api/queries/projects.ts'
import {useStored} from '../../hooks/use-stored.ts'
import {useTitle} from '../../hooks/use-title.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Bar, Crumbs} from '../../shell/bar.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import {SkeletonRows} from '../../ui/skeleton.tsx'
import {NewIssueDialog} from './new-issue-dialog.tsx'

const route = getRouteApi('/inside/new-issue')

/** The dialog has an address of its own. It closes to where one came from. */
export function NewIssuePage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const {history} = useRouter()
  const {data: all} = useSuspenseQuery(projectsQuery())
  const [last, setLast] = useStored<string | null>('fettle-last-project', null)
  useTitle(m.newissue_title())

  const projects = all.filter(({can}) => can.createIssue.allowed)
  const wanted = search.project?.toUpperCase() ?? last
  const project = projects.find(({key}) => key === wanted) ?? projects[0]
  if (!project)
    return (
      <>
        <Bar>
          <Crumbs trail={[{label: m.newissue_title()}]} />
        </Bar>
        <EmptyState icon={FolderX} title={m.newissue_no_project()}>
          {m.newissue_no_project_why()}
        </EmptyState>
      </>
    )
  const close = () => {
    if (history.canGoBack()) history.back()
    else void navigate({href: paths.projectIssues(project.key), replace: true})
  }
  return (
    <>
      <Bar>
        <Crumbs
          trail={[{label: project.name, href: paths.projectIssues(project.key)}, {label: m.newissue_title()}]}
        />
      </Bar>
      <SkeletonRows />
      <NewIssueDialog
        project={project}
        projects={projects}
        type={search.type}
        parent={search.parent}
        onProject={(key) => {
          setLast(key)
          void navigate({href: paths.newIssue(key, search.type), replace: true})
        }}
        onClose={close}
      />
    </>
  )
}
