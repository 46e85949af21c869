// wrong programs: 36
import {
  add,
  chunk,
  concat,
  expandDims,
  flattenFrom,
  gather,
  indices,
  mean,
  oneHot,
  ones,
  pad,
  repeat,
  slice,
  squeeze,
  stack,
  sum,
  tile,
  unstack,
  zeros,
} from '../../src/tensor/index.js'

const picks = indices([1, 0])

// ------------------------------------------------------------------ axes

//! sum: axis 0 of [2, 3] is named twice
sum(0, 0)(zeros(2, 3))
sum(0, 1)(zeros(2, 3)) //=
//! mean: axis 1 of [2, 3] is named twice
mean(1, -1)(zeros(2, 3))
mean(1, -2)(zeros(2, 3)) //=
//! sum: axis -3 is out of range for [2, 3]
sum(0, -3)(zeros(2, 3))
sum(0, -1)(zeros(2, 3)) //=
//! expandDims: axis 3 is out of range for [2, 3]
expandDims(3)(zeros(2, 3))
expandDims(2)(zeros(2, 3)) //=
//! expandDims: axis -4 is out of range for [2, 3]
expandDims(-4)(zeros(2, 3))
expandDims(-3)(zeros(2, 3)) //=
//! squeeze: axis 1 of [1, 3] has size 3, not 1
squeeze(1)(zeros(1, 3))
squeeze(0)(zeros(1, 3)) //=
//! squeeze: axis -1 of [1, 1, 3] has size 3, not 1
squeeze(0, -1)(zeros(1, 1, 3))
squeeze(0, -2)(zeros(1, 1, 3)) //=
//! squeeze: axis 2 is out of range for [1, 3]
squeeze(2)(zeros(1, 3))
squeeze(0)(zeros(1, 3)) //=
//! flattenFrom: axis 4 is out of range for [32, 28, 28, 1]
flattenFrom(4)(zeros(32, 28, 28, 1))
flattenFrom(1)(zeros(32, 28, 28, 1)) //=
//! add: cannot broadcast [32, 784] with [32, 783] (784 vs 783)
add(flattenFrom(1)(zeros(32, 28, 28, 1)), zeros(32, 783))
add(flattenFrom(1)(zeros(32, 28, 28, 1)), zeros(32, 784)) //=

// ------------------------------------------------------------------ several tensors

//! concat: [2, 3] and [4, 3] differ on axis 0 (2 vs 4); only axis 1 may
concat(-1)(zeros(2, 3), zeros(4, 3))
concat(-2)(zeros(2, 3), zeros(4, 3)) //=
//! concat: [2, 3] and [2, 5] differ on axis 1 (3 vs 5); only axis 0 may
concat(0)(zeros(2, 3), zeros(4, 3), zeros(2, 5))
concat(0)(zeros(2, 3), zeros(4, 3), zeros(2, 3)) //=
//! concat: axis -3 is out of range for [2, 3]
concat(-3)(zeros(2, 3), zeros(2, 3))
concat(-2)(zeros(2, 3), zeros(2, 3)) //=
//! stack: [2, 3] and [2, 4] differ
stack(0)(zeros(2, 3), zeros(2, 3), zeros(2, 4))
stack(0)(zeros(2, 3), zeros(2, 3), zeros(2, 3)) //=
//! stack: axis 2 is out of range for [3]
stack(2)(zeros(3), ones(3))
stack(1)(zeros(3), ones(3)) //=
//! unstack: axis 2 is out of range for [2, 3]
unstack(2)(zeros(2, 3))
unstack(1)(zeros(2, 3)) //=
//! Tuple type 'readonly [Tensor<[3]>, Tensor<[3]>]' of length '2' has no element at index '2'.
unstack(0)(zeros(2, 3))[2]
unstack(0)(zeros(2, 3))[1] //=
//! chunk: axis 1 of [2, 6] does not divide into 4 parts
chunk(4, 1)(zeros(2, 6))
chunk(3, 1)(zeros(2, 6)) //=
//! chunk: axis -1 of [6, 4] does not divide into 3 parts
chunk(3, -1)(zeros(6, 4))
chunk(3, -2)(zeros(6, 4)) //=
//! chunk: sizes [3, 4] add up to 7, but axis -1 of [2, 6] has 6
chunk([3, 4], -1)(zeros(2, 6))
chunk([3, 3], -1)(zeros(2, 6)) //=
//! chunk: sizes [6, -1] are not all whole numbers of at least 0
chunk([6, -1], -1)(zeros(2, 6))
chunk([6, 0], -1)(zeros(2, 6)) //=
//! chunk: expected a whole number of at least 1, found 0
chunk(0, -1)(zeros(2, 6))
chunk(1, -1)(zeros(2, 6)) //=

// ------------------------------------------------------------------ ranges and edges

//! slice: 2 to 6 by 1 is out of range for axis 0 of [5]
slice([2, 6])(zeros(5))
slice([2, 5])(zeros(5)) //=
//! slice: 3 to 2 by 1 is out of range for axis 1 of [2, 5]
slice([], [3, 2])(zeros(2, 5))
slice([], [1, 2])(zeros(2, 5)) //=
//! slice: -6 to 5 by 1 is out of range for axis 0 of [5]
slice([-6])(zeros(5))
slice([-5])(zeros(5)) //=
//! slice: 0 to 8 by 2 is out of range for axis 1 of [5, 7]
slice('...', [0, 8, 2])(zeros(5, 7))
slice('...', [0, 7, 2])(zeros(5, 7)) //=
//! slice: 0 to 5 by 0 is out of range for axis 0 of [5]
slice([0, 5, 0])(zeros(5))
slice([0, 5, 1])(zeros(5)) //=
//! slice: 2 is more than one for each axis of [5]
slice([], [1])(zeros(5))
slice([], [1])(zeros(5, 2)) //=
//! pad: edges -3 and -2 cut more than axis 0 of [4]
pad([[-3, -2]])(zeros(4))
pad([[-2, -2]])(zeros(4)) //=
//! pad: 2 is more than one for each axis of [4]
pad([[], [1, 1]])(zeros(4))
pad([[], [1, 1]])(zeros(4, 1)) //=
//! pad: edges 0.5 and 1 are not both whole numbers
pad([[0.5, 1]])(zeros(4))
pad([[0, 1]])(zeros(4)) //=

// ------------------------------------------------------------------ repetitions and picks

//! repeat: axis 1 is out of range for [2]
repeat(2, 1)(zeros(2))
repeat(2, 0)(zeros(2)) //=
//! repeat: expected a whole number of at least 1, found 1.5
repeat(1.5, 0)(zeros(2))
repeat(1, 0)(zeros(2)) //=
//! tile: expected a whole number of at least 1, found 0
tile(2, 0)(zeros(2))
tile(2, 1)(zeros(2)) //=
//! gather: axis 2 is out of range for [4, 3]
gather(zeros(4, 3), picks, 2)
gather(zeros(4, 3), picks, 1) //=
//! oneHot: expected a whole number of at least 1, found 0
oneHot(0)(picks)
oneHot(2)(picks) //=
