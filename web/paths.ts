/** Every address of the browser app is built here. */
export const paths = {
  home: () => '/',
  signIn: (next?: string) => address('/sign-in', {next}),
  signInLink: () => '/sign-in/link',
  mailLink: () => '/sign-in/mail',
  forgotPassword: () => '/forgot-password',
  resetPassword: () => '/reset-password',
  firstAdministrator: () => '/first-administrator',
  invitation: () => '/invitation',
  projects: () => '/projects',
  /** Opens the dialog over the list. */
  newProject: () => '/new-project',
  project: (key: string) => `/projects/${segment(key)}`,
  projectIssues: (key: string, list: ListAddress = {}) =>
    address(`/projects/${segment(key)}/issues`, {...list}),
  projectSettings: (key: string, page?: string) =>
    `/projects/${segment(key)}/settings${page === undefined ? '' : `/${segment(page)}`}`,
  issues: (list: ListAddress = {}) => address('/issues', {...list}),
  issue: (key: string) => `/issues/${segment(key)}`,
  /** @param parent key of the issue it is a part of */
  newIssue: (project?: string, type?: string, parent?: string) =>
    address('/new-issue', {project, type, parent}),
  account: (page?: string) => (page === undefined ? '/account' : `/account/${segment(page)}`),
  admin: (page?: string) => (page === undefined ? '/admin' : `/admin/${segment(page)}`),
}

export interface ListAddress {
  /** The text of the filter; without it the list shows what is open */
  q?: string | undefined
  /** defect, request, work, question or support */
  kind?: string | undefined
}

function segment(text: string): string {
  return encodeURIComponent(text)
}

function address(path: string, search: Record<string, string | undefined>): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
