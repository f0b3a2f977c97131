import {useLocation} from '@tanstack/react-router'
import {Lock} from 'lucide-react'
import type {ReactNode} from 'react'
import {useSession} from '../../api/session.ts'
import {SettingsPage} from '../../forms/settings-page.tsx'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {EmptyState} from '../../ui/empty-state.tsx'

export interface AdminPageProps {
  /** Others than administrators are told why they see nothing */
  isForAdministrators?: boolean
  isWide?: boolean
  children: ReactNode
}

/** The frame of what concerns the whole server. */
export function AdminPage({isForAdministrators = false, isWide = false, children}: AdminPageProps) {
  const {pathname} = useLocation()
  const {isAdmin} = useSession()
  const tabs = [
    ...(isAdmin ? [{href: paths.admin('people'), text: m.admin_people()}] : []),
    {href: paths.admin('bin'), text: m.admin_bin()},
    ...(isAdmin ? [{href: paths.admin('audit-log'), text: m.admin_audit()}] : []),
  ]
  return (
    <SettingsPage
      trail={[{label: m.admin_title()}]}
      tabs={tabs.map((tab) => ({...tab, isCurrent: tab.href === pathname}))}
      isWide={isWide}
    >
      {isForAdministrators && !isAdmin ? (
        <EmptyState icon={Lock} title={m.admin_denied()}>
          {m.admin_denied_why()}
        </EmptyState>
      ) : (
        children
      )}
    </SettingsPage>
  )
}
