import {CircleDashed, CircleUser, Inbox, LayoutList, LogOut, Menu as MenuIcon} from 'lucide-react'
import type {ReactNode} from 'react'
import type {RenderTrigger} from '../shell/side-bar.tsx'
import {Shell} from '../shell/shell.tsx'
import {Menu, MenuItem} from '../ui/menu.tsx'

const nothing = () => undefined
const personMenu = (renderTrigger: RenderTrigger) => (
  <Menu placement="top start" trigger={renderTrigger({})}>
    <MenuItem icon={LogOut}>Sign out</MenuItem>
  </Menu>
)

export function Frame({children}: {children: ReactNode}) {
  const inbox = {href: '#inbox', label: 'Inbox', icon: Inbox, count: 3, isNew: true}
  const work = {href: '#work', label: 'My work', icon: CircleUser}
  const triage = {href: '#triage', label: 'Triage', icon: CircleDashed, count: 6}
  return (
    <Shell
      homeHref="#"
      onSearch={nothing}
      onNewIssue={nothing}
      onToggle={nothing}
      entries={[inbox, work, triage]}
      projects={[
        {
          ...project('WEB', 'Web shop'),
          isOpen: true,
          pages: [
            {href: '#issues', label: 'Issues', isCurrent: true},
            {href: '#board', label: 'Board'},
          ],
          children: [project('PAY', 'Payments')],
        },
        project('APP', 'Mobile app'),
        project('OPS', 'Operations'),
      ]}
      sections={[
        {
          title: 'Saved views',
          entries: [{href: '#crashes', label: 'Crashes this week', icon: LayoutList, count: 2}],
        },
      ]}
      person={{name: 'Tomasz Wieczorek'}}
      personMenu={personMenu}
      tabs={[
        inbox,
        {...work, isCurrent: true},
        triage,
        {href: '#issues', label: 'Issues', icon: LayoutList},
        {href: '#more', label: 'More', icon: MenuIcon},
      ]}
    >
      {children}
    </Shell>
  )
}

function project(key: string, name: string) {
  return {key, name, href: `#${key}`, pages: [{href: `#${key}/issues`, label: 'Issues'}]}
}
