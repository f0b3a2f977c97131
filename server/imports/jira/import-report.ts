import type {RemarkKind} from './import-remarks.ts'
import {remarks} from './import-remarks.ts'

export const importKinds = [
  'projects',
  'people',
  'components',
  'versions',
  'cycles',
  'labels',
  'issues',
  'parents',
  'links',
  'comments',
  'attachments',
] as const
export type ImportKind = (typeof importKinds)[number]

export interface ImportCounts {
  /** Different ones in the files. */
  readonly read: number
  /** Made by this run; parents and links also where an earlier run's file named them. */
  readonly written: number
  readonly alreadyThere: number
  readonly notCarried: number
}

/** Something that could not be carried as it was. */
export interface ImportRemark {
  readonly kind: RemarkKind
  readonly says: string
  readonly count: number
  /** The first ten. */
  readonly examples: readonly string[]
}

/** A value of Jira's that is called something else here. */
export interface ImportMapping {
  readonly field: 'type' | 'status' | 'resolution' | 'priority'
  readonly from: string
  readonly to: string
  readonly issues: number
}

export interface ImportReport {
  readonly source: 'jira'
  readonly files: readonly string[]
  readonly seconds: number
  readonly counts: Readonly<Record<ImportKind, ImportCounts>>
  readonly remarks: readonly ImportRemark[]
  readonly mappings: readonly ImportMapping[]
}

/** The report as a text for a terminal of 100 columns. */
export function formatReport(report: ImportReport): string {
  const {counts, seconds, files, mappings} = report
  const pace = seconds > 0 ? `, ${format(Math.round(counts.issues.read / seconds))} issues a second` : ''
  return [
    `Imported ${files.length === 1 ? 'one file' : `${files.length} files`} in ${seconds.toFixed(1)} s${pace}`,
    '',
    formatCounts(counts),
    ...(report.remarks.length > 0 ? ['', 'Not carried as it was:', ...report.remarks.map(formatRemark)] : []),
    ...(mappings.length > 0 ? ['', 'Called something else here:', ...mappings.map(formatMapping)] : []),
    '',
  ].join('\n')
}

const columns = ['read', 'written', 'alreadyThere', 'notCarried'] as const
const headings = ['read', 'written', 'already there', 'not carried']

function formatCounts(counts: ImportReport['counts']): string {
  const head = ['', ...headings]
  const rows = importKinds.map((kind) => [kind, ...columns.map((column) => format(counts[kind][column]))])
  return [head, ...rows]
    .map(([name = '', ...cells]) => name.padEnd(12) + cells.map((cell) => cell.padStart(15)).join(''))
    .join('\n')
}

function formatRemark({says, count, examples}: ImportRemark): string {
  const shown = examples
    .slice(0, 3)
    .map((example) => (example.length > 150 ? `${example.slice(0, 149)}…` : example))
  const more = count > shown.length ? ', …' : ''
  return `${format(count).padStart(8)}  ${says}${shown.length > 0 ? `: ${shown.join(', ')}${more}` : ''}`
}

function formatMapping({field, from, to, issues}: ImportMapping): string {
  return `${format(issues).padStart(8)}  ${field} ${from} → ${to}`
}

function format(count: number): string {
  return count.toLocaleString('en')
}

type Counter = {-readonly [Column in keyof ImportCounts]: number}
const maxExamples = 10

/** Counts while an import runs. */
export class ImportTally {
  readonly #counts = new Map<ImportKind, Counter>()
  readonly #remarks = new Map<RemarkKind, {count: number; examples: string[]}>()
  readonly #mappings = new Map<string, {-readonly [Key in keyof ImportMapping]: ImportMapping[Key]}>()

  count(kind: ImportKind, column: keyof ImportCounts, by = 1): void {
    this.#of(kind)[column] += by
  }

  countOf(kind: ImportKind): ImportCounts {
    return this.#of(kind)
  }

  remark(kind: RemarkKind, example: string | undefined, by = 1): void {
    const remark = this.#remarks.get(kind) ?? {count: 0, examples: []}
    remark.count += by
    if (example !== undefined && remark.examples.length < maxExamples) remark.examples.push(example)
    this.#remarks.set(kind, remark)
  }

  /** Says nothing where the names differ in case alone. */
  map(field: ImportMapping['field'], from: string, to: string): void {
    if (from.toLowerCase() === to.toLowerCase()) return
    const key = JSON.stringify([field, from, to])
    const mapping = this.#mappings.get(key) ?? {field, from, to, issues: 0}
    mapping.issues++
    this.#mappings.set(key, mapping)
  }

  /** Adds what another one counted: one is kept for each transaction, and counts when that is committed. */
  add(other: ImportTally): void {
    for (const [kind, counter] of other.#counts)
      for (const column of columns) this.count(kind, column, counter[column])
    for (const [kind, {count, examples}] of other.#remarks) {
      this.remark(kind, undefined, count)
      const own = this.#remarks.get(kind)?.examples
      own?.push(...examples.slice(0, maxExamples - own.length))
    }
    for (const [key, mapping] of other.#mappings) {
      const own = this.#mappings.get(key)
      if (own === undefined) this.#mappings.set(key, {...mapping})
      else own.issues += mapping.issues
    }
  }

  report(files: readonly string[], seconds: number): ImportReport {
    const counts = Object.fromEntries(importKinds.map((kind) => [kind, {...this.#of(kind)}]))
    const found = [...this.#remarks].map(([kind, remark]) => ({kind, says: remarks[kind], ...remark}))
    return {
      source: 'jira',
      files,
      seconds,
      counts: counts as ImportReport['counts'],
      remarks: found.toSorted((a, b) => b.count - a.count),
      mappings: [...this.#mappings.values()].toSorted(
        (a, b) => a.field.localeCompare(b.field) || b.issues - a.issues,
      ),
    }
  }

  #of(kind: ImportKind): Counter {
    const counter = this.#counts.get(kind) ?? {read: 0, written: 0, alreadyThere: 0, notCarried: 0}
    this.#counts.set(kind, counter)
    return counter
  }
}
