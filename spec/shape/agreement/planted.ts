/** A fault in each thing that is compared: the program of a call is another one than what runs. */
import fc from 'fast-check'
import { add, exp, sum } from '../../../src/index.js'
import { withShape } from '../../../src/tensor/primitive/node.js'
import { type AnyTensor, expression, typed } from '../../../src/tensor/tensor.js'
import { type Call, curried, type Open, plain } from './call.js'
import type { Case } from './judge.js'
import type { Veil } from './veil.js'

const literal: Veil = () => 'literal'
const firstUnknown: Veil = (_, axis) => (axis === 0 ? 'unknown' : 'literal')
const named: Veil = () => 'named'

const planted = (call: Call, veil: Veil = literal): Case => ({
  rule: { name: 'planted', calls: () => fc.constant(call) },
  kind: veil === literal ? 'small' : 'veiled',
  call,
  veil,
})

/** A tensor that states another shape than the kernel gives it. */
const stating =
  (...shape: readonly number[]) =>
  (x: Open): AnyTensor =>
    typed(withShape(expression(exp(x)), shape))

/** Each fault with what must be said of it. */
export const faults: Readonly<Record<string, readonly [Case, complaint: string]>> = {
  'another result': [
    planted(curried('sum', [1], [[2, 3]], (x) => sum(0)(x))),
    'the compiler gives Tensor<[2]>; the run time Tensor<[3]>',
  ],
  'other words': [
    planted(plain('sub', [[2], [3]], add)),
    'the compiler says sub: cannot broadcast [2] with [3] (2 vs 3); the run time add: cannot broadcast',
  ],
  'a refusal of the compiler alone': [
    planted(plain('add', [[2], [3]], (x) => x)),
    'the compiler says add: cannot broadcast [2] with [3] (2 vs 3); the run time gives Tensor<[2]>',
  ],
  'a refusal of the run time alone': [
    planted(curried('sum', [0], [[2]], (x) => sum(1)(x))),
    'the compiler says Tensor<[]>; the run time sum: axis 1 is out of range for [2]',
  ],
  'a second error after a refusal': [
    planted({
      operands: [[2], [3]],
      text: (x, y) => `add<[2], [3]>(${x}, ${y}) satisfies reparam.Tensor<[7]> as reparam.Tensor<[7]>`,
      run: add,
    }),
    'after the refusal the type is Tensor<[7]>',
  ],
  'data of another shape': [
    planted(curried('reshape', [3, 2], [[2, 3]], stating(3, 2))),
    '[3, 2] came back as [2, 3]',
  ],
  'data of another size': [
    planted(curried('reshape', [2, 4], [[2, 4]], (x) => stating(2, 4)(sum(0)(x)))),
    '[2, 4] has 4 elements',
  ],
  'a wrong size where one is unknown': [
    planted(
      curried('sum', [0], [[4, 2]], (x) => sum(1)(x)),
      firstUnknown,
    ),
    'the compiler gives Tensor<[2]>; the run time Tensor<[4]>',
  ],
  'a wrong name': [
    planted(
      curried('sum', [0], [[4, 2]], (x) => sum(1)(x)),
      named,
    ),
    'the compiler gives Tensor<["C"]>; the run time Tensor<[4]>',
  ],
}
