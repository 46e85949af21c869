/**
 * Reductions on webgl. TensorFlow.js starts a maximum from −10²⁰ there and a minimum from 10²⁰, and reduces only what
 * it has transposed to the last axis; this starts from the first element and takes any axis as it stands.
 */
import { noNumber } from './functions.js'
import { glsl } from './language.js'

/** How each kernel combines what it has, y, with the next element, x. What is no number stays in either extreme. */
const combined = {
  foldAdd: 'y + x',
  foldMaximum: '!noNumber(y) && (noNumber(x) || x > y) ? x : y',
  foldMinimum: '!noNumber(y) && (noNumber(x) || x < y) ? x : y',
} as const

/** The names of the kernels. */
export type Fold = keyof typeof combined

/** Whether a kernel is one of these. */
export const isFold = (name: string): name is Fold => Object.hasOwn(combined, name)

/** Makes programs that fold each so many neighbours along the middle one of three axes. */
export const foldingProgram =
  (name: Fold, window: number) =>
  ([before = 1, count = 1, after = 1]: readonly number[]): object => ({
    variableNames: ['A'],
    outputShape: [before, Math.ceil(count / window), after],
    userCode: `${glsl([noNumber])}
      void main() {
        ivec3 at = getOutputCoords();
        int from = at.y * ${window};
        float y = getA(at.x, from, at.z);
        for (int i = from + 1; i < min(from + ${window}, ${count}); i++) {
          float x = getA(at.x, i, at.z);
          y = ${combined[name]};
        }
        setOutput(y);
      }`,
  })
