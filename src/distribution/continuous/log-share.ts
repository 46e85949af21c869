/** The logarithm of a share, with all its digits near 1: there the logarithm of a GPU lacks some. */
import type { Expression } from '../../tensor/expression.js'
import { input } from '../../tensor/expression.js'
import { composite } from '../../tensor/primitive/control.js'
import { compare, divide, log, logPlusOne, plus, select } from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'

/** log x of an expression from 0 to 1; x − 1 is exact from ½ on. */
export const logShareOf = (x: Expression): Expression =>
  composite(
    'logShare',
    [x],
    ([e = x]) => select(compare('GT')(e, splatLike(0.5, e)), logPlusOne(plus(e, -1)), log(e)),
    (n, g) => [divide(g, input(n, 0))],
  )

/** log x of numbers from 0 to 1. */
export const logShare = <S>(x: Tensor<S>): Tensor<S> => typed(logShareOf(expression(x)))
