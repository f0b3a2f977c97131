import {CircleAlert} from 'lucide-react'
import {Icon} from '../../ui/icon.tsx'
import styles from './filter-problem.module.css'

/** Under the filter, what of it cannot be read. */
export function FilterProblem({children}: {children: string | undefined}) {
  return (
    <div role="alert" className={styles.problem}>
      {children !== undefined && (
        <>
          <Icon icon={CircleAlert} size="s" />
          <span>{children}</span>
        </>
      )}
    </div>
  )
}
