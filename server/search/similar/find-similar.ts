import type {RawBuilder} from 'kysely'
import type {QueryResultRow} from 'pg'
import type {Context} from '../../core/context.ts'
import {findPlanOf, runFind} from '../../issues/find/run-find.ts'
import {languageOf} from '../analysis/languages.ts'
import {writePending} from '../pending.ts'
import {countTerms} from './count-terms.ts'
import {rankStatement} from './rank-statement.ts'
import {knownStatement, weighKnown, withoutUnfinished, type KnownRow} from './report-terms.ts'
import type {SimilarIssues} from './schemas.ts'
import {showStatement} from './show-statement.ts'

/** A report, written or still being written, to find others like it in its project. */
export interface FindSimilar {
  readonly project: {readonly id: number; readonly language: string}
  readonly title: string
  /** Everything else that it says. */
  readonly body: string
  /** The title is still being typed: its last word counts only if somebody has written it before. */
  readonly isUnfinished: boolean
  readonly componentIds: readonly number[]
  readonly affectsVersionIds: readonly number[]
  /** When it was written. */
  readonly at: Date
  /** How far back from there the others may have been created. */
  readonly days: number
  /** Ids of issues that are not shown, nor what a person marked as duplicates of them. */
  readonly without: readonly number[]
  readonly limit: number
}

/** From here on a third of unrelated reports have one, and half of the duplicates. */
const likelyScore = 9
/** Several may lead to one and the same. */
const ranked = 60

/**
 * Issues like a report, best first, of those the actor may see. What was written before is found: what is not worked
 * off yet is worked off first, as far as it is little.
 *
 * @throws AppError `tooHeavy` when it takes too long
 */
export async function findSimilar(ctx: Context, report: FindSimilar): Promise<SimilarIssues> {
  const language = languageOf(report.project.language)
  const counted = countTerms(report.title, report.body, language)
  if (counted.counts.size === 0) return {items: []}
  const known = await loadKnown(ctx, knownStatement(report.project.id, counted))
  const terms = weighKnown(
    report.isUnfinished ? withoutUnfinished(report.title, counted, known, language) : counted,
    known,
  )
  const found = await run(
    ctx,
    rankStatement({
      ...report,
      actor: ctx.actor,
      projectId: report.project.id,
      terms,
      until: null,
      limit: ranked,
    }),
  )
  if (found.length === 0) return {items: []}
  const shown = await run(ctx, showStatement(ctx.actor, found, report))
  return {
    items: shown.map(({row, score, because}) => ({
      ...row,
      score: Math.round(score * 100) / 100,
      isLikely: score >= likelyScore,
      because: because.map((key) => ({key})),
    })),
  }
}

const fewPending = 200

async function loadKnown(ctx: Context, statement: RawBuilder<KnownRow>): Promise<KnownRow> {
  const known = await loadOne(ctx, statement)
  if (known.pending === 0) return known
  await writeLatest(ctx, known.pending)
  return loadOne(ctx, statement)
}

/** After an import a job works it off; what was written last is here at once. */
async function writeLatest({db, log}: Context, pending: number): Promise<void> {
  try {
    await writePending(db, pending <= fewPending ? 50 : 10)
  } catch (error) {
    log.warn({err: error}, 'Similar issues are found without the latest changes')
  }
}

async function loadOne(ctx: Context, statement: RawBuilder<KnownRow>): Promise<KnownRow> {
  const [known] = await run(ctx, statement)
  if (known === undefined) throw new Error('The statistics of the project have no row')
  return known
}

function run<Row extends QueryResultRow>(
  {db, services}: Context,
  statement: RawBuilder<Row>,
): Promise<Row[]> {
  return runFind<Row>(services, findPlanOf(statement.compile(db), false))
}
