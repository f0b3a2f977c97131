import {useSubmit} from '../../forms/use-submit.ts'
import {firstFocus} from '../../forms/first-focus.ts'
import {FormError} from '../../forms/form-error.tsx'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Button} from '../../ui/button.tsx'
import {Link} from '../../ui/link.tsx'
import {PasswordField} from '../../ui/password-field.tsx'
import {TextField} from '../../ui/text-field.tsx'
import styles from './door-form.module.css'

export interface Credentials {
  email: string
  password: string
}

export interface PasswordFormProps {
  canMail: boolean
  onSend: (credentials: Credentials) => Promise<void>
}

export function PasswordForm({canMail, onSend}: PasswordFormProps) {
  const {form, isBusy, errorOf, error, problem} = useSubmit(({email = '', password = ''}) =>
    onSend({email, password}),
  )
  const isWrong = problem?.code === 'unauthenticated'
  const passwordError = isWrong ? m.signin_wrong() : errorOf('password')
  const emailError = errorOf('email')
  return (
    <form className={styles.form} {...form}>
      <TextField
        label={m.signin_email()}
        name="email"
        type="email"
        autoComplete="username webauthn"
        isRequired
        inputRef={firstFocus}
        {...(emailError !== undefined && {error: emailError})}
      />
      <PasswordField
        label={m.signin_password()}
        name="password"
        autoComplete="current-password"
        isRequired
        {...(canMail && {labelAside: <Link href={paths.mailLink()}>{m.signin_mail_link()}</Link>})}
        {...(passwordError !== undefined && {error: passwordError})}
      />
      <FormError>{isWrong ? undefined : error}</FormError>
      <Button size="l" isWide variant="primary" type="submit" isBusy={isBusy}>
        {m.signin_action()}
      </Button>
    </form>
  )
}
