import {useQueryClient, useSuspenseQuery} from '@tanstack/react-query'
import {useNavigate} from '@tanstack/react-router'
import {useId, useState} from 'react'
import {answerOf, api} from '../../api/client.ts'
import {projectsQuery} from '../../api/queries/projects.ts'
import {sessionQuery, useSession} from '../../api/session.ts'
import type {Project} from '../../api/types.ts'
import {firstFocus} from '../../forms/first-focus.ts'
import {FormError} from '../../forms/form-error.tsx'
import {useSubmit} from '../../forms/use-submit.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Button} from '../../ui/button.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {RadioGroup} from '../../ui/radio-group.tsx'
import {Select} from '../../ui/select.tsx'
import {TextArea, TextField} from '../../ui/text-field.tsx'
import styles from './new-project-dialog.module.css'
import {suggestKey} from './suggest-key.ts'

export function NewProjectDialog() {
  const {isAdmin} = useSession()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const formId = useId()
  const [name, setName] = useState('')
  const [typedKey, setTypedKey] = useState<string>()
  const [visibility, setVisibility] = useState<Project['visibility']>('internal')
  const [parentKey, setParentKey] = useState<string | null>(null)
  const {data: projects} = useSuspenseQuery(projectsQuery())
  const key =
    typedKey ??
    suggestKey(
      name,
      projects.map(({key}) => key),
    )

  const {form, isBusy, errorOf, error} = useSubmit(async ({description = ''}) => {
    const body = {key, name, description, visibility, parentKey}
    const created = await answerOf(api.POST('/api/v1/projects', {body}))
    await Promise.all([
      queryClient.invalidateQueries({queryKey: projectsQuery().queryKey}),
      queryClient.invalidateQueries({queryKey: sessionQuery().queryKey}),
    ])
    await navigate({href: paths.projectIssues(created.key), replace: true})
  })
  const nameError = errorOf('name')
  const keyError = errorOf('key')

  return (
    <Dialog
      isOpen
      onClose={() => void navigate({href: paths.projects(), replace: true})}
      title={m.projects_new()}
      footer={
        <>
          <FormError>{error}</FormError>
          <span className="grow" />
          <Button
            variant="primary"
            size="l"
            type="submit"
            form={formId}
            isBusy={isBusy}
            disabledReason={isAdmin ? undefined : m.projects_new_denied()}
          >
            {m.project_create()}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} {...form}>
        <div className={styles.names}>
          <TextField
            label={m.project_name()}
            name="name"
            value={name}
            onChange={setName}
            maxLength={120}
            isRequired
            inputRef={firstFocus}
            {...(nameError !== undefined && {error: nameError})}
          />
          <TextField
            label={m.project_key()}
            name="key"
            value={key}
            onChange={(text) =>
              setTypedKey(
                text
                  .toUpperCase()
                  .replaceAll(/[^A-Z0-9]/g, '')
                  .slice(0, 10),
              )
            }
            isRequired
            autoComplete="off"
            spellCheck="false"
            {...(keyError !== undefined && {error: keyError})}
          />
        </div>
        <p className={styles.help}>{m.project_key_help({key: key || 'WEB'})}</p>
        <TextArea label={m.project_description()} name="description" rows={2} />
        <Select
          label={m.project_parent()}
          value={parentKey ?? ''}
          onChange={(id) => setParentKey(id === '' ? null : id)}
          options={[
            {id: '', text: m.project_parent_none()},
            ...projects
              .filter(({archivedAt}) => archivedAt === null)
              .map(({key, name}) => ({id: key, text: `${name} (${key})`})),
          ]}
        />
        <RadioGroup
          label={m.project_visibility()}
          value={visibility}
          onChange={(id) => setVisibility(id as Project['visibility'])}
          options={[
            {id: 'internal', text: m.visibility_internal(), note: m.visibility_internal_note()},
            {id: 'private', text: m.visibility_private(), note: m.visibility_private_note()},
            {id: 'public', text: m.visibility_public(), note: m.visibility_public_note()},
          ]}
        />
      </form>
    </Dialog>
  )
}
