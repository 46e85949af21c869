import { describe, expect, it } from 'vitest'
import { eluOf, reluOf, softplusOf } from '../../src/tensor/activation.js'
import { logSumExpOf } from '../../src/tensor/exponential.js'
import type { Expression } from '../../src/tensor/expression.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { references } from '../support/reference.js'
import { item } from '../support/reference-value.js'
import { spread } from './cases/case.js'
import { along, gradient, type Loss, weighted } from './checks.js'

const x = spread([3, 4], 1, -3, 3)

/** What a composite is made of, without the derivative that it states. */
const opened = (e: Expression): Expression => {
  if (e.op !== 'composite') throw new Error(`${e.op} is no composite`)
  expect(e.derivative).toBeDefined()
  return e.attributes.decompose(e.inputs)
}

describe.each([
  ['relu', reluOf],
  ['softplus', softplusOf],
  ['elu', eluOf],
  ['logSumExp along an axis', (e: Expression) => logSumExpOf(e, [1])],
  ['logSumExp of everything', (e: Expression) => logSumExpOf(e, [0, 1])],
])('the derivative that %s states', (_, composite) => {
  it('is that of what it is made of, in both orders', () => {
    const at = parameter(0, x.shape, 'float32')
    const slopes = (f: (e: Expression) => Expression): readonly Expression[] => {
      const loss: Loss = weighted(([e = at]) => f(e))
      return [...gradient(loss)([at]), ...gradient(along(loss))([at])]
    }
    const stated = references(slopes(composite), [x])
    const derived = references(
      slopes((e) => opened(composite(e))),
      [x],
    )
    expect(stated.length).toBe(2)
    stated.forEach(({ data }, i) => {
      data.forEach((v, k) => {
        expect(Math.abs(v - item(item(derived, i).data, k))).toBeLessThan(1e-13)
      })
    })
  })
})
