import {firstFocus} from '../../forms/first-focus.ts'
import {FormError} from '../../forms/form-error.tsx'
import {useSubmit} from '../../forms/use-submit.ts'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {TextField} from '../../ui/text-field.tsx'
import styles from './door-form.module.css'
import {NewPasswordField} from './new-password-field.tsx'

export interface NewAccount {
  name: string
  email: string
  password: string
}

export interface AccountFormProps {
  /** The invitation is for this address and no other */
  fixedEmail?: string | undefined
  action: string
  onSend: (account: NewAccount) => Promise<unknown>
}

/** Name, address and password of who comes in for the first time. */
export function AccountForm({fixedEmail, action, onSend}: AccountFormProps) {
  const {form, isBusy, errorOf, error} = useSubmit(({name = '', email = '', password = ''}) =>
    onSend({name, email, password}),
  )
  const nameError = errorOf('name')
  const emailError = errorOf('email')
  return (
    <form className={styles.form} {...form}>
      <TextField
        label={m.first_name()}
        name="name"
        autoComplete="name"
        isRequired
        inputRef={firstFocus}
        {...(nameError !== undefined && {error: nameError})}
      />
      <TextField
        label={m.signin_email()}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        {...(fixedEmail !== undefined && {defaultValue: fixedEmail, isReadOnly: true})}
        {...(emailError !== undefined && {error: emailError})}
      />
      <NewPasswordField error={errorOf('password')} />
      <FormError>{error}</FormError>
      <Button size="l" isWide variant="primary" type="submit" isBusy={isBusy}>
        {action}
      </Button>
    </form>
  )
}
