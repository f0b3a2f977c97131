import type {ReactNode} from 'react'
import {m} from '../paraglide/messages.js'
import type {NavEntry} from './nav-link.tsx'
import styles from './shell.module.css'
import {SideBar, type SideBarProps} from './side-bar.tsx'
import {TabBar} from './tab-bar.tsx'

export interface ShellProps extends SideBarProps {
  /** The five at the bottom of a phone */
  tabs: NavEntry[]
  /** Over the page while something holds: Banner */
  banner?: ReactNode
  children: ReactNode
}

/** The frame of every page behind the door: skip link, side bar, page, tab bar on a phone. */
export function Shell({tabs, banner, children, ...side}: ShellProps) {
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {m.skip_to_content()}
      </a>
      <SideBar {...side} />
      <main id="content" tabIndex={-1} className={styles.main}>
        {banner}
        {children}
      </main>
      <TabBar tabs={tabs} />
    </div>
  )
}
