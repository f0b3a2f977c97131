import {parse} from '../../query/parse.ts'
import type {BenchServer} from '../bench-server.ts'
import {pickOne, randomFrom} from '../random.ts'
import {ask, inLanes} from './ask.ts'
import {identifiersIn, type Identifier} from './identifiers.ts'
import type {KnownIssue} from './known-issues.ts'

export interface IdentifierScore {
  readonly asked: number
  /** Share that finds its issue both as a whole and by its last part. */
  readonly found: number
  /** Queries that did not find their issue. */
  readonly missed: readonly string[]
}

/** Whether identifiers that stand in the bodies of issues find these issues. */
export async function scoreIdentifiers(
  server: BenchServer,
  issues: readonly KnownIssue[],
  count: number,
): Promise<IdentifierScore> {
  const missed: string[] = []
  const chosen = choose(issues, count)
  if (chosen.length === 0) throw new Error('No identifier stands in these texts')
  const outcomes = await inLanes(chosen, async ({issue, identifier: {text, lastPart}}) => {
    const queries = [text, lastPart]
      .filter((part) => part !== undefined)
      .map((part) => `${pasted(part)} key:${issue.key}`)
    const lost: string[] = []
    for (const q of queries) {
      const {items} = await ask<{items: {key: string}[]}>(server, {
        path: `/issues?q=${encodeURIComponent(q)}`,
      })
      if (!items.some(({key}) => key === issue.key)) lost.push(q)
    }
    missed.push(...lost)
    return lost.length === 0
  })
  const found = outcomes.filter(Boolean).length
  return {asked: outcomes.length, found: found / outcomes.length, missed}
}

/** One of each issue, of all kinds alike as far as there are any. */
function choose(issues: readonly KnownIssue[], count: number): {issue: KnownIssue; identifier: Identifier}[] {
  const random = randomFrom(7)
  const chosen: {issue: KnownIssue; identifier: Identifier}[] = []
  const counts = new Map<string, number>()
  const known = new Set<string>()
  for (const issue of issues) {
    if (chosen.length >= count) break
    const fresh = identifiersIn(issue.body).filter(({text}) => !known.has(text))
    const rarest = Math.min(...fresh.map(({kind}) => counts.get(kind) ?? 0))
    const [first, ...others] = fresh.filter(({kind}) => (counts.get(kind) ?? 0) === rarest)
    if (first === undefined) continue
    const identifier = pickOne(random, [first, ...others])
    known.add(identifier.text)
    counts.set(identifier.kind, rarest + 1)
    chosen.push({issue, identifier})
  }
  return chosen
}

/** As it stands, or in quotes where the language would read something else in it. */
function pasted(text: string): string {
  const {query} = parse(text)
  return query?.where?.kind === 'text' && query.where.text === text ? text : `"${text}"`
}
