import {CircleUser, Trash2} from 'lucide-react'
import {type ReactNode, useState} from 'react'
import {Avatar} from '../ui/avatar.tsx'
import {Button} from '../ui/button.tsx'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {Menu, MenuItem, MenuLine, MenuSection} from '../ui/menu.tsx'
import {Picker} from '../ui/picker.tsx'
import {Popover} from '../ui/popover.tsx'
import {PropertyButton, PropertyList, PropertyRow} from '../ui/property-row.tsx'
import {SeverityMark} from '../ui/severity-icon.tsx'
import {type StatusCategory, StatusIcon, statusNames} from '../ui/status-icon.tsx'
import {TextArea, TextField} from '../ui/text-field.tsx'
import {showFailure, showUndo} from '../ui/toast.tsx'
import {Item, Show} from './item.tsx'

const people = ['Ines Okafor', 'Tomasz Wieczorek', 'Priya Raman', 'Mei Tanaka', 'Lars Eide']

export function OverlayItems() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null)
  const [assignee, setAssignee] = useState('Ines Okafor')
  const close = () => setOpen(null)
  return (
    <>
      <Item title="Menu, popover, dialog, toast">
        <Show>
          <StatusMenu trigger={<Button>Menu</Button>} />
          <Popover trigger={<Button>Popover</Button>} label="Anything">
            <p>Anything stands here.</p>
          </Popover>
          <Button onPress={() => setOpen('dialog')}>Dialog</Button>
          <Button onPress={() => setOpen('confirm')}>Confirm</Button>
          <Button onPress={() => showUndo('3 issues assigned to Mei', () => undefined)}>Toast</Button>
          <Button onPress={() => showFailure('Could not send. Your text is kept.', () => undefined)}>
            Failure
          </Button>
        </Show>
        <Dialog
          isOpen={open === 'dialog'}
          onClose={close}
          title="New issue"
          headAside="Draft kept"
          footer={
            <Button variant="primary" size="l" keys="Mod+Enter" onPress={close}>
              Create bug
            </Button>
          }
        >
          <TextField label="Title" />
          <br />
          <TextArea label="Expected" />
        </Dialog>
        <ConfirmDialog
          isOpen={open === 'confirm'}
          onClose={close}
          title="Delete 3 issues?"
          action="Delete 3 issues"
          isDanger
          onConfirm={close}
        >
          They stay in the bin for 30 days.
        </ConfirmDialog>
      </Item>
      <Item title="Property row">
        <PropertyList>
          <PropertyRow name="Status">
            <StatusMenu
              trigger={
                <PropertyButton aria-label="Status: In progress">
                  <StatusIcon category="active" isDecorative />
                  In progress
                </PropertyButton>
              }
            />
          </PropertyRow>
          <PropertyRow name="Severity">
            <PropertyButton>
              <SeverityMark severity="major" />
            </PropertyButton>
          </PropertyRow>
          <PropertyRow name="Assignee">
            <Picker
              label="Assignee"
              options={people.map((text) => ({id: text, text, before: <Avatar name={text} isDecorative />}))}
              selected={[assignee]}
              onPick={setAssignee}
              trigger={
                <PropertyButton aria-label={`Assignee: ${assignee}`}>
                  <Avatar name={assignee} isDecorative />
                  {assignee}
                </PropertyButton>
              }
            />
          </PropertyRow>
          <PropertyRow name="Fixed in" lockedReason="Set when it is resolved">
            When resolved
          </PropertyRow>
        </PropertyList>
      </Item>
    </>
  )
}

const statuses: StatusCategory[] = ['active', 'waiting', 'resolved']

function StatusMenu({trigger}: {trigger: ReactNode}) {
  return (
    <Menu trigger={trigger} label="Status">
      <MenuSection title="Status">
        {statuses.map((category, index) => (
          <MenuItem
            key={category}
            before={<StatusIcon category={category} isDecorative />}
            keys={`${index + 2}`}
          >
            {statusNames[category]()}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuLine />
      <MenuItem
        before={<StatusIcon category="closed" isDecorative />}
        disabledReason="Only a maintainer may close"
      >
        Closed
      </MenuItem>
      <MenuItem icon={CircleUser} note="Nobody has it">
        Take it
      </MenuItem>
      <MenuItem icon={Trash2} isDanger>
        Delete
      </MenuItem>
    </Menu>
  )
}
