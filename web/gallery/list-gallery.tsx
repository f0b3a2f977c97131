import {ArrowDownUp, Columns3, LayoutList, List, TableProperties} from 'lucide-react'
import {useState} from 'react'
import {Bar, BarSpace, Crumbs, SubBar} from '../shell/bar.tsx'
import {Button} from '../ui/button.tsx'
import {FilterField} from '../ui/filter-field.tsx'
import {GroupHeader} from '../ui/group-header.tsx'
import {Chip} from '../ui/label.tsx'
import {Row, RowLink, keyColumn} from '../ui/row.tsx'
import {Segment} from '../ui/segment.tsx'
import {type StatusCategory, StatusIcon, statusNames} from '../ui/status-icon.tsx'
import {TabLink, TabNav} from '../ui/tabs.tsx'
import {Frame} from './frame.tsx'
import {sampleIssues} from './sample-issues.ts'

const groups: StatusCategory[] = ['active', 'waiting', 'open']

export function ListGallery() {
  const [filter, setFilter] = useState('label:che')
  const [layout, setLayout] = useState('list')
  return (
    <Frame>
      <Bar>
        <Crumbs trail={[{label: 'Web shop', href: '#web'}, {label: 'Issues'}]} />
        <TabNav label="Kinds">
          <TabLink href="#all" count={83}>
            All
          </TabLink>
          <TabLink href="#bugs" count={41} isCurrent>
            Bugs
          </TabLink>
        </TabNav>
        <BarSpace />
        <Segment
          label="Layout"
          isCompact
          value={layout}
          onChange={setLayout}
          options={[
            {id: 'list', text: 'List', icon: LayoutList},
            {id: 'table', text: 'Table', icon: TableProperties},
            {id: 'board', text: 'Board', icon: Columns3},
          ]}
        />
        <Button variant="primary" keys="C" className="desk-only">
          New bug
        </Button>
      </Bar>
      <SubBar>
        <FilterField
          value={filter}
          onChange={setFilter}
          chips={
            <Chip name="type" onRemove={() => undefined}>
              bug
            </Chip>
          }
        />
        <Button variant="ghost" icon={ArrowDownUp} className="desk-only">
          Priority
        </Button>
        <Button variant="ghost" icon={List} className="desk-only">
          Status
        </Button>
        <Button className="desk-only">Save view</Button>
      </SubBar>
      <div className="scroll grow" style={keyColumn(sampleIssues.map(({issue}) => issue.key))}>
        {groups.map((group, index) => (
          <section key={group}>
            <GroupHeader
              name={statusNames[group]()}
              before={<StatusIcon category={group} isDecorative />}
              count={4}
              onFold={() => undefined}
              onAdd={() => undefined}
            />
            {sampleIssues.map(({title, issue}, position) => (
              <Row
                key={issue.key}
                issue={issue}
                title={<RowLink href={`#${issue.key}`}>{title}</RowLink>}
                isActive={index === 0 && position === 1}
                onSelect={() => undefined}
                hidden={index === 0 ? ['kind'] : []}
              />
            ))}
          </section>
        ))}
      </div>
    </Frame>
  )
}
