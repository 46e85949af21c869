import { describe, expect, it } from 'vitest'
import type { Image } from '../../src/bijection/bijection.js'
import { type Backend, compile, release } from '../../src/run/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { add } from '../../src/tensor/primitive/elementwise.js'
import { reduce } from '../../src/tensor/primitive/reduction.js'
import { type AnyTensor, expression, typed } from '../../src/tensor/tensor.js'
import { spread } from '../gradient/cases/case.js'
import { gradient } from '../gradient/checks.js'
import { backendNames, started, tensorOf } from '../support/backends.js'
import { numbersOf } from '../support/near.js'
import { count, float32Value, item, type Value } from '../support/reference-value.js'
import { type Subject, subjects } from './subjects.js'

const sizes = [0, 1e-30, 1e-7, 0.5, 1, 20, 100, 1e5, 1e30]
const numbers = sizes.flatMap((x) => [x, -x])

/** One event for each number, three times itself. */
const data = float32Value(
  [numbers.length, 3],
  numbers.flatMap((x) => [x, x, x]),
)

const ordinary = spread(data.shape, 5, -2, 2)

const total = (x: Expression): Expression =>
  reduce(
    'add',
    x,
    x.shape.map((_, axis) => axis),
  )

/** Value, log-determinant, and the gradients of their sum to the data and to the parameters, in both directions. */
const everything =
  ({ make }: Subject) =>
  (xs: readonly Expression[]): readonly Expression[] =>
    (['forward', 'inverse'] as const).flatMap((direction) => {
      const image = (at: readonly Expression[]): Image => make(at.slice(1))[direction](item(at, 0), 1)
      const both = ({ value, logDet }: Image): Expression => add(total(value), total(logDet))
      const { value, logDet } = image(xs)
      return [value, logDet, ...gradient((at) => both(image(at)))(xs)]
    })

const withNumber = ({ shape }: Value, v: number): Value =>
  float32Value(
    shape,
    Array.from({ length: count(shape) }, () => v),
  )

const places = async (found: readonly AnyTensor[], backend: Backend): Promise<readonly string[]> => {
  const bad: string[] = []
  for (const [output, tensor] of found.entries()) {
    const at = (await numbersOf(tensor, backend)).findIndex(Number.isNaN)
    if (at >= 0) bad.push(`output ${output} at ${at}`)
  }
  return bad
}

describe.each(backendNames)('on %s', (backend) => {
  it.each(subjects.map((s) => [s.name, s] as const))(
    '%s makes a number of every number and every parameter, in both directions, and so do its derivatives',
    async (_, subject) => {
      const device = await started(backend)
      const program = compile(
        (...xs: readonly AnyTensor[]): readonly AnyTensor[] =>
          everything(subject)(xs.map(expression)).map((e) => typed<AnyTensor>(e)),
        device,
      )
      // extreme data, then ordinary data with each parameter of a formula in turn as large or as small as numbers are
      const sets = [
        [data, ...subject.parameters],
        ...(subject.composed ? [] : subject.parameters).flatMap((_p, i) =>
          [1e30, -1e30, 1e-30, 0].map((v) => [
            ordinary,
            ...subject.parameters.map((p, j) => (i === j ? withNumber(p, v) : p)),
          ]),
        ),
      ]
      const bad: string[] = []
      for (const [k, values] of sets.entries()) {
        const found = program(...values.map(tensorOf))
        bad.push(...(await places(found, device)).map((place) => `set ${k}: ${place}`))
        release(found)
      }
      program.release()
      expect(bad).toEqual([])
    },
  )
})
