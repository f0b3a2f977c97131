import {StrictMode} from 'react'
import {createRoot} from 'react-dom/client'
import {getLocale} from '../paraglide/runtime.js'
import {UiGround} from '../ui/ui-ground.tsx'
import {DoorGallery} from './door-gallery.tsx'
import {Gallery} from './gallery.tsx'
import {IssueGallery} from './issue-gallery.tsx'
import {ListGallery} from './list-gallery.tsx'

document.documentElement.lang = getLocale()
const pages = {parts: Gallery, list: ListGallery, issue: IssueGallery, door: DoorGallery}
const name = new URLSearchParams(location.search).get('page') ?? 'parts'
const Page = Object.entries(pages).find(([page]) => page === name)?.[1] ?? Gallery

const root = document.querySelector('#root')
if (!root) throw new Error('Cannot start: the page has no #root')
createRoot(root).render(
  <StrictMode>
    <UiGround navigate={(href) => history.pushState(null, '', href)}>
      <Page />
    </UiGround>
  </StrictMode>,
)
