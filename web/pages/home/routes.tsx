import {createRoute, redirect} from '@tanstack/react-router'
import type {InsideRoute} from '../../inside-route.tsx'
import {paths} from '../../paths.ts'

export function homeRoutes(parent: InsideRoute) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/',
      beforeLoad: () => {
        throw redirect({href: paths.projects(), replace: true})
      },
    }),
  ] as const
}
