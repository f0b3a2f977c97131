import {useLocation} from '@tanstack/react-router'
import type {ReactNode} from 'react'
import {SettingsPage} from '../../forms/settings-page.tsx'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'

/** The frame of one's own settings. */
export function AccountPage({children}: {children: ReactNode}) {
  const {pathname} = useLocation()
  const tabs = [
    {href: paths.account(), text: m.account_profile()},
    {href: paths.account('security'), text: m.account_security()},
    {href: paths.account('keys'), text: m.account_keys()},
  ]
  return (
    <SettingsPage
      trail={[{label: m.account_title()}]}
      tabs={tabs.map((tab) => ({...tab, isCurrent: tab.href === pathname}))}
    >
      {children}
    </SettingsPage>
  )
}
