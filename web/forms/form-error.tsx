import {CircleAlert} from 'lucide-react'
import {Icon} from '../ui/icon.tsx'
import styles from './form-error.module.css'

/** What is wrong with a whole form, above its button. */
export function FormError({children}: {children: string | undefined}) {
  return (
    <div role="alert" className={styles.error}>
      {children !== undefined && (
        <>
          <Icon icon={CircleAlert} size="s" />
          <span>{children}</span>
        </>
      )}
    </div>
  )
}
