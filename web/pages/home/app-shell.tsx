import {useSuspenseQuery} from '@tanstack/react-query'
import {Outlet, useLocation, useNavigate} from '@tanstack/react-router'
import {WifiOff} from 'lucide-react'
import {lazy} from 'react'
import {projectsQuery} from '../../api/queries/projects.ts'
import {useSession} from '../../api/session.ts'
import {useOnline} from '../../hooks/use-online.ts'
import {useShortcut} from '../../hooks/use-shortcut.ts'
import {useStored} from '../../hooks/use-stored.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import type {RenderTrigger} from '../../shell/side-bar.tsx'
import {Shell} from '../../shell/shell.tsx'
import {Banner} from '../../ui/banner.tsx'
import {LateMenu} from '../../ui/late-menu.tsx'
import {currentProject, phoneTabs, sideEntries} from './navigation.ts'
import {projectTree} from './project-entries.ts'

const loadPersonMenu = () => import('./person-menu.tsx')
const PersonMenu = lazy(async () => ({default: (await loadPersonMenu()).PersonMenu}))

const personMenu = (renderTrigger: RenderTrigger) => (
  <LateMenu
    renderTrigger={renderTrigger}
    renderMenu={(menu) => <PersonMenu {...menu} />}
    preload={loadPersonMenu}
  />
)

/** The frame of every page behind the door. */
export function AppShell() {
  const session = useSession()
  const {data: projects} = useSuspenseQuery(projectsQuery())
  const {pathname, href} = useLocation()
  const navigate = useNavigate()
  const isOnline = useOnline()
  const [unfolded, setUnfolded] = useStored<string[]>('fettle-unfolded', [])
  const current = currentProject(pathname)
  const isSignedIn = session.person !== null

  const search = () => {
    const field = document.querySelector<HTMLInputElement>('#content search input')
    if (field) field.focus()
    else void navigate({href: paths.issues({q: ''})})
  }
  const newIssue = () => void navigate({href: paths.newIssue(current)})
  useShortcut('Mod+K', search)
  useShortcut('C', newIssue, isSignedIn)

  return (
    <Shell
      homeHref={paths.home()}
      onSearch={search}
      onNewIssue={newIssue}
      entries={sideEntries(href, isSignedIn)}
      projects={projectTree({projects, current, pathname, unfolded: new Set(unfolded)})}
      onToggle={(key, isOpen) =>
        setUnfolded(isOpen ? [...unfolded, key] : unfolded.filter((other) => other !== key))
      }
      person={{name: session.person?.name ?? m.nav_visitor()}}
      personMenu={personMenu}
      tabs={phoneTabs(href, isSignedIn)}
      banner={
        !isOnline && (
          <Banner tone="warning" icon={WifiOff}>
            {m.offline_banner()}
          </Banner>
        )
      }
    >
      <Outlet />
    </Shell>
  )
}
