import {useQuery} from '@tanstack/react-query'
import {useNavigate} from '@tanstack/react-router'
import {ChevronRight} from 'lucide-react'
import {useState} from 'react'
import {Button as PlainButton} from 'react-aria-components/Button'
import {typesQuery} from '../../api/queries/types.ts'
import type {Project} from '../../api/types.ts'
import {FormError} from '../../forms/form-error.tsx'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {ProjectMark} from '../../ui/avatar.tsx'
import {Button} from '../../ui/button.tsx'
import {Checkbox} from '../../ui/checkbox.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {ErrorState} from '../../ui/empty-state.tsx'
import {Icon} from '../../ui/icon.tsx'
import {Picker} from '../../ui/picker.tsx'
import {showFailure, showToast} from '../../ui/toast.tsx'
import {type FieldName, fieldLabel, isFieldName} from '../issue/field-names.ts'
import {useUploads} from '../issue/files/use-uploads.ts'
import {emptyDraft, toCreate, useIssueDraft} from './issue-draft.ts'
import {NewIssueForm} from './new-issue-form.tsx'
import styles from './new-issue.module.css'
import {useCreateIssue} from './use-create-issue.ts'
import {useEnvironment} from './use-environment.ts'

export interface NewIssueDialogProps {
  project: Project
  /** Those in which one may create */
  projects: readonly Project[]
  type: string | undefined
  parent: string | undefined
  onProject: (key: string) => void
  onClose: () => void
}

export function NewIssueDialog({
  project,
  projects,
  type: wantedType,
  parent,
  onProject,
  onClose,
}: NewIssueDialogProps) {
  const navigate = useNavigate()
  const {data: types, error, refetch} = useQuery(typesQuery(project.key))
  const [chosenType, setChosenType] = useState(wantedType)
  const [isAnother, setIsAnother] = useState(false)
  const [missing, setMissing] = useState<FieldName | null>(null)
  const {draft, set, drop, isKept} = useIssueDraft()
  const uploads = useUploads(undefined)
  const {create, isBusy, problem, forget} = useCreateIssue(uploads)
  const found = useEnvironment()
  const type = types?.find(({key}) => key === chosenType) ?? types?.[0]
  const fault = faultOf(missing, problem?.pointer, problem?.detail)

  const submit = async () => {
    if (!type || isBusy) return
    const needed = firstMissing(draft, type.form.required)
    setMissing(needed)
    if (needed !== null) return
    const environment = draft.environment ?? found
    const body = toCreate(draft, {
      project: project.key,
      type,
      ...(parent !== undefined && {parent}),
      environment,
    })
    const created = await create(body)
    if (!created) return
    if (created.missing > 0) showFailure(m.newissue_files_failed({key: created.key, count: created.missing}))
    if (isAnother) {
      const {priority, labels, components} = draft
      set({...emptyDraft, priority, labels, components})
      showToast({
        text: m.newissue_created({key: created.key}),
        action: {
          label: m.newissue_open(),
          onPress: () => void navigate({href: paths.issue(created.key)}),
        },
      })
      return
    }
    drop()
    await navigate({href: paths.issue(created.key), replace: true})
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Way project={project} projects={projects} onProject={onProject} />}
      headAside={isKept && <span className="desk-only">{m.issue_draft_kept()}</span>}
      footer={
        <>
          <Checkbox checked={isAnother} onChange={setIsAnother} className="muted">
            {m.newissue_another()}
          </Checkbox>
          <span className="grow" />
          {type && (
            <Button variant="primary" size="l" keys="Mod+Enter" isBusy={isBusy} onPress={() => void submit()}>
              {m.newissue_create({type: type.name.toLocaleLowerCase()})}
            </Button>
          )}
        </>
      }
    >
      {error && <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>}
      {types && type && (
        <NewIssueForm
          project={project.key}
          types={types}
          type={type}
          onType={setChosenType}
          draft={draft}
          set={(change) => {
            set(change)
            setMissing(null)
            forget()
          }}
          parent={parent}
          found={found}
          uploads={uploads}
          errorOf={(field) => (fault?.field === field ? fault.text : undefined)}
          onSubmit={() => void submit()}
        />
      )}
      <div className={styles.fault}>
        <FormError>{fault?.field === null ? fault.text : undefined}</FormError>
      </div>
    </Dialog>
  )
}

/** The project as the first step of the way: press it for another one. */
function Way({
  project,
  projects,
  onProject,
}: Pick<NewIssueDialogProps, 'project' | 'projects' | 'onProject'>) {
  return (
    <>
      <Picker
        label={m.newissue_project()}
        selected={[project.key]}
        onPick={onProject}
        options={projects.map(({key, name}) => ({
          id: key,
          text: `${name} (${key})`,
          before: <ProjectMark name={name} />,
        }))}
        trigger={
          <PlainButton className={styles.project ?? ''}>
            <ProjectMark name={project.name} />
            <span className="visually-hidden">{m.newissue_project()}: </span>
            {project.name}
          </PlainButton>
        }
      />
      <Icon icon={ChevronRight} size="s" className="subtle" />
      {m.newissue_title()}
    </>
  )
}

const shownFields = new Set(['title', 'body', 'steps', 'expected', 'actual', 'environment'])

interface Fault {
  /** null: of none that is a text field */
  field: FieldName | null
  text: string
}

function faultOf(missing: FieldName | null, pointer = '', detail?: string): Fault | null {
  if (missing !== null) {
    const text =
      missing === 'title' ? m.newissue_title_needed() : m.newissue_field_needed({field: fieldLabel(missing)})
    return {field: shownFields.has(missing) ? missing : null, text}
  }
  if (detail === undefined) return null
  const name = pointer.split('/')[1] ?? ''
  return {field: isFieldName(name) && shownFields.has(name) ? name : null, text: detail}
}

function firstMissing(draft: typeof emptyDraft, required: readonly string[]): FieldName | null {
  if (draft.title.trim() === '') return 'title'
  const lacks = (field: string) => {
    const value = draft[field as keyof typeof draft]
    if (field === 'environment') return false
    return (
      value === null ||
      value === 'none' ||
      (typeof value === 'string' && value.trim() === '') ||
      (Array.isArray(value) && value.length === 0)
    )
  }
  return required.filter(isFieldName).find(lacks) ?? null
}
