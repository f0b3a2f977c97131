import {ArrowDownUp} from 'lucide-react'
import {lazy} from 'react'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {LateMenu} from '../../ui/late-menu.tsx'
import type {Sort} from './list-query.ts'
import {sortNames} from './sort-names.ts'

const load = () => import('./sort-menu.tsx')
const SortMenu = lazy(async () => ({default: (await load()).SortMenu}))

/** Says in what order the list is; its menu changes that. */
export function SortButton({value, onChange}: {value: Sort; onChange: (sort: Sort) => void}) {
  return (
    <LateMenu
      preload={load}
      renderMenu={(menu) => <SortMenu {...menu} value={value} onChange={onChange} />}
      renderTrigger={(trigger) => (
        <Button
          {...trigger}
          variant="ghost"
          icon={ArrowDownUp}
          aria-label={`${m.sort_label()}: ${sortNames[value]()}`}
        >
          {sortNames[value]()}
        </Button>
      )}
    />
  )
}
