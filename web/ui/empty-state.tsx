import {CircleAlert, type LucideIcon, RefreshCw} from 'lucide-react'
import type {ReactNode} from 'react'
import {m} from '../paraglide/messages.js'
import {Button} from './button.tsx'
import styles from './empty-state.module.css'
import {Icon} from './icon.tsx'

export interface EmptyStateProps {
  icon: LucideIcon
  title: string
  /** What the thing is for */
  children?: ReactNode
  /** The one button that starts it, and at most one more */
  actions?: ReactNode
}

export function EmptyState({icon, title, children, actions}: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Icon icon={icon} size="l" />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

export interface ErrorStateProps {
  title?: string
  /** Why, and what was kept; wraps, is never cut */
  children?: ReactNode
  /** Said to the people who run the server */
  requestId?: string | undefined
  onRetry?: () => void
}

export function ErrorState({title = m.error_title(), children, requestId, onRetry}: ErrorStateProps) {
  return (
    <div className={styles.empty} role="alert">
      <Icon icon={CircleAlert} size="l" />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {requestId !== undefined && <code className={styles.id}>{requestId}</code>}
      {onRetry && (
        <Button icon={RefreshCw} onPress={onRetry}>
          {m.action_retry()}
        </Button>
      )}
    </div>
  )
}
