/** States on the host: what is read of a backend, and whether it is finite. */
import { type Backend, read, readSync } from '../run/index.js'
import type { Values } from '../tensor/expression.js'
import { constant } from '../tensor/primitive/leaf.js'
import { type AnyTensor, expression, typed } from '../tensor/tensor.js'
import { leaves, namedLeaves, type Tree, withLeaves } from '../tree/index.js'

/** Whether the numbers of a backend lie apart from the host: reading takes long, and they are lost with their device. */
export const isApart = (backend: Backend): boolean => backend.downloadSync === undefined

const valuesOf = async (x: AnyTensor, backend: Backend): Promise<Values> => {
  const e = expression(x)
  return e.op === 'constant' ? e.attributes.values : (readSync(x, backend) ?? (await read(x, backend)))
}

/** One number, at once where it can be read at once. */
export const numberOf = async (x: AnyTensor, backend: Backend): Promise<number> =>
  (await valuesOf(x, backend))[0] ?? Number.NaN

/** The same tree with its numbers on the host: it outlives the device, and any backend takes it. */
export const hostCopy = async <T extends Tree>(tree: T, backend: Backend): Promise<T> => {
  const copies = leaves(tree).map(async (leaf) => {
    const e = expression(leaf)
    return e.op === 'key' ? leaf : typed<AnyTensor>(constant(await valuesOf(leaf, backend), e.shape))
  })
  return withLeaves(tree, await Promise.all(copies))
}

/** The first leaf of numbers with one that is not finite. */
export const firstNonFinite = async (
  tree: Tree,
  backend: Backend,
): Promise<{ readonly path: string; readonly value: number } | undefined> => {
  for (const { path, tensor } of namedLeaves(tree)) {
    if (expression(tensor).dtype !== 'float32') continue
    const bad = (await valuesOf(tensor, backend)).find((x) => !Number.isFinite(x))
    if (bad !== undefined) return { path, value: bad }
  }
  return undefined
}
