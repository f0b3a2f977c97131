import {useSuspenseQuery} from '@tanstack/react-query'
import {useNavigate} from '@tanstack/react-router'
import {FolderKanban, Plus} from 'lucide-react'
import {projectsQuery} from '../../api/queries/projects.ts'
import {useSession} from '../../api/session.ts'
import {useTitle} from '../../hooks/use-title.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Bar, BarSpace, Crumbs} from '../../shell/bar.tsx'
import {Button} from '../../ui/button.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import {Face} from '../home/face.tsx'
import {ProjectList} from './project-list.tsx'

export function ProjectsPage() {
  const {data: projects} = useSuspenseQuery(projectsQuery())
  const {isAdmin} = useSession()
  const navigate = useNavigate()
  const create = () => void navigate({href: paths.newProject()})
  useTitle(m.projects_title())
  return (
    <>
      <Bar>
        <Crumbs trail={[{label: m.projects_title()}]} />
        <BarSpace />
        {isAdmin && projects.length > 0 && (
          <Button variant="primary" icon={Plus} onPress={create}>
            {m.projects_new()}
          </Button>
        )}
      </Bar>
      {projects.length > 0 ? (
        <ProjectList projects={projects} />
      ) : (
        <Face>
          <EmptyState
            icon={FolderKanban}
            title={m.projects_empty_title()}
            actions={
              isAdmin && (
                <Button variant="primary" icon={Plus} onPress={create}>
                  {m.projects_new()}
                </Button>
              )
            }
          >
            {isAdmin ? m.projects_empty_lead() : m.projects_empty_guest()}
          </EmptyState>
        </Face>
      )}
    </>
  )
}
