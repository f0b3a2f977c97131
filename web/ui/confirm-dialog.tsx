import type {ReactNode} from 'react'
import {m} from '../paraglide/messages.js'
import {Button} from './button.tsx'
import {Dialog} from './dialog.tsx'

export interface ConfirmDialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  /** The verb on the button: "Delete 3 issues" */
  action: string
  onConfirm: () => void
  isDanger?: boolean
  isBusy?: boolean
  children: ReactNode
}

export function ConfirmDialog({
  action,
  onConfirm,
  isDanger = false,
  isBusy = false,
  children,
  ...dialog
}: ConfirmDialogProps) {
  return (
    <Dialog
      {...dialog}
      size="s"
      isAlert
      footer={
        <>
          <Button variant="ghost" size="l" onPress={dialog.onClose}>
            {m.action_cancel()}
          </Button>
          <Button variant={isDanger ? 'danger' : 'primary'} size="l" onPress={onConfirm} isBusy={isBusy}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
