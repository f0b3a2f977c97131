import {useNavigate} from '@tanstack/react-router'
import {api} from '../../api/client.ts'
import {FormError} from '../../forms/form-error.tsx'
import {useSubmit} from '../../forms/use-submit.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Door} from '../../shell/door.tsx'
import {Button} from '../../ui/button.tsx'
import {Link} from '../../ui/link.tsx'
import {showToast} from '../../ui/toast.tsx'
import styles from './door-form.module.css'
import {NewPasswordField} from './new-password-field.tsx'
import {useLinkToken} from './use-link-token.ts'

/** Where a mailed or handed-over link leads that lets one set a new password. */
export function ResetPasswordPage() {
  const token = useLinkToken() ?? ''
  return <NewPassword key={token} token={token} />
}

function NewPassword({token}: {token: string}) {
  const navigate = useNavigate()
  const {form, isBusy, errorOf, error, problem} = useSubmit(async ({password = ''}) => {
    await api.PUT('/api/v1/password-resets', {body: {token, password}})
    showToast({text: m.reset_done()})
    await navigate({href: paths.signIn()})
  })
  const back = <Link href={paths.signIn()}>{m.signin_back()}</Link>
  if (token === '' || problem?.code === 'unauthenticated')
    return (
      <Door title={m.link_dead_title()} lead={m.link_dead_lead()}>
        {back}
      </Door>
    )
  return (
    <Door title={m.reset_title()} lead={m.reset_lead()} footer={back}>
      <form className={styles.form} {...form}>
        <NewPasswordField error={errorOf('password')} />
        <FormError>{error}</FormError>
        <Button size="l" isWide variant="primary" type="submit" isBusy={isBusy}>
          {m.reset_action()}
        </Button>
      </form>
    </Door>
  )
}
