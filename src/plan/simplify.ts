/**
 * Rewrites that hold on every backend: what passes a value on disappears, arithmetic on splats is done at once,
 * and repeated data is repeated as late as possible.
 */
import { size } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { times } from '../tensor/primitive/elementwise.js'
import { isSplat, splat } from '../tensor/primitive/leaf.js'
import { withInputs, withShape } from '../tensor/primitive/node.js'
import { broadcastInDim, reduce } from '../tensor/primitive/reduction.js'
import { reshape, transpose } from '../tensor/primitive/structure.js'

/** One rewrite of an expression whose inputs are simple already; undefined if none applies. */
export const simplify = (e: Expression): Expression | undefined => simplifyEmpty(e) ?? simplifyByOp(e)

/** Operations over no elements: kernels differ on them, so none is asked. */
const simplifyEmpty = (e: Expression): Expression | undefined => {
  if (e.inputs.length === 0 || e.dtype === 'key') return undefined
  if (size(e.shape) === 0) return splat(0, e.shape, e.dtype)
  const overNothing = e.inputs.some((x) => size(x.shape) === 0)
  if (!overNothing) return undefined
  if (e.op === 'reduce') return splat(e.attributes.reducer === 'and' ? 1 : 0, e.shape, e.dtype)
  // what it is made of says what it makes of nothing
  if (e.op === 'composite') return e.attributes.decompose(e.inputs)
  const sums = e.op === 'dotGeneral' || e.op === 'convolution' || e.op === 'scatterAdd'
  return sums ? splat(0, e.shape, e.dtype) : undefined
}

