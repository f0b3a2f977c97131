import {Bar, BarSpace, Crumbs} from '../shell/bar.tsx'
import {Button} from '../ui/button.tsx'
import {Frame} from './frame.tsx'
import styles from './gallery.module.css'
import {WritingItems} from './writing-items.tsx'

export function IssueGallery() {
  return (
    <Frame>
      <Bar>
        <Crumbs
          trail={[{label: 'Web shop', href: '#web'}, {label: 'Bugs', href: '#bugs'}, {label: 'WEB-412'}]}
        />
        <BarSpace />
        <Button>Resolve</Button>
      </Bar>
      <div className="scroll grow">
        <div className={styles.doc}>
          <WritingItems />
        </div>
      </div>
    </Frame>
  )
}
