import type {LucideIcon} from 'lucide-react'

export interface IconProps {
  icon: LucideIcon
  /** s 14 px, m 16 px, l 20 px: the drawn line is always 1.33 px */
  size?: 's' | 'm' | 'l'
  /** Only for an icon that says something no text beside it says */
  label?: string
  className?: string
}

export function Icon({icon: Drawing, size = 'm', label, className}: IconProps) {
  return (
    <Drawing
      {...sizes[size]}
      {...(label === undefined ? {'aria-hidden': true} : {role: 'img', 'aria-label': label})}
      {...(className === undefined ? {} : {className})}
      focusable={false}
      data-icon=""
    />
  )
}

const sizes = {
  s: {size: 14, strokeWidth: 2.25},
  m: {size: 16, strokeWidth: 2},
  l: {size: 20, strokeWidth: 1.6},
}
