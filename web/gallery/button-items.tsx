import {
  BellRing,
  Columns3,
  Ellipsis,
  LayoutList,
  Lock,
  Plus,
  TableProperties,
  ChevronDown,
} from 'lucide-react'
import {useState} from 'react'
import {Button} from '../ui/button.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import {Segment} from '../ui/segment.tsx'
import {Item, Show} from './item.tsx'

export function ButtonItems() {
  const [layout, setLayout] = useState<'list' | 'table' | 'board'>('list')
  const layouts = [
    {id: 'list', text: 'List', icon: LayoutList},
    {id: 'table', text: 'Table', icon: TableProperties},
    {id: 'board', text: 'Board', icon: Columns3},
  ] as const
  return (
    <>
      <Item title="Button">
        <Show>
          <Button variant="primary" keys="Mod+Enter">
            Create bug
          </Button>
          <Button>Default</Button>
          <Button disabledReason="Only a maintainer may close" icon={Lock}>
            Not allowed
          </Button>
          <Button variant="ghost">Ghost</Button>
          <Button variant="danger">Delete 3 issues</Button>
          <Button variant="note" icon={Lock}>
            Add note
          </Button>
          <Button iconAfter={ChevronDown}>Web shop</Button>
          <Button variant="primary" isBusy>
            Sending
          </Button>
          <Button size="l">Large, on a page</Button>
          <Button size="l" variant="primary" icon={Plus}>
            Large
          </Button>
        </Show>
      </Item>
      <Item title="Icon button, segment">
        <Show>
          <IconButton icon={Ellipsis} label="More" />
          <IconButton icon={BellRing} label="Watching" isOn keys="W" />
          <IconButton icon={Lock} label="Lock" disabledReason="Only a maintainer may" />
          <IconButton icon={Plus} label="Small" size="s" />
          <Segment label="Layout" value={layout} onChange={setLayout} options={[...layouts]} />
          <Segment
            label="Layout, compact"
            value={layout}
            onChange={setLayout}
            options={[...layouts]}
            isCompact
          />
        </Show>
      </Item>
    </>
  )
}
