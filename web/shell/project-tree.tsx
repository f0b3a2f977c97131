import {ChevronDown, ChevronRight} from 'lucide-react'
import {Button} from 'react-aria-components/Button'
import {m} from '../paraglide/messages.js'
import {ProjectMark} from '../ui/avatar.tsx'
import {Icon} from '../ui/icon.tsx'
import {NavLink} from './nav-link.tsx'
import styles from './project-tree.module.css'

export interface ProjectEntry {
  key: string
  name: string
  href: string
  isCurrent?: boolean
  isOpen?: boolean
  /** Issues, board, roadmap */
  pages: {href: string; label: string; isCurrent?: boolean; count?: number}[]
  /** Sub-projects */
  children?: ProjectEntry[]
}

export interface ProjectTreeProps {
  projects: ProjectEntry[]
  onToggle: (key: string, isOpen: boolean) => void
}

export function ProjectTree({projects, onToggle}: ProjectTreeProps) {
  return <Branch projects={projects} onToggle={onToggle} depth={0} />
}

function Branch({projects, onToggle, depth}: ProjectTreeProps & {depth: number}) {
  return (
    <ul className={styles.list}>
      {projects.map((project) => (
        <li key={project.key}>
          <div className={styles.line}>
            <NavLink
              href={project.href}
              label={project.name}
              mark={<ProjectMark name={project.name} />}
              isCurrent={project.isCurrent === true}
              depth={depth}
            />
            <Fold project={project} onToggle={onToggle} />
          </div>
          {project.isOpen && <Inside project={project} onToggle={onToggle} depth={depth} />}
        </li>
      ))}
    </ul>
  )
}

function Fold({project, onToggle}: {project: ProjectEntry; onToggle: ProjectTreeProps['onToggle']}) {
  const isOpen = project.isOpen === true
  const name = {name: project.name}
  if (project.pages.length === 0 && !project.children?.length) return null
  return (
    <Button
      className={styles.fold ?? ''}
      aria-expanded={isOpen}
      aria-label={isOpen ? m.nav_fold_project(name) : m.nav_unfold_project(name)}
      onPress={() => onToggle(project.key, !isOpen)}
    >
      <Icon icon={isOpen ? ChevronDown : ChevronRight} size="s" />
    </Button>
  )
}

function Inside({
  project,
  onToggle,
  depth,
}: {
  project: ProjectEntry
  depth: number
  onToggle: ProjectTreeProps['onToggle']
}) {
  return (
    <>
      <ul className={styles.list}>
        {project.pages.map((page) => (
          <li key={page.href} className={styles.line}>
            <NavLink {...page} depth={depth} />
          </li>
        ))}
      </ul>
      {project.children && <Branch projects={project.children} onToggle={onToggle} depth={depth + 1} />}
    </>
  )
}
