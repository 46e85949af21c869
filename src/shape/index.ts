/** Shapes: the rule of each operation as a type and as its run-time twin, in the same words. */
export type { AddN, CeilDivN, FloorDivN, ModN, MulN, SubN } from './arithmetic.js'
export { type Broadcast, type BroadcastGuard, broadcastShapes } from './broadcast.js'
export { type Concat, type ConcatGuard, concatenateShape } from './concatenate.js'
export { type Dim, type Guard, type Ok, type Same, type Shape, ShapeError } from './dim.js'
export { type MatMul, type MatMulGuard, matmulShape } from './matmul.js'
export { normalizeAxes, type Reduce, type ReduceGuard, reduceShape } from './reduce.js'
export {
  type Reshape,
  type ReshapeGuard,
  reshapeShape,
  type Size,
  size,
  type VectorGuard,
} from './reshape.js'
export { type Show, show } from './show.js'
export type { SplitTail, SplitTailGuard } from './split-tail.js'
export { type Transpose, type TransposeGuard, transposeShape } from './transpose.js'
export { convolutionShape, gatherShape, padShape, sliceShape, windowShape } from './window.js'
export { refuse, type Say, say } from './words.js'
