import {expect, test} from 'vitest'
import {readIssueKey} from './issue-keys.ts'

test.each([
  ['WEB-42', {project: 'WEB', number: 42}],
  ['web-42', {project: 'WEB', number: 42}],
  ['A_1-7', {project: 'A_1', number: 7}],
  ['#42', {project: null, number: 42}],
  ['42', {project: null, number: 42}],
  ['WEB', null],
  ['WEB-', null],
  ['WEB-0', null],
  ['WEB-2147483648', null],
  ['1WEB-2', null],
  ['WEB-1x', null],
])('%j is %j', (text, key) => expect(readIssueKey(text)).toEqual(key))
