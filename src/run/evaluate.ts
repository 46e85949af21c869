/** Running expressions once: evaluate, read, release. */
import { type Backend, Handle, Storage, storageOf } from '../backend/index.js'
import { InternalError } from '../tensor/expression.js'
import { type AnyTensor, expression, type ValuesOf, valuesOf } from '../tensor/tensor.js'
import { leaves, type Tree, withLeaves } from '../tree/index.js'
import { current } from './current.js'
import { asTensors, runOnce } from './once.js'

/**
 * A tree of the same values, each computed and held by the backend in use.
 * @category run
 * @since 0.1.0
 * @example
 * import { evaluate, exp, read, release, use, zeros } from 'reparam'
 * await use('cpu')()
 * const y = evaluate(exp(zeros(2)))
 * console.assert((await read(y)).join() === '1,1')
 * release(y)
 */
export const evaluate = <T extends Tree>(tree: T, backend: Backend = current()): T => {
  const outputs = leaves(tree).map(expression)
  return withLeaves(tree, asTensors(runOnce(outputs, backend), outputs))
}

/** Where the numbers of a tensor are, held once more; a key has none. */
export const contentOf = (x: AnyTensor, backend: Backend): Storage => {
  const e = expression(x)
  if (e.op === 'buffer') return storageOf(e.attributes.handle, backend).retain()
  const [content] = runOnce([e], backend)
  if (!(content instanceof Storage)) throw new InternalError('read: a key has no numbers to read')
  return content
}

/**
 * The numbers of a tensor in row-major order, on the host: computed now if they were not yet.
 * @category run
 * @since 0.1.0
 * @example
 * import { ones, read, sum, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(sum(1)(ones(2, 3)))).join() === '3,3')
 */
export const read = async <T extends AnyTensor>(x: T, backend: Backend = current()): Promise<ValuesOf<T>> => {
  const e = expression(x)
  // what lies on the host outlives the device
  if (e.op === 'constant') return valuesOf(x, e.attributes.values.slice())
  const storage = contentOf(x, backend)
  try {
    return valuesOf(x, await backend.download(storage.id, e.dtype))
  } finally {
    storage.release()
  }
}

/**
 * The numbers of a tensor at once; undefined on a backend that only reads asynchronously.
 * @category run
 * @since 0.1.0
 * @example
 * import { add, ones, readSync, use } from 'reparam'
 * await use('cpu')()
 * console.assert(readSync(add(ones(2), ones(2)))?.join() === '2,2')
 */
export const readSync = <T extends AnyTensor>(
  x: T,
  backend: Backend = current(),
): ValuesOf<T> | undefined => {
  if (backend.downloadSync === undefined) return undefined
  const storage = contentOf(x, backend)
  try {
    return valuesOf(x, backend.downloadSync(storage.id, expression(x).dtype))
  } finally {
    storage.release()
  }
}

/**
 * Frees what a tree's tensors hold on a backend; letting go twice is letting go once.
 * @category run
 * @since 0.1.0
 * @example
 * import { evaluate, exp, liveTensors, release, use, zeros } from 'reparam'
 * await use('cpu')()
 * const before = liveTensors()
 * const held = evaluate({ weights: exp(zeros(2)) })
 * release(held)
 * console.assert(liveTensors() === before)
 */
export const release = (tree: Tree): void => {
  for (const x of leaves(tree)) {
    const e = expression(x)
    if (e.op === 'buffer' && e.attributes.handle instanceof Handle) e.attributes.handle.release()
  }
}

/**
 * The number of tensors that the backend in use holds now, the constants of compiled functions among them.
 * @category run
 * @since 0.1.0
 * @example
 * import { evaluate, exp, liveTensors, release, use, zeros } from 'reparam'
 * await use('cpu')()
 * const before = liveTensors()
 * const held = evaluate(exp(zeros(2)))
 * console.assert(liveTensors() === before + 1)
 * release(held)
 */
export const liveTensors = (backend: Backend = current()): number => backend.live()
