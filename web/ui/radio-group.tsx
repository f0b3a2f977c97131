import {Radio, RadioGroup as AriaRadioGroup} from 'react-aria-components/RadioGroup'
import {FieldParts, type FieldProps, fieldClass} from './field.tsx'
import styles from './radio-group.module.css'

export interface RadioGroupProps extends FieldProps {
  options: {id: string; text: string; note?: string}[]
  value: string
  onChange: (id: string) => void
}

export function RadioGroup({options, value, onChange, ...parts}: RadioGroupProps) {
  return (
    <AriaRadioGroup
      value={value}
      onChange={onChange}
      className={fieldClass}
      isInvalid={parts.error !== undefined}
    >
      <FieldParts {...parts}>
        <div>
          {options.map(({id, text, note}) => (
            <Radio key={id} value={id} className={styles.option ?? ''}>
              <span className={styles.dot} />
              <span>
                <span className={note === undefined ? undefined : 'medium'}>{text}</span>
                {note !== undefined && <span className={styles.note}>{note}</span>}
              </span>
            </Radio>
          ))}
        </div>
      </FieldParts>
    </AriaRadioGroup>
  )
}
