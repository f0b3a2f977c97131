import {beginSession} from '../../api/session.ts'
import {paths} from '../../paths.ts'

/** After a sign-in: a fresh page, so that nothing of the visitor before, nor the stream opened for them, goes on. */
export async function startSession(next: string = paths.home()): Promise<never> {
  await beginSession()
  location.replace(isOurs(next) ? next : paths.home())
  // The page is on its way out: a form stays busy until it is gone.
  return new Promise(() => undefined)
}

/** A link must not lead elsewhere in our name. */
function isOurs(next: string): boolean {
  return URL.canParse(next, location.origin) && new URL(next, location.origin).origin === location.origin
}
