import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {FolderX, Plus, Tag, Trash2} from 'lucide-react'
import {useState} from 'react'
import type {ProjectDetail} from '../../../api/types.ts'
import {SettingsItem, SettingsList, SettingsSection} from '../../../forms/settings-page.tsx'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {ConfirmDialog} from '../../../ui/confirm-dialog.tsx'
import {EmptyState, ErrorState} from '../../../ui/empty-state.tsx'
import {IconButton} from '../../../ui/icon-button.tsx'
import {Pill} from '../../../ui/label.tsx'
import {SkeletonRows} from '../../../ui/skeleton.tsx'
import {showFailure} from '../../../ui/toast.tsx'
import {dayText} from '../../issue/activity/value-text.ts'
import {type Catalogue, catalogueQuery} from '../../issue/properties/catalogue.ts'
import {
  type CatalogueEntry,
  catalogueForms,
  type CatalogueName,
  catalogueNames,
  catalogueTitles,
  readers,
  removeEntry,
} from './catalogue-actions.ts'
import {EntryDialog} from './entry-dialog.tsx'
import {ProjectSettings} from './project-settings.tsx'

/** Components, versions, milestones, cycles or labels of a project: by the last part of the address. */
export function CataloguePage() {
  const {catalogue = ''} = useParams({strict: false})
  const name = catalogueNames.find((one) => one === catalogue)
  return (
    <ProjectSettings right={name === 'labels' ? 'labels' : 'catalogue'}>
      {(project) =>
        name === undefined ? (
          <EmptyState icon={FolderX} title={m.search_empty()} />
        ) : (
          <Entries key={name} project={project} name={name} />
        )
      }
    </ProjectSettings>
  )
}

export interface ShownEntry extends CatalogueEntry {
  id: number
  /** Of all projects: changed by administrators elsewhere */
  isGlobal: boolean
}

function Entries({project, name}: {project: ProjectDetail; name: CatalogueName}) {
  const client = useQueryClient()
  const {queryKey} = catalogueQuery(name, project.key)
  const {data, error, refetch, isPending} = useQuery(catalogueQuery(name, project.key))
  const [edited, setEdited] = useState<ShownEntry | 'new' | null>(null)
  const [doomed, setDoomed] = useState<ShownEntry | null>(null)
  const remove = useMutation({
    mutationFn: (id: number) => removeEntry(name, id),
    onError: (failure) => showFailure(failure.message),
    onSettled: () => {
      setDoomed(null)
      return client.invalidateQueries({queryKey})
    },
  })
  const entries = (data ?? []).map((item) => shownEntry(name, item))
  const title = catalogueTitles[name]()
  const add = (
    <Button variant="primary" icon={Plus} onPress={() => setEdited('new')}>
      {m.issue_add()}
    </Button>
  )
  return (
    <SettingsSection title={title} action={entries.length > 0 && add}>
      {isPending && <SkeletonRows count={4} />}
      {error && <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>}
      {data && entries.length === 0 && (
        <EmptyState icon={Tag} title={m.catalogue_none()} actions={add}>
          {catalogueHints[name]()}
        </EmptyState>
      )}
      {entries.length > 0 && (
        <SettingsList label={title}>
          {entries.map((entry) => (
            <EntryLine
              key={entry.id}
              name={name}
              entry={entry}
              onEdit={() => setEdited(entry)}
              onRemove={() => setDoomed(entry)}
            />
          ))}
        </SettingsList>
      )}
      {edited !== null && (
        <EntryDialog
          name={name}
          project={project.key}
          entry={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null)
            void client.invalidateQueries({queryKey})
          }}
        />
      )}
      <ConfirmDialog
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        title={m.catalogue_remove_title({name: doomed?.name ?? ''})}
        action={m.account_remove()}
        isDanger
        isBusy={remove.isPending}
        onConfirm={() => doomed && remove.mutate(doomed.id)}
      >
        {m.catalogue_remove_text()}
      </ConfirmDialog>
    </SettingsSection>
  )
}

function shownEntry<Name extends CatalogueName>(name: Name, item: Catalogue[Name]): ShownEntry {
  const isGlobal = 'isGlobal' in item && item.isGlobal
  return {...readers[name](item), id: item.id, isGlobal}
}

const catalogueHints: Record<CatalogueName, () => string> = {
  components: m.catalogue_components_hint,
  versions: m.catalogue_versions_hint,
  milestones: m.catalogue_milestones_hint,
  cycles: m.catalogue_cycles_hint,
  labels: m.catalogue_labels_hint,
}

interface EntryLineProps {
  name: CatalogueName
  entry: ShownEntry
  onEdit: () => void
  onRemove: () => void
}

function EntryLine({name, entry, onEdit, onRemove}: EntryLineProps) {
  const {isDone} = catalogueForms[name]
  const days = [entry.startsOn, entry.endsOn].filter((day) => day !== null).map(dayText)
  const lockedReason = entry.isGlobal ? m.catalogue_label_global() : undefined
  return (
    <SettingsItem
      title={
        <>
          {entry.name}
          {entry.isDone && isDone && <Pill>{isDone()}</Pill>}
          {entry.isGlobal && <Pill>{m.catalogue_global()}</Pill>}
        </>
      }
      note={[days.join(' – '), entry.description].filter(Boolean).join(' · ')}
      actions={
        <>
          <Button
            variant="ghost"
            disabledReason={lockedReason}
            onPress={onEdit}
            aria-label={`${m.comment_edit()}: ${entry.name}`}
          >
            {m.comment_edit()}
          </Button>
          <IconButton
            icon={Trash2}
            label={m.action_remove({name: entry.name})}
            disabledReason={lockedReason}
            onPress={onRemove}
          />
        </>
      }
    />
  )
}
