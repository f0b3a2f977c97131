import {ChevronDown, ChevronRight, Plus} from 'lucide-react'
import type {ReactNode} from 'react'
import {Button} from 'react-aria-components/Button'
import {m} from '../paraglide/messages.js'
import {getLocale} from '../paraglide/runtime.js'
import styles from './group-header.module.css'
import {Icon} from './icon.tsx'
import {IconButton} from './icon-button.tsx'

export interface GroupHeaderProps {
  name: string
  /** A status, an avatar, a priority */
  before?: ReactNode
  count?: number | undefined
  isFolded?: boolean
  onFold?: (isFolded: boolean) => void
  onAdd?: () => void
}

export function GroupHeader({name, before, count, isFolded = false, onFold, onAdd}: GroupHeaderProps) {
  return (
    <div className={styles.group}>
      {onFold && (
        <Button
          className={styles.fold ?? ''}
          aria-label={isFolded ? m.group_unfold({name}) : m.group_fold({name})}
          aria-expanded={!isFolded}
          onPress={() => onFold(!isFolded)}
        >
          <Icon icon={isFolded ? ChevronRight : ChevronDown} size="s" />
        </Button>
      )}
      {before}
      <h2>{name}</h2>
      {count !== undefined && <span className={styles.count}>{count.toLocaleString(getLocale())}</span>}
      {onAdd && (
        <span className={styles.add}>
          <IconButton size="s" icon={Plus} label={m.group_add({name})} onPress={onAdd} />
        </span>
      )}
    </div>
  )
}
