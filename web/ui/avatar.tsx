import type {CSSProperties} from 'react'
import {m} from '../paraglide/messages.js'
import styles from './avatar.module.css'
import {classNames} from './class-names.ts'
import {hueOf, initialsOf} from './person-mark.ts'

export interface AvatarProps {
  /** null is nobody */
  name: string | null
  kind?: 'person' | 'company'
  imageUrl?: string | undefined
  /** s 20, m 28, l 40 px */
  size?: 's' | 'm' | 'l'
  /** The name stands beside it: nothing to read out */
  isDecorative?: boolean
}

export function Avatar({name, kind = 'person', imageUrl, size = 's', isDecorative = false}: AvatarProps) {
  const label = name ?? m.person_nobody()
  const names = [
    styles.avatar,
    styles[size],
    kind === 'company' && styles.company,
    name === null && styles.nobody,
  ]
  return (
    <span
      className={classNames(...names)}
      title={label}
      {...(isDecorative ? {'aria-hidden': true} : {role: 'img', 'aria-label': label})}
      {...(name !== null && {style: {'--hue': hueOf(name)} as CSSProperties})}
    >
      {imageUrl === undefined ? (
        name !== null && initialsOf(name)
      ) : (
        <img src={imageUrl} alt="" loading="lazy" />
      )}
    </span>
  )
}

/** A project: a square with its first letter. */
export function ProjectMark({name}: {name: string}) {
  return (
    <span className={styles.project} aria-hidden style={{'--hue': hueOf(name)} as CSSProperties}>
      {initialsOf(name).slice(0, 1)}
    </span>
  )
}
