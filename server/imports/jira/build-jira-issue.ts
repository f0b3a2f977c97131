import type {JiraFields, JiraIssue} from './schema.ts'
import {jiraIssueSchema} from './schema.ts'

/** An issue line with only what must be there, for tests. */
export function buildJiraIssue(
  fields: Partial<Record<keyof JiraFields, unknown>> = {},
  key = 'WEB-1',
): JiraIssue {
  return jiraIssueSchema.parse({
    id: '1',
    key,
    fields: {
      project: {key: 'WEB'},
      issuetype: {name: 'Bug'},
      status: {name: 'Open', statusCategory: {key: 'new'}},
      summary: 'It breaks',
      created: '2015-04-28T09:09:23.000+0000',
      ...fields,
    },
  })
}
