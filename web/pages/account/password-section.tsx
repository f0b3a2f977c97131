import {useQueryClient} from '@tanstack/react-query'
import {useState} from 'react'
import {answerOf, api} from '../../api/client.ts'
import type {components} from '../../api/schema.d.ts'
import {FormError} from '../../forms/form-error.tsx'
import {SettingsSection, settingsForm} from '../../forms/settings-page.tsx'
import {useSubmit} from '../../forms/use-submit.ts'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {PasswordField} from '../../ui/password-field.tsx'
import {showToast} from '../../ui/toast.tsx'

export type Account = components['schemas']['Account']

/** The old one and the new one; every other session ends. */
export function PasswordSection({account: {hasPassword}}: {account: Account}) {
  const client = useQueryClient()
  const [round, setRound] = useState(0)
  const {form, isBusy, errorOf, error} = useSubmit(async ({current = '', new: next = ''}) => {
    await answerOf(api.PUT('/api/v1/password', {body: {...(hasPassword && {current}), new: next}}))
    setRound((before) => before + 1)
    showToast({text: m.account_password_changed()})
    await client.invalidateQueries({queryKey: ['sessions']})
    await client.invalidateQueries({queryKey: ['person']})
  })
  return (
    <SettingsSection
      title={m.account_password()}
      lead={hasPassword ? m.account_password_lead() : m.account_password_none()}
    >
      <form key={round} className={settingsForm} {...form}>
        {hasPassword && (
          <PasswordField
            label={m.account_password_current()}
            name="current"
            autoComplete="current-password"
            isRequired
            error={errorOf('current')}
          />
        )}
        <PasswordField
          label={m.account_password_new()}
          name="new"
          autoComplete="new-password"
          isRequired
          help={m.account_password_help()}
          error={errorOf('new')}
        />
        <FormError>{error}</FormError>
        <Button size="l" type="submit" isBusy={isBusy}>
          {hasPassword ? m.account_password_change() : m.account_password_set()}
        </Button>
      </form>
    </SettingsSection>
  )
}
