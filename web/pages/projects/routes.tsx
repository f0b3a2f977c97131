import {createRoute, lazyRouteComponent, redirect} from '@tanstack/react-router'
import type {InsideRoute} from '../../inside-route.tsx'
import {paths} from '../../paths.ts'

export function projectRoutes(parent: InsideRoute) {
  const projects = createRoute({
    getParentRoute: () => parent,
    path: '/projects',
    component: lazyRouteComponent(() => import('./projects-page.tsx'), 'ProjectsPage'),
  })
  const newProject = createRoute({
    getParentRoute: () => parent,
    path: '/new-project',
    component: lazyRouteComponent(() => import('./new-project-page.tsx'), 'NewProjectPage'),
  })
  const project = createRoute({
    getParentRoute: () => parent,
    path: '/projects/$project',
    beforeLoad: ({params}) => {
      throw redirect({href: paths.projectIssues(params.project), replace: true})
    },
  })
  return [projects, newProject, project] as const
}
