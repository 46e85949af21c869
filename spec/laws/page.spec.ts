import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lawTable } from '../../src/laws/index.js'
import { root } from '../support/sources.js'
import { elsewhere, falseAlarm, falseAlarms } from './false-alarms.js'
import { withBlocks } from './page.js'

const path = `${root}docs/laws.md`

test('the page of laws says what the tables say; REPARAM_RECORD=1 writes it', () => {
  const page = readFileSync(path, 'utf8')
  if (process.env['REPARAM_RECORD'] !== undefined) writeFileSync(path, withBlocks(page))
  expect(readFileSync(path, 'utf8')).toBe(withBlocks(readFileSync(path, 'utf8')))
})

test('planted: a page with another number, or without a block, is found', () => {
  const page = readFileSync(path, 'utf8')
  expect(withBlocks(page.replace('five standard errors + 1e-5', 'six standard errors + 1e-5'))).toBe(page)
  expect(() => withBlocks(page.replace('<!-- alarms -->', ''))).toThrow('no block alarms')
})

test('the suite alarms once in a thousand drawings of its keys at most', () => {
  expect(Object.values(falseAlarms).every((probability) => probability > 0)).toBe(true)
  expect(falseAlarm).toBeLessThan(2e-3)
})

/** Words by which a spec says that chance is in it. */
const statistical =
  /meanAndError|5 \* Math\.(?:sqrt|hypot)|5 \* (?:error|spread)|Dvoretzky|sampleMoments|samplesFollowCdf|entropyExpectation|klExpectation/

const specs = readdirSync(`${root}spec`, { recursive: true, encoding: 'utf8' })
  .map((name) => `spec/${name}`)
  .filter((name) => name.endsWith('.spec.ts') && !name.startsWith('spec/laws/'))

test('every statistical spec is counted, and none that is gone', () => {
  const found = specs.filter((name) => statistical.test(readFileSync(`${root}${name}`, 'utf8')))
  expect(found.sort()).toEqual(Object.keys(elsewhere).sort())
})

test('five standard errors are exceeded as often as the table says', () => {
  // the integral of the normal density beyond 5, by the midpoint rule
  const cell = 1e-4
  const beyond = Array.from({ length: 40_000 }, (_, k) => 5 + (k + 0.5) * cell)
    .map((x) => Math.exp((-x * x) / 2))
    .reduce((a, b) => a + b, 0)
  const oneSide = (beyond * cell) / Math.sqrt(2 * Math.PI)
  const sizes = { batch: 1, whole: 1 }
  expect(Math.abs(lawTable.entropyExpectation.falseAlarm(sizes) / (2 * oneSide) - 1)).toBeLessThan(1e-3)
  expect(Math.abs(lawTable.klNonNegative.falseAlarm(sizes) / oneSide - 1)).toBeLessThan(1e-3)
})

test('the mean gradient alarms as often as Student’s t of 47 degrees exceeds 5', () => {
  const degrees = 47
  const density = (t: number): number => (1 + (t * t) / degrees) ** (-(degrees + 1) / 2)
  const integral = (from: number, to: number): number => {
    const cell = (to - from) / 100_000
    return Array.from({ length: 100_000 }, (_, k) => density(from + (k + 0.5) * cell)).reduce(
      (a, b) => a + b * cell,
      0,
    )
  }
  // the error of the mean is computed with n for n − 1
  const limit = 5 * Math.sqrt(47 / 48)
  const found = integral(limit, 60) / integral(0, 60)
  expect(lawTable.meanGradient.falseAlarm({ batch: 1, whole: 1 })).toBeGreaterThanOrEqual(found * 0.99)
  expect(lawTable.meanGradient.falseAlarm({ batch: 1, whole: 1 })).toBeLessThan(2 * found)
})
