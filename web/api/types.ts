import type {components} from './schema.d.ts'

type Schemas = components['schemas']

export type Session = Schemas['Session']
export type Issue = Schemas['ShownIssue']
export type IssueRow = Schemas['IssueRow']
export type ChangeIssue = Schemas['ChangeIssue']
export type Comment = Schemas['Comment']
export type Project = Schemas['Project']
export type ProjectDetail = Schemas['ProjectDetail']
export type IssueType = Schemas['IssueType']
/** The kinds are never mixed in a number. */
export type Kind = IssueType['kind']
export type LiveEvent = Schemas['Event']
export type Completion = Schemas['Completion']
export type CompletionItem = Schemas['CompletionItem']
export type CheckedQuery = Schemas['CheckedQuery']
export type QueryError = Schemas['QueryError']
export type UnknownName = Schemas['UnknownName']
