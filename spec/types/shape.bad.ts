// wrong programs: 18
import type { Shape, SplitTailGuard } from '../../src/shape/index.js'
import { add, concat, matmul, reshape, sum, type Tensor, transpose, zeros } from '../../src/tensor/index.js'

declare const event: <N extends number>(
  count: N,
) => <S extends Shape>(x: Tensor<S> & SplitTailGuard<'event', S, N>) => void

//! add: cannot broadcast [32, 10] with [32, 20] (10 vs 20)
add(zeros(32, 10), zeros(32, 20))
add(zeros(32, 10), zeros(32, 10)) //=
//! add: cannot broadcast [4, 3, 2] with [3, 5] (2 vs 5)
add(zeros(4, 3, 2), zeros(3, 5))
add(zeros(4, 3, 2), zeros(3, 2)) //=

//! matmul: inner dimensions 784 and 400 of [32, 784] and [400, 10] differ
matmul(zeros(32, 784), zeros(400, 10))
matmul(zeros(32, 784), zeros(784, 10)) //=
//! matmul: cannot broadcast [5] with [4] (5 vs 4)
matmul(zeros(5, 2, 3), zeros(4, 3, 2))
matmul(zeros(5, 2, 3), zeros(5, 3, 2)) //=
//! matmul: the first operand [784] has fewer than two axes
matmul(zeros(784), zeros(784, 10))
matmul(zeros(1, 784), zeros(784, 10)) //=
//! matmul: the second operand [784] has fewer than two axes
matmul(zeros(32, 784), zeros(784))
matmul(zeros(32, 784), zeros(784, 1)) //=

//! sum: axis 2 is out of range for [32, 784]
sum(2)(zeros(32, 784))
sum(1)(zeros(32, 784)) //=
//! sum: axis -3 is out of range for [32, 784]
sum(-3)(zeros(32, 784))
sum(-2)(zeros(32, 784)) //=

//! reshape: [32, 784] has 25088 elements but [32, 28, 29] has 25984
reshape(32, 28, 29)(zeros(32, 784))
reshape(32, 28, 28)(zeros(32, 784)) //=
//! reshape: [32, 784] has 25088 elements, which [-1, 100] does not divide
reshape(-1, 100)(zeros(32, 784))
reshape(-1, 98)(zeros(32, 784)) //=
//! reshape: [-1, -1] leaves more than one size open
reshape(-1, -1)(zeros(2, 3))
reshape(-1, 3)(zeros(2, 3)) //=
//! reshape: [0] has 0 elements, which [-1, 0] does not divide
reshape(-1, 0)(zeros(0))
reshape(-1, 2)(zeros(0)) //=

//! transpose: [0, 0] does not name each axis of [2, 3] once
transpose(0, 0)(zeros(2, 3))
transpose(1, 0)(zeros(2, 3)) //=
//! transpose: [1, 0] does not name each axis of [2, 3, 4] once
transpose(1, 0)(zeros(2, 3, 4))
transpose(1, 0, 2)(zeros(2, 3, 4)) //=

//! concat: [32, 400] and [16, 400] differ on axis 0 (32 vs 16); only axis 1 may
concat(1)(zeros(32, 400), zeros(16, 400))
concat(1)(zeros(32, 400), zeros(32, 400)) //=
//! concat: [32, 400] and [32] have different ranks
concat(1)(zeros(32, 400), zeros(32))
concat(1)(zeros(32, 400), zeros(32, 1)) //=
//! concat: axis 2 is out of range for [32, 400]
concat(2)(zeros(32, 400), zeros(32, 400))
concat(1)(zeros(32, 400), zeros(32, 400)) //=

//! event: 3 axes cannot be moved out of batch [8, 784]
event(3)(zeros(8, 784))
event(2)(zeros(8, 784)) //=
