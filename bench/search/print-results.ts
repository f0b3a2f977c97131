import {cpus} from 'node:os'
import type {Figures} from '../load.ts'
import type {Recall} from '../similar-score.ts'
import type {Results} from './results.ts'

/** Requests a second at least, ms at most. */
interface Reach {
  readonly perSecond?: number
  readonly p97_5?: number
}

const reaches: Partial<Record<keyof Results, Reach>> = {
  search3: {perSecond: 300, p97_5: 40},
  common: {p97_5: 60},
  prefix: {p97_5: 25},
  filters: {perSecond: 2000, p97_5: 15},
  similarTitle: {p97_5: 50},
  similarReport: {p97_5: 150},
}

/** A table of the figures with what they are to reach. */
export function printResults(results: Results, size: number): void {
  write(
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, 8 connections, ${size} issues, ${size * 3} comments\n`,
  )
  row(['run', 'per second', 'reach', 'p50 ms', 'p97.5 ms', 'reach'])
  const {reference, search3, common, prefix, filters, similarTitle, similarReport} = results
  const runs = {reference, search3, common, prefix, filters, similarTitle, similarReport}
  for (const [name, figures] of Object.entries(runs)) printRun(name, figures, reaches[name as keyof Results])
  printRun('search3At1m', results.search3At1m, doubled(search3))
  printRun('filtersAt1m', results.filtersAt1m, doubled(filters))
  write('')
  row(['quality', 'score', 'reach'])
  printShare('knownItem3', results.knownItem3, 0.88)
  printShare('knownItem2', results.knownItem2, 0.66)
  printShare('knownTitle3', results.knownTitle3)
  printShare('knownTitle2', results.knownTitle2)
  printShare('identifiers', results.identifiers, 1)
  printRecall('duplicates', results.duplicates, [0.456, 0.703, 0.788, 0.857])
  printRecall('duplicatesTitle', results.duplicatesTitle, [0.438, 0.669, 0.74, 0.799])
  if (results.lostWrites !== undefined) row(['lostWrites', String(results.lostWrites), '≤ 0'])
}

/** At ten times the size: half as many, or twice as long. */
function doubled(figures: Figures | undefined): Reach {
  return figures === undefined ? {} : {perSecond: Math.round(figures.perSecond / 2), p97_5: figures.p97_5 * 2}
}

function printRun(name: string, figures: Figures | undefined, {perSecond, p97_5}: Reach = {}): void {
  if (figures === undefined) return
  row([
    name,
    String(figures.perSecond),
    judged('≥', perSecond, figures.perSecond),
    String(figures.p50),
    String(figures.p97_5),
    judged('≤', p97_5, figures.p97_5),
  ])
}

function printShare(name: string, share: number | undefined, reach?: number): void {
  if (share !== undefined) row([name, share.toFixed(3), judged('≥', reach, share)])
}

function printRecall(name: string, recall: Recall | undefined, reach: Recall): void {
  if (recall === undefined) return
  const isReached = recall.every((share, index) => share >= (reach[index] ?? 0))
  write(
    `${name.padEnd(16)} ${recall.map((share) => share.toFixed(3)).join('/')}  ≥ ${reach.join('/')}${isReached ? '' : ' ✗'}`,
  )
}

function judged(sign: '≥' | '≤', reach: number | undefined, value: number): string {
  if (reach === undefined) return ''
  const isReached = sign === '≥' ? value >= reach : value <= reach
  return `${sign} ${reach}${isReached ? '' : ' ✗'}`
}

function row([name = '', ...cells]: readonly string[]): void {
  write(`${name.padEnd(16)}${cells.map((cell) => cell.padStart(12)).join('')}`)
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}
