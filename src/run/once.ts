/** A program that runs a single time, and its outputs as tensors. */
import { type Backend, type Content, held, prepare, Storage } from '../backend/index.js'
import { plan } from '../plan/index.js'
import type { Expression } from '../tensor/expression.js'
import { keyOf } from '../tensor/primitive/leaf.js'
import { type AnyTensor, typed } from '../tensor/tensor.js'

/** Outputs of a program as tensors that hold them, with the shapes and types of these expressions. */
export const asTensors = (contents: readonly Content[], like: readonly Expression[]): readonly AnyTensor[] =>
  like.flatMap(({ shape, dtype }, i) => {
    const content = contents[i]
    if (content === undefined) return []
    return [content instanceof Storage ? held(content, shape, dtype) : typed<AnyTensor>(keyOf(content))]
  })

/** The contents of some expressions, each held once by the caller. */
export const runOnce = (outputs: readonly Expression[], backend: Backend): readonly Content[] => {
  const program = prepare(plan(outputs, 0, backend.target), backend)
  try {
    return program.run([])
  } finally {
    program.release()
  }
}
