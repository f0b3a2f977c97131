import {printIssues, type FindArguments} from '../find-issues.ts'

export interface ListArguments extends FindArguments {
  readonly sort?: string
}

export function issueList(query: string, {sort, ...options}: ListArguments): Promise<void> {
  return printIssues(sort === undefined ? query : `sort:${sort} ${query}`, options)
}
