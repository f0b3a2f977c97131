import {useState} from 'react'
import {answerOf, api} from '../../api/client.ts'
import {useSession} from '../../api/session.ts'
import {FormError} from '../../forms/form-error.tsx'
import {settingsForm} from '../../forms/settings-page.tsx'
import {useSubmit} from '../../forms/use-submit.ts'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {RadioGroup} from '../../ui/radio-group.tsx'
import {Select} from '../../ui/select.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {type Scope, scopeNames, scopeNotes} from './key-scopes.ts'

export interface NewKeyDialogProps {
  isOpen: boolean
  onClose: () => void
  /** Gets the key, which is shown this once */
  onMade: (token: string) => void
}

export function NewKeyDialog({isOpen, onClose, onMade}: NewKeyDialogProps) {
  const {isAdmin} = useSession()
  const [scope, setScope] = useState<Scope>('write')
  const [days, setDays] = useState('90')
  const {form, isBusy, errorOf, error} = useSubmit(async ({name = ''}) => {
    const {token} = await answerOf(
      api.POST('/api/v1/api-keys', {body: {name, scope, expiresAt: inDays(Number(days))}}),
    )
    onMade(token)
  })
  const scopes: Scope[] = isAdmin ? ['read', 'write', 'admin'] : ['read', 'write']
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="s"
      title={m.account_key_new()}
      footer={
        <Button variant="primary" size="l" type="submit" form="new-key" isBusy={isBusy}>
          {m.account_key_make()}
        </Button>
      }
    >
      <form id="new-key" className={settingsForm} {...form}>
        <TextField
          label={m.account_key_name()}
          name="name"
          placeholder={m.account_key_name_example()}
          maxLength={100}
          autoComplete="off"
          isRequired
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill it in
          autoFocus
          error={errorOf('name')}
        />
        <RadioGroup
          label={m.account_key_scope()}
          value={scope}
          onChange={(id) => setScope(id as Scope)}
          options={scopes.map((id) => ({id, text: scopeNames[id](), note: scopeNotes[id]()}))}
        />
        <Select
          label={m.account_key_expiry()}
          value={days}
          onChange={setDays}
          options={['30', '90', '365', '0'].map((id) => ({
            id,
            text: id === '0' ? m.account_key_never() : m.account_key_days({count: Number(id)}),
          }))}
        />
        <FormError>{error}</FormError>
      </form>
    </Dialog>
  )
}

function inDays(days: number): string | null {
  return days === 0 ? null : new Date(Date.now() + days * 86_400_000).toISOString()
}
