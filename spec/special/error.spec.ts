import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { erfcOf, erfOf } from '../../src/special/error.js'
import { erfinvOf, normalQuantileOf } from '../../src/special/error-inverse.js'
import { logNormalCdfOf, normalCdfOf } from '../../src/special/error-normal.js'
import { logOneMinusExpOf } from '../../src/special/log-exp.js'
import type { Expression } from '../../src/tensor/expression.js'
import { curves } from '../golden/special.js'
import { backendNames, started } from '../support/backends.js'
import { beyond, measured } from './curve.js'

interface Subject {
  readonly f: (x: Expression) => Expression
  /** Bounds of the value and of both derivatives, relative to each number. */
  readonly bounds: readonly [value: number, first: number, second: number]
}

// a few roundings, and where an exponential of z² is taken of a rounded z, z² times that
const subjects: Readonly<Record<string, Subject>> = {
  erf: { f: erfOf, bounds: [4e-7, 4e-7, 6e-7] },
  erfc: { f: erfcOf, bounds: [4e-7, 4e-7, 6e-7] },
  normalCdf: { f: normalCdfOf, bounds: [4e-7, 6e-7, 6e-7] },
  logNormalCdf: { f: logNormalCdfOf, bounds: [4e-7, 6e-7, 1e-6] },
  erfinv: { f: erfinvOf, bounds: [4e-7, 4e-6, 8e-6] },
  normalQuantile: { f: normalQuantileOf, bounds: [4e-7, 2e-5, 2e-5] },
  log1mexp: { f: logOneMinusExpOf, bounds: [4e-7, 4e-7, 8e-7] },
}

const { POSITIVE_INFINITY: INF, NaN: NAN } = Number
const all = curves('error.json')

describe.each(backendNames)('on %s', (name) => {
  let backend: Backend

  beforeAll(async () => {
    backend = await started(name)
  })

  it('has a table for each function', () => {
    expect(all.map((c) => c.name).sort()).toEqual(Object.keys(subjects).sort())
  })

  it.each(all.map((c) => [c.name, c] as const))('%s and its first two derivatives', async (which, curve) => {
    const { f, bounds } = subjects[which] ?? { f: (x: Expression) => x, bounds: [0, 0, 0] }
    const got = await measured(backend, f, curve.at)
    const wanted = [curve.value, curve.first, curve.second]
    const far = wanted.map((want, i) => beyond(curve.at, got[i] ?? [], want, bounds[i] ?? 0))
    expect(far).toEqual([[], [], []])
  })

  it.each([
    ['erf', erfOf, [0, INF, -INF, NAN], [0, 1, -1, NAN]],
    ['erfc', erfcOf, [INF, -INF, NAN], [0, 2, NAN]],
    ['normalCdf', normalCdfOf, [INF, -INF, NAN], [1, 0, NAN]],
    ['logNormalCdf', logNormalCdfOf, [1e30, -1e30, INF, -INF, NAN], [-0, -INF, -0, -INF, NAN]],
    ['erfinv', erfinvOf, [0, 1, -1, 1.5, -2, NAN], [0, INF, -INF, NAN, NAN, NAN]],
    ['normalQuantile', normalQuantileOf, [0.5, 0, 1, -0.1, 1.1, NAN], [0, -INF, INF, NAN, NAN, NAN]],
    ['log1mexp', logOneMinusExpOf, [0, -INF, 1, NAN], [-INF, -0, NAN, NAN]],
  ] as const)('%s at the ends', async (_, f, at, wanted) => {
    const [got = []] = await measured(backend, f, at)
    expect(got.map((v) => v + 0)).toEqual(wanted.map((v) => v + 0))
  })
})
