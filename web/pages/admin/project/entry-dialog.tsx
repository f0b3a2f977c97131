import {useState} from 'react'
import {FormError} from '../../../forms/form-error.tsx'
import {settingsFields} from '../../../forms/settings-page.tsx'
import {useSubmit} from '../../../forms/use-submit.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Checkbox} from '../../../ui/checkbox.tsx'
import {Dialog} from '../../../ui/dialog.tsx'
import {TextArea, TextField} from '../../../ui/text-field.tsx'
import {
  type CatalogueEntry,
  catalogueForms,
  type CatalogueName,
  catalogueTitles,
  saveEntry,
} from './catalogue-actions.ts'
import styles from './project.module.css'

export interface EntryDialogProps {
  name: CatalogueName
  project: string
  /** null: a new one */
  entry: (CatalogueEntry & {id: number}) | null
  onClose: () => void
  onSaved: () => void
}

export function EntryDialog({name, project, entry, onClose, onSaved}: EntryDialogProps) {
  const {hasStart, endsOn, isDone} = catalogueForms[name]
  const [isSetDone, setIsDone] = useState(entry?.isDone ?? false)
  const {form, isBusy, errorOf, error} = useSubmit(async (fields) => {
    const day = (text = '') => (text === '' ? null : text)
    await saveEntry(name, project, entry?.id ?? null, {
      name: fields['name'] ?? '',
      description: fields['description'] ?? '',
      startsOn: day(fields['startsOn']),
      endsOn: day(fields['endsOn']),
      isDone: isSetDone,
    })
    onSaved()
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={entry?.name ?? catalogueTitles[name]()}
      footer={
        <Button variant="primary" size="l" type="submit" form="catalogue-entry" isBusy={isBusy}>
          {entry === null ? m.issue_add() : m.issue_save()}
        </Button>
      }
    >
      <form id="catalogue-entry" className={styles.form} {...form}>
        <TextField
          label={m.account_name()}
          name="name"
          defaultValue={entry?.name ?? ''}
          autoComplete="off"
          isRequired
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill it in
          autoFocus
          error={errorOf('name')}
        />
        <TextArea
          label={m.field_description_label()}
          name="description"
          defaultValue={entry?.description ?? ''}
          rows={2}
          error={errorOf('description')}
        />
        {endsOn && (
          <div className={settingsFields}>
            {hasStart && (
              <TextField
                label={m.catalogue_starts_on()}
                name="startsOn"
                type="date"
                defaultValue={entry?.startsOn ?? ''}
                error={errorOf('startsOn')}
              />
            )}
            <TextField
              label={endsOn()}
              name="endsOn"
              type="date"
              defaultValue={entry?.endsOn ?? ''}
              error={errorOf('endsOn')}
            />
          </div>
        )}
        {isDone && (
          <Checkbox checked={isSetDone} onChange={setIsDone}>
            {isDone()}
          </Checkbox>
        )}
        <FormError>{error}</FormError>
      </form>
    </Dialog>
  )
}
