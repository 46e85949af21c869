/** What came of asking stock TensorFlow.js for some numbers, beside what they should be. */
import * as tf from '@tensorflow/tfjs-core'
import type { Value } from '../../support/reference-value.js'
import { gapOf } from '../agreement.js'
import type { Expected } from '../subject.js'
import { NotInStock } from './absent.js'

/** What stock TensorFlow.js does; errors are in units of the bound that holds for this package. */
export type Verdict =
  | { readonly kind: 'right'; readonly error: number }
  | { readonly kind: 'wrong'; readonly error: number; readonly share: Share }
  | { readonly kind: 'throws'; readonly message: string; readonly share: Share }
  | { readonly kind: 'none' }

/** In how many of the cases. */
export type Share = readonly [these: number, of: number]

/** The same of a single case. */
export type Outcome =
  | { readonly kind: 'given'; readonly error: number }
  | { readonly kind: 'throws'; readonly message: string }
  | { readonly kind: 'none' }

const messageOf = (error: unknown): string => {
  const said = error instanceof Error ? error.message : String(error)
  const [line = ''] = said.split('\n')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}

/** Gives back what a gradient that threw had saved: TensorFlow.js leaves it on its tape. */
const sweep = (): void => {
  const { state } = tf.engine()
  if (state.gradientDepth > 0) return
  for (const node of state.activeTape ?? []) for (const saved of node.saved ?? []) saved.dispose()
  state.activeTape = []
}

/** What is no number, or of another shape, is infinitely far: as a number that JSON has. */
const FAR = 1e30

/** Runs the body on the backend in use; results are read as every backend can be read. */
export const outcome = async (run: () => readonly tf.Tensor[], expected: Expected): Promise<Outcome> => {
  const made: tf.Tensor[] = []
  try {
    tf.tidy(() => {
      for (const x of run()) made.push(tf.keep(x))
    })
    const got: Value[] = []
    for (const x of made) got.push({ shape: x.shape, data: Array.from(await x.data()) })
    return { kind: 'given', error: Math.min(gapOf('together', 1, got, [expected]).error, FAR) }
  } catch (error) {
    return error instanceof NotInStock ? { kind: 'none' } : { kind: 'throws', message: messageOf(error) }
  } finally {
    tf.dispose(made)
    sweep()
  }
}

/** The worst of some cases: to be wrong without a word is worse than to throw, and both than to be right. */
export const worst = (outcomes: readonly Outcome[]): Verdict => {
  const tried = outcomes.filter((o) => o.kind !== 'none')
  const errors = tried.flatMap((o) => (o.kind === 'given' ? [o.error] : []))
  const messages = tried.flatMap((o) => (o.kind === 'throws' ? [o.message] : []))
  const far = errors.filter((e) => !(e <= 1))
  const [message] = messages
  if (tried.length === 0) return { kind: 'none' }
  if (far.length > 0) return { kind: 'wrong', error: Math.max(...far), share: [far.length, tried.length] }
  if (message !== undefined) return { kind: 'throws', message, share: [messages.length, tried.length] }
  return { kind: 'right', error: Math.max(...errors) }
}
