import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'

/** Files of an export, for tests. */
export interface JiraFiles {
  /** Writes the lines and gives the file's path; objects become JSON. */
  write(name: string, lines: readonly unknown[]): Promise<string>
  remove(): Promise<void>
}

export async function makeJiraFiles(): Promise<JiraFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'fettle-jira-'))
  return {
    async write(name, lines) {
      const file = join(folder, name)
      const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
      await writeFile(file, name.endsWith('.gz') ? gzipSync(text) : text)
      return file
    },
    remove: () => rm(folder, {recursive: true, force: true}),
  }
}

const noon = '2015-04-28T12:00:00.000+0000'

/** An issue as Jira's REST API gives it. Its id follows from its key, so that two tests never share one. */
export function jiraIssue(key: string, fields: Readonly<Record<string, unknown>> = {}): object {
  const projectKey = key.slice(0, key.lastIndexOf('-'))
  return {
    id: `id-${key}`,
    key,
    fields: {
      project: {key: projectKey, name: `Project ${projectKey}`},
      issuetype: {name: 'Bug'},
      status: {name: 'Open', statusCategory: {key: 'new'}},
      summary: `Title of ${key}`,
      created: noon,
      reporter: {name: 'rita', key: 'rita', displayName: 'Rita Reporter', active: true},
      ...fields,
    },
  }
}

export function jiraComment(id: string, body: string, more: Readonly<Record<string, unknown>> = {}): object {
  const author = {name: 'carl', key: 'carl', displayName: 'Carl Commenter', active: true}
  return {id, author, body, created: noon, updated: noon, ...more}
}

/** A link of the issue to another one. */
export function jiraLink(outward: string, other: string): object {
  return {type: {name: outward, outward, inward: `is inverse of ${outward}`}, outwardIssue: {key: other}}
}
