import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  Dirichlet,
  type Distribution,
  LowRankMultivariateGaussian,
  MultivariateGaussian,
  VonMisesFisher,
} from '../../../src/distribution/index.js'
import { implicitDistance } from '../../../src/distribution/vector/sphere.js'
import { grad } from '../../../src/gradient/index.js'
import { evaluate, read, release, use } from '../../../src/run/index.js'
import { sum, type Tensor, vector } from '../../../src/tensor/index.js'
import { constant } from '../../../src/tensor/primitive/leaf.js'
import { expression, typed } from '../../../src/tensor/tensor.js'
import { slopeRows, type VectorRow, vectorRows } from '../../golden/vector.js'
import { backendNames } from '../../support/backends.js'
import { worst } from '../accuracy.js'

type Vectors = Distribution<[number], [number], 'entropy' | 'mean' | 'variance'>

/** Rows of one size, with what is in each of them as one batch. */
interface Rows {
  readonly n: number
  readonly rows: readonly VectorRow[]
}

const grouped = (name: string): readonly Rows[] => {
  const rows = vectorRows(name)
  return [...new Set(rows.map((row) => row.at.length))].map((n) => ({
    n,
    rows: rows.filter((row) => row.at.length === n),
  }))
}

const batch = <S>(parts: readonly (readonly number[])[], shape: readonly number[]): Tensor<S> =>
  typed(constant(Float32Array.from(parts.flat()), [parts.length, ...shape]))
const vectors = ({ rows, n }: Rows, name: string): Tensor<[number, number]> =>
  batch(
    rows.map((row) => row.parameter(name)),
    [n],
  )
const matrices = ({ rows, n }: Rows, name: string): Tensor<[number, number, number]> => {
  const all = rows.map((row) => row.parameter(name))
  return batch(all, [n, (all[0]?.length ?? 0) / n])
}

const families: Readonly<Record<string, (rows: Rows) => Vectors>> = {
  MultivariateGaussian: (rows) =>
    MultivariateGaussian.fromScaleTril(vectors(rows, 'loc'), matrices(rows, 'scaleTril')),
  LowRankMultivariateGaussian: (rows) =>
    LowRankMultivariateGaussian.make(vectors(rows, 'loc'), matrices(rows, 'factor'), vectors(rows, 'scale')),
  Dirichlet: (rows) => Dirichlet.make(vectors(rows, 'concentration')),
  VonMisesFisher: (rows) =>
    VonMisesFisher.make(
      vectors(rows, 'loc'),
      vector(rows.rows.flatMap((row) => row.parameter('concentration'))),
    ),
}

/** What a log-density is a difference of; a float32 value of it cannot be better than its digits. */
const largestTerm = (name: string, row: VectorRow): number =>
  name === 'Dirichlet' ? row.parameter('concentration').reduce((a, b) => a + b, 0) : 1

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  it.each(Object.keys(families))('%s has the values of the reference', async (name) => {
    const far: unknown[] = []
    for (const group of grouped(name)) {
      const { rows, n } = group
      const d = families[name]?.(group)
      if (d === undefined) throw new Error(`no ${name}`)
      const at: Tensor<[number, number]> = batch(
        rows.map((row) => row.at),
        [n],
      )
      const found = evaluate([d.logProb(at), d.entropy(), d.mean(), d.variance()] as const)
      const values: (readonly number[])[] = []
      for (const part of found) values.push(Array.from(await read(part)))
      release(found)
      rows.forEach((row, i) => {
        const wanted = [[row.logProb], [row.entropy], row.mean, row.variance]
        wanted.forEach((want, part) => {
          const got = (values[part] ?? []).slice(i * want.length, (i + 1) * want.length)
          const distance = worst(got, want)
          const allowed = 2e-6 * (part === 0 ? Math.max(1, largestTerm(name, row)) : 1)
          if (!(distance <= allowed)) far.push({ n, i, part, distance, want, got })
        })
      })
    }
    expect(far).toEqual([])
  })

  it('VonMisesFisher has the implicit derivative of the reference', async () => {
    const far: unknown[] = []
    for (const d of new Set(slopeRows.map((row) => row.d))) {
      const rows = slopeRows.filter((row) => row.d === d)
      const v = vector(rows.map((row) => row.distance))
      const distance = (k: Tensor<[number]>): Tensor<[]> =>
        sum()(typed<Tensor<[number]>>(implicitDistance(d, expression(k), expression(v))))
      const found = await read(grad(distance)(vector(rows.map((row) => row.concentration))))
      rows.forEach((row, i) => {
        const distance = Math.abs((found[i] ?? Number.NaN) / row.slope - 1)
        if (!(distance < 1e-5)) far.push({ ...row, found: found[i], distance })
      })
    }
    expect(far).toEqual([])
  })
})
