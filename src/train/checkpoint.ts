/** A checkpoint: a training state and what it belongs to, as one file, so that it is written whole or not at all. */
import { either as E } from 'fp-ts'
import { type Failure, invalidCheckpoint } from '../failure/index.js'
import { read } from '../run/index.js'
import { shapeOf } from '../tensor/index.js'
import { constant, keyOf } from '../tensor/primitive/leaf.js'
import { type AnyTensor, expression, typed } from '../tensor/tensor.js'
import { type Leaf, namedLeaves, type Tree, withLeaves } from '../tree/index.js'
import { decodeSafetensors, encodeSafetensors, type Named } from './safetensors.js'

/**
 * What stands beside the tensors of a checkpoint.
 * @category train
 * @since 0.1.0
 */
export interface Progress {
  /** The number of epochs done. */
  readonly epoch: number
  /** The configuration of the run, as JSON. */
  readonly config: string
}

const FORMAT = 'reparam checkpoint 1'

const named = async ({ path, tensor }: Leaf): Promise<Named> => {
  const e = expression(tensor)
  return e.op === 'key'
    ? { name: path, shape: [2], values: Uint32Array.from(e.attributes.words) }
    : { name: path, shape: e.shape, values: await read(tensor) }
}

/**
 * The bytes of a checkpoint of a tree: every leaf under its path, keys as their two words.
 * @category train
 * @since 0.1.0
 * @example
 * import { encodeCheckpoint, key, use, vector } from 'reparam'
 * await use('cpu')()
 * const weights = { kernel: vector([1, 2]), key: key(0) }
 * const bytes = await encodeCheckpoint({ epoch: 3, config: '{}' })(weights)
 * console.assert(new TextDecoder().decode(bytes).includes('"kernel":{"dtype":"F32","shape":[2]'))
 */
export const encodeCheckpoint =
  ({ epoch, config }: Progress) =>
  async (tree: Tree): Promise<Uint8Array> => {
    const tensors: Named[] = []
    for (const leaf of namedLeaves(tree)) tensors.push(await named(leaf))
    return encodeSafetensors({ tensors, metadata: { format: FORMAT, epoch: `${epoch}`, config } })
  }

const describe = (x: { readonly shape: readonly number[]; readonly values: Named['values'] }): string =>
  `${x.values.constructor.name.replace('Array', '')} [${x.shape.join(', ')}]`

const restored = (like: AnyTensor, found: Named): AnyTensor | undefined => {
  const { dtype, shape } = expression(like)
  const { values } = found
  if (dtype === 'key') {
    const [high, low] = values
    return values instanceof Uint32Array && values.length === 2 && high !== undefined && low !== undefined
      ? typed<AnyTensor>(keyOf([high, low]))
      : undefined
  }
  if (values instanceof Uint32Array || shape.join() !== found.shape.join()) return undefined
  const e = constant(values, shape)
  return e.dtype === dtype ? typed<AnyTensor>(e) : undefined
}

/**
 * A checkpoint as it was read: what stands beside its tensors, before the tree they belong to is known.
 * @category train
 * @since 0.1.0
 */
export interface Opened {
  readonly path: string
  readonly progress: Progress
  readonly tensors: readonly Named[]
}

/**
 * The bytes of a checkpoint opened; `path` is for messages.
 * @failure InvalidCheckpoint for a damaged file or one of another program
 * @category train
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { encodeCheckpoint, key, openCheckpoint, use, vector } from 'reparam'
 * await use('cpu')()
 * const weights = { kernel: vector([1, 2]), key: key(0) }
 * const bytes = await encodeCheckpoint({ epoch: 3, config: '{}' })(weights)
 * const opened = openCheckpoint('digits.safetensors')(bytes)
 * console.assert(E.isRight(opened) && opened.right.progress.epoch === 3)
 * console.assert(E.isLeft(openCheckpoint('digits.safetensors')(bytes.subarray(0, 100))))
 */
export const openCheckpoint =
  (path: string) =>
  (bytes: Uint8Array): E.Either<Failure, Opened> => {
    const file = decodeSafetensors(path)(bytes)
    if (E.isLeft(file)) return file
    const { format, epoch, config } = file.right.metadata
    const refuse = (expected: string, got: string) => E.left(invalidCheckpoint({ path, expected, got }))
    if (format !== FORMAT) return refuse(FORMAT, format ?? 'a safetensors file of another program')
    if (epoch === undefined || !/^\d{1,15}$/.test(epoch))
      return refuse('a number of epochs', `'${epoch ?? ''}'`)
    if (config === undefined) return refuse('the configuration of a run', 'none')
    return E.right({ path, progress: { epoch: Number(epoch), config }, tensors: file.right.tensors })
  }

/**
 * The tree of a checkpoint, in the structure of another.
 * @law what is restored is what was saved, bit for bit
 * @failure InvalidCheckpoint naming the first leaf that is missing, of another shape, or too many
 * @category train
 * @since 0.1.0
 * @example
 * import { either as E, function as F } from 'fp-ts'
 * import { encodeCheckpoint, key, openCheckpoint, read, restore, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * const weights = { kernel: vector([1, 2]), key: key(0) }
 * const bytes = await encodeCheckpoint({ epoch: 3, config: '{}' })(weights)
 * const restored = F.pipe(
 *   openCheckpoint('digits.safetensors')(bytes),
 *   E.chain(restore({ kernel: zeros(2), key: key(1) })),
 * )
 * if (E.isLeft(restored)) throw new Error(restored.left._tag)
 * console.assert((await read(restored.right.kernel)).join() === '1,2')
 */
export const restore =
  <T extends Tree>(like: T) =>
  ({ path, tensors }: Opened): E.Either<Failure, T> => {
    const refuse = (expected: string, got: string) => E.left(invalidCheckpoint({ path, expected, got }))
    const byName = new Map(tensors.map((t) => [t.name, t]))
    const leaves: AnyTensor[] = []
    for (const { path: name, tensor } of namedLeaves(like)) {
      const found = byName.get(name)
      const leaf = found === undefined ? undefined : restored(tensor, found)
      if (leaf === undefined)
        return refuse(
          `${name} ${expression(tensor).dtype} [${shapeOf(tensor).join(', ')}]`,
          found === undefined ? 'no such leaf' : describe(found),
        )
      leaves.push(leaf)
      byName.delete(name)
    }
    const [extra] = byName.keys()
    return extra === undefined
      ? E.right(withLeaves(like, leaves))
      : refuse('only the leaves of this model', `${extra} too`)
  }
