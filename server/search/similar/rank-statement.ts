import {sql, type RawBuilder} from 'kysely'
import {projectsWhere, type Actor} from '../../core/actor.ts'
import {seesIssue} from '../../issues/visible-issues.ts'
import type {ReportTerm} from './weigh-report.ts'
import {weightUnit} from './write-postings.ts'

/** A report as it is looked for among the issues of a project. */
export interface Ranking {
  readonly actor: Actor
  readonly projectId: number
  readonly terms: readonly ReportTerm[]
  readonly componentIds: readonly number[]
  readonly affectsVersionIds: readonly number[]
  /** When the report was written: what is close to it in time is more likely the same. */
  readonly at: Date
  /** How many days before that issues may have been created. */
  readonly days: number
  /** What is taken as now; null: now. Issues of later are left out, and what was open then counts as open. */
  readonly until: Date | null
  /** Ids of issues that are left out. */
  readonly without: readonly number[]
  readonly limit: number
}

export interface RankedIssue {
  readonly id: number
  readonly score: number
}

/** As many as are scored exactly, of those that have most words in common with the report. */
const candidates = 300
/** So many words of the body stand in the title of the other one and there it ends. */
const maxBodyInTitle = 4.2

/**
 * The issues most like a report, best first (`RankedIssue`), of those the actor may see. The words decide; age,
 * whether it is open, and the components do the rest.
 */
export function rankStatement(ranking: Ranking): RawBuilder<RankedIssue> {
  const {actor, projectId, terms, at, days, until, without, limit} = ranking
  const from = new Date(at.getTime() - days * 86_400_000)
  const isInWindow = sql`issue.project_id = ${projectId} and issue.deleted_at is null
    and issue.created_at >= ${from} and issue.created_at <= coalesce(${until}::timestamptz, 'infinity')`
  // With + 0, because else the planner looks for the first one by walking over all issues in the order of their ids.
  return sql<RankedIssue>`
    with span as materialized (select min(id + 0) "first", max(id + 0) "last" from issue where ${isInWindow}),
    matched as materialized (
      select p.issue_id, sum(r.full_weight * p.full_weight) in_full, sum(r.title_weight * p.title_weight) in_title,
        sum(r.body_weight * p.title_weight) in_body
      from unnest(${terms.map(({term}) => term)}::integer[], ${terms.map(({full}) => full / weightUnit)}::real[],
          ${terms.map(({title}) => title / weightUnit)}::real[], ${terms.map(({body}) => body / weightUnit)}::real[]
        ) r (term, full_weight, title_weight, body_weight)
        join similar_posting p on p.project_id = ${projectId} and p.term = r.term
          and p.issue_id between (select "first" from span) and (select "last" from span)
      ${seesFew(actor, projectId) ? sql`where p.issue_id in (select id from issue where ${isInWindow} and ${seesIssue(actor, projectId)})` : sql``}
      group by p.issue_id order by in_full desc limit ${candidates}
    )
    select issue.id, (${scoreOf(ranking)})::real score
    from matched join similar_issue on similar_issue.issue_id = matched.issue_id
      join issue on issue.id = matched.issue_id
    where ${isInWindow} and issue.id <> all(${without}::integer[]) and ${seesIssue(actor, projectId)}
    order by score desc, issue.id desc limit ${limit}`
}

/** Then the ones that have most words in common may all be hidden: rights come first, which costs more. */
function seesFew(actor: Actor, projectId: number): boolean {
  return !actor.isAdmin && !projectsWhere(actor, 'viewer').includes(projectId)
}

/** Weights as they were learned on the duplicates of another tracker; versions decide between equals only. */
function scoreOf({componentIds, affectsVersionIds, at, until}: Ranking): RawBuilder<number> {
  return sql<number>`in_full + coalesce(in_title / sqrt(nullif(title_self, 0)), 0) + least(in_body, ${maxBodyInTitle})
    - 1.8 * ln(1 + abs(extract(epoch from ${at}::timestamptz - issue.created_at)::float8) / 86400) / 5
    + case when issue.resolved_at is null or issue.resolved_at > ${until}::timestamptz then 2.3 else 0 end
    - case when cardinality(issue.component_ids) > 0 and cardinality(${componentIds}::integer[]) > 0
        and not issue.component_ids && ${componentIds}::integer[] then 1.8 else 0 end
    + case when issue.affects_version_ids && ${affectsVersionIds}::integer[] then 0.01 else 0 end`
}
