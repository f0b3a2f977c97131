import {keepPreviousData, useQuery} from '@tanstack/react-query'
import {Boxes, CalendarDays, Lock, Package, Repeat2, Tag, Target, Timer} from 'lucide-react'
import {type ReactNode, useState} from 'react'
import {useSession} from '../../api/session.ts'
import {m} from '../../paraglide/messages.js'
import {Avatar} from '../../ui/avatar.tsx'
import {Button} from '../../ui/button.tsx'
import {Icon} from '../../ui/icon.tsx'
import {Menu, MenuItem} from '../../ui/menu.tsx'
import {Picker} from '../../ui/picker.tsx'
import {type Priority, PriorityIcon, priorityNames} from '../../ui/priority-icon.tsx'
import {type Severity, SeverityIcon, severityNames} from '../../ui/severity-icon.tsx'
import {dayText} from '../issue/activity/value-text.ts'
import {estimateText} from '../issue/estimate.ts'
import {type FieldName, fieldLabel} from '../issue/field-names.ts'
import {assignableQuery, type Catalogue, catalogueQuery} from '../issue/properties/catalogue.ts'
import type {Choice} from '../issue/properties/choice-property.tsx'
import {
  noneId,
  priorityChoices,
  reproducibilityChoices,
  severityChoices,
  visibilityChoices,
} from '../issue/properties/choices.tsx'
import {DateForm} from '../issue/properties/date-property.tsx'
import {EstimateForm} from '../issue/properties/estimate-property.tsx'
import {
  type Reproducibility,
  reproducibilityNames,
  type Visibility,
  visibilityNames,
} from '../issue/value-names.ts'
import {Popover} from '../../ui/popover.tsx'
import type {IssueDraft, SetDraft} from './issue-draft.ts'

export interface DraftChipsProps {
  draft: IssueDraft
  set: SetDraft
  project: string
  /** What the type's form asks for */
  fields: readonly string[]
}

/** Everything that is not a text, as small buttons: the name until something is chosen, then that. */
export function DraftChips({draft, set, project, fields}: DraftChipsProps) {
  const asks = (field: FieldName) => fields.includes(field)
  const {severity, priority, reproducibility, visibility} = draft
  return (
    <>
      {asks('severity') && (
        <MenuChip
          field="severity"
          choices={severityChoices()}
          value={severity ?? noneId}
          text={severity ? severityNames[severity]() : undefined}
          before={<SeverityIcon severity={severity ?? 'minor'} isDecorative />}
          onChange={(id) => set({severity: id === noneId ? null : (id as Severity)})}
        />
      )}
      <MenuChip
        field="priority"
        choices={priorityChoices()}
        value={priority}
        text={priority === 'none' ? undefined : priorityNames[priority]()}
        before={<PriorityIcon priority={priority} isDecorative />}
        onChange={(id) => set({priority: id as Priority})}
      />
      {asks('reproducibility') && (
        <MenuChip
          field="reproducibility"
          choices={reproducibilityChoices()}
          value={reproducibility ?? noneId}
          text={reproducibility ? reproducibilityNames[reproducibility]() : undefined}
          before={<Icon icon={Repeat2} />}
          onChange={(id) => set({reproducibility: id === noneId ? null : (id as Reproducibility)})}
        />
      )}
      <AssigneeChip draft={draft} set={set} project={project} />
      <LabelChip draft={draft} set={set} project={project} />
      {asks('components') && (
        <RefsChip
          field="components"
          catalogue="components"
          before={<Icon icon={Boxes} />}
          draft={draft}
          set={set}
          project={project}
        />
      )}
      {asks('affectsVersions') && (
        <RefsChip
          field="affectsVersions"
          catalogue="versions"
          before={<Icon icon={Package} />}
          draft={draft}
          set={set}
          project={project}
        />
      )}
      {asks('targetVersions') && (
        <RefsChip
          field="targetVersions"
          catalogue="versions"
          before={<Icon icon={Target} />}
          draft={draft}
          set={set}
          project={project}
        />
      )}
      {asks('dueOn') && <DueChip draft={draft} set={set} />}
      {asks('estimateMinutes') && <EstimateChip draft={draft} set={set} />}
      <MenuChip
        field="visibility"
        choices={visibilityChoices()}
        value={visibility ?? 'project'}
        text={visibility ? visibilityNames[visibility]() : undefined}
        before={<Icon icon={Lock} />}
        onChange={(id) => set({visibility: id as Visibility})}
      />
    </>
  )
}

interface MenuChipProps {
  field: FieldName
  choices: Choice[]
  value: string
  /** undefined: nothing chosen yet */
  text: string | undefined
  before: ReactNode
  onChange: (id: string) => void
}

function MenuChip({field, choices, value, text, before, onChange}: MenuChipProps) {
  const name = fieldLabel(field)
  return (
    <Menu
      label={name}
      selectionMode="single"
      selectedKeys={[value]}
      onAction={(id) => onChange(String(id))}
      trigger={<ChipButton name={name} text={text} before={before} />}
    >
      {choices.map((choice) => (
        <MenuItem
          key={choice.id}
          id={choice.id}
          before={choice.before}
          {...(choice.note !== undefined && {note: choice.note})}
        >
          {choice.text}
        </MenuItem>
      ))}
    </Menu>
  )
}

interface ChipButtonProps {
  name: string
  text: string | undefined
  before: ReactNode
  onNear?: () => void
}

