import {ChevronRight} from 'lucide-react'
import {useState} from 'react'
import {Button} from 'react-aria-components/Button'
import {m} from '../../../paraglide/messages.js'
import {Icon} from '../../../ui/icon.tsx'
import type {HistoryEntry} from '../issue-queries.ts'
import styles from './activity.module.css'
import {ChangeLine} from './change-line.tsx'

/** Changes between two comments: the last ones shown, a long run folded before them. */
export function ChangeRun({entries}: {entries: HistoryEntry[]}) {
  const [isOpen, setIsOpen] = useState(false)
  const hidden = isOpen || entries.length <= mostShown ? 0 : entries.length - keptShown
  return (
    <div className={styles.run}>
      {hidden > 0 && (
        <Button className={styles.fold ?? ''} aria-expanded={false} onPress={() => setIsOpen(true)}>
          <Icon icon={ChevronRight} size="s" />
          {m.activity_fold({count: hidden})}
        </Button>
      )}
      {entries.slice(hidden).map((entry) => (
        <ChangeLine key={entry.id} entry={entry} />
      ))}
    </div>
  )
}

const mostShown = 4
const keptShown = 2
