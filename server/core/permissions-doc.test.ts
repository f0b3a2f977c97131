import {readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {permissionsDoc, renderPermissions} from '../../tools/write-permissions-doc.ts'

test('docs/permissions.md says what the rights are (if not: node tools/write-permissions-doc.ts)', async () => {
  expect(await readFile(permissionsDoc, 'utf8')).toBe(renderPermissions())
})
