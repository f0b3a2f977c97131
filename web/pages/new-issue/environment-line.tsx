import {Monitor} from 'lucide-react'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {Icon} from '../../ui/icon.tsx'
import {TextArea} from '../../ui/text-field.tsx'
import {fieldLabel} from '../issue/field-names.ts'
import styles from './new-issue.module.css'

export interface EnvironmentLineProps {
  /** What the browser says */
  found: string
  /** null: what the browser says */
  value: string | null
  onChange: (value: string | null) => void
  error: string | undefined
}

/** Filled in by itself; who met it elsewhere writes where. */
export function EnvironmentLine({found, value, onChange, error}: EnvironmentLineProps) {
  if (value !== null)
    return (
      <TextArea
        label={fieldLabel('environment')}
        value={value}
        onChange={onChange}
        rows={1}
        labelAside={
          <Button variant="ghost" onPress={() => onChange(null)}>
            {m.action_cancel()}
          </Button>
        }
        error={error}
      />
    )
  return (
    <p className={styles.environment}>
      <Icon icon={Monitor} size="s" />
      {found}
      <Button variant="ghost" className={styles.elsewhere} onPress={() => onChange('')}>
        {m.newissue_elsewhere()}
      </Button>
    </p>
  )
}
