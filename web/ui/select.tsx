import {Check, ChevronDown} from 'lucide-react'
import type {ReactNode} from 'react'
import {Button} from 'react-aria-components/Button'
import {ListBox, ListBoxItem} from 'react-aria-components/ListBox'
import {Popover} from 'react-aria-components/Popover'
import {Select as AriaSelect, SelectValue} from 'react-aria-components/Select'
import {Text} from 'react-aria-components/Text'
import {classNames} from './class-names.ts'
import {FieldParts, type FieldProps, boxClass, fieldClass} from './field.tsx'
import {Icon} from './icon.tsx'
import menuStyles from './menu.module.css'
import styles from './select.module.css'

export interface SelectOption {
  id: string
  text: string
  /** A mark before the text: a status, an avatar */
  before?: ReactNode
  /** Why it may not be chosen */
  disabledReason?: string | undefined
}

export interface SelectProps extends FieldProps {
  options: SelectOption[]
  value: string | null
  onChange: (id: string) => void
  placeholder?: string
  name?: string
  isRequired?: boolean
}

export function Select({
  options,
  value,
  onChange,
  placeholder,
  name,
  isRequired,
  className,
  ...parts
}: SelectProps) {
  return (
    <AriaSelect<SelectOption>
      value={value}
      onChange={(id) => id !== null && onChange(String(id))}
      isInvalid={parts.error !== undefined}
      disabledKeys={options
        .filter((option) => option.disabledReason !== undefined)
        .map((option) => option.id)}
      className={classNames(fieldClass, className)}
      {...(placeholder !== undefined && {placeholder})}
      {...(name !== undefined && {name})}
      {...(isRequired && {isRequired})}
    >
      <FieldParts {...parts}>
        <Button className={classNames(boxClass, styles.button)}>
          <SelectValue<SelectOption> className={styles.value ?? ''}>
            {({selectedItem, isPlaceholder, defaultChildren}) =>
              isPlaceholder || !selectedItem ? (
                defaultChildren
              ) : (
                <>
                  {selectedItem.before}
                  <span className="cut">{selectedItem.text}</span>
                </>
              )
            }
          </SelectValue>
          <Icon icon={ChevronDown} size="s" />
        </Button>
      </FieldParts>
      <Popover className={menuStyles.popover ?? ''} offset={4}>
        <OptionList options={options} />
      </Popover>
    </AriaSelect>
  )
}

/** The list under a select, a combo box or a picker. */
export function OptionList({options, empty}: {options?: SelectOption[]; empty?: string}) {
  return (
    <ListBox<SelectOption>
      {...(options && {items: options})}
      className={menuStyles.menu ?? ''}
      {...(empty !== undefined && {renderEmptyState: () => <div className={menuStyles.empty}>{empty}</div>})}
    >
      {(option) => (
        <ListBoxItem id={option.id} textValue={option.text} className={menuStyles.item ?? ''}>
          {({isSelected}) => (
            <>
              {option.before}
              <span className={menuStyles.words}>
                <Text slot="label">{option.text}</Text>
                {option.disabledReason !== undefined && (
                  <Text slot="description" className={menuStyles.second ?? ''}>
                    {option.disabledReason}
                  </Text>
                )}
              </span>
              {isSelected && <Icon icon={Check} size="s" />}
            </>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  )
}
