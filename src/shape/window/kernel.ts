/** What the kernel of a convolution must be for what it slides over: its axes, and the channels it takes. */
import { show } from '../show.js'
import { refuse } from '../words.js'

export const differ = 'channels {} and {} of {} and {} differ'

/** Whether two numbers of channels are the same, as far as is known. */
export type Meet<A, B> = [[A, B]] extends [[B, A]] ? true : number extends A | B ? true : false

/** Stops at a kernel of another rank than `expected` says, or whose channels, on axis `at`, are not those of `found`. */
export const checkKernel = (
  op: string,
  expected: string,
  found: readonly number[],
  kernel: readonly number[],
  at: number,
): void => {
  const [taken = 0, given = 0] = [found.at(-1), kernel[at]]
  if (kernel.length !== found.length + 1) refuse(op, expected, show(kernel))
  if (given !== taken) refuse(op, differ, taken, given, show(found), show(kernel))
}
