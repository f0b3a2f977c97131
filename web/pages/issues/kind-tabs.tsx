import type {Kind} from '../../api/types.ts'
import {m} from '../../paraglide/messages.js'
import type {ListAddress} from '../../paths.ts'
import {TabLink, TabNav} from '../../ui/tabs.tsx'
import type {ListSearch} from './list-query.ts'

export interface KindTab {
  kind: Kind
  count?: number
}

export interface KindTabsProps {
  tabs: readonly KindTab[]
  search: ListSearch
  hrefFor: (list: ListAddress) => string
}

/** All, and each kind by itself: the kinds' numbers are never added up. */
export function KindTabs({tabs, search: {q, kind}, hrefFor}: KindTabsProps) {
  return (
    <TabNav label={m.kinds_label()}>
      <TabLink href={hrefFor({q})} isCurrent={kind === undefined}>
        {m.kind_all()}
      </TabLink>
      {tabs.map((tab) => (
        <TabLink
          key={tab.kind}
          href={hrefFor({q, kind: tab.kind})}
          isCurrent={tab.kind === kind}
          count={tab.count}
        >
          {kindNames[tab.kind]()}
        </TabLink>
      ))}
    </TabNav>
  )
}

const kindNames: Record<Kind, () => string> = {
  defect: m.kind_defect,
  request: m.kind_request,
  work: m.kind_work,
  question: m.kind_question,
  support: m.kind_support,
}
