/** Functions that are traced once and then replayed. */
import { type Backend, type Content, type Program, prepare, Storage, storageOf } from '../backend/index.js'
import { explain, plan } from '../plan/index.js'
import { type Expression, InternalError } from '../tensor/expression.js'
import { parameter } from '../tensor/primitive/leaf.js'
import { type AnyTensor, expression, isTensor, typed } from '../tensor/tensor.js'
import { leaves, type Tree, withLeaves } from '../tree/index.js'
import { current } from './current.js'
import { asTensors, runOnce } from './once.js'

/**
 * A function of trees that is traced once for each set of shapes of its arguments and then replayed.
 * @category run
 * @since 0.1.0
 */
export interface Compiled<Args extends readonly Tree[], Out extends Tree> {
  (...args: Args): Out
  /** The steps for these arguments, one a line. */
  readonly explain: (...args: Args) => string
  /** Frees the constants that the programs hold, as being collected does; the next call traces anew. */
  readonly release: () => void
}

interface Traced<Out> {
  readonly program: Program
  readonly out: Out
  readonly outputs: readonly Expression[]
}

const collected = new FinalizationRegistry<Program>((program) => program.release())

/** The structure of a tree with the shapes and types of its leaves; two trees with the same one share a trace. */
const signature = (tree: Tree): string => {
  if (isTensor(tree)) {
    const e = expression(tree)
    return `${e.dtype}[${e.shape.join()}]`
  }
  const [open, close] = Array.isArray(tree) ? ['(', ')'] : ['{', '}']
  const parts = Object.entries(tree).map(
    ([name, part]: readonly [string, Tree]) => `${JSON.stringify(name)}:${signature(part)}`,
  )
  return `${open}${parts.join()}${close}`
}

/**
 * The same function, traced once for each set of shapes of its arguments and replayed from then on. Dispatch is
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
    if (known?.program.backend === device) return known
    // one that ran on a device that has been started anew since
    known?.program.release()
    const tensors = leaves(args).map(expression)
    const trace = {}
    const parameters = tensors.map((e, i) => typed<AnyTensor>(parameter(i, e.shape, e.dtype, trace)))
    const out = f(...withLeaves(args, parameters))
    const outputs = leaves(out).map(expression)
    refuseForeign(outputs, trace)
    const program = prepare(plan(outputs, parameters.length, device.target), device)
    const made = { program, out, outputs }
    traces.set(key, made)
    collected.register(call, program)
    return made
  }
  const call = (...args: Args): Out => {
    // within another function that is being traced it is a part of that one
    if (leaves(args).some((x) => isTraced(expression(x)))) return f(...args)
    const { program, out, outputs } = traced(args)
    const device = on()
    const given: Content[] = []
    try {
      for (const x of leaves(args)) given.push(argument(x, device))
      return withLeaves(out, asTensors(program.run(given), outputs))
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

/** All that some expressions are made of. */
const below = (roots: readonly Expression[]): ReadonlySet<Expression> => {
  const seen = new Set(roots)
  for (const x of seen) for (const input of x.inputs) seen.add(input)
  return seen
}

/** Whether an expression depends on the arguments of a function that is being traced. */
const isTraced = (e: Expression): boolean => [...below([e])].some((x) => x.op === 'parameter')

/** A function that is traced may use its own arguments, not those of another one that is being traced around it. */
const refuseForeign = (outputs: readonly Expression[], trace: object): void => {
  for (const x of below(outputs))
    if (x.op === 'parameter' && x.attributes.trace !== trace)
      throw new Error(
        'compile: a function closes over an argument of a compiled function around it; pass it as an argument',
      )
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
      return new Storage(
        backend,
        backend.attempt({ op: e.op, operands: [], result: e.shape }, () =>
          backend.upload(e.attributes.values, e.shape, e.dtype),
        ),
      )
    default: {
      const [content] = runOnce([e], backend)
      if (content === undefined) throw new InternalError('compile: an argument has no value')
      return content
    }
  }
}
