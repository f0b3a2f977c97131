import {
  ArrowRight,
  CircleDot,
  GitMerge,
  History,
  type LucideIcon,
  MessageSquareX,
  Paperclip,
  Pencil,
  Trash2,
  UserRound,
} from 'lucide-react'
import {type ReactNode, useState} from 'react'
import {Button} from 'react-aria-components/Button'
import {m} from '../../../paraglide/messages.js'
import {paths} from '../../../paths.ts'
import {ChangeView} from '../../../ui/comment-view.tsx'
import {Icon} from '../../../ui/icon.tsx'
import {Link} from '../../../ui/link.tsx'
import {type StatusCategory, StatusIcon} from '../../../ui/status-icon.tsx'
import {type FieldName, fieldNames, isFieldName} from '../field-names.ts'
import type {HistoryEntry} from '../issue-queries.ts'
import {relationNames} from '../relation-names.ts'
import {rich} from '../rich.tsx'
import styles from './activity.module.css'
import {valueText} from './value-text.ts'

/** One thing that happened, in a sentence. */
export function ChangeLine({entry}: {entry: HistoryEntry}) {
  return (
    <ChangeView icon={markOf(entry)} at={entry.at}>
      {sentenceOf(entry)}
    </ChangeView>
  )
}

function markOf({kind, changes}: HistoryEntry): ReactNode {
  const status = changes?.['status']?.to
  if (kind === 'issue.changed' && hasCategory(status))
    return <StatusIcon category={status.category} size="s" isDecorative />
  if (changes?.['assignee']) return <Icon icon={UserRound} size="s" />
  if (changes && Object.keys(changes).every((field) => textFields.has(field)))
    return <Icon icon={Pencil} size="s" />
  return <Icon icon={icons[kind.split('.')[0] ?? ''] ?? kindIcons[kind] ?? History} size="s" />
}

const icons: Record<string, LucideIcon> = {relation: GitMerge, attachment: Paperclip}
const kindIcons: Record<string, LucideIcon> = {
  'issue.created': CircleDot,
  'issue.moved': ArrowRight,
  'issue.deleted': Trash2,
  'comment.removed': MessageSquareX,
}
const textFields = new Set(['title', 'body', 'steps', 'expected', 'actual', 'environment'])

function hasCategory(status: unknown): status is {name: string; category: StatusCategory} {
  return typeof status === 'object' && status !== null && 'category' in status
}

function sentenceOf(entry: HistoryEntry): ReactNode {
  const actor = <b>{entry.actor?.name ?? m.product_name()}</b>
  switch (entry.kind) {
    case 'issue.created':
      return rich(m.change_created, {actor})
    case 'issue.deleted':
      return rich(m.change_deleted, {actor})
    case 'issue.restored':
      return rich(m.change_restored, {actor})
    case 'issue.moved':
      return entry.move?.from
        ? rich(m.change_moved, {actor, from: entry.move.from})
        : rich(m.change_moved_hidden, {actor})
    case 'comment.removed':
      return rich(m.change_comment_removed, {actor})
    case 'attachment.added':
      return rich(m.change_attached, {actor, name: <b>{entry.attachment?.name}</b>})
    case 'attachment.removed':
      return rich(m.change_detached, {actor, name: <b>{entry.attachment?.name}</b>})
    case 'relation.added':
    case 'relation.removed':
      return relationSentence(entry, actor)
    default:
      return changeSentence(entry, actor)
  }
}

function relationSentence({kind, relation, otherIssue}: HistoryEntry, actor: ReactNode): ReactNode {
  const message = kind === 'relation.added' ? m.change_relation_added : m.change_relation_removed
  return rich(message, {
    actor,
    relation: relation === undefined ? '' : relationNames[relation](),
    issue: otherIssue && (
      <Link href={paths.issue(otherIssue.key)}>
        {otherIssue.key} {otherIssue.title}
      </Link>
    ),
  })
}

type Changes = NonNullable<HistoryEntry['changes']>

/** Status and resolution go together, and are the first thing to say. */
function changeSentence({changes, actor: person}: HistoryEntry, actor: ReactNode): ReactNode {
  if (!changes) return actor
  const fields = Object.keys(changes).filter(isFieldName)
  const [first] = fields.includes('status') ? (['status'] as const) : fields
  if (first === undefined) return actor
  const others = fields.filter((field) => field !== first && !(first === 'status' && field === 'resolution'))
  const said = fieldSentence(first, changes, actor, person?.name)
  return (
    <>
      {said}
      <OtherFields fields={others} changes={changes} />
    </>
  )
}

const mostFields = 3

function OtherFields({fields, changes}: {fields: FieldName[]; changes: Changes}) {
  const [isOpen, setIsOpen] = useState(false)
  const shown = isOpen || fields.length <= mostFields ? fields : fields.slice(0, mostFields - 1)
  return (
    <>
      {shown.map((field) => (
        <span key={field}>
          {' · '}
          {fieldNames[field]()} <b>{shortValue(field, changes)}</b>
        </span>
      ))}
      {shown.length < fields.length && (
        <>
          {' '}
          <Button className={styles.rest ?? ''} aria-expanded={false} onPress={() => setIsOpen(true)}>
            {m.change_and_more({count: fields.length - shown.length})}
          </Button>
        </>
      )}
    </>
  )
}

function shortValue(field: FieldName, changes: Changes): string {
  return textFields.has(field) ? '…' : valueText(field, changes[field]?.to)
}

function fieldSentence(field: FieldName, changes: Changes, actor: ReactNode, by?: string): ReactNode {
  const {from, to} = changes[field] ?? {}
  const [fromText, toText] = [valueText(field, from), valueText(field, to)]
  const [fromMark, toMark] = [<b key="from">{fromText}</b>, <b key="to">{toText}</b>]
  if (field === 'status') {
    const resolution = changes['resolution']?.to
    return resolution === null || resolution === undefined
      ? rich(m.change_status, {actor, to: toMark})
      : rich(m.change_status_resolution, {
          actor,
          to: toMark,
          resolution: <b>{valueText('resolution', resolution)}</b>,
        })
  }
  if (field === 'assignee') {
    if (to === null) return rich(m.change_unassigned, {actor, from: fromMark})
    return toText === by ? rich(m.change_took, {actor}) : rich(m.change_assigned, {actor, to: toMark})
  }
  if (field === 'title') return rich(m.change_renamed, {actor, from: fromText})
  if (field === 'visibility') return rich(m.change_private, {actor, to: toMark})
  if (textFields.has(field)) return rich(m.change_text, {actor, field: fieldNames[field]()})
  if (isNothing(from)) return rich(m.change_set, {actor, field: fieldNames[field](), to: toMark})
  if (isNothing(to)) return rich(m.change_cleared, {actor, field: fieldNames[field](), from: fromMark})
  return rich(m.change_from_to, {actor, field: fieldNames[field](), from: fromText, to: toMark})
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}
