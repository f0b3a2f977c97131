import {answerOf, api} from '../../api/client.ts'
import {startSession} from './start-session.ts'

export function canUsePasskeys(): boolean {
  return typeof globalThis.PublicKeyCredential === 'function'
}

/**
 * Signs in by passkey.
 *
 * @param isOffered in the list under the mail field, where the browser can: waits there until one is picked
 */
export async function signInByPasskey(next: string | undefined, {isOffered = false} = {}): Promise<void> {
  const {browserSupportsWebAuthnAutofill, startAuthentication} = await import('@simplewebauthn/browser')
  if (isOffered && !(await browserSupportsWebAuthnAutofill())) return
  const optionsJSON = (await answerOf(api.POST('/api/v1/sign-in/passkey/options'))) as Parameters<
    typeof startAuthentication
  >[0]['optionsJSON']
  const {
    clientExtensionResults,
    authenticatorAttachment = null,
    ...answer
  } = await startAuthentication({optionsJSON, useBrowserAutofill: isOffered})
  const {userHandle = null, ...assertion} = answer.response
  const response = {
    ...answer,
    response: {...assertion, userHandle},
    authenticatorAttachment,
    clientExtensionResults: {...clientExtensionResults},
  }
  await api.POST('/api/v1/sign-in/passkey/session', {body: {response}})
  await startSession(next)
}
