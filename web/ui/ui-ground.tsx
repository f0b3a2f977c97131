import type {ReactNode} from 'react'
import {I18nProvider} from 'react-aria-components/I18nProvider'
import {RouterProvider} from 'react-aria-components'
import {getLocale} from '../paraglide/runtime.js'
import {ToastRegion} from './toast.tsx'

export interface UiGroundProps {
  /** Where every link, menu item and tab of the kit goes */
  navigate: (href: string) => void
  children: ReactNode
}

/** Once, round the whole app: language of the parts, links through the router, toasts. */
export function UiGround({navigate, children}: UiGroundProps) {
  return (
    <I18nProvider locale={getLocale()}>
      <RouterProvider navigate={navigate}>
        {children}
        <ToastRegion />
      </RouterProvider>
    </I18nProvider>
  )
}
