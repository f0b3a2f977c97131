import {counters, type Counter} from './counters.ts'
import {fail, ok, type Check, type Patient, type Told} from './finding.ts'
import {oddities, type Oddity} from './oddities.ts'

/** Rows that contradict each other. */
export const dataChecks: readonly Check[] = [
  {name: 'Counters', run: checkCounters},
  {name: 'Rows', run: checkOddities},
]

async function checkCounters(patient: Patient): Promise<Told[]> {
  const told: Told[] = []
  for (const counter of counters) told.push(...(await checkCounter(patient, counter)))
  return told.length > 0 ? told : ok('every counter is what it counts')
}

/** Repaired in one statement, which locks the rows it changes: the server may run meanwhile. */
async function checkCounter({client, options}: Patient, counter: Counter): Promise<Told[]> {
  const {what, wrong, repair} = counter
  const {rows} = await client.query<{name: string}>(`${wrong} limit 1000`)
  if (rows.length === 0) return []
  const where = `${what} of ${some(rows)}`
  if (!options.fix) return fail(`${where} differs from what it counts`, 'Run "fettle doctor --fix"')
  const {rowCount} = await client.query(repair)
  return ok(`${where} was set right (${rowCount} rows)`)
}

async function checkOddities({client}: Patient): Promise<Told[]> {
  const told: Told[] = []
  for (const {what, find, remedy} of oddities satisfies readonly Oddity[]) {
    const {rows} = await client.query<{name: string}>(`${find} limit 1000`)
    if (rows.length > 0) told.push(...fail(`${what}: ${some(rows)}`, remedy))
  }
  return told.length > 0 ? told : ok('none contradicts another')
}

const most = 5

function some(rows: readonly {name: string}[]): string {
  const names = rows.slice(0, most).map(({name}) => name)
  const more = rows.length - names.length
  return names.join(', ') + (more > 0 ? ` and ${rows.length >= 1000 ? 'many' : more} more` : '')
}
