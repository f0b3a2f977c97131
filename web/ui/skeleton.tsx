import {useDelayed} from '../hooks/use-delayed.ts'
import {m} from '../paraglide/messages.js'
import styles from './skeleton.module.css'

/** A bar in the place of text: widths in rem or %. */
export function Skeleton({width, height}: {width: string; height?: string}) {
  return (
    <span
      className={styles.bar}
      style={{inlineSize: width, ...(height !== undefined && {blockSize: height})}}
    />
  )
}

/** Rows of an issue list at their real widths. Nothing for the first 300 ms, so that what is quick does not flash. */
export function SkeletonRows({count = 12}: {count?: number}) {
  const isLate = useDelayed(300)
  return (
    <div>
      <output className="visually-hidden">{m.list_loading()}</output>
      {isLate &&
        Array.from({length: count}, (_, index) => (
          <div key={index} className={styles.row} aria-hidden>
            <Skeleton width="1rem" />
            <Skeleton width="3.25rem" />
            <Skeleton width={titleWidths[index % titleWidths.length] ?? '40%'} />
            <span className="grow" />
            <Skeleton width="3.5rem" />
            <span className={styles.face} />
            <Skeleton width="1.25rem" />
          </div>
        ))}
    </div>
  )
}

const titleWidths = ['38%', '46%', '31%', '52%', '43%', '35%', '48%']
