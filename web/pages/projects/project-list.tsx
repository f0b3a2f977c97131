import {Archive, Globe, Lock, type LucideIcon, Settings} from 'lucide-react'
import type {CSSProperties} from 'react'
import {Link} from 'react-aria-components/Link'
import type {Project} from '../../api/types.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {ProjectMark} from '../../ui/avatar.tsx'
import {classNames} from '../../ui/class-names.ts'
import {Icon} from '../../ui/icon.tsx'
import {Tooltip} from '../../ui/tooltip.tsx'
import styles from './project-list.module.css'

/** All projects, each below its parent; what is archived comes last. */
export function ProjectList({projects}: {projects: readonly Project[]}) {
  const live = projects.filter(({archivedAt}) => archivedAt === null)
  const archived = projects.filter(({archivedAt}) => archivedAt !== null)
  return (
    <div className={classNames(styles.page, 'scroll')}>
      <Branch projects={live} />
      {archived.length > 0 && (
        <>
          <h2 className={styles.heading}>{m.projects_archived()}</h2>
          <Branch projects={archived} />
        </>
      )}
    </div>
  )
}

function Branch({projects}: {projects: readonly Project[]}) {
  return (
    <ul className={styles.list}>
      {inTreeOrder(projects).map(({project, depth}) => (
        <li key={project.key} className={styles.row} style={{'--depth': depth} as CSSProperties}>
          <ProjectMark name={project.name} />
          <span className={styles.words}>
            <Link href={paths.projectIssues(project.key)} className={styles.link ?? ''}>
              {project.name}
            </Link>
            {project.description !== '' && (
              <span className={styles.about}>{firstLine(project.description)}</span>
            )}
          </span>
          <span className={styles.key}>{project.key}</span>
          <Visibility project={project} />
          <SettingsLink project={project} />
        </li>
      ))}
    </ul>
  )
}

function SettingsLink({project: {key, name, can}}: {project: Project}) {
  return (
    <span className={styles.settings}>
      {can.change.allowed && (
        <Tooltip text={m.project_settings()}>
          <Link href={paths.projectSettings(key)} aria-label={m.project_settings_of({name})}>
            <Icon icon={Settings} />
          </Link>
        </Tooltip>
      )}
    </span>
  )
}

function Visibility({project}: {project: Project}) {
  const marks: Record<Project['visibility'], [LucideIcon, string] | undefined> = {
    public: [Globe, m.visibility_public()],
    // How most are: nothing to say.
    internal: undefined,
    private: [Lock, m.visibility_private()],
  }
  const [icon, label] =
    project.archivedAt === null ? (marks[project.visibility] ?? []) : [Archive, m.projects_archived()]
  return (
    <span className={styles.visibility}>
      {icon && (
        <>
          <Icon icon={icon} size="s" />
          {label}
        </>
      )}
    </span>
  )
}

/** Depth first; below a parent that is not among them, at the top. */
export function inTreeOrder(projects: readonly Project[]): {project: Project; depth: number}[] {
  const keys = new Set(projects.map(({key}) => key))
  const below = (parent: string | null, depth: number): {project: Project; depth: number}[] =>
    projects
      .filter(({parentKey}) => (parentKey !== null && keys.has(parentKey) ? parentKey : null) === parent)
      .flatMap((project) => [{project, depth}, ...below(project.key, depth + 1)])
  return below(null, 0)
}

/** Of Markdown, without its marks. */
function firstLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').replaceAll(/[#*_`>]/g, '').trim()
}
