import {SearchX} from 'lucide-react'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {EmptyState} from '../../ui/empty-state.tsx'
import {Link} from '../../ui/link.tsx'
import {Face} from './face.tsx'

export function NotFoundPage() {
  return (
    <Face>
      <EmptyState
        icon={SearchX}
        title={m.not_found_title()}
        actions={<Link href={paths.projects()}>{m.not_found_action()}</Link>}
      >
        {m.not_found_lead()}
      </EmptyState>
    </Face>
  )
}
