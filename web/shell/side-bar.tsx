import {Search, SquarePen} from 'lucide-react'
import type {ReactNode} from 'react'
import {Button} from 'react-aria-components/Button'
import {Link} from 'react-aria-components/Link'
import {m} from '../paraglide/messages.js'
import {Avatar} from '../ui/avatar.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import type {TriggerProps} from '../ui/late-menu.tsx'
import {Brand} from './brand.tsx'
import {type NavEntry, NavIconLink} from './nav-link.tsx'
import {ProjectTree, type ProjectTreeProps} from './project-tree.tsx'
import styles from './side-bar.module.css'

export interface SideBarProps extends ProjectTreeProps {
  homeHref: string
  onSearch: () => void
  onNewIssue: () => void
  /** Inbox, my work, triage */
  entries: NavEntry[]
  /** Below the projects: support, saved views */
  sections?: {title: string; entries: NavEntry[]}[]
  person: {name: string; imageUrl?: string | undefined}
  /** Theme, language, settings, sign out: a Menu round the button that is made here */
  personMenu: (renderTrigger: RenderTrigger) => ReactNode
  /** Beside the person: keys and help */
  footAside?: ReactNode
}

export type RenderTrigger = (props: TriggerProps) => ReactNode

export function SideBar(props: SideBarProps) {
  const {homeHref, onSearch, onNewIssue, entries, sections = [], person, personMenu, footAside} = props
  return (
    <nav className={styles.side} aria-label={m.nav_main()}>
      <div className={styles.top}>
        <Link href={homeHref} className={styles.home ?? ''}>
          <Brand />
        </Link>
        <span className={styles.actions}>
          <IconButton icon={Search} label={m.nav_search()} keys="Mod+K" onPress={onSearch} />
          <IconButton icon={SquarePen} label={m.nav_new_issue()} keys="C" onPress={onNewIssue} />
        </span>
      </div>
      <div className={styles.scroll}>
        <NavList entries={entries} />
        <h2 className={styles.title}>{m.nav_projects()}</h2>
        <ProjectTree projects={props.projects} onToggle={props.onToggle} />
        {sections.map(({title, entries}) => (
          <div key={title}>
            <h2 className={styles.title}>{title}</h2>
            <NavList entries={entries} />
          </div>
        ))}
      </div>
      <div className={styles.foot}>
        {personMenu((trigger) => (
          <Button {...trigger} className={styles.person ?? ''}>
            <Avatar name={person.name} imageUrl={person.imageUrl} isDecorative />
            <span className={styles.name}>{person.name}</span>
            <span className="visually-hidden">, {m.nav_account_short()}</span>
          </Button>
        ))}
        {footAside}
      </div>
    </nav>
  )
}

function NavList({entries}: {entries: NavEntry[]}) {
  return (
    <ul className={styles.list}>
      {entries.map((entry) => (
        <li key={entry.href}>
          <NavIconLink {...entry} />
        </li>
      ))}
    </ul>
  )
}
