/** Running expressions: once, or as a compiled function that is traced once and replayed. */
import { type Backend, type Content, Handle, held, type Program, prepare, Storage, storageOf } from '../backend/index.js'
import { explain, plan } from '../plan/index.js'
import { type Expression, InternalError, type Values } from '../tensor/expression.js'
import { keyOf, parameter } from '../tensor/primitive/leaf.js'
import { type AnyTensor, expression, typed } from '../tensor/tensor.js'
import { leaves, namedLeaves, type Tree, withLeaves } from '../tree/index.js'
import { current } from './current.js'

/** An output of a program as a tensor that holds it. */
const asTensor = (content: Content, like: Expression): AnyTensor =>
  content instanceof Storage ? held(content, like.shape, like.dtype) : typed<AnyTensor>(keyOf(content))

const runOnce = (outputs: readonly Expression[], backend: Backend): readonly Content[] => {
  const program = prepare(plan(outputs, 0, backend.target), backend)
  try {
    return program.run([])
  } finally {
    program.release()
  }
}

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
  const contents = runOnce(outputs, backend)
  return withLeaves(tree, contents.map((content, i) => asTensor(content, output(outputs, i))))
}

const output = (outputs: readonly Expression[], i: number): Expression => {
  const e = outputs[i]
  if (e === undefined) throw new InternalError(`evaluate: no output ${i}`)
  return e
}

/** The numbers of a tensor, row by row; a key has none. */
const contentOf = (x: AnyTensor, backend: Backend): Storage => {
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
export const read = async (x: AnyTensor, backend: Backend = current()): Promise<Values> => {
  const storage = contentOf(x, backend)
  try {
    return await storage.backend.download(storage.id)
  } finally {
    storage.release()
  }
}

/**
 * The numbers of a tensor at once; undefined on a backend that only reads asynchronously.
 * @category run
 */
export const readSync = (x: AnyTensor, backend: Backend = current()): Values | undefined => {
  if (backend.downloadSync === undefined) return undefined
  const storage = contentOf(x, backend)
  try {
    return backend.downloadSync(storage.id)
  } finally {
    storage.release()
  }
}

/**
 * Frees what a tree's tensors hold on a backend; letting go twice is letting go once.
 * @category run
 * @since 0.1.0
 */
export const release = (tree: Tree): void => {
  for (const x of leaves(tree)) {
    const e = expression(x)
    if (e.op === 'buffer' && e.attributes.handle instanceof Handle) e.attributes.handle.release()
  }
}

/** The number of tensors that the backend in use holds now. */
export const liveTensors = (backend: Backend = current()): number => backend.live()

/**
 * A function of trees that is traced once for each shapes of its arguments and then replayed.
 * @category run
 * @since 0.1.0
 */
export interface Compiled<Args extends readonly Tree[], Out extends Tree> {
  (...args: Args): Out
  /** The steps for these arguments, one a line. */
  readonly explain: (...args: Args) => string
  /** Frees the constants that the programs hold; the next call traces anew. */
  readonly release: () => void
}

interface Traced<Out> {
  readonly program: Program
  readonly out: Out
  readonly outputs: readonly Expression[]
}

const signature = (tree: Tree): string =>
  namedLeaves(tree)
    .map(({ path, tensor }) => {
      const e = expression(tensor)
      return `${path} ${e.dtype} ${e.shape.join()}`
    })
    .join(';')

/**
 * The same function, traced once for each shapes of its arguments and replayed from then on. Dispatch is
 * synchronous; only reading is not.
 * @category run
 * @since 0.1.0
 * @example
 * import { add, compile, read, ones, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const twice = compile((x: Tensor<[2]>) => add(x, x))
 * console.assert((await read(twice(ones(2)))).join() === '2,2')
 */
export const compile = <Args extends readonly Tree[], Out extends Tree>(
  f: (...args: Args) => Out,
  backend?: Backend,
): Compiled<Args, Out> => {
  const traces = new Map<string, Traced<Out>>()
  const on = (): Backend => backend ?? current()
  const traced = (args: Args): Traced<Out> => {
    const device = on()
    const key = `${device.name}|${signature(args)}`
    const known = traces.get(key)
    if (known !== undefined) return known
    const tensors = leaves(args).map(expression)
    const parameters = tensors.map((e, i) => typed<AnyTensor>(parameter(i, e.shape, e.dtype)))
    const out = f(...withLeaves(args, parameters))
    const outputs = leaves(out).map(expression)
    const program = prepare(plan(outputs, parameters.length, device.target), device)
    const trace = { program, out, outputs }
    traces.set(key, trace)
    return trace
  }
  const call = (...args: Args): Out => {
    const { program, out, outputs } = traced(args)
    const device = on()
    const given = leaves(args).map((x) => argument(x, device))
    try {
      const contents = program.run(given)
      return withLeaves(out, contents.map((content, i) => asTensor(content, output(outputs, i))))
    } finally {
      for (const content of given) if (content instanceof Storage) content.release()
    }
  }
  return Object.assign(call, {
    explain: (...args: Args) => explain(traced(args).program.plan),
    release: () => {
      for (const { program } of traces.values()) program.release()
      traces.clear()
    },
  })
}

/** An argument where the backend can use it, held for the length of the call. */
const argument = (x: AnyTensor, backend: Backend): Content => {
  const e = expression(x)
  switch (e.op) {
    case 'key':
      return e.attributes.words
    case 'buffer':
      return storageOf(e.attributes.handle, backend).retain()
    case 'constant':
      return new Storage(backend, backend.upload(e.attributes.values, e.shape, e.dtype))
    default: {
      const [content] = runOnce([e], backend)
      if (content === undefined) throw new InternalError('compile: an argument has no value')
      return content
    }
  }
}
