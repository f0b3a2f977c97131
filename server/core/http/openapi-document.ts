import type {App} from './app.ts'

type Members = Readonly<Record<string, unknown>>
type Methods = Readonly<Record<string, Members>>

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any text, new for every new request: sent again with it, a request is done once and answered alike',
  schema: {type: 'string', minLength: 1, maxLength: 200},
}

/** The description of the API, always in the same order whatever the order in which its parts were registered. */
export function openApiDocument(app: App): Members {
  const document = app.swagger() as unknown as Members & {
    paths: Record<string, Methods>
    components: Record<string, Members>
  }
  const components = {...document.components, parameters: {IdempotencyKey: idempotencyKey}}
  return {
    ...document,
    paths: mapped(document.paths, repeatable),
    components: mapped(components, (named: Members) => mapped(named, (component) => component)),
  }
}

/** Every POST may be sent again; the server takes the key of each in one place. */
function repeatable(methods: Methods): Methods {
  const {post, ...others} = methods
  if (post === undefined) return methods
  const parameters = [
    ...((post['parameters'] as unknown[] | undefined) ?? []),
    {$ref: '#/components/parameters/IdempotencyKey'},
  ]
  return {...others, post: {...post, parameters}}
}

/** With names in order. */
function mapped<From, To>(
  members: Readonly<Record<string, From>>,
  change: (member: From) => To,
): Record<string, To> {
  const sorted = Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, member]) => [name, change(member)]))
}
