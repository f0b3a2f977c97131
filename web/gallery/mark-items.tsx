import {Avatar, ProjectMark} from '../ui/avatar.tsx'
import {Kbd} from '../ui/kbd.tsx'
import {Label, Pill} from '../ui/label.tsx'
import {type Priority, PriorityIcon, priorityNames} from '../ui/priority-icon.tsx'
import {type Severity, SeverityMark} from '../ui/severity-icon.tsx'
import {type StatusCategory, StatusIcon, statusNames} from '../ui/status-icon.tsx'
import {type IssueKind, TypeIcon, kindNames} from '../ui/type-icon.tsx'
import {Item, Show} from './item.tsx'

const kinds: IssueKind[] = ['bug', 'feature', 'improvement', 'task', 'question', 'ticket', 'documentation']
const statuses: StatusCategory[] = ['triage', 'open', 'active', 'waiting', 'resolved', 'closed']
const severities: Severity[] = ['block', 'crash', 'major', 'minor', 'tweak', 'text', 'trivial', 'feature']
const priorities: Priority[] = ['immediate', 'urgent', 'high', 'normal', 'low', 'none']

export function MarkItems() {
  return (
    <>
      <Item title="Label, pill, key">
        <Show>
          <Label>checkout</Label>
          <Label>a11y</Label>
          <Pill tone="active" before={<StatusIcon category="active" isDecorative />}>
            In progress
          </Pill>
          <Pill tone="success" before={<StatusIcon category="resolved" isDecorative />}>
            Fixed in 2026.11.3
          </Pill>
          <Pill tone="bug" before={<TypeIcon kind="bug" isDecorative />}>
            Bug
          </Pill>
          <Pill>Archived</Pill>
          <Kbd keys="Mod+K" />
          <Kbd keys="J" />
        </Show>
      </Item>
      <Item title="Type">
        <Show>
          {kinds.map((kind) => (
            <span key={kind} className="line">
              <TypeIcon kind={kind} isDecorative />
              {kindNames[kind]()}
            </span>
          ))}
        </Show>
      </Item>
      <Item title="Status">
        <Show>
          {statuses.map((category) => (
            <span key={category} className="line">
              <StatusIcon category={category} isDecorative />
              {statusNames[category]()}
            </span>
          ))}
        </Show>
      </Item>
      <Item title="Severity">
        <Show>
          {severities.map((severity) => (
            <SeverityMark key={severity} severity={severity} />
          ))}
        </Show>
      </Item>
      <Item title="Priority">
        <Show>
          {priorities.map((priority) => (
            <span key={priority} className="line">
              <PriorityIcon priority={priority} isDecorative />
              {priorityNames[priority]()}
            </span>
          ))}
        </Show>
      </Item>
      <Item title="Avatar">
        <Show>
          <Avatar name="Ines Okafor" />
          <Avatar name="Tomasz Wieczorek" />
          <Avatar name="maria.lindqvist@birkeland.example" />
          <Avatar name={null} />
          <Avatar name="Ines Okafor" size="m" />
          <Avatar name="Maria Lindqvist" size="l" />
          <Avatar name="Birkeland Café" kind="company" />
          <ProjectMark name="Web shop" />
        </Show>
      </Item>
    </>
  )
}
