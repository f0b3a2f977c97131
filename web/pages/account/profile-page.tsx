import {useQueryClient} from '@tanstack/react-query'
import {answerOf, api} from '../../api/client.ts'
import {sessionQuery, useSession} from '../../api/session.ts'
import type {Session} from '../../api/types.ts'
import {FormError} from '../../forms/form-error.tsx'
import {SettingsSection, settingsForm} from '../../forms/settings-page.tsx'
import {useSubmit} from '../../forms/use-submit.ts'
import {type Theme, useTheme} from '../../hooks/use-theme.ts'
import {m} from '../../paraglide/messages.js'
import {getLocale, locales, setLocale} from '../../paraglide/runtime.js'
import {Button} from '../../ui/button.tsx'
import {RadioGroup} from '../../ui/radio-group.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {showToast} from '../../ui/toast.tsx'
import {AccountPage} from './account-page.tsx'

export function ProfilePage() {
  const {person} = useSession()
  return (
    <AccountPage>
      {person && <NameForm person={person} />}
      <LanguageSection personId={person?.id} />
      <ThemeSection />
    </AccountPage>
  )
}

function NameForm({person}: {person: NonNullable<Session['person']>}) {
  const client = useQueryClient()
  const {form, isBusy, errorOf, error} = useSubmit(async ({name = ''}) => {
    const params = {path: {id: person.id}}
    await answerOf(api.PATCH('/api/v1/people/{id}', {params, body: {name}}))
    await client.invalidateQueries({queryKey: sessionQuery().queryKey})
    showToast({text: m.settings_saved()})
  })
  return (
    <SettingsSection title={m.account_profile()} lead={m.account_profile_lead()}>
      <form className={settingsForm} {...form}>
        <TextField
          label={m.account_name()}
          name="name"
          defaultValue={person.name}
          autoComplete="name"
          maxLength={120}
          isRequired
          error={errorOf('name')}
        />
        <TextField
          label={m.account_email()}
          value={person.email ?? ''}
          isReadOnly
          help={m.account_email_help()}
        />
        <FormError>{error}</FormError>
        <Button variant="primary" size="l" type="submit" isBusy={isBusy}>
          {m.issue_save()}
        </Button>
      </form>
    </SettingsSection>
  )
}

function LanguageSection({personId}: {personId: number | undefined}) {
  const choose = async (locale: string) => {
    const known = locales.find((one) => one === locale)
    if (!known) return
    // Kept with the account too, so that mails speak it.
    if (personId !== undefined)
      await api
        .PATCH('/api/v1/people/{id}', {params: {path: {id: personId}}, body: {locale}})
        .catch(() => undefined)
    await setLocale(known)
  }
  return (
    <SettingsSection title={m.account_language()}>
      <RadioGroup
        label={m.account_language()}
        isLabelHidden
        value={getLocale()}
        onChange={(locale) => void choose(locale)}
        options={locales.map((locale) => ({
          id: locale,
          text: new Intl.DisplayNames(locale, {type: 'language'}).of(locale) ?? locale,
        }))}
      />
    </SettingsSection>
  )
}

function ThemeSection() {
  const [theme, setTheme] = useTheme()
  return (
    <SettingsSection title={m.account_theme()}>
      <RadioGroup
        label={m.account_theme()}
        isLabelHidden
        value={theme}
        onChange={(id) => setTheme(id as Theme)}
        options={[
          {id: 'system', text: m.theme_system(), note: m.account_theme_system()},
          {id: 'light', text: m.theme_light()},
          {id: 'dark', text: m.theme_dark()},
        ]}
      />
    </SettingsSection>
  )
}
