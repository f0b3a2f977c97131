import type {LucideIcon} from 'lucide-react'
import type {ReactNode, Ref} from 'react'
import {Group} from 'react-aria-components/Group'
import {Input} from 'react-aria-components/Input'
import {TextArea as AriaTextArea} from 'react-aria-components/TextArea'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField'
import {classNames} from './class-names.ts'
import {FieldParts, type FieldProps, boxClass, fieldClass} from './field.tsx'
import {Icon} from './icon.tsx'

type Shared = FieldProps &
  Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid' | keyof FieldProps>

export interface TextFieldProps extends Shared {
  icon?: LucideIcon
  placeholder?: string
  /** At the end of the box: a small button */
  after?: ReactNode
  inputRef?: Ref<HTMLInputElement>
}

export function TextField({icon, placeholder, after, inputRef, className, ...props}: TextFieldProps) {
  const {parts, field} = splitField(props)
  return (
    <AriaTextField
      {...field}
      isInvalid={parts.error !== undefined}
      className={classNames(fieldClass, className)}
    >
      <FieldParts {...parts}>
        <Group className={boxClass}>
          {icon && <Icon icon={icon} />}
          <Input {...(placeholder !== undefined && {placeholder})} {...(inputRef && {ref: inputRef})} />
          {after}
        </Group>
      </FieldParts>
    </AriaTextField>
  )
}

export interface TextAreaProps extends Shared {
  placeholder?: string
  /** Lines at rest; it grows with what is typed */
  rows?: number
  inputRef?: Ref<HTMLTextAreaElement>
}

export function TextArea({placeholder, rows = 3, inputRef, className, ...props}: TextAreaProps) {
  const {parts, field} = splitField(props)
  return (
    <AriaTextField
      {...field}
      isInvalid={parts.error !== undefined}
      className={classNames(fieldClass, className)}
    >
      <FieldParts {...parts}>
        <Group className={boxClass}>
          <AriaTextArea
            rows={rows}
            style={{minBlockSize: `calc(${rows * 1.55}em + 1rem)`}}
            {...(placeholder !== undefined && {placeholder})}
            {...(inputRef && {ref: inputRef})}
          />
        </Group>
      </FieldParts>
    </AriaTextField>
  )
}

function splitField<T extends FieldProps>(props: T) {
  const {label, labelAside, help, error, proposal, isLabelHidden, ...field} = props
  return {parts: {label, labelAside, help, error, proposal, ...(isLabelHidden && {isLabelHidden})}, field}
}
