import {Link as AriaLink, type LinkProps as AriaLinkProps} from 'react-aria-components/Link'
import {classNames} from './class-names.ts'
import styles from './link.module.css'

export interface LinkProps extends Omit<AriaLinkProps, 'className' | 'style'> {
  className?: string
}

/** A link in text. Inside the app it goes through the router given to `UiGround`. */
export function Link({className, ...props}: LinkProps) {
  return <AriaLink {...props} className={classNames(styles.link, className)} />
}
