// wrong programs: 12
import {
  add,
  concat,
  type Dim,
  exp,
  gather,
  greater,
  indices,
  key,
  matmul,
  matrix,
  normal,
  ones,
  scalar,
  select,
  type Tensor,
  zeros,
} from '../../src/index.js'

const seed = key(0)
const row = [1, 2] as const
const short = [3] as const
const counts = indices([1, 0])
const positive = greater(ones(2), zeros(2))

// ------------------------------------------------------------------ element types

//! Argument of type 'Key' is not assignable to parameter of type 'Tensor<Shape>'.
add(zeros(2), seed)
add(zeros(2), scalar(0)) //=
//! Argument of type 'Key' is not assignable to parameter of type 'Tensor<unknown>'.
exp(seed)
exp(ones(2)) //=
//! Argument of type 'Tensor<[2]>' is not assignable to parameter of type 'Key'.
normal(3)(zeros(2))
normal(3)(key(2)) //=
//! Expected 1 arguments, but got 0.
normal(3)()
normal(3)(seed) //=
//! Argument of type 'IntTensor<[2]>' is not assignable to parameter of type 'Tensor<[2]>'.
add(zeros(2), counts)
add(zeros(2), zeros(2)) //=
//! Argument of type 'Tensor<[2]>' is not assignable to parameter of type 'IntTensor<[2]>'.
gather(zeros(4, 3), zeros(2))
gather(zeros(4, 3), counts) //=
//! Argument of type 'Tensor<[2]>' is not assignable to parameter of type 'BoolTensor<[2]>'.
select(zeros(2), zeros(2), ones(2))
select(positive, zeros(2), ones(2)) //=

// ------------------------------------------------------------------ sizes

//! matrix: rows are not of one length
matrix([row, short])
matrix([row, row]) //=
//! Argument of type 'Tensor<[3]>' is not assignable to parameter of type 'Tensor<[2]>'.
select(positive, zeros(2), ones(3))
select(positive, zeros(2), ones(2)) //=

// ------------------------------------------------------------------ batches do not mix

const residual = <B extends Dim>(x: Tensor<[B, 3]>, y: Tensor<[B, 3]>) => add(x, y)
//! Argument of type 'Tensor<[8, 3]>' is not assignable to parameter of type 'Tensor<[4 | 8, 3]>'.
residual(zeros(8, 3), zeros(4, 3))
residual(zeros(8, 3), zeros(8, 3)) //=
//! Argument of type 'Tensor<[C, 3]>' is not assignable to parameter of type 'Tensor<[C, 3]> & BroadcastGuard<"add", [B, 3], [C, 3]>'.
;<B extends Dim, C extends Dim>(x: Tensor<[B, 3]>, y: Tensor<[C, 3]>) => add(x, y)
;<B extends Dim, C extends Dim>(x: Tensor<[B, 3]>, y: Tensor<[C, 3]>) => concat(0)(x, y) //=
//! matmul: inner dimensions 32 and 784 of [784, 32] and [784, 10] differ
matmul(zeros(784, 32), zeros(784, 10))
matmul(zeros(784, 784), zeros(784, 10)) //=
