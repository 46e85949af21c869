import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Bijection, backOf, type Direction, forthOf, type Image } from '../../src/bijection/bijection.js'
import { planar, radial, rationalQuadraticSpline } from '../../src/bijection/index.js'
import type { Shape } from '../../src/shape/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { type Tensor, typed } from '../../src/tensor/tensor.js'
import { field, flat, list, number, text } from '../golden/collection.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { expectNear } from '../support/near.js'
import { references } from '../support/reference.js'
import { float32Value, item, type Value } from '../support/reference-value.js'

const file: unknown = JSON.parse(readFileSync(new URL('../golden/bijection.json', import.meta.url), 'utf8'))

const shapeOf = (x: unknown): readonly number[] => (Array.isArray(x) ? [x.length, ...shapeOf(x[0])] : [])

const tensorValue = (x: unknown): Value => float32Value(shapeOf(x), flat(x))

interface Golden {
  readonly name: string
  readonly parameters: readonly Value[]
  readonly make: (parameters: readonly Expression[]) => Bijection<[4]>
  readonly x: Value
  readonly value: readonly number[]
  readonly logDet: readonly number[]
}

type Make = (at: <S extends Shape>(i: number) => Tensor<S>, bound: number) => Bijection<[4]>

/** The names of the parameters of each map, in order, and the map of them. */
const maps: Readonly<Record<string, readonly [names: readonly string[], make: Make]>> = {
  planar: [['u', 'w', 'b'], (at) => planar({ u: at<[4]>(0), w: at<[4]>(1), b: at<[]>(2) })],
  radial: [
    ['loc', 'logAlpha', 'beta'],
    (at) => radial({ loc: at<[4]>(0), logAlpha: at<[]>(1), beta: at<[]>(2) }),
  ],
  spline: [
    ['widths', 'heights', 'derivatives'],
    (at, bound) =>
      rationalQuadraticSpline({
        widths: at<[4, 6]>(0),
        heights: at<[4, 6]>(1),
        derivatives: at<[4, 5]>(2),
        bound,
      }),
  ],
}

const goldens: readonly Golden[] = list(field(file, 'cases')).map((entry) => {
  const name = text(field(entry, 'map'))
  const given = field(entry, 'parameters')
  const [names, make] = item(
    Object.entries(maps)
      .filter(([map]) => map === name)
      .map(([, m]) => m),
    0,
  )
  const rows = list(field(entry, 'rows'))
  const bound = name === 'spline' ? number(field(given, 'bound')) : 0
  return {
    name,
    parameters: names.map((parameter) => tensorValue(field(given, parameter))),
    make: (xs) => make((i) => typed(item(xs, i)), bound),
    x: tensorValue(rows.map((row) => field(row, 'x'))),
    value: flat(rows.map((row) => field(row, 'value'))),
    logDet: flat(rows.map((row) => field(row, 'logDet'))),
  }
})

const parts = ({ value, logDet }: Image): readonly Expression[] => [value, logDet]

describe.each(backendNames)('on %s', (backend) => {
  it('has three sets of parameters of each map', () => {
    expect(goldens.map(({ name }) => name).sort()).toEqual(
      Object.keys(maps)
        .flatMap((name) => [name, name, name])
        .sort(),
    )
  })

  it.each(goldens.map((g, i) => [`${g.name} ${i}`, g] as const))(
    '%s has the values and log-determinants of numpy, and its inverse gives the data back',
    async (_, { make, parameters, x, value, logDet }) => {
      const y = float32Value(x.shape, value)
      const there = (
        xs: readonly Expression[],
        of: (b: Bijection<[4]>) => Direction,
      ): readonly Expression[] => {
        const [data, ...rest] = xs
        return data === undefined ? [] : parts(of(make(rest))(data, 1))
      }
      const device = await started(backend)
      const forth = await valuesOn(device, (xs) => there(xs, forthOf), [x, ...parameters])
      expectNear(item(forth, 0).data, value, 3e-6)
      expectNear(item(forth, 1).data, logDet, 1e-5)
      // the data that comes back is judged by its value: where the map is flat, data far apart have nearly the same one
      const back = await valuesOn(device, (xs) => there(xs, backOf), [y, ...parameters])
      const values = [item(back, 0), ...parameters]
      const again = references(
        there(
          values.map(({ shape }, i) => parameter(i, shape, 'float32')),
          forthOf,
        ),
        values,
      )
      expectNear(item(again, 0).data, value, 3e-6)
      expectNear(
        item(back, 1).data,
        item(again, 1).data.map((v) => -v),
        2e-5,
      )
    },
  )
})
