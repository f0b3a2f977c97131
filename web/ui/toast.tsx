import {X} from 'lucide-react'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast'
import {Button} from 'react-aria-components/Button'
import {Text} from 'react-aria-components/Text'
import {m} from '../paraglide/messages.js'
import {Icon} from './icon.tsx'
import styles from './toast.module.css'

export interface ToastMessage {
  text: string
  /** The one thing one can do about it: undo, try again */
  action?: {label: string; onPress: () => void}
  /** Stays until it is closed */
  isFailure?: boolean
}

/** Says what happened, for 6 s; paused while hovered or focused. Gives back what takes it away. */
export function showToast(message: ToastMessage): () => void {
  const key = queue.add(message, message.isFailure ? {} : {timeout: 6000})
  return () => queue.close(key)
}

export function showUndo(text: string, onUndo: () => void): () => void {
  return showToast({text, action: {label: m.action_undo(), onPress: onUndo}})
}

/** A failed action: stays, and tries again when asked. */
export function showFailure(text: string, onRetry?: () => void): () => void {
  return showToast({
    text,
    isFailure: true,
    ...(onRetry && {action: {label: m.action_retry(), onPress: onRetry}}),
  })
}

const queue = new ToastQueue<ToastMessage>({maxVisibleToasts: 3})

/** Once on the page. */
export function ToastRegion() {
  return (
    <AriaToastRegion queue={queue} aria-label={m.toast_region()} className={styles.region ?? ''}>
      {({toast}) => (
        <AriaToast toast={toast} className={styles.toast ?? ''}>
          <ToastContent className={styles.text}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action && (
            <Button
              className={styles.action ?? ''}
              onPress={() => {
                toast.content.action?.onPress()
                queue.close(toast.key)
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <Button slot="close" aria-label={m.action_close()} className={styles.close ?? ''}>
            <Icon icon={X} size="s" />
          </Button>
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}
