import {useQuery, useQueryClient} from '@tanstack/react-query'
import {useState} from 'react'
import {answerOf, api} from '../../../api/client.ts'
import {projectsQuery} from '../../../api/queries/projects.ts'
import {FormError} from '../../../forms/form-error.tsx'
import {SecretBox} from '../../../forms/secret-box.tsx'
import {settingsForm} from '../../../forms/settings-page.tsx'
import {useSubmit} from '../../../forms/use-submit.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Checkbox} from '../../../ui/checkbox.tsx'
import {Dialog} from '../../../ui/dialog.tsx'
import {Select} from '../../../ui/select.tsx'
import {TextField} from '../../../ui/text-field.tsx'
import {type Role, roleOptions} from '../roles.ts'
import {invitationsQuery} from './people-queries.ts'

const nowhere = 'no-project'

/** Makes a link for one person; it is shown once, to be handed over. */
export function InviteDialog({isOpen, onClose}: {isOpen: boolean; onClose: () => void}) {
  const client = useQueryClient()
  const {data: projects = []} = useQuery(projectsQuery())
  const [project, setProject] = useState(nowhere)
  const [role, setRole] = useState<Role>('member')
  const [isAdmin, setIsAdmin] = useState(false)
  const [url, setUrl] = useState<string | null>(null)
  const {form, isBusy, errorOf, error} = useSubmit(async ({email = ''}) => {
    const body = {
      kind: 'human' as const,
      email: email.trim() === '' ? null : email.trim(),
      isAdmin,
      project: project === nowhere ? null : project,
      role: project === nowhere ? null : role,
    }
    const invited = await answerOf(api.POST('/api/v1/invitations', {body}))
    setUrl(invited.url)
    await client.invalidateQueries({queryKey: invitationsQuery().queryKey})
  })
  const close = () => {
    setUrl(null)
    onClose()
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      size="s"
      title={m.admin_invite()}
      footer={
        url === null ? (
          <Button variant="primary" size="l" type="submit" form="invite" isBusy={isBusy}>
            {m.admin_invite_make()}
          </Button>
        ) : (
          <Button variant="primary" size="l" onPress={close}>
            {m.admin_done()}
          </Button>
        )
      }
    >
      {url === null ? (
        <form id="invite" className={settingsForm} {...form}>
          <TextField
            label={m.account_email()}
            name="email"
            type="email"
            autoComplete="off"
            help={m.admin_invite_email_help()}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill it in
            autoFocus
            error={errorOf('email')}
          />
          <Select
            label={m.admin_invite_project()}
            value={project}
            onChange={setProject}
            options={[
              {id: nowhere, text: m.admin_invite_no_project()},
              ...projects
                .filter(({can}) => can.members.allowed)
                .map(({key, name}) => ({id: key, text: `${name} (${key})`})),
            ]}
          />
          {project !== nowhere && (
            <Select
              label={m.admin_role()}
              value={role}
              onChange={(id) => setRole(id as Role)}
              options={roleOptions()}
            />
          )}
          <Checkbox checked={isAdmin} onChange={setIsAdmin}>
            {m.admin_invite_admin()}
          </Checkbox>
          <FormError>{error}</FormError>
        </form>
      ) : (
        <SecretBox label={m.admin_invite_link()} text={url} note={m.admin_invite_link_note()} />
      )}
    </Dialog>
  )
}
