import type {ReactNode} from 'react'
import {classNames} from '../ui/class-names.ts'
import styles from './gallery.module.css'

export function Item({title, isWide, children}: {title: string; isWide?: boolean; children: ReactNode}) {
  return (
    <section className={classNames(styles.item, isWide && styles.wide)}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

export function Show({children}: {children: ReactNode}) {
  return <div className={styles.show}>{children}</div>
}
