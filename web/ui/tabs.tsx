import type {ReactNode} from 'react'
import {Link, type LinkProps} from 'react-aria-components/Link'
import {Tab as AriaTab, TabList, TabPanel, Tabs as AriaTabs} from 'react-aria-components/Tabs'
import {classNames} from './class-names.ts'
import styles from './tabs.module.css'

export interface TabsProps {
  label: string
  tabs: {id: string; text: string; count?: number; isFailing?: boolean; panel: ReactNode}[]
  value?: string
  onChange?: (id: string) => void
}

/** Panels behind tabs, within one page. */
export function Tabs({label, tabs, value, onChange}: TabsProps) {
  return (
    <AriaTabs
      {...(value !== undefined && {selectedKey: value})}
      {...(onChange && {onSelectionChange: (key) => onChange(String(key))})}
    >
      <TabList aria-label={label} className={classNames(styles.tabs, styles.framed)}>
        {tabs.map(({id, text, count, isFailing}) => (
          <AriaTab key={id} id={id} className={styles.tab ?? ''}>
            {text} <TabCount count={count} isFailing={isFailing} />
          </AriaTab>
        ))}
      </TabList>
      {tabs.map(({id, panel}) => (
        <TabPanel key={id} id={id}>
          {panel}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}

/** Tabs that are places: each TabLink has a URL. Stands in a bar and takes its height. */
export function TabNav({label, children}: {label: string; children: ReactNode}) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {children}
    </nav>
  )
}

export interface TabLinkProps extends Omit<LinkProps, 'children' | 'className' | 'style'> {
  children: string
  count?: number | undefined
  isCurrent?: boolean
}

export function TabLink({children, count, isCurrent = false, ...link}: TabLinkProps) {
  return (
    <Link {...link} {...(isCurrent && {'aria-current': 'page'})} className={styles.tab ?? ''}>
      {children} <TabCount count={count} />
    </Link>
  )
}

function TabCount({count, isFailing}: {count?: number | undefined; isFailing?: boolean | undefined}) {
  if (count === undefined) return null
  return (
    <span className={classNames(styles.count, isFailing && styles.failing)}>{count.toLocaleString()}</span>
  )
}
