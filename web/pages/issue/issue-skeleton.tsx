import {useDelayed} from '../../hooks/use-delayed.ts'
import {m} from '../../paraglide/messages.js'
import {Bar, Crumbs} from '../../shell/bar.tsx'
import {Skeleton} from '../../ui/skeleton.tsx'
import styles from './issue-page.module.css'

/** The page in grey: nothing for the first 300 ms, so that what is quick does not flash. */
export function IssueSkeleton() {
  const isLate = useDelayed(300)
  return (
    <>
      <Bar>
        <Crumbs trail={[{label: location.pathname.split('/').at(-1) ?? ''}]} />
      </Bar>
      <output className="visually-hidden">{m.list_loading()}</output>
      {isLate && (
        <div className={styles.split} aria-hidden>
          <div className={styles.doc}>
            <div className={`${styles.inside} ${styles.bones}`}>
              <Skeleton width="70%" height="1.5rem" />
              <Skeleton width="16rem" />
              <Skeleton width="100%" height="6rem" />
              <Skeleton width="90%" height="4rem" />
            </div>
          </div>
          <div className={`${styles.properties} ${styles.bones} desk-only`}>
            {['60%', '75%', '50%', '80%', '65%', '45%'].map((width) => (
              <Skeleton key={width} width={width} height="1.25rem" />
            ))}
          </div>
        </div>
      )}
    </>
  )
}
