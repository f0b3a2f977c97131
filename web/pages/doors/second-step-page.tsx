import {useState} from 'react'
import {Button as PlainButton} from 'react-aria-components/Button'
import {firstFocus} from '../../forms/first-focus.ts'
import {FormError} from '../../forms/form-error.tsx'
import {useSubmit} from '../../forms/use-submit.ts'
import {m} from '../../paraglide/messages.js'
import {Door} from '../../shell/door.tsx'
import {Button} from '../../ui/button.tsx'
import {TextField} from '../../ui/text-field.tsx'
import styles from './door-form.module.css'

export interface SecondStep {
  totp?: string
  recoveryCode?: string
}

export interface SecondStepPageProps {
  onSend: (second: SecondStep) => Promise<void>
  onBack: () => void
}

/** The code of the authenticator app, or a recovery code. */
export function SecondStepPage({onSend, onBack}: SecondStepPageProps) {
  const [usesRecovery, setUsesRecovery] = useState(false)
  const {form, isBusy, error, problem} = useSubmit(({code = ''}) =>
    onSend(usesRecovery ? {recoveryCode: code.trim()} : {totp: code.replaceAll(/\s/g, '')}),
  )
  const isWrong = problem?.code === 'unauthenticated' || problem?.code === 'invalid'
  return (
    <Door
      title={m.signin_step_title()}
      lead={usesRecovery ? m.signin_step_recovery_lead() : m.signin_step_lead()}
      footer={
        <PlainButton className={styles.textButton ?? ''} onPress={onBack}>
          {m.signin_back()}
        </PlainButton>
      }
    >
      <form className={styles.form} {...form} key={String(usesRecovery)}>
        <TextField
          label={usesRecovery ? m.signin_step_recovery_code() : m.signin_step_code()}
          name="code"
          inputMode={usesRecovery ? 'text' : 'numeric'}
          autoComplete={usesRecovery ? 'off' : 'one-time-code'}
          isRequired
          inputRef={firstFocus}
          labelAside={
            <PlainButton className={styles.textButton ?? ''} onPress={() => setUsesRecovery(!usesRecovery)}>
              {usesRecovery ? m.signin_step_use_app() : m.signin_step_use_recovery()}
            </PlainButton>
          }
          {...(isWrong && {error: m.signin_step_wrong()})}
        />
        <FormError>{isWrong ? undefined : error}</FormError>
        <Button size="l" isWide variant="primary" type="submit" isBusy={isBusy}>
          {m.signin_action()}
        </Button>
      </form>
    </Door>
  )
}
