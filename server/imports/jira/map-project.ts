import {PeopleCollector} from './map-people.ts'
import {findIssueType} from './map-terms.ts'
import type {MappedComponent, MappedProject, MappedVersion} from './mapped.ts'
import type {JiraComponent, JiraProject, JiraVersion} from './schema.ts'

export function mapProject(project: JiraProject): MappedProject {
  const people = new PeopleCollector()
  return {
    sourceId: project.id,
    key: project.key,
    name: project.name ?? project.key,
    description: project.description ?? '',
    url: project.url ?? null,
    leadKey: people.add(project.lead),
    components: (project.components ?? []).map((component) => mapComponent(component, people)),
    versions: (project.versions ?? []).map(mapVersion),
    issueTypes: (project.issueTypes ?? []).map(({name}) => ({name, type: findIssueType(name) ?? 'task'})),
    people: people.all(),
  }
}

export function mapComponent(component: JiraComponent, people: PeopleCollector): MappedComponent {
  return {
    sourceId: component.id ?? null,
    name: component.name,
    description: component.description ?? '',
    leadKey: people.add(component.lead),
  }
}

export function mapVersion(version: JiraVersion): MappedVersion {
  return {
    sourceId: version.id ?? null,
    name: version.name,
    description: version.description ?? '',
    archived: version.archived ?? false,
    released: version.released ?? false,
    startDate: toDay(version.startDate),
    releaseDate: toDay(version.releaseDate),
  }
}

/** An ISO 8601 day, or null where the source has none or something else. */
export function toDay(value: string | null | undefined): string | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value ?? '')?.[0]
  return day === undefined || Number.isNaN(Date.parse(day)) ? null : day
}
