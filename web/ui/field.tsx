import {CircleAlert} from 'lucide-react'
import type {ReactNode} from 'react'
import {FieldError} from 'react-aria-components/FieldError'
import {Label} from 'react-aria-components/Label'
import {Text} from 'react-aria-components/Text'
import {classNames} from './class-names.ts'
import styles from './field.module.css'
import {Icon} from './icon.tsx'

export interface FieldProps {
  label: string
  /** Beside the label, at its end: another way in */
  labelAside?: ReactNode
  help?: ReactNode
  /** What is wrong, in words */
  error?: ReactNode
  /** "Did you mean …?" with a link or a button, after the error */
  proposal?: ReactNode
  /** Read out, but not drawn: for a field whose place says what it is */
  isLabelHidden?: boolean
  className?: string
}

/** Label, help and error round a control; shared by every field. Stands inside a React Aria field. */
export function FieldParts({
  label,
  labelAside,
  help,
  error,
  proposal,
  isLabelHidden = false,
  children,
}: FieldProps & {children: ReactNode}) {
  return (
    <>
      <span className={classNames(styles.head, isLabelHidden && 'visually-hidden')}>
        <Label className={styles.label}>{label}</Label>
        {labelAside}
      </span>
      {children}
      {help && error === undefined && (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
      {error !== undefined && (
        <FieldError className={styles.error ?? ''}>
          <Icon icon={CircleAlert} size="s" />
          <span>
            {error} {proposal}
          </span>
        </FieldError>
      )}
    </>
  )
}

export const fieldClass = styles.field ?? ''
export const boxClass = styles.box ?? ''
