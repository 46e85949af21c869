// wrong programs: 9
import { either as E, function as F } from 'fp-ts'
import {
  add,
  type Dim,
  type Failure,
  type IntTensor,
  matmul,
  refine,
  refineAll,
  type Tensor,
} from '../../src/index.js'

declare const x: Tensor<[32, 784]>
declare const y: Tensor<[number, number]>
declare const counts: IntTensor<[number, 5]>
declare const a: Tensor<['a', 784]>
declare const b: Tensor<['b', 784]>
declare const square: Tensor<[3, 4]>

//! refine: [32, 784] is no [32, 400] (784 vs 400)
refine(32, 400)(x)
refine(32, 784)(x) //=

//! refine: [32, 784] is no [batch, 400] (784 vs 400)
refine('batch', 400)(x)
refine('batch', 784)(x) //=

//! refine: [32, 784] is no [batch] (2 vs 1 axes)
refine('batch')(x)
refine('batch', 784)(x) //=

//! refine: [3, 4] is no [n, n] (n is 3 and 4)
refine('n', 'n')(square)
refine('n', 'm')(square) //=

//! refine: [number, 5] is no [n, 6] (5 vs 6)
refine('n', 6)(counts)
refine('n', 5)(counts) //=

//! refineAll: [32, 784] is no [batch, 10] (784 vs 10)
refineAll(['batch', 784], ['batch', 10])(y, x)
refineAll(['batch', 784], ['batch', 784])(y, x) //=

//! refineAll: [3, 4] is no [n, 4] (n is 32 and 3)
refineAll(['n', 784], ['n', 4])(x, square)
refineAll(['n', 784], ['m', 4])(x, square) //=

//! refineAll: [32, 784] is no [784, n] (32 vs 784)
refineAll(['n', 'm'], [784, 'n'])(y, x)
refineAll(['n', 'm'], [32, 'n'])(y, x) //=

//! add: cannot broadcast [a, 784] with [b, 784] (a vs b)
add(a, b)
add(a, a) //=

// ------------------------------------------------------------------ what was refined together fits together
export const fits = F.pipe(
  refineAll(['batch', 784], ['batch', 784])(a, b),
  E.map(([p, q]) => add(p, q)),
) satisfies E.Either<Failure, Tensor<['batch', 784]>>

export const products = F.pipe(
  E.Do,
  E.apS('left', refine('rows', 'inner')(y)),
  E.apS('right', refine('inner', 10)(y)),
  E.map(({ left, right }) => matmul(left, right)),
) satisfies E.Either<Failure, Tensor<['rows', 10]>>

// a dim that becomes a name is not looked at, so it may be generic
export const named = <B extends Dim>(x: Tensor<[B, 784]>): E.Either<Failure, Tensor<['batch', 784]>> =>
  refine('batch', 784)(x)
