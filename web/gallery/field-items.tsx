import {Mail} from 'lucide-react'
import {useState} from 'react'
import {Avatar} from '../ui/avatar.tsx'
import {ComboBox} from '../ui/combo-box.tsx'
import {FilterField} from '../ui/filter-field.tsx'
import {Chip} from '../ui/label.tsx'
import {Link} from '../ui/link.tsx'
import {PasswordField} from '../ui/password-field.tsx'
import {Select} from '../ui/select.tsx'
import {type StatusCategory, StatusIcon, statusNames} from '../ui/status-icon.tsx'
import {TextArea, TextField} from '../ui/text-field.tsx'
import styles from './gallery.module.css'
import {Item, Show} from './item.tsx'

const statuses: StatusCategory[] = ['triage', 'open', 'active', 'waiting', 'resolved', 'closed']

export function FieldItems() {
  const [status, setStatus] = useState<string>('active')
  const [person, setPerson] = useState<string | null>('ines')
  const [filter, setFilter] = useState('label:che')
  return (
    <>
      <Item title="Field" isWide>
        <div className={styles.fields}>
          <TextField label="Resting" placeholder="Placeholder" />
          <TextField label="With help" help="Eight characters or more" icon={Mail} defaultValue="Oslo" />
          <TextField
            label="Error"
            defaultValue="tomorow"
            error="Not a date."
            proposal={
              <>
                Did you mean <Link href="#tomorrow">tomorrow</Link>?
              </>
            }
          />
          <Select
            label="Select"
            value={status}
            onChange={setStatus}
            options={statuses.map((id) => ({
              id,
              text: statusNames[id](),
              before: <StatusIcon category={id} isDecorative />,
              disabledReason: id === 'closed' ? 'Only a maintainer may close' : undefined,
            }))}
          />
          <ComboBox
            label="Combo box"
            value={person}
            onChange={setPerson}
            options={['Ines Okafor', 'Tomasz Wieczorek', 'Priya Raman'].map((text) => ({
              id: text.split(' ')[0]?.toLowerCase() ?? text,
              text,
              before: <Avatar name={text} isDecorative />,
            }))}
          />
          <PasswordField
            label="Password"
            labelAside={<Link href="#mail">Mail me a link instead</Link>}
            defaultValue="secret secret"
          />
          <TextArea label="Text" placeholder="What happened instead" />
          <TextField label="Read only" isReadOnly defaultValue="WEB" />
        </div>
      </Item>
      <Item title="Filter">
        <FilterField
          value={filter}
          onChange={setFilter}
          chips={
            <Chip name="type" onRemove={() => undefined}>
              bug
            </Chip>
          }
        />
      </Item>
      <Item title="Filter chip">
        <Show>
          <Chip name="type" onRemove={() => undefined}>
            bug
          </Chip>
          <Chip name="assignee" onRemove={() => undefined}>
            <Avatar name="Ines Okafor" isDecorative />
            Ines or nobody
          </Chip>
          <Chip name="severty" isWrong>
            major
          </Chip>
        </Show>
      </Item>
    </>
  )
}
