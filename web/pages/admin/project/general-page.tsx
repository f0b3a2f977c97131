import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query'
import {useNavigate} from '@tanstack/react-router'
import {Archive, ArchiveRestore} from 'lucide-react'
import {useState} from 'react'
import {answerOf, api, ifMatch} from '../../../api/client.ts'
import {projectQuery, projectsQuery} from '../../../api/queries/projects.ts'
import {typesQuery} from '../../../api/queries/types.ts'
import {typeMark} from '../../../api/type-mark.ts'
import type {ProjectDetail} from '../../../api/types.ts'
import {FormError} from '../../../forms/form-error.tsx'
import {SettingsSection, settingsForm} from '../../../forms/settings-page.tsx'
import {useSubmit} from '../../../forms/use-submit.ts'
import {m} from '../../../paraglide/messages.js'
import {paths} from '../../../paths.ts'
import {Button} from '../../../ui/button.tsx'
import {Checkbox} from '../../../ui/checkbox.tsx'
import {RadioGroup} from '../../../ui/radio-group.tsx'
import {Select} from '../../../ui/select.tsx'
import {TextArea, TextField} from '../../../ui/text-field.tsx'
import {showFailure, showToast} from '../../../ui/toast.tsx'
import {TypeIcon} from '../../../ui/type-icon.tsx'
import styles from './project.module.css'
import {ProjectSettings} from './project-settings.tsx'

export function GeneralPage() {
  return (
    <ProjectSettings right="change">
      {(project) => (
        <>
          <GeneralForm key={project.version} project={project} />
          <KeySection project={project} />
          <ArchiveSection project={project} />
        </>
      )}
    </ProjectSettings>
  )
}

function useTakeProject() {
  const client = useQueryClient()
  return async (project: ProjectDetail) => {
    client.setQueryData(projectQuery(project.key).queryKey, project)
    await client.invalidateQueries({queryKey: projectsQuery().queryKey})
  }
}

function GeneralForm({project}: {project: ProjectDetail}) {
  const take = useTakeProject()
  const {data: projects = []} = useQuery(projectsQuery())
  const {data: types = []} = useQuery(typesQuery())
  const [visibility, setVisibility] = useState(project.visibility)
  const [parentKey, setParentKey] = useState(project.parentKey ?? noParent)
  const [enabled, setEnabled] = useState(() => project.types.map(({key}) => key))
  const {form, isBusy, errorOf, error} = useSubmit(async ({name = '', description = ''}) => {
    const body = {
      name,
      description,
      visibility,
      parentKey: parentKey === noParent ? null : parentKey,
      types: enabled,
    }
    const params = {path: {key: project.key}}
    await take(
      await answerOf(api.PATCH('/api/v1/projects/{key}', {params, body, headers: ifMatch(project.version)})),
    )
    showToast({text: m.settings_saved()})
  })
  return (
    <SettingsSection title={m.project_general()}>
      <form className={settingsForm} {...form}>
        <TextField
          label={m.account_name()}
          name="name"
          defaultValue={project.name}
          maxLength={120}
          isRequired
          error={errorOf('name')}
        />
        <TextArea
          label={m.field_description_label()}
          name="description"
          defaultValue={project.description}
          rows={3}
          error={errorOf('description')}
        />
        <Select
          label={m.project_parent()}
          value={parentKey}
          onChange={setParentKey}
          options={[
            {id: noParent, text: m.project_parent_none()},
            ...projects
              .filter(({key}) => key !== project.key)
              .map(({key, name}) => ({id: key, text: `${name} (${key})`})),
          ]}
        />
        <RadioGroup
          label={m.project_visibility()}
          value={visibility}
          onChange={(id) => setVisibility(id as ProjectDetail['visibility'])}
          options={[
            {id: 'internal', text: m.visibility_internal(), note: m.visibility_internal_note()},
            {id: 'private', text: m.visibility_private(), note: m.visibility_private_note()},
            {id: 'public', text: m.visibility_public(), note: m.visibility_public_note()},
          ]}
        />
        <fieldset className={styles.types}>
          <legend>{m.project_types()}</legend>
          {types.map(({key, name, kind}) => (
            <Checkbox
              key={key}
              checked={enabled.includes(key)}
              onChange={(isOn) => setEnabled(isOn ? [...enabled, key] : enabled.filter((one) => one !== key))}
            >
              <TypeIcon kind={typeMark(key, kind)} isDecorative />
              {name}
            </Checkbox>
          ))}
        </fieldset>
        <FormError>{error}</FormError>
        <Button variant="primary" size="l" type="submit" isBusy={isBusy}>
          {m.issue_save()}
        </Button>
      </form>
    </SettingsSection>
  )
}

const noParent = 'no-parent'

/** The old key keeps leading here. */
function KeySection({project}: {project: ProjectDetail}) {
  const take = useTakeProject()
  const navigate = useNavigate()
  const {allowed, reason} = project.can.renameKey
  const {form, isBusy, errorOf, error} = useSubmit(async ({key = ''}) => {
    const params = {path: {key: project.key}}
    const renamed = await answerOf(api.PUT('/api/v1/projects/{key}/key', {params, body: {key}}))
    await take(renamed)
    await navigate({href: paths.projectSettings(renamed.key), replace: true})
    showToast({text: m.settings_saved()})
  })
  return (
    <SettingsSection title={m.project_key()} lead={m.project_key_lead()}>
      <form className={settingsForm} {...form}>
        <TextField
          key={project.key}
          label={m.project_key()}
          isLabelHidden
          name="key"
          defaultValue={project.key}
          maxLength={10}
          isReadOnly={!allowed}
          autoComplete="off"
          error={errorOf('key')}
        />
        <FormError>{error}</FormError>
        <Button size="l" type="submit" isBusy={isBusy} disabledReason={allowed ? undefined : (reason ?? '')}>
          {m.project_key_rename()}
        </Button>
      </form>
    </SettingsSection>
  )
}

function ArchiveSection({project}: {project: ProjectDetail}) {
  const take = useTakeProject()
  const {allowed, reason} = project.can.archive
  const isArchived = project.archivedAt !== null
  const act = useMutation({
    mutationFn: () => {
      const params = {path: {key: project.key}}
      return answerOf(
        isArchived
          ? api.DELETE('/api/v1/projects/{key}/archive', {params})
          : api.PUT('/api/v1/projects/{key}/archive', {params}),
      )
    },
    onSuccess: take,
    onError: (error) => showFailure(error.message),
  })
  return (
    <SettingsSection title={m.project_archive()} lead={m.project_archive_lead()}>
      <Button
        icon={isArchived ? ArchiveRestore : Archive}
        size="l"
        isBusy={act.isPending}
        disabledReason={allowed ? undefined : (reason ?? '')}
        onPress={() => act.mutate()}
      >
        {isArchived ? m.project_unarchive() : m.project_archive_action()}
      </Button>
    </SettingsSection>
  )
}
