import {useQuery} from '@tanstack/react-query'
import {Plus, X} from 'lucide-react'
import {useId, useState} from 'react'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {IconButton} from '../../../ui/icon-button.tsx'
import {Popover} from '../../../ui/popover.tsx'
import {Select} from '../../../ui/select.tsx'
import {type Relation, type RelationName, relationsQuery} from '../issue-queries.ts'
import {relationNames} from '../relation-names.ts'
import {IssuePickerField} from './issue-picker-field.tsx'
import {LinkedIssue} from './linked-issue.tsx'
import styles from './links.module.css'
import {useAddRelation, useRemoveRelation} from './use-relations.ts'

/** What the issue has to do with others, by kind. */
export function Relations({issue}: {issue: Issue}) {
  const id = useId()
  const {data = [], error, refetch} = useQuery(relationsQuery(issue.key))
  const {allowed, reason} = issue.can.relate
  if (data.length === 0 && !allowed && !error) return null
  const kinds = (Object.keys(relationNames) as RelationName[]).filter((kind) =>
    data.some((relation) => relation.kind === kind),
  )
  return (
    <section aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{m.issue_relations()}</h2>
        <span className="grow" />
        <AddRelation issue={issue} lockedReason={allowed ? undefined : (reason ?? '')} />
      </div>
      {error && (
        <Button variant="ghost" onPress={() => void refetch()}>
          {m.action_retry()}
        </Button>
      )}
      {kinds.map((kind) => (
        <div key={kind}>
          <p className={styles.kind}>{relationNames[kind]()}</p>
          {data
            .filter((relation) => relation.kind === kind)
            .map((relation) => (
              <RelationLine key={relation.id} issue={issue} relation={relation} />
            ))}
        </div>
      ))}
    </section>
  )
}

function RelationLine({issue, relation}: {issue: Issue; relation: Relation}) {
  const remove = useRemoveRelation(issue.key)
  return (
    <LinkedIssue row={relation.issue}>
      {issue.can.relate.allowed && (
        <span className={styles.remove}>
          <IconButton
            size="s"
            icon={X}
            label={m.issue_relation_remove({key: relation.issue.key})}
            onPress={() => remove.mutate(relation)}
          />
        </span>
      )}
    </LinkedIssue>
  )
}

function AddRelation({issue, lockedReason}: {issue: Issue; lockedReason: string | undefined}) {
  const button = (
    <IconButton size="s" icon={Plus} label={m.issue_relation_add()} disabledReason={lockedReason} />
  )
  if (lockedReason !== undefined) return button
  return (
    <Popover label={m.issue_relation_add()} placement="bottom end" trigger={button}>
      {(close) => <AddRelationForm issue={issue} onDone={close} />}
    </Popover>
  )
}

function AddRelationForm({issue, onDone}: {issue: Issue; onDone: () => void}) {
  const [kind, setKind] = useState<RelationName>('relatesTo')
  const [other, setOther] = useState<string | null>(null)
  const add = useAddRelation(issue.key)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (other !== null) add.mutate({kind, otherKey: other}, {onSuccess: onDone})
      }}
    >
      <Select
        label={issue.key}
        value={kind}
        onChange={(id) => setKind(id as RelationName)}
        options={(Object.keys(relationNames) as RelationName[]).map((id) => ({
          id,
          text: relationNames[id](),
        }))}
      />
      <IssuePickerField
        label={m.issue_relation_key()}
        placeholder={m.issue_parent_search()}
        except={issue.key}
        value={other}
        onChange={setOther}
        error={add.error?.message}
      />
      <div className="line">
        <span className="grow" />
        <Button
          variant="primary"
          type="submit"
          isBusy={add.isPending}
          disabledReason={other === null ? m.issue_relation_key() : undefined}
        >
          {m.issue_add()}
        </Button>
      </div>
    </form>
  )
}
