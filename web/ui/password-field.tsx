import {Eye, EyeOff} from 'lucide-react'
import {useState} from 'react'
import {m} from '../paraglide/messages.js'
import {IconButton} from './icon-button.tsx'
import {TextField, type TextFieldProps} from './text-field.tsx'

export function PasswordField(props: Omit<TextFieldProps, 'type' | 'after'>) {
  const [isShown, setIsShown] = useState(false)
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      after={
        <IconButton
          size="s"
          icon={isShown ? EyeOff : Eye}
          label={isShown ? m.action_hide_password() : m.action_show_password()}
          onPress={() => setIsShown(!isShown)}
        />
      }
    />
  )
}
