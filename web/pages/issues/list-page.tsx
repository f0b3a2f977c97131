import {useInfiniteQuery} from '@tanstack/react-query'
import {useNavigate} from '@tanstack/react-router'
import {SquarePen} from 'lucide-react'
import {useRef} from 'react'
import {issuesQuery} from '../../api/queries/issues.ts'
import type {Kind} from '../../api/types.ts'
import {useIsPhone} from '../../hooks/use-media.ts'
import {useShortcut} from '../../hooks/use-shortcut.ts'
import {m} from '../../paraglide/messages.js'
import type {ListAddress} from '../../paths.ts'
import {Bar, BarSpace, Crumbs, type CrumbsProps, SubBar} from '../../shell/bar.tsx'
import {Button} from '../../ui/button.tsx'
import {IconButton} from '../../ui/icon-button.tsx'
import {FilterProblem} from './filter-problem.tsx'
import {type KindTab, KindTabs} from './kind-tabs.tsx'
import {ListBody, isFilterProblem} from './list-body.tsx'
import {EmptyList, NothingFound} from './list-faces.tsx'
import {defaultFilter, type ListSearch, sortOf, withSort} from './list-query.ts'
import {SortButton} from './sort-button.tsx'
import {QueryField} from './query-field/query-field.tsx'
import {useFilterQuery} from './use-filter-query.ts'

export interface ListPageProps {
  trail: CrumbsProps['trail']
  search: ListSearch
  /** For the API */
  query: string
  /** What every query of the list is narrowed by, such as `project:WEB` */
  within?: string
  tabs: readonly KindTab[]
  hrefFor: (list: ListAddress) => string
  newHref: string
  /** Why one may not create here */
  newDenied: string | undefined
}

/** A list of issues: kinds as tabs, the filter, the order, and the rows or what stands in their place. */
export function ListPage({
  trail,
  search,
  query,
  within = '',
  tabs,
  hrefFor,
  newHref,
  newDenied,
}: ListPageProps) {
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const input = useRef<HTMLInputElement>(null)
  const q = search.q ?? defaultFilter
  const go = (next: string, replace = false) =>
    void navigate({href: hrefFor({kind: search.kind, q: next === defaultFilter ? undefined : next}), replace})
  // One step Back leaves the filter, not the last letter of it.
  const filter = useFilterQuery(q, (next) => go(next, true))
  const create = () => void navigate({href: newHref})
  const list = useInfiniteQuery(issuesQuery(query))
  const refusal = isFilterProblem(list.error) ? list.error : undefined

  useShortcut('/', () => input.current?.focus())
  useShortcut('F', () => input.current?.focus())

  const tabNav = <KindTabs tabs={tabs} search={search} hrefFor={hrefFor} />
  return (
    <>
      <Bar>
        {/* Where there is room for one word, it is where one is. */}
        <Crumbs trail={isPhone ? trail.slice(0, 1) : trail} />
        {!isPhone && tabNav}
        <BarSpace />
        {isPhone ? (
          <IconButton
            icon={SquarePen}
            label={newNames(search.kind)}
            onPress={create}
            disabledReason={newDenied}
          />
        ) : (
          <Button variant="primary" keys="C" onPress={create} disabledReason={newDenied}>
            {newNames(search.kind)}
          </Button>
        )}
      </Bar>
      {isPhone && <SubBar>{tabNav}</SubBar>}
      <QueryField
        text={filter.text}
        onText={filter.setText}
        onSubmit={filter.submit}
        onLeave={filter.tell}
        wrong={filter.wrong}
        within={within}
        inputRef={input}
      >
        {(field) => (
          <SubBar>
            {field}
            <SortButton value={sortOf(q)} onChange={(sort) => go(withSort(q, sort))} />
          </SubBar>
        )}
      </QueryField>
      <FilterProblem>{filter.isReadable ? refusal?.detail : undefined}</FilterProblem>
      <ListBody
        list={list}
        query={query}
        isKindKnown={search.kind !== undefined}
        sort={sortOf(q)}
        nothing={
          q === defaultFilter ? (
            <EmptyList
              action={newNames(search.kind)}
              onCreate={create}
              denied={newDenied}
              onShowDone={() => go('is:closed')}
            />
          ) : (
            <NothingFound q={q} onFilter={(next) => go(next)} />
          )
        }
      />
    </>
  )
}

function newNames(kind: Kind | undefined): string {
  return kind === undefined ? m.new_any() : newOfKind[kind]()
}

const newOfKind: Record<Kind, () => string> = {
  defect: m.new_defect,
  request: m.new_request,
  work: m.new_work,
  question: m.new_question,
  support: m.new_support,
}
