import {ChevronDown} from 'lucide-react'
import {Button} from 'react-aria-components/Button'
import {ComboBox as AriaComboBox} from 'react-aria-components/ComboBox'
import {Group} from 'react-aria-components/Group'
import {Input} from 'react-aria-components/Input'
import {Popover} from 'react-aria-components/Popover'
import {m} from '../paraglide/messages.js'
import {classNames} from './class-names.ts'
import {FieldParts, type FieldProps, boxClass, fieldClass} from './field.tsx'
import {Icon} from './icon.tsx'
import menuStyles from './menu.module.css'
import {OptionList, type SelectOption} from './select.tsx'

export interface ComboBoxProps extends FieldProps {
  /** What the list offers now. With `onSearch` the caller finds them; without, they are filtered here */
  options: SelectOption[]
  value: string | null
  onChange: (id: string | null) => void
  /** Called with what is typed; give back new `options` when they are found */
  onSearch?: (text: string) => void
  isLoading?: boolean
  placeholder?: string
}

export function ComboBox(props: ComboBoxProps) {
  const {options, value, onChange, onSearch, isLoading = false, placeholder, className, ...parts} = props
  const items = onSearch ? {items: options, onInputChange: onSearch} : {defaultItems: options}
  return (
    <AriaComboBox<SelectOption>
      {...items}
      value={value}
      onChange={(id) => onChange(id === null ? null : String(id))}
      isInvalid={parts.error !== undefined}
      allowsEmptyCollection
      menuTrigger="focus"
      className={classNames(fieldClass, className)}
    >
      <FieldParts {...parts}>
        <Group className={boxClass}>
          <Input {...(placeholder !== undefined && {placeholder})} />
          <Button aria-label={m.action_show_suggestions()}>
            <Icon icon={ChevronDown} size="s" className="subtle" />
          </Button>
        </Group>
      </FieldParts>
      <Popover className={menuStyles.popover ?? ''} offset={4}>
        <OptionList empty={isLoading ? m.list_loading() : m.search_empty()} />
      </Popover>
    </AriaComboBox>
  )
}