function ChipButton({name, text, before, onNear, ...trigger}: ChipButtonProps) {
  return (
    <Button
      {...trigger}
      before={before}
      {...(onNear && {onHoverStart: onNear, onFocus: onNear, onPressStart: onNear})}
    >
      {text !== undefined && <span className="visually-hidden">{m.issue_property_name({name})} </span>}
      <span className={text === undefined ? 'muted' : undefined}>{text ?? name}</span>
    </Button>
  )
}

type ChipProps = Pick<DraftChipsProps, 'draft' | 'set' | 'project'>

function AssigneeChip({draft: {assignee}, set, project}: ChipProps) {
  const [search, setSearch] = useState('')
  const [isNear, setIsNear] = useState(false)
  const {person} = useSession()
  const {data = [], isFetching} = useQuery({
    ...assignableQuery(project, search),
    enabled: isNear,
    placeholderData: keepPreviousData,
  })
  const me = data.filter(({id}) => id === person?.id)
  const people = [...me, ...data.filter(({id}) => id !== person?.id)]
  return (
    <Picker
      label={fieldLabel('assignee')}
      selected={[assignee ? String(assignee.id) : noneId]}
      isLoading={isFetching}
      options={[
        {id: noneId, text: m.issue_nobody(), before: <Avatar name={null} isDecorative />},
        ...people.map(({id, name}) => ({
          id: String(id),
          text: name,
          before: <Avatar name={name} isDecorative />,
        })),
      ]}
      onSearch={setSearch}
      onPick={(id) => {
        const chosen = people.find((one) => String(one.id) === id)
        set({assignee: chosen ? {id: chosen.id, name: chosen.name} : null})
      }}
      trigger={
        <ChipButton
          name={fieldLabel('assignee')}
          text={assignee?.name}
          before={<Avatar name={assignee?.name ?? null} isDecorative />}
          onNear={() => setIsNear(true)}
        />
      }
    />
  )
}

function LabelChip({draft: {labels}, set, project}: ChipProps) {
  const [search, setSearch] = useState('')
  const [isNear, setIsNear] = useState(false)
  const {data = [], isFetching} = useQuery({...catalogueQuery('labels', project), enabled: isNear})
  const names = [...new Set([...labels, ...data.map(({name}) => name)])]
  const typed = search.trim()
  const matching = names.filter((name) => name.toLowerCase().includes(typed.toLowerCase()))
  const isNew = typed !== '' && !names.some((name) => name.toLowerCase() === typed.toLowerCase())
  return (
    <Picker
      label={fieldLabel('labels')}
      isMultiple
      selected={labels}
      isLoading={isFetching}
      options={[
        ...matching.map((name) => ({id: name, text: name})),
        ...(isNew ? [{id: typed, text: m.issue_label_new({name: typed})}] : []),
      ]}
      onSearch={setSearch}
      onPick={(name) =>
        set({labels: labels.includes(name) ? labels.filter((one) => one !== name) : [...labels, name]})
      }
      trigger={
        <ChipButton
          name={fieldLabel('labels')}
          text={labels.length > 0 ? labels.join(', ') : undefined}
          before={<Icon icon={Tag} />}
          onNear={() => setIsNear(true)}
        />
      }
    />
  )
}

interface RefsChipProps extends ChipProps {
  field: 'components' | 'affectsVersions' | 'targetVersions'
  catalogue: 'components' | 'versions'
  before: ReactNode
}

function RefsChip({field, catalogue, before, draft, set, project}: RefsChipProps) {
  const [isNear, setIsNear] = useState(false)
  const {data = [], isFetching} = useQuery({...catalogueQuery(catalogue, project), enabled: isNear})
  const items: Catalogue['components' | 'versions'][] = data
  const chosen = draft[field]
  const toggle = (id: string) => {
    const item = items.find((one) => String(one.id) === id)
    const rest = chosen.filter((one) => String(one.id) !== id)
    set({[field]: rest.length < chosen.length || !item ? rest : [...rest, {id: item.id, name: item.name}]})
  }
  return (
    <Picker
      label={fieldLabel(field)}
      isMultiple
      selected={chosen.map(({id}) => String(id))}
      isLoading={isFetching}
      options={items
        .filter(({archivedAt}) => archivedAt === null)
        .map(({id, name}) => ({id: String(id), text: name}))}
      onPick={toggle}
      trigger={
        <ChipButton
          name={fieldLabel(field)}
          text={chosen.length > 0 ? chosen.map(({name}) => name).join(', ') : undefined}
          before={before}
          onNear={() => setIsNear(true)}
        />
      }
    />
  )
}

function DueChip({draft: {dueOn}, set}: Pick<ChipProps, 'draft' | 'set'>) {
  const name = fieldLabel('dueOn')
  return (
    <Popover
      label={name}
      trigger={
        <ChipButton
          name={name}
          text={dueOn === null ? undefined : dayText(dueOn)}
          before={<Icon icon={CalendarDays} />}
        />
      }
    >
      {(close) => (
        <DateForm
          name={name}
          day={dueOn}
          onChange={(day) => {
            set({dueOn: day})
            close()
          }}
        />
      )}
    </Popover>
  )
}

function EstimateChip({draft: {estimateMinutes}, set}: Pick<ChipProps, 'draft' | 'set'>) {
  const name = fieldLabel('estimateMinutes')
  return (
    <Popover
      label={name}
      trigger={
        <ChipButton
          name={name}
          text={estimateMinutes === null ? undefined : estimateText(estimateMinutes)}
          before={<Icon icon={Timer} />}
        />
      }
    >
      {(close) => (
        <EstimateForm
          name={name}
          minutes={estimateMinutes}
          onChange={(minutes) => {
            set({estimateMinutes: minutes})
            close()
          }}
        />
      )}
    </Popover>
  )
}
