/**
 * The inverse of lower triangular matrices, in about log₂ N rounds of matrix products: the two halves of every diagonal
 * block are inverted together as one stack. What stands above the diagonal is not looked at.
 */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite } from '../tensor/primitive/control.js'
import { divide, negate } from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { concatenate, pad, slice } from '../tensor/primitive/structure.js'
import { block, product, tril } from './batch.js'

/** [[W₁, 0], [W₂₁, W₂]] of stacks. */
const joined = (w1: Expression, w21: Expression, w2: Expression): Expression => {
  const above = pad(w1, [0, 0, 0], [0, 0, w2.shape[2] ?? 0])
  return concatenate([above, concatenate([w21, w2], 2)], 1)
}

/** The block below the diagonal, given the inverses of those on it. */
const corner = (w1: Expression, l21: Expression, w2: Expression): Expression =>
  product(negate(w2), product(l21, w1))

const inverse = (l: Expression): Expression => {
  const [count = 0, n = 0] = l.shape
  if (n < 2) return divide(splatLike(1, l), l)
  const top = n % 2 === 0 ? n / 2 : n - 1
  const [l1, l21, l2] = [
    block(l, [0, top], [0, top]),
    block(l, [top, n], [0, top]),
    block(l, [top, n], [top, n]),
  ]
  if (n % 2 !== 0) {
    const [w1, w2] = [inverse(l1), inverse(l2)]
    return joined(w1, corner(w1, l21, w2), w2)
  }
  const both = inverse(concatenate([l1, l2], 0))
  const w1 = slice(both, [0, 0, 0], [count, top, top])
  const w2 = slice(both, [count, 0, 0], [2 * count, top, top])
  return joined(w1, corner(w1, l21, w2), w2)
}

/** The inverses of a stack of lower triangular matrices [B, N, N]. */
export const triangularInverseOf = (l: Expression): Expression =>
  composite(
    'triangularInverse',
    [l],
    ([e = l]) => inverse(e),
    (n, g) => {
      const w = triangularInverseOf(input(n, 0))
      return [negate(tril(product(w, product(g, w, { turnRight: true }), { turnLeft: true })))]
    },
  )
