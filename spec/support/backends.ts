/** The backends that run in plain Node: every numeric spec runs on each of them. */
import { either as E } from 'fp-ts'
import { type Backend, type BackendName, start } from '../../src/backend/index.js'
import { render } from '../../src/failure/index.js'
import { compile, read, release } from '../../src/run/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { type AnyTensor, expression, shapeOf, typed } from '../../src/tensor/tensor.js'
import type { Value } from './reference.js'

export const backendNames = ['cpu', 'wasm'] as const satisfies readonly BackendName[]

/** A started backend; one that does not start fails the test in the words of its failure. */
export const started = async (name: BackendName): Promise<Backend> => {
  const backend = await start(name)()
  if (E.isLeft(backend)) throw new Error(render(backend.left))
  return backend.right
}

/** A value as a float32 tensor. */
export const tensorOf = ({ shape, data }: Value): AnyTensor => typed(constant(Float32Array.from(data), shape))

/** The numbers of expressions on a backend as functions of float32 parameters, run as one compiled program. */
export const valuesOn = async (
  backend: Backend,
  build: (parameters: readonly Expression[]) => readonly Expression[],
  args: readonly Value[],
): Promise<readonly Value[]> => {
  const program = compile(
    (...xs: readonly AnyTensor[]): readonly AnyTensor[] =>
      build(xs.map(expression)).map((e) => typed<AnyTensor>(e)),
    backend,
  )
  try {
    const outputs = program(...args.map(tensorOf))
    try {
      const values: Value[] = []
      for (const x of outputs) {
        values.push({ shape: shapeOf(x), data: Array.from(await read(x, backend)) })
      }
      return values
    } finally {
      release(outputs)
    }
  } finally {
    program.release()
  }
}
