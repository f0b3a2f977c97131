import {type ReactNode, useId} from 'react'
import {useTitle} from '../hooks/use-title.ts'
import {Bar, Crumbs, type CrumbsProps, SubBar} from '../shell/bar.tsx'
import {classNames} from '../ui/class-names.ts'
import {TabLink, TabNav} from '../ui/tabs.tsx'
import {useIsPhone} from '../hooks/use-media.ts'
import styles from './settings-page.module.css'

export interface SettingsPageProps {
  trail: CrumbsProps['trail']
  tabs: {href: string; text: string; isCurrent: boolean}[]
  /** Takes the whole width, for a table */
  isWide?: boolean
  children: ReactNode
}

/** A page of forms: tabs above, one section under the other. */
export function SettingsPage({trail, tabs, isWide = false, children}: SettingsPageProps) {
  const name = trail.at(-1)?.label ?? ''
  const current = tabs.find(({isCurrent}) => isCurrent)
  useTitle(current ? `${current.text} · ${name}` : name)
  const isPhone = useIsPhone()
  const nav = (
    <TabNav label={name}>
      {tabs.map(({href, text, isCurrent}) => (
        <TabLink key={href} href={href} isCurrent={isCurrent}>
          {text}
        </TabLink>
      ))}
    </TabNav>
  )
  return (
    <>
      <Bar>
        <Crumbs trail={trail} />
        {!isPhone && nav}
      </Bar>
      {isPhone && tabs.length > 0 && (
        <div className={styles.tabs}>
          <SubBar>{nav}</SubBar>
        </div>
      )}
      <div className={classNames(styles.scroll, 'scroll')}>
        <div className={classNames(styles.inside, isWide && styles.wide)}>{children}</div>
      </div>
    </>
  )
}

export interface SettingsSectionProps {
  title: string
  /** A sentence: what it is for */
  lead?: ReactNode
  action?: ReactNode
  children: ReactNode
}

export function SettingsSection({title, lead, action, children}: SettingsSectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <div className="grow">
          <h2 id={id}>{title}</h2>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}

/** Things in lines, parted by hairlines: sessions, keys, members. */
export function SettingsList({label, children}: {label: string; children: ReactNode}) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  )
}

export interface SettingsItemProps {
  before?: ReactNode
  title: ReactNode
  note?: ReactNode
  /** Buttons, at its end */
  actions?: ReactNode
}

export function SettingsItem({before, title, note, actions}: SettingsItemProps) {
  return (
    <li className={styles.item}>
      {before}
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        {note && <span className={styles.note}>{note}</span>}
      </span>
      {actions && <span className={styles.actions}>{actions}</span>}
    </li>
  )
}

/** Fields under each other, the button at the end. */
export const settingsForm = styles.form ?? ''
/** Fields beside each other where there is room. */
export const settingsFields = styles.fields ?? ''
