import {AppError} from '../core/errors.ts'

const messages: Readonly<Record<string, readonly [pointer: string, message: string]>> = {
  person_email: ['/email', 'Somebody has this mail address already'],
  account_email_key: ['/email', 'Somebody has an account with this mail address already'],
  account_pkey: ['/email', 'Somebody has an account with this mail address already'],
  person_login: ['/login', 'Somebody has this login already'],
  company_name: ['/name', 'There is a company of this name already'],
  passkey_credential_id_key: ['/response', 'This passkey is registered already'],
}

/** Runs a write whose values may be taken (SQLSTATE 23505), and says which one is. */
export async function orTaken<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write
  } catch (error) {
    const [pointer, message] = messages[constraintOf(error)] ?? []
    if (pointer === undefined || message === undefined) throw error
    throw new AppError('conflict', message, {pointer, cause: error})
  }
}

function constraintOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return ''
  return 'constraint' in error ? String(error.constraint) : ''
}
