import {Fingerprint} from 'lucide-react'
import {useSearch} from '@tanstack/react-router'
import {useEffect, useState} from 'react'
import {api, ApiProblem} from '../../api/client.ts'
import {useSession} from '../../api/session.ts'
import {FormError} from '../../forms/form-error.tsx'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Door} from '../../shell/door.tsx'
import {Button} from '../../ui/button.tsx'
import {Link} from '../../ui/link.tsx'
import styles from './door-form.module.css'
import {canUsePasskeys, signInByPasskey} from './passkey.ts'
import {type Credentials, PasswordForm} from './password-form.tsx'
import {type SecondStep, SecondStepPage} from './second-step-page.tsx'
import {startSession} from './start-session.ts'

export function SignInPage() {
  const {next} = useSearch({from: '/sign-in'})
  const [waiting, setWaiting] = useState<Credentials>()

  const signIn = async (credentials: Credentials, second: SecondStep = {}) => {
    try {
      await api.POST('/api/v1/session', {body: {...credentials, ...second}})
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.needs === undefined || waiting) throw error
      setWaiting(credentials)
      return
    }
    await startSession(next)
  }

  if (waiting)
    return (
      <SecondStepPage onSend={(second) => signIn(waiting, second)} onBack={() => setWaiting(undefined)} />
    )
  return <FirstStep next={next} onSend={signIn} />
}

interface FirstStepProps {
  next: string | undefined
  onSend: (credentials: Credentials) => Promise<void>
}

function FirstStep({next, onSend}: FirstStepProps) {
  const {canMail, standings} = useSession()
  return (
    <Door
      title={m.signin_title()}
      footer={
        <>
          {standings.length > 0 && <Link href={paths.home()}>{m.signin_public()}</Link>}
          {canMail ? (
            <Link href={paths.forgotPassword()}>{m.signin_forgot()}</Link>
          ) : (
            <span>{m.signin_forgot_no_mail()}</span>
          )}
        </>
      }
    >
      {canUsePasskeys() && <PasskeyPart next={next} />}
      <PasswordForm canMail={canMail} onSend={onSend} />
    </Door>
  )
}

function PasskeyPart({next}: {next: string | undefined}) {
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<string>()
  useEffect(() => {
    // Where the visitor picks none, or another request takes its place, there is nothing to say.
    void signInByPasskey(next, {isOffered: true}).catch(() => undefined)
  }, [next])

  const press = async () => {
    setIsBusy(true)
    setError(undefined)
    try {
      await signInByPasskey(next)
    } catch (failure) {
      setError(failure instanceof ApiProblem ? failure.detail : m.signin_passkey_failed())
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <>
      <div className={styles.buttons}>
        <Button size="l" isWide icon={Fingerprint} isBusy={isBusy} onPress={() => void press()}>
          {m.signin_passkey()}
        </Button>
        <FormError>{error}</FormError>
      </div>
      <div className={styles.or}>{m.signin_or()}</div>
    </>
  )
}
