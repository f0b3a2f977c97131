import type {Finding} from '../../server/doctor/finding.ts'
import {examine} from '../../server/doctor/examine.ts'
import {exitCodes} from '../cli-error.ts'
import {print, printJson, styled} from '../output.ts'
import {stopSignal} from '../stop-signal.ts'
import {quietLog} from '../system.ts'

export interface DoctorArguments {
  fix?: boolean
  deep?: boolean
  backups?: string
  json?: boolean
}

export async function doctor({fix = false, deep = false, backups, json}: DoctorArguments): Promise<void> {
  const findings = await examine({
    environment: process.env,
    fix,
    deep,
    ...(backups === undefined ? {} : {backups}),
    log: quietLog,
    signal: stopSignal(),
    onFinding: (finding) => {
      if (json !== true) tell(finding)
    },
  })
  const count = (level: Finding['level']): number =>
    findings.filter((finding) => finding.level === level).length
  const summary = {ok: count('ok'), warnings: count('warn'), failures: count('fail')}
  if (json === true) printJson({...summary, findings})
  else print(`\n${summary.ok} good, ${summary.warnings} to look at, ${summary.failures} failed`)
  if (summary.failures > 0) process.exitCode = exitCodes.failed
}

const marks = {
  ok: ['green', 'ok  '],
  warn: ['yellow', 'warn'],
  fail: ['red', 'fail'],
} as const

function tell({level, check, message, remedy}: Finding): void {
  const [color, mark] = marks[level]
  print(`${styled(color, mark)}  ${check}: ${message}`)
  if (remedy !== undefined) print(`      ${remedy}`)
}
