import {useQuery} from '@tanstack/react-query'
import {typesQuery} from '../../../api/queries/types.ts'
import type {Issue} from '../../../api/types.ts'
import {type TextFieldName, fieldLabel} from '../field-names.ts'
import {Section} from '../section.tsx'
import {IssueText} from './issue-text.tsx'
import styles from './texts.module.css'

/** The texts that the type asks for, and whatever else was written. */
export function IssueTexts({issue}: {issue: Issue}) {
  const {data: types} = useQuery(typesQuery())
  const asked = types?.find(({key}) => key === issue.type.key)?.form.fields ?? []
  const isShown = (field: TextFieldName) =>
    issue[field] !== '' || (asked.includes(field) && issue.can.changeText.allowed)
  const pair = (['expected', 'actual'] as const).filter(isShown)
  return (
    <>
      <div className={styles.body}>
        <IssueText issue={issue} field="body" keys="E" />
      </div>
      {isShown('steps') && <TextSection issue={issue} field="steps" />}
      {pair.length > 0 && (
        <div className={styles.pair}>
          {pair.map((field) => (
            <TextSection key={field} issue={issue} field={field} />
          ))}
        </div>
      )}
      {isShown('environment') && <TextSection issue={issue} field="environment" />}
    </>
  )
}

function TextSection({issue, field}: {issue: Issue; field: TextFieldName}) {
  return (
    <Section title={fieldLabel(field)}>
      <IssueText issue={issue} field={field} size="s" />
    </Section>
  )
}
