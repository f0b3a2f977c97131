import {useState} from 'react'
import {api} from '../../api/client.ts'
import {firstFocus} from '../../forms/first-focus.ts'
import {FormError} from '../../forms/form-error.tsx'
import {useSubmit} from '../../forms/use-submit.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Door} from '../../shell/door.tsx'
import {Button} from '../../ui/button.tsx'
import {Link} from '../../ui/link.tsx'
import {TextField} from '../../ui/text-field.tsx'
import styles from './door-form.module.css'

/** Asks for a mail with a link that signs in. */
export function MailLinkPage() {
  return (
    <AskForLink
      title={m.link_mail_title()}
      lead={m.link_mail_lead()}
      onSend={(email) => api.POST('/api/v1/sign-in/magic-link', {body: {email}})}
    />
  )
}

/** Asks for a mail with a link to set a new password. */
export function ForgotPasswordPage() {
  return (
    <AskForLink
      title={m.forgot_title()}
      lead={m.forgot_lead()}
      onSend={(email) => api.POST('/api/v1/password-resets', {body: {email}})}
    />
  )
}

interface AskForLinkProps {
  title: string
  lead: string
  onSend: (email: string) => Promise<unknown>
}

function AskForLink({title, lead, onSend}: AskForLinkProps) {
  const [sentTo, setSentTo] = useState<string>()
  const {form, isBusy, errorOf, error} = useSubmit(async ({email = ''}) => {
    await onSend(email)
    setSentTo(email)
  })
  const emailError = errorOf('email')
  const back = <Link href={paths.signIn()}>{m.signin_back()}</Link>
  if (sentTo !== undefined)
    return (
      <Door title={m.mail_link_sent_title()} lead={m.mail_link_sent_lead({email: sentTo})} footer={back}>
        {null}
      </Door>
    )
  return (
    <Door title={title} lead={lead} footer={back}>
      <form className={styles.form} {...form}>
        <TextField
          label={m.signin_email()}
          name="email"
          type="email"
          autoComplete="username"
          isRequired
          inputRef={firstFocus}
          {...(emailError !== undefined && {error: emailError})}
        />
        <FormError>{error}</FormError>
        <Button size="l" isWide variant="primary" type="submit" isBusy={isBusy}>
          {m.mail_link_send()}
        </Button>
      </form>
    </Door>
  )
}
