import {useState} from 'react'
import {ComboBox} from '../../../ui/combo-box.tsx'
import {issueOptions, useIssueSearch} from './use-issue-search.tsx'

export interface IssuePickerFieldProps {
  label: string
  placeholder: string
  project?: string
  /** The one at hand, which is not offered */
  except: string
  value: string | null
  onChange: (key: string | null) => void
  error?: string | undefined
}

/** An issue, found by its key or by words of its title. */
export function IssuePickerField({
  label,
  placeholder,
  project,
  except,
  value,
  onChange,
  error,
}: IssuePickerFieldProps) {
  const [search, setSearch] = useState('')
  const {found, isLoading} = useIssueSearch(search, {project})
  return (
    <ComboBox
      label={label}
      placeholder={placeholder}
      options={issueOptions(found.filter(({key}) => key !== except))}
      value={value}
      onChange={onChange}
      onSearch={setSearch}
      isLoading={isLoading}
      error={error}
    />
  )
}
