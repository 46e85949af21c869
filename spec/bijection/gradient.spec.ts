import { describe, it } from 'vitest'
import type { Image } from '../../src/bijection/bijection.js'
import type { Expression } from '../../src/tensor/expression.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { concatenate, reshape } from '../../src/tensor/primitive/structure.js'
import { spread } from '../gradient/cases/case.js'
import { along, direction, gradient, type Loss, weighted } from '../gradient/checks.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { expectNear } from '../support/near.js'
import { references } from '../support/reference.js'
import { float32Value, item, type Value } from '../support/reference-value.js'
import { type Subject, subjects } from './subjects.js'

const [size, lead] = [3, 2]

const data = spread([lead, size], 5, -2, 2)

const parametersOf = (values: readonly Value[]): readonly Expression[] =>
  values.map(({ shape }, i) => parameter(i, shape, 'float32'))

/** Every number that a direction gives, in a row. */
const numbers = ({ value, logDet }: Image): Expression =>
  concatenate([reshape(value, [lead * size]), logDet], 0)

/** Both directions as functions of data, of a value and of the parameters. */
const both =
  ({ make }: Subject) =>
  (xs: readonly Expression[]): Expression => {
    const { forward, inverse } = make(xs.slice(2))
    return concatenate([numbers(forward(item(xs, 0), 1)), numbers(inverse(item(xs, 1), 1))], 0)
  }

/** Data, what the bijection makes of it as float32, and the parameters. */
const argumentsOf = ({ make, parameters }: Subject): readonly Value[] => {
  const [x, ...rest] = parametersOf([data, ...parameters])
  if (x === undefined) throw new Error('no data')
  const value = item(references([make(rest).forward(x, 1).value], [data, ...parameters]), 0)
  return [data, float32Value(value.shape, value.data), ...parameters]
}

const prepared = subjects.map((subject) => {
  const at = argumentsOf(subject)
  const loss: Loss = weighted(both(subject))
  const first = (xs: readonly Expression[]): readonly Expression[] => [
    both(subject)(xs),
    ...gradient(loss)(xs),
  ]
  const xs = parametersOf(at)
  const wanted = references([...first(xs), ...gradient(along(loss))(xs)], at)
  return { name: subject.name, subject, at, loss, first, wanted }
})

const step = 1e-5

/** How a loss changes as one of its arguments goes along the fixed direction, by central differences in float64. */
const slopes = (loss: Expression, at: readonly Value[]): readonly number[] =>
  at.map(({ shape }, i) => {
    const u = direction(shape, i).data
    const moved = (by: number): number => {
      const there = at.map((x, j) =>
        j === i ? { shape, data: x.data.map((v, k) => v + by * item(u, k)) } : x,
      )
      return item(item(references([loss], there), 0).data, 0)
    }
    return (moved(step) - moved(-step)) / (2 * step)
  })

/** The same from the derivative with respect to each argument. */
const slopesBy = (derivatives: readonly Value[]): readonly number[] =>
  derivatives.map(({ shape, data: slope }, i) => {
    const u = direction(shape, i).data
    return slope.reduce((total, v, k) => total + v * item(u, k), 0)
  })

describe.each(prepared.map((p) => [p.name, p] as const))('%s', (_, { at, loss, wanted }) => {
  it('has the derivatives of its values and log-determinants, to data and parameters, of both orders', () => {
    const xs = parametersOf(at)
    expectNear(slopesBy(wanted.slice(1, 1 + at.length)), slopes(loss(xs), at), 1e-6)
    expectNear(slopesBy(wanted.slice(1 + at.length)), slopes(along(loss)(xs), at), 1e-6)
  })
})

describe.each(backendNames)('on %s', (name) => {
  it.each(prepared.map((p) => [p.name, p] as const))(
    '%s has the numbers of the reference',
    async (_, { at, first, wanted }) => {
      const found = await valuesOn(await started(name), first, at)
      found.forEach(({ data: values }, i) => {
        const want = item(wanted, i).data
        const largest = want.reduce((top, v) => Math.max(top, Math.abs(v)), 1)
        expectNear(
          values.map((v) => v / largest),
          want.map((v) => v / largest),
          1e-4,
        )
      })
    },
  )
})
