import {useState} from 'react'
import {Checkbox} from '../ui/checkbox.tsx'
import {RadioGroup} from '../ui/radio-group.tsx'
import {Switch} from '../ui/switch.tsx'
import {TabLink, TabNav, Tabs} from '../ui/tabs.tsx'
import {Item, Show} from './item.tsx'

export function ChoiceItems() {
  const [isOn, setIsOn] = useState(true)
  const [start, setStart] = useState('empty')
  return (
    <>
      <Item title="Choice">
        <Show>
          <Checkbox checked={!isOn} onChange={() => setIsOn(!isOn)}>
            Off
          </Checkbox>
          <Checkbox checked={isOn} onChange={setIsOn}>
            On
          </Checkbox>
          <Checkbox checked={false} isMixed onChange={setIsOn}>
            Mixed
          </Checkbox>
          <Checkbox checked={false} disabled onChange={setIsOn}>
            Not allowed
          </Checkbox>
          <Switch isOn={!isOn} onChange={() => setIsOn(!isOn)}>
            Off
          </Switch>
          <Switch isOn={isOn} onChange={setIsOn}>
            On
          </Switch>
        </Show>
        <RadioGroup
          label="Start with"
          value={start}
          onChange={setStart}
          options={[
            {id: 'empty', text: 'An empty project', note: 'Types, workflow and views are there'},
            {id: 'sample', text: 'Sample data', note: '120 issues to play with'},
          ]}
        />
      </Item>
      <Item title="Tabs">
        <Tabs
          label="Evidence"
          tabs={[
            {id: 'timeline', text: 'Timeline', panel: null},
            {id: 'console', text: 'Console', count: 2, isFailing: true, panel: null},
            {id: 'network', text: 'Network', count: 14, panel: null},
          ]}
        />
        <br />
        <TabNav label="Kinds">
          <TabLink href="#all" count={83} isCurrent>
            All
          </TabLink>
          <TabLink href="#bugs" count={41}>
            Bugs
          </TabLink>
        </TabNav>
      </Item>
    </>
  )
}
