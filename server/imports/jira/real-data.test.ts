import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import MarkdownIt from 'markdown-it'
import {expect, test} from 'vitest'
import {mapIssue} from './map-issue.ts'
import {mapProject} from './map-project.ts'
import type {MappedIssue} from './mapped.ts'
import {readLines} from './read-lines.ts'
import {parseJiraLine} from './schema.ts'

const folder = join(import.meta.dirname, '../../../../shared/data/jira-tidev')
const missing = !existsSync(folder)
if (missing) console.warn(`Skipped: no real issues to convert in ${folder}`)

/** Texts that speak of `{code}` in prose, or whose own macro is cut off. */
const knownOdd = 15
const markdown = new MarkdownIt({html: true, linkify: false})

test.skipIf(missing)(
  'every real issue is read and mapped, and no markup is left behind',
  {timeout: 240_000},
  async () => {
    const counts = {issues: 0, comments: 0, projects: 0, bad: 0, leftMacros: 0, openFences: 0}
    let converting = 0
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.gz')) continue
      for await (const line of readLines(join(folder, file))) {
        const start = performance.now()
        const parsed = line.kind === 'line' ? parseJiraLine(line.text) : line
        if (parsed.kind === 'bad') counts.bad++
        else if (parsed.kind === 'project') counts.projects += mapProject(parsed.project).key === '' ? 0 : 1
        else {
          const issue = mapIssue(parsed.issue)
          converting += performance.now() - start
          counts.issues++
          counts.comments += issue.comments.length
          for (const text of textsOf(issue)) {
            if (leavesMacro(text)) counts.leftMacros++
            if (!closesFences(text)) counts.openFences++
          }
        }
      }
    }
    expect(counts).toMatchObject({issues: 29_057, comments: 104_730, projects: 5, bad: 0, openFences: 0})
    expect(counts.leftMacros).toBeLessThanOrEqual(knownOdd)
    expect(converting).toBeLessThan(60_000)
  },
)

function textsOf(issue: MappedIssue): string[] {
  return [issue.body, issue.environment, ...issue.comments.map((comment) => comment.body)]
}

function leavesMacro(text: string): boolean {
  if (!/\{(?:html|code|noformat)[:}]/i.test(text)) return false
  const html = markdown.render(text).replace(/<pre>[^]*?<\/pre>|<code>[^]*?<\/code>/g, '')
  return /\{(?:html|code|noformat)[:}]/i.test(html)
}

/** Read as lines, as a fence opens and closes on a line of its own, whatever it stands in. */
function closesFences(text: string): boolean {
  let open = ''
  for (const line of text.split('\n')) {
    const fence = /^[\s>]*(?:(?:[-*]|\d+\.) )*(`{3,})([^`]*)$/.exec(line)
    if (fence === null) continue
    const [, marks = '', info = ''] = fence
    if (open === '') open = marks
    else if (marks.length >= open.length && info.trim() === '') open = ''
  }
  return open === ''
}
