import {systemContext} from '../../server/runtime.ts'
import {createApiKeyFor} from '../../server/people/api-keys/create-api-key.ts'
import type {Scope} from '../../server/core/actor.ts'
import {CliError} from '../cli-error.ts'
import {readExpiry} from '../expiry.ts'
import {print, printJson} from '../output.ts'
import {withRuntime} from '../runtime.ts'

export interface TokenArguments {
  email: string
  name: string
  scope: Scope
  expires?: string
  json?: boolean
}

/** Prints the key alone, so that `FETTLE_TOKEN=$(fettle token create …)` works. */
export async function tokenCreate({email, name, scope, expires, json}: TokenArguments): Promise<void> {
  if (name.trim() === '' || name.length > 100)
    throw new CliError('usage', 'Wrong usage: --name takes 1 to 100 characters')
  const expiresAt = expires === undefined ? null : readExpiry(expires).toISOString()
  const key = await withRuntime(async (runtime, log) =>
    createApiKeyFor(await systemContext(runtime, log, 'cli'), {email, name, scope, expiresAt}),
  )
  if (json === true) printJson(key)
  else print(key.token)
}
