import {
  BookOpenText,
  Bug,
  CircleQuestionMark,
  LifeBuoy,
  Lightbulb,
  type LucideIcon,
  SquareCheck,
  TrendingUp,
} from 'lucide-react'
import {m} from '../paraglide/messages.js'
import {classNames} from './class-names.ts'
import {Icon} from './icon.tsx'
import styles from './marks.module.css'
import type {MarkProps} from './status-icon.tsx'

export type IssueKind = 'bug' | 'feature' | 'task' | 'question' | 'ticket' | 'improvement' | 'documentation'

export interface TypeIconProps extends MarkProps {
  kind: IssueKind
  /** The type's own name; without it the kind's */
  name?: string
}

export function TypeIcon({kind, name = kindNames[kind](), isDecorative = false, size = 'm'}: TypeIconProps) {
  return (
    <Icon
      icon={icons[kind]}
      size={size}
      className={classNames(styles[kind])}
      {...(!isDecorative && {label: name})}
    />
  )
}

export const kindNames: Record<IssueKind, () => string> = {
  bug: m.type_bug,
  feature: m.type_feature,
  task: m.type_task,
  question: m.type_question,
  ticket: m.type_ticket,
  improvement: m.type_improvement,
  documentation: m.type_documentation,
}

const icons: Record<IssueKind, LucideIcon> = {
  bug: Bug,
  feature: Lightbulb,
  task: SquareCheck,
  question: CircleQuestionMark,
  ticket: LifeBuoy,
  improvement: TrendingUp,
  documentation: BookOpenText,
}
