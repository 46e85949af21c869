/** Shapes: the rule of each operation as a type and as its run-time twin, in the same words. */

export { type AxisGuard, axisOf } from './axis/axis.js'
export { type ChannelsGuard, channelsOf, type GroupsGuard, groupSize, type LastDim } from './axis/channels.js'
export { type Chunk, type ChunkGuard, chunkSizes, type Parts } from './axis/chunk.js'
export { type Concat, type ConcatAll, type ConcatGuard, concatenateShape } from './axis/concatenate.js'
export { type Range, sliceShape } from './axis/cut.js'
export { type Edges, padShape } from './axis/edge.js'
export { type Gather, gatherShape } from './axis/gather.js'
export { type Insert, type InsertGuard, insertShape } from './axis/insert.js'
export { type Along, type DataGuard, type Lead, leadOf } from './axis/lead.js'
export {
  cutsOf,
  type Pad,
  type PadGuard,
  type PerAxisOf,
  type Slice,
  type SliceGuard,
  widthsOf,
} from './axis/per-axis.js'
export { normalizeAxes, type Reduce, type ReduceGuard, reduceShape } from './axis/reduce.js'
export {
  type Repeat,
  type RepeatGuard,
  repeatShape,
  type Tile,
  type TileGuard,
  tileShape,
} from './axis/repeat.js'
export { type AllButLast, type SplitTail, type SplitTailGuard, splitTail } from './axis/split-tail.js'
export { type Squeeze, type SqueezeGuard, squeezeShape } from './axis/squeeze.js'
export {
  type StackGuard,
  stackShape,
  type Unstack,
  unstackShape,
} from './axis/stack.js'
export { type Transpose, type TransposeGuard, transposeShape } from './axis/transpose.js'
export { type Broadcast, type BroadcastGuard, broadcastShapes } from './broadcast.js'
export { type Einsum, type EinsumGuard, einsumShape } from './contraction/einsum.js'
export { type EquationGuard, readEquation } from './contraction/equation.js'
export { type MatMul, type MatMulGuard, matmulShape } from './contraction/matmul.js'
export {
  type MatrixBatch,
  type MatrixDiagonal,
  type MatrixGuard,
  type MatrixTranspose,
  matrixShape,
  type SquareGuard,
  squareShape,
} from './contraction/square.js'
export {
  type FromTriangle,
  type Solution,
  type SolutionGuard,
  solutionShape,
  type TriangleGuard,
  triangleShape,
} from './contraction/triangular.js'
export { type AsShape, type Dim, type Ok, type Same, type Shape, ShapeError } from './dim.js'
export { bindDims, type RefineGuard, type RefineGuards } from './refine.js'
export {
  type FlattenFrom,
  type Reshape,
  type ReshapeGuard,
  reshapeShape,
  type Size,
  size,
  type VectorGuard,
  vectorSize,
} from './reshape.js'
export { type Show, show } from './show.js'
export { type CountGuard, countOf } from './size/count.js'
export type { Add, CeilDiv, FloorDiv, Mul, Sub } from './size/dim-arithmetic.js'
export {
  type Conv,
  type ConvGuard,
  type DepthwiseConv,
  type ExampleGuard,
  type ImageGuard,
  type ImagesGuard,
  imageExample,
  imageOf,
  kernelOf,
  type Slides,
  slides,
} from './window/convolution.js'
export type { ConvTDim, ConvTLength } from './window/lengths.js'
export type { ConvDim, ConvLength } from './window/places.js'
export {
  type GlobalPool,
  type Pool,
  type PoolGuard,
  type PoolImageGuard,
  type PoolOptionsGuard,
  poolingOf,
  poolSlides,
  type Upsample,
  type UpsampleGuard,
  upsampleFactors,
} from './window/pool.js'
export {
  type Conv1d,
  type Conv1dGuard,
  type SeriesFits,
  type SeriesGuard,
  type SeriesPadding,
  type Sides,
  seriesExample,
  seriesSlide,
  seriesSlidingOf,
} from './window/series.js'
export {
  type FactorGuard,
  type On,
  onAxes,
  type PaddingOn,
  type Pair,
  type PerAxis,
  reach,
  type SlidingGuard,
  slidingOf,
  type WindowPadding,
} from './window/sliding.js'
export {
  type ConvT,
  type ConvTGuard,
  type TransposedGuard,
  type TransposedImageGuard,
  transposedKernelOf,
  transposedSlides,
  transposedSlidingOf,
} from './window/transposed.js'
export { convolutionShape, windowShape } from './window/window.js'
export { refuse, type Say } from './words.js'
