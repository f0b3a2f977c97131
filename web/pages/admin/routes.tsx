import type {InsideRoute} from '../../inside-route.tsx'

export function adminRoutes(_parent: InsideRoute) {
  return [] as const
}
