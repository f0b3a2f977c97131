import {useState} from 'react'
import {m} from '../../paraglide/messages.js'
import {PasswordField} from '../../ui/password-field.tsx'

const leastLength = 10

/** A password to be chosen, with how long it is so far. */
export function NewPasswordField({error}: {error: string | undefined}) {
  const [password, setPassword] = useState('')
  const length = Array.from(password).length
  return (
    <PasswordField
      label={m.password_new()}
      name="password"
      autoComplete="new-password"
      isRequired
      value={password}
      onChange={setPassword}
      help={helpFor(length)}
      {...(error !== undefined && {error})}
    />
  )
}

function helpFor(length: number): string {
  if (length === 0) return m.password_help()
  return length < leastLength
    ? m.password_more({count: leastLength - length})
    : m.password_good({count: length})
}
