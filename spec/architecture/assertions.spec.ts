import { expect, test } from 'vitest'
import { planted, type Source, sourcesOf } from '../support/sources.js'
import { empty, idle, leftOut } from './assertions.js'

const specs = sourcesOf('spec')
const one = (text: string): readonly Source[] => planted({ 'spec/a/b.spec.ts': text })
const place = 'spec/a/b.spec.ts:1'

test('every test asserts something', () => {
  expect(specs.length).toBeGreaterThan(5)
  expect(empty(specs)).toEqual([])
})

test('no test is left out', () => {
  expect(leftOut(specs)).toEqual([])
})

test('every assertion can fail', () => {
  expect(idle(specs)).toEqual([])
})

test.each([
  "test('a', () => { f(1) })",
  "it('a', async () => { await f(1) })",
  "test.each([1, 2])('a %s', (n) => { f(n) })",
  "it.concurrent('a', () => { fc.property(fc.nat(), (n) => n >= 0) })",
  "test('a', () => { const expected = f() })",
])('planted: %j asserts nothing', (text) => {
  expect(empty(one(text))).toEqual([`${place} asserts nothing`])
})

test.each([
  "test('a', () => { expect(1).toBe(1) })",
  "it('a', () => fc.assert(fc.property(fc.nat(), (n) => n >= 0)))",
  "test.each([1, 2])('a %s', async (n) => { await expect(f(n)).resolves.toBe(n) })",
  "test('a', () => { assert.equal(1, 1) })",
  "test('a', () => { agree(1) })\nconst agree = (n) => { near(n) }\nfunction near(n) { expect(n).toBe(1) }",
])('planted: %j asserts', (text) => {
  expect(empty(one(text))).toEqual([])
})

test('planted: a function of another file counts as an assertion when it asserts, and only then', () => {
  const support = (body: string): readonly Source[] =>
    planted({
      'spec/a/b.spec.ts': "import { near } from '../support/near.js'\ntest('a', () => { near(1) })",
      'spec/support/near.ts': `export const near = (n) => { ${body} }`,
    })
  expect(empty(support('expect(n).toBe(1)'))).toEqual([])
  expect(empty(support('return n === 1'))).toEqual(['spec/a/b.spec.ts:2 asserts nothing'])
})

test.each([
  ["test.only('a', () => { expect(1).toBe(1) })", 'only'],
  ["it.skip('a', () => { expect(1).toBe(1) })", 'skip'],
  ["describe.skip('a', () => {})", 'skip'],
  ["test.todo('a')", 'todo'],
])('planted: %j is left out', (text, how) => {
  expect(leftOut(one(text))).toEqual([`${place} is .${how}`])
})

test.each([
  ['expect(f())', 'expects nothing of its value'],
  ['expect(f()).rejects.toThrow()', 'is not awaited'],
  ['fc.assert(fc.asyncProperty(fc.nat(), async (n) => n >= 0))', 'is not awaited'],
  ['fc.assert(fc.property(fc.nat(), (n) => { n >= 0 }))', 'neither returns nor asserts'],
  ['fc.assert(fc.property(fc.nat(), (n) => { close(n, 0) }))', 'neither returns nor asserts'],
])('planted: %j checks nothing', (text, what) => {
  expect(idle(one(text))).toEqual([`${place} ${what}`])
})

test.each([
  'expect(f()).toBe(1)',
  'await expect(f()).rejects.toThrow()',
  'await fc.assert(fc.asyncProperty(fc.nat(), async (n) => n >= 0))',
  'fc.assert(fc.property(fc.nat(), (n) => { return n >= 0 }))',
  'fc.assert(fc.property(fc.nat(), (n) => { expect(n).toBe(0) }))',
])('planted: %j can fail', (text) => {
  expect(idle(one(text))).toEqual([])
})
