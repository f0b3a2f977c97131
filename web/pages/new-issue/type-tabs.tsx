import {ToggleButton} from 'react-aria-components/ToggleButton'
import {ToggleButtonGroup} from 'react-aria-components/ToggleButtonGroup'
import {typeMark} from '../../api/type-mark.ts'
import type {IssueType} from '../../api/types.ts'
import {m} from '../../paraglide/messages.js'
import {TypeIcon} from '../../ui/type-icon.tsx'
import styles from './new-issue.module.css'

export interface TypeTabsProps {
  types: readonly IssueType[]
  value: string
  onChange: (key: string) => void
}

/** The first question: what it is. The form follows. */
export function TypeTabs({types, value, onChange}: TypeTabsProps) {
  return (
    <ToggleButtonGroup
      aria-label={m.newissue_type()}
      className={styles.types ?? ''}
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = types.find(({key}) => keys.has(key))
        if (chosen) onChange(chosen.key)
      }}
    >
      {types.map(({key, name, kind}) => (
        <ToggleButton key={key} id={key} className={styles.type ?? ''} data-mark={typeMark(key, kind)}>
          <TypeIcon kind={typeMark(key, kind)} isDecorative />
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
