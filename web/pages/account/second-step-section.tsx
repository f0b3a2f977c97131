import {useQueryClient} from '@tanstack/react-query'
import {ShieldCheck} from 'lucide-react'
import {useState} from 'react'
import {answerOf, api} from '../../api/client.ts'
import {FormError} from '../../forms/form-error.tsx'
import {SecretBox} from '../../forms/secret-box.tsx'
import {SettingsSection, settingsForm} from '../../forms/settings-page.tsx'
import {useSubmit} from '../../forms/use-submit.ts'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {Icon} from '../../ui/icon.tsx'
import {Link} from '../../ui/link.tsx'
import {PasswordField} from '../../ui/password-field.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {showFailure, showToast} from '../../ui/toast.tsx'
import type {Account} from './password-section.tsx'
import {QrCode} from './qr-code.tsx'
import styles from './account.module.css'

interface Secret {
  secret: string
  uri: string
}

/** A code from an app besides the password, and codes for when the phone is lost. */
export function SecondStepSection({account}: {account: Account}) {
  const [secret, setSecret] = useState<Secret | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const [isRemoving, setIsRemoving] = useState(false)
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({queryKey: ['person']})
  const start = async () => setSecret(await answerOf(api.POST('/api/v1/totp')))
  const renew = async () => {
    const {recoveryCodes} = await answerOf(api.POST('/api/v1/recovery-codes'))
    setCodes(recoveryCodes)
    await refresh()
  }
  return (
    <SettingsSection
      title={m.account_second_step()}
      lead={m.account_second_step_lead()}
      action={
        account.hasTotp ? (
          <Button onPress={() => setIsRemoving(true)}>{m.account_second_step_off()}</Button>
        ) : (
          secret === null && (
            <Button icon={ShieldCheck} onPress={() => void start().catch(sayWhy)}>
              {m.account_second_step_on()}
            </Button>
          )
        )
      }
    >
      {account.hasTotp && (
        <p className="line">
          <Icon icon={ShieldCheck} className={styles.good ?? ''} />
          <span className="grow">
            {m.account_second_step_is_on()} {m.account_codes_left({count: account.recoveryCodesLeft})}
          </span>
          <Button variant="ghost" onPress={() => void renew().catch(sayWhy)}>
            {m.account_codes_renew()}
          </Button>
        </p>
      )}
      {!account.hasTotp && secret !== null && (
        <ConfirmForm
          secret={secret}
          onDone={(recoveryCodes) => {
            setSecret(null)
            setCodes(recoveryCodes)
            void refresh()
          }}
        />
      )}
      {codes !== null && (
        <div className={styles.codes}>
          <SecretBox label={m.account_codes()} text={codes.join('\n')} note={m.account_codes_note()} />
          <Button onPress={() => setCodes(null)}>{m.account_codes_kept()}</Button>
        </div>
      )}
      <RemoveDialog
        isOpen={isRemoving}
        hasPassword={account.hasPassword}
        onClose={() => setIsRemoving(false)}
        onDone={() => {
          setIsRemoving(false)
          setCodes(null)
          showToast({text: m.account_second_step_removed()})
          void refresh()
        }}
      />
    </SettingsSection>
  )
}

function sayWhy(error: unknown): void {
  showFailure(error instanceof Error ? error.message : String(error))
}

function ConfirmForm({secret, onDone}: {secret: Secret; onDone: (recoveryCodes: string[]) => void}) {
  const {form, isBusy, errorOf, error} = useSubmit(async ({code = ''}) => {
    const {recoveryCodes} = await answerOf(
      api.PUT('/api/v1/totp', {body: {code: code.replaceAll(/\s/g, '')}}),
    )
    onDone(recoveryCodes)
  })
  return (
    <form className={settingsForm} {...form}>
      <p>{m.account_totp_how()}</p>
      <QrCode text={secret.uri} label={m.account_totp_qr()} />
      <SecretBox label={m.account_totp_secret()} text={inGroups(secret.secret)} />
      <p>
        <Link href={secret.uri}>{m.account_totp_link()}</Link>
      </p>
      <TextField
        label={m.account_totp_code()}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        isRequired
        error={errorOf('code')}
      />
      <FormError>{error}</FormError>
      <Button variant="primary" size="l" type="submit" isBusy={isBusy}>
        {m.account_totp_confirm()}
      </Button>
    </form>
  )
}

interface RemoveDialogProps {
  isOpen: boolean
  hasPassword: boolean
  onClose: () => void
  onDone: () => void
}

/** A session alone is not enough: the password, or a code. */
function RemoveDialog({isOpen, hasPassword, onClose, onDone}: RemoveDialogProps) {
  const {form, isBusy, errorOf, error} = useSubmit(async ({password, code}) => {
    const proof = hasPassword ? {password: password ?? ''} : {code: code ?? ''}
    await answerOf(api.DELETE('/api/v1/totp', {body: proof}))
    onDone()
  })
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="s"
      title={m.account_second_step_off_title()}
      footer={
        <Button variant="danger" size="l" type="submit" form="remove-totp" isBusy={isBusy}>
          {m.account_second_step_off()}
        </Button>
      }
    >
      <form id="remove-totp" className={settingsForm} {...form}>
        <p>{m.account_second_step_off_text()}</p>
        {hasPassword ? (
          <PasswordField
            label={m.account_password_current()}
            name="password"
            autoComplete="current-password"
            isRequired
            error={errorOf('password')}
          />
        ) : (
          <TextField
            label={m.account_totp_code()}
            name="code"
            autoComplete="one-time-code"
            isRequired
            error={errorOf('code')}
          />
        )}
        <FormError>{error}</FormError>
      </form>
    </Dialog>
  )
}

function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret
}
