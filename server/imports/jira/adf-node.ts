/** A node of an Atlassian document, read leniently: what is missing or of another kind is empty. */
export interface AdfNode {
  type: string
  text: string
  attrs: Record<string, unknown>
  marks: AdfNode[]
  content: unknown
}

export function readNode(value: unknown): AdfNode {
  const node = isRecord(value) ? value : {}
  return {
    type: text(node['type']),
    text: text(node['text']),
    attrs: isRecord(node['attrs']) ? node['attrs'] : {},
    marks: Array.isArray(node['marks']) ? node['marks'].map(readNode) : [],
    content: node['content'],
  }
}

export function children(node: AdfNode): AdfNode[] {
  return Array.isArray(node.content) ? node.content.map(readNode) : []
}

/** A value as text where it is text or a number, else empty. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
