/** Every closed form of the relation against the integral of q (log q − log p), on cpu and wasm. */
import { readFileSync } from 'node:fs'
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { read, use } from '../../src/run/index.js'
import { field, list, number, text } from '../golden/collection.js'
import { backendNames } from '../support/backends.js'
import { worst } from './accuracy.js'
import { divergence, givenBy, type Setting, settingOf, tensorsOf } from './made.js'
import { pairs as related } from './relation.js'

interface Pair {
  readonly q: string
  readonly p: string
  readonly rows: readonly { readonly q: Setting; readonly p: Setting; readonly nats: number }[]
}

const natsOf = (x: unknown): number => (x === 'Infinity' ? Number.POSITIVE_INFINITY : number(x))

const pairs: readonly Pair[] = list(
  field(JSON.parse(readFileSync(new URL('../golden/kl.json', import.meta.url), 'utf8')), 'pairs'),
).map((pair) => ({
  q: text(field(pair, 'q')),
  p: text(field(pair, 'p')),
  rows: list(field(pair, 'rows')).map((row) => ({
    q: settingOf(field(row, 'q')),
    p: settingOf(field(row, 'p')),
    nats: natsOf(field(row, 'value')),
  })),
}))

it('has every pair of the relation, and no other', () => {
  const names = ([q, p]: readonly [string, string]): string => `${q} from ${p}`
  expect(pairs.map(({ q, p }) => names([q, p])).sort()).toEqual(related.map(names).sort())
  expect(related.length).toBe(60)
})

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  it.each(pairs)('kl of $q from $p', async ({ q, p, rows }) => {
    const [ofQ, ofP] = [tensorsOf(rows.map((r) => r.q)), tensorsOf(rows.map((r) => r.p))]
    const nats = Array.from(await read(divergence(q, givenBy(ofQ), p, givenBy(ofP))))
    const expected = rows.map((r) => r.nats)
    expect(worst(nats, expected)).toBeLessThanOrEqual(2e-6)
  })
})
