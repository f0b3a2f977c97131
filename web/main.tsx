import {Wrench} from 'lucide-react'
import {StrictMode} from 'react'
import {createRoot} from 'react-dom/client'
import {getLocale} from './paraglide/runtime.js'
import {m} from './paraglide/messages.js'
import {EmptyState} from './ui/empty-state.tsx'
import {UiGround} from './ui/ui-ground.tsx'

document.documentElement.lang = getLocale()

const root = document.querySelector('#root')
if (!root) throw new Error('Cannot start: the page has no #root')
createRoot(root).render(
  <StrictMode>
    <UiGround navigate={(href) => location.assign(href)}>
      <EmptyState icon={Wrench} title={m.product_name()} />
    </UiGround>
  </StrictMode>,
)
