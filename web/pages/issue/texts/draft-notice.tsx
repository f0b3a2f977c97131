import {PencilLine} from 'lucide-react'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Icon} from '../../../ui/icon.tsx'
import styles from './texts.module.css'

/** What was written and not saved, as found again. */
export function DraftNotice({onOpen, onDrop}: {onOpen: () => void; onDrop: () => void}) {
  return (
    <p className={styles.notice}>
      <Icon icon={PencilLine} size="s" />
      <span className="grow">{m.issue_draft_there()}</span>
      <Button variant="ghost" onPress={onDrop}>
        {m.issue_draft_drop()}
      </Button>
      <Button onPress={onOpen}>{m.issue_draft_open()}</Button>
    </p>
  )
}
