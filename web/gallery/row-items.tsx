import {useState} from 'react'
import {GroupHeader} from '../ui/group-header.tsx'
import {Row, RowLink} from '../ui/row.tsx'
import {SkeletonRows} from '../ui/skeleton.tsx'
import {StatusIcon} from '../ui/status-icon.tsx'
import {Item} from './item.tsx'
import {sampleIssues} from './sample-issues.ts'

export function RowItems() {
  const [selected, setSelected] = useState<string[]>(['WEB-388'])
  const select = (key: string, isSelected: boolean) =>
    setSelected(isSelected ? [...selected, key] : selected.filter((other) => other !== key))
  return (
    <Item title="Row" isWide>
      <GroupHeader
        name="In progress"
        before={<StatusIcon category="active" isDecorative />}
        count={4}
        onFold={() => undefined}
        onAdd={() => undefined}
      />
      {sampleIssues.map(({title, issue}, index) => (
        <Row
          key={issue.key}
          issue={issue}
          title={<RowLink href={`#${issue.key}`}>{title}</RowLink>}
          isActive={index === 1}
          isUnread={index === 0}
          isSelected={selected.includes(issue.key)}
          onSelect={(isSelected) => select(issue.key, isSelected)}
        />
      ))}
      <SkeletonRows count={2} />
    </Item>
  )
}