const simplifyByOp = (e: Expression): Expression | undefined => {
  switch (e.op) {
    case 'identity':
    case 'stopGradient':
      return e.inputs[0]
    case 'reshape':
      return simplifyReshape(e)
    case 'transpose':
      return simplifyTranspose(e)
    case 'broadcastInDim':
      return simplifyBroadcast(e)
    case 'reduce':
      return simplifyReduce(e)
    case 'slice':
      return simplifySlice(e)
    default:
      return foldSplats(e) ?? neutral(e) ?? repeatLater(e)
  }
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((d, i) => d === b[i])

const simplifyReshape = (e: Expression): Expression | undefined => {
  const [x] = e.inputs
  if (x === undefined) return undefined
  if (sameShape(x.shape, e.shape)) return x
  if (x.op === 'splat') return splat(x.attributes.value, e.shape, x.dtype)
  return x.op === 'reshape' && x.inputs[0] !== undefined ? reshape(x.inputs[0], e.shape) : undefined
}

/** A block of everything is everything; a kernel may not cut what has no axis. */
const simplifySlice = (e: Expression): Expression | undefined => {
  const [x] = e.inputs
  return x !== undefined && sameShape(x.shape, e.shape) ? x : undefined
}

const simplifyTranspose = (e: Expression): Expression | undefined => {
  const [x] = e.inputs
  if (e.op !== 'transpose' || x === undefined) return undefined
  const { permutation } = e.attributes
  if (x.op === 'splat') return splat(x.attributes.value, e.shape, x.dtype)
  const inner = x.op === 'transpose' ? x.inputs[0] : undefined
  if (x.op === 'transpose' && inner !== undefined)
    return transpose(
      inner,
      permutation.map((p) => x.attributes.permutation[p] ?? p),
    )
  // only axes of size 1 change places: no element moves
  const moved = permutation.filter((p) => x.shape[p] !== 1)
  return moved.every((p, i) => i === 0 || p > (moved[i - 1] ?? -1)) ? reshape(x, e.shape) : undefined
}

const simplifyBroadcast = (e: Expression): Expression | undefined => {
  const [x] = e.inputs
  if (e.op !== 'broadcastInDim' || x === undefined) return undefined
  if (x.op === 'splat') return splat(x.attributes.value, e.shape, x.dtype)
  const { dimensions } = e.attributes
  const inner = x.op === 'broadcastInDim' ? x.inputs[0] : undefined
  if (x.op === 'broadcastInDim' && inner !== undefined)
    return broadcastInDim(
      inner,
      e.shape,
      x.attributes.dimensions.map((d) => dimensions[d] ?? d),
    )
  // nothing is repeated: only axes of size 1 are new
  return size(x.shape) === size(e.shape) ? reshape(x, e.shape) : undefined
}

/** A sum along axes that only repeat is a product with their number. */
const simplifyReduce = (e: Expression): Expression | undefined => {
  const [x] = e.inputs
  if (e.op !== 'reduce' || x === undefined || e.dtype !== 'float32') return undefined
  const { axes, reducer } = e.attributes
  if (x.op === 'splat') {
    const count = reducer === 'add' ? axes.reduce((n, a) => n * (x.shape[a] ?? 1), 1) : 1
    return splat(x.attributes.value * count, e.shape)
  }
  const inner = x.op === 'broadcastInDim' ? x.inputs[0] : undefined
  if (x.op !== 'broadcastInDim' || inner === undefined || reducer !== 'add') return undefined
  const { dimensions } = x.attributes
  const repeated = axes.filter((a) => !dimensions.includes(a))
  if (repeated.length === 0) return undefined
  const count = repeated.reduce((n, a) => n * (x.shape[a] ?? 1), 1)
  const left = x.shape.map((_, a) => a).filter((a) => !repeated.includes(a))
  const narrow = broadcastInDim(
    inner,
    left.map((a) => x.shape[a] ?? 1),
    dimensions.map((d) => left.indexOf(d)),
  )
  const rest = axes.filter((a) => !repeated.includes(a)).map((a) => left.indexOf(a))
  return reshape(times(reduce('add', narrow, rest), count), e.shape)
}

const onNumbers: Readonly<Record<string, ((...xs: readonly number[]) => number) | undefined>> = {
  negate: (x = 0) => -x,
  exponential: (x = 0) => Math.exp(x),
  log: (x = 0) => Math.log(x),
  sqrt: (x = 0) => Math.sqrt(x),
  add: (a = 0, b = 0) => a + b,
  subtract: (a = 0, b = 0) => a - b,
  multiply: (a = 0, b = 0) => a * b,
  divide: (a = 0, b = 0) => a / b,
}

const foldSplats = (e: Expression): Expression | undefined => {
  const f = onNumbers[e.op]
  if (f === undefined || e.dtype !== 'float32') return undefined
  const values: number[] = []
  for (const x of e.inputs) {
    if (x.op !== 'splat') return undefined
    values.push(x.attributes.value)
  }
  return splat(f(...values), e.shape)
}

/** Adding 0 and multiplying or dividing by 1 change nothing; two factors make one. */
const neutral = (e: Expression): Expression | undefined => {
  const [a, b] = e.inputs
  if (a === undefined || b === undefined || e.dtype !== 'float32') return undefined
  if (e.op === 'add') return isSplat(b, 0) ? a : isSplat(a, 0) ? b : undefined
  if (e.op === 'subtract') return isSplat(b, 0) ? a : undefined
  if (e.op === 'divide') return isSplat(b, 1) ? a : undefined
  if (e.op !== 'multiply') return undefined
  if (isSplat(b, 1)) return a
  if (isSplat(a, 1)) return b
  const [factor, rest] = a.op === 'splat' ? [a, b] : [b, a]
  if (factor.op !== 'splat' || rest.op !== 'multiply') return undefined
  const [c, d] = rest.inputs
  const [inner, x] = c?.op === 'splat' ? [c, d] : [d, c]
  if (inner?.op !== 'splat' || x === undefined) return undefined
  const both = factor.attributes.value * inner.attributes.value
  return isNormal(both) ? times(x, both) : undefined
}

/** Whether float32 holds a number with all its digits; 0 counts, since no digit of it is lost. */
const isNormal = (value: number): boolean =>
  value === 0 || (Math.abs(value) >= 2 ** -126 && Number.isFinite(Math.fround(value)))

const elementwise: ReadonlySet<string> = new Set(
  [
    'negate abs sign exponential exponentialMinusOne log logPlusOne logistic tanh sqrt rsqrt sine cosine floor',
    'ceil roundNearestEven erf add subtract multiply divide maximum minimum power',
  ].flatMap((names) => names.split(' ')),
)

/** A function of repeated data is the repeated function: computed once an element, not once a copy. */
const repeatLater = (e: Expression): Expression | undefined => {
  if (!elementwise.has(e.op)) return undefined
  const repeated = e.inputs.find((x) => x.op === 'broadcastInDim')
  const source = repeated?.inputs[0]
  if (repeated?.op !== 'broadcastInDim' || source === undefined) return undefined
  const { dimensions } = repeated.attributes
  const narrow: Expression[] = []
  for (const x of e.inputs) {
    if (x.op === 'splat') narrow.push(splat(x.attributes.value, source.shape, x.dtype))
    else if (
      x.op === 'broadcastInDim' &&
      x.inputs[0] !== undefined &&
      sameShape(x.attributes.dimensions, dimensions) &&
      sameShape(x.inputs[0].shape, source.shape)
    )
      narrow.push(x.inputs[0])
    else return undefined
  }
  return broadcastInDim(withShape(withInputs(e, narrow), source.shape), e.shape, dimensions)
}
