import {expect, test} from 'vitest'
import {withDatabase} from './with-database.ts'

test.each([
  ['postgresql://fettle@/fettle?host=%2Frun&port=5432', 'postgresql://fettle@/other?host=%2Frun&port=5432'],
  ['postgres://me:a%2Fb@db.example:5433/old', 'postgres://me:a%2Fb@db.example:5433/other'],
  ['postgres://db.example?sslmode=require', 'postgres://db.example/other?sslmode=require'],
])('%s becomes %s', (from, to) => {
  expect(withDatabase(from, 'other')).toBe(to)
})
