/** What a list can be sorted by, and which way by itself. */
export const sortFields = {
  relevance: 'desc',
  updated: 'desc',
  created: 'desc',
  resolved: 'desc',
  closed: 'desc',
  due: 'asc',
  start: 'asc',
  priority: 'desc',
  severity: 'desc',
  votes: 'desc',
  comments: 'desc',
  attachments: 'desc',
  estimate: 'desc',
  key: 'asc',
  title: 'asc',
  status: 'asc',
  type: 'asc',
  assignee: 'asc',
  reporter: 'asc',
  rank: 'asc',
} as const satisfies Record<string, 'asc' | 'desc'>

export type SortField = keyof typeof sortFields

/** Names that other trackers use. */
export const sortAliases: Readonly<Record<string, SortField>> = {
  reactions: 'votes',
  interactions: 'comments',
  author: 'reporter',
  number: 'key',
  id: 'key',
}
