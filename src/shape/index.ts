/** Shapes: the rule of each operation as a type and as its run-time twin, in the same words. */
export type { AddN, CeilDivN, FloorDivN, ModN, MulN, SubN } from './arithmetic.js'
export { axisOf } from './axis.js'
export { type Broadcast, type BroadcastGuard, broadcastShapes } from './broadcast.js'
export { type ChannelsGuard, channelsOf, type GroupsGuard, groupSize, type LastDim } from './channels.js'
export { type Chunk, type ChunkGuard, chunkSizes, type Parts } from './chunk.js'
export { type Concat, type ConcatAll, type ConcatGuard, concatenateShape } from './concatenate.js'
export {
  type Conv,
  type ConvGuard,
  type ConvImage,
  type DepthwiseConv,
  type ExampleGuard,
  type ImageGuard,
  type ImagesGuard,
  imageExample,
  imageOf,
  kernelOf,
  type Slides,
  slides,
} from './convolution.js'
export { type CountGuard, countOf } from './count.js'
export { type Range, sliceShape } from './cut.js'
export { type AsShape, type Dim, type Guard, type Ok, type Same, type Shape, ShapeError } from './dim.js'
export type { Add, CeilDiv, FloorDiv, Mul, Sub } from './dim-arithmetic.js'
export { type Edges, padShape } from './edge.js'
export { type Einsum, type EinsumGuard, einsumShape } from './einsum.js'
export { type EquationGuard, readEquation } from './equation.js'
export { type Gather, gatherShape } from './gather.js'
export { type Insert, type InsertGuard, insertShape } from './insert.js'
export { type Along, type DataGuard, type Lead, leadOf } from './lead.js'
export type { ConvTDim, ConvTLength } from './lengths.js'
export { type MatMul, type MatMulGuard, matmulShape } from './matmul.js'
export {
  cutsOf,
  type Pad,
  type PadGuard,
  type PerAxisOf,
  type Slice,
  type SliceGuard,
  widthsOf,
} from './per-axis.js'
export type { ConvDim, ConvLength } from './places.js'
export {
  type GlobalPool,
  type Pool,
  type PoolGuard,
  type PoolImage,
  type PoolImageGuard,
  type Pooling,
  type PoolOptionsGuard,
  poolingOf,
  poolSlides,
  type Upsample,
  type UpsampleGuard,
  type UpsampleImage,
  upsampleFactors,
} from './pool.js'
export { normalizeAxes, type Reduce, type ReduceGuard, reduceShape } from './reduce.js'
export { bindDims, type RefineGuard, type RefineGuards } from './refine.js'
export { type Repeat, type RepeatGuard, repeatShape, type Tile, type TileGuard, tileShape } from './repeat.js'
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
export {
  type Conv1d,
  type Conv1dGuard,
  type SeriesGuard,
  type SeriesPadding,
  seriesSlide,
  seriesSlidingOf,
} from './series.js'
export { type Show, show } from './show.js'
export {
  type FactorGuard,
  type PerAxis,
  type Sliding,
  type SlidingGuard,
  slidingOf,
  type WindowPadding,
} from './sliding.js'
export { type SplitTail, type SplitTailGuard, splitTail } from './split-tail.js'
export { type Squeeze, type SqueezeGuard, squeezeShape } from './squeeze.js'
export {
  type AxisGuard,
  type StackGuard,
  stackShape,
  type Unstack,
  unstackShape,
} from './stack.js'
export { type Transpose, type TransposeGuard, transposeShape } from './transpose.js'
export {
  type ConvT,
  type ConvTGuard,
  type ConvTImage,
  type TransposedGuard,
  type TransposedImageGuard,
  type TransposedSliding,
  transposedKernelOf,
  transposedSlides,
  transposedSlidingOf,
} from './transposed.js'
export { convolutionShape, windowShape } from './window.js'
export { refuse, type Say, say } from './words.js'
