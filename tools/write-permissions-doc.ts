import {writeFile} from 'node:fs/promises'
import {rights, standingGives, type Right} from '../server/core/rights.ts'
import {roles, type Standing} from '../server/core/roles.ts'
import {alignTable} from './align-table.ts'

export const permissionsDoc = new URL('../docs/permissions.md', import.meta.url)

/** docs/permissions.md: the table of rights, with what decides who is what. */
export function renderPermissions(): string {
  return `${introduction}\n${renderTable()}\n`
}

const introduction = `# Who may do what

Written by \`node tools/write-permissions-doc.ts\` from \`server/core/rights.ts\`, which every door asks. Change it there.

## Who is what

A person has a **role** in a project: viewer, reporter, member or maintainer. Each may do all that the ones before it may. A role holds in the project and in all projects below it; where somebody has several, the highest counts. An **administrator** is a maintainer of every project and has the rights at the end of the table besides.

Without a role, the visibility of the project decides:

| Project  | People and bots of the house | Contacts of customers | Visitors who have not signed in |
| -------- | ---------------------------- | --------------------- | ------------------------------- |
| public   | viewer                       | guest                 | guest                           |
| internal | viewer                       | see nothing           | see nothing                     |
| private  | see nothing                  | see nothing           | see nothing                     |

The visibility of a project is its own: a public project below a private one is public, and does not show what it is below.

## Which issues they see

- **public**: everybody who sees the project.
- **project**: who is at least a viewer in it.
- **private**: its reporter and its assignee while they are at least viewers, and maintainers.

A **contact** sees, wherever they are, the issues they reported, and those that others of their company reported unless these are private. A contact's role is at most reporter. Contacts and visitors know people only from the issues they see: who works in a project is not shown to them, whatever their role.

What somebody may not see does not exist for them: lists, counts, searches, events and errors leave it out, and asking for it answers 404, as for what is missing. What they see but may not do answers 403 and says what it takes, or 401 where they have not signed in.

An archived project is read-only for everybody: its issues and lists answer 409 to every change, until somebody with the right brings it back. Its settings and its members can still be changed.

## Keys

An API key acts as the person who made it, and never does more than its **scope** allows:

| Scope | It may                                                            |
| ----- | ----------------------------------------------------------------- |
| read  | read what the person may see, except what only administrators may |
| write | do what the person may, except what only administrators may       |
| admin | do all that the person may                                        |

Signed in with a browser, a person may do all that their roles allow.

## The table

"Also" names who has the right besides, by what they are to the one issue.
`

const columns = ['guest', ...roles] as const satisfies readonly Standing[]

function renderTable(): string {
  const names = Object.keys(rights) as Right[]
  return alignTable([
    ['Right', 'To …', ...columns, 'administrator', 'Also'],
    ...names.map((right) => [
      `\`${right}\``,
      rights[right].says,
      ...columns.map((standing) => (standingGives(right, standing) ? 'yes' : '')),
      'yes',
      alsoOf(right),
    ]),
  ])
}

function alsoOf(right: Right): string {
  const rule = rights[right]
  return 'also' in rule ? rule.also : ''
}

if (import.meta.main) await writeFile(permissionsDoc, renderPermissions())
