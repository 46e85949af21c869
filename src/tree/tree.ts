/**
 * Trees of tensors: parameters, gradients, optimizer states, batches. Plain nested records and arrays; their leaves
 * are tensors and keys, in the order in which they are written.
 */
import { type Shape, ShapeError, show, size } from '../shape/index.js'
import { type AnyTensor, expression, isTensor, shapeOf, type Tensor, typed } from '../tensor/tensor.js'

/**
 * A tensor, or a record or array of trees.
 * @category tree
 * @since 0.1.0
 */
export type Tree = AnyTensor | readonly Tree[] | { readonly [name: string]: Tree }

/** A leaf with the path that leads to it, for messages: `encoder.0.kernel`. */
export interface Leaf {
  readonly path: string
  readonly tensor: AnyTensor
}

const entries = (tree: Tree): readonly (readonly [string, Tree])[] => Object.entries(tree)

/**
 * The leaves of a tree with their paths.
 * @category tree
 * @example
 * import { paths, zeros } from 'reparam'
 * console.assert(paths({ kernel: zeros(2, 3), bias: zeros(3) }).join() === 'kernel,bias')
 */
export const namedLeaves = (tree: Tree, path = ''): readonly Leaf[] =>
  isTensor(tree)
    ? [{ path: path === '' ? 'value' : path, tensor: tree }]
    : entries(tree).flatMap(([name, below]) => namedLeaves(below, path === '' ? name : `${path}.${name}`))

/** The tensors of a tree, in order. */
export const leaves = (tree: Tree): readonly AnyTensor[] => namedLeaves(tree).map((leaf) => leaf.tensor)

/**
 * The paths of a tree's leaves, in order.
 * @category tree
 * @since 0.1.0
 * @example
 * import { paths, zeros } from 'reparam'
 * console.assert(paths({ kernel: zeros(2, 3), bias: zeros(3) }).join() === 'kernel,bias')
 */
export const paths = (tree: Tree): readonly string[] => namedLeaves(tree).map((leaf) => leaf.path)

/**
 * How many numbers a tree holds; a key is none.
 * @category tree
 * @since 0.1.0
 * @example
 * import { countParameters, zeros } from 'reparam'
 * console.assert(countParameters({ kernel: zeros(2, 3), bias: zeros(3) }) === 9)
 */
export const count = (tree: Tree): number =>
  leaves(tree)
    .map(expression)
    .reduce((total, e) => total + (e.dtype === 'key' ? 0 : size(e.shape)), 0)

const isArray = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree)

const rebuild = (tree: Tree, next: (leaf: AnyTensor) => AnyTensor): Tree => {
  if (isTensor(tree)) return next(tree)
  if (isArray(tree)) return tree.map((below) => rebuild(below, next))
  return Object.fromEntries(entries(tree).map(([name, below]) => [name, rebuild(below, next)]))
}

/**
 * A tree of the same structure with other leaves, which must have the shapes of the old ones.
 * @category tree
 */
export const mapLeaves =
  (f: (leaf: AnyTensor, index: number) => AnyTensor) =>
  <T extends Tree>(tree: T): T => {
    let index = -1
    const rebuilt = rebuild(tree, (leaf) => {
      index += 1
      return f(leaf, index)
    })
    return sameStructure(rebuilt)
  }

/**
 * Leaves in order put back under the structure of a tree.
 * @failure ShapeError when there are not as many as the tree has
 */
export const withLeaves = <T extends Tree>(tree: T, tensors: readonly AnyTensor[]): T => {
  let taken = 0
  const filled = mapLeaves((leaf, i) => {
    taken += 1
    return tensors[i] ?? leaf
  })(tree)
  if (taken !== tensors.length) throw new ShapeError(`tree: ${tensors.length} leaves for a tree of ${taken}`)
  return filled
}

/** A rebuilt tree has the structure of the one it was built from. */
const sameStructure = <T extends Tree>(tree: Tree): T => tree as T

/** A leaf as a float tensor; keys and integers have no arithmetic. */
const float = (leaf: AnyTensor): Tensor<Shape> => {
  const { dtype } = expression(leaf)
  if (dtype !== 'float32')
    throw new ShapeError(`tree: a leaf is ${dtype}; only float32 leaves take part in arithmetic`)
  return typed(expression(leaf))
}

/** The leaves of a tree as float tensors. */
export const floats = (tree: Tree): readonly Tensor<Shape>[] => leaves(tree).map(float)

/**
 * The same function of every leaf, shape by shape.
 * @shape f: S → S; tree → tree
 * @category tree
 * @since 0.1.0
 * @example
 * import { mapTree, ones, read, scale, use } from 'reparam'
 * await use('cpu')()
 * const doubled = mapTree(scale(2))({ kernel: ones(1) })
 * console.assert((await read(doubled.kernel)).join() === '2')
 */
export const map =
  (f: <S extends Shape>(x: Tensor<S>) => Tensor<S>) =>
  <T extends Tree>(tree: T): T =>
    mapLeaves((leaf) => f(float(leaf)))(tree)

/**
 * The same function of each pair of leaves of two trees of one structure.
 * @shape f: S, S → S; tree, tree → tree
 * @failure ShapeError naming the first leaf that differs
 * @category tree
 * @since 0.1.0
 * @example
 * import { add, ones, read, use, vector, zipTrees } from 'reparam'
 * await use('cpu')()
 * const { bias } = zipTrees(add)({ bias: ones(2) }, { bias: vector([1, 2]) })
 * console.assert((await read(bias)).join() === '2,3')
 */
export const zip =
  (f: <S extends Shape>(a: Tensor<S>, b: Tensor<S>) => Tensor<S>) =>
  <T extends Tree>(a: T, b: NoInfer<T>): T => {
    const [left, right] = [namedLeaves(a), namedLeaves(b)]
    left.forEach(({ path, tensor }, i) => {
      const other = right[i]
      if (other?.path !== path || shapeOf(other.tensor).join() !== shapeOf(tensor).join())
        throw new ShapeError(
          `zip: leaf ${path} ${show(shapeOf(tensor))} meets ${other === undefined ? 'nothing' : `${other.path} ${show(shapeOf(other.tensor))}`}`,
        )
    })
    if (right.length > left.length)
      throw new ShapeError(`zip: leaf ${right[left.length]?.path} meets nothing`)
    return mapLeaves((leaf, i) => {
      const other = right[i]
      return f(float(leaf), float(other?.tensor ?? leaf))
    })(a)
  }
