import {X} from 'lucide-react'
import type {ReactNode} from 'react'
import {Dialog as AriaDialog} from 'react-aria-components/Dialog'
import {Heading} from 'react-aria-components/Heading'
import {Modal, ModalOverlay} from 'react-aria-components/Modal'
import {m} from '../paraglide/messages.js'
import {classNames} from './class-names.ts'
import styles from './dialog.module.css'
import {IconButton} from './icon-button.tsx'

export interface DialogProps {
  isOpen: boolean
  onClose: () => void
  /** Names the dialog; a string, or crumbs whose last part is the name */
  title: ReactNode
  /** Between the title and the cross: "Draft kept" */
  headAside?: ReactNode
  footer?: ReactNode
  /** s 27 rem for a question, m 42 rem for a form */
  size?: 's' | 'm'
  /** For a question that must be answered: a click outside does not close it */
  isAlert?: boolean
  children: ReactNode
}

/** A modal; on a phone a sheet from below. The body scrolls, header and footer stay. */
export function Dialog({
  isOpen,
  onClose,
  title,
  headAside,
  footer,
  size = 'm',
  isAlert = false,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isAlert}
      className={styles.scrim ?? ''}
      data-overlay=""
    >
      <Modal className={classNames(styles.modal, size === 's' && styles.small)}>
        <AriaDialog role={isAlert ? 'alertdialog' : 'dialog'} className={styles.dialog ?? ''}>
          <header className={styles.head}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <span className="grow" />
            {headAside}
            <IconButton icon={X} label={m.action_close()} keys="Escape" onPress={onClose} />
          </header>
          <div className={classNames(styles.body, 'scroll')}>{children}</div>
          {footer && <footer className={styles.foot}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
