/**
 * Packed textures of webgl hold two by two numbers in a texel. Where a matrix has an odd side, the last texels have
 * lanes that belong to no element, and what programs write there is not always 0: of x + 1 it is 1. Programs that add
 * up whole texels (matrix products over an odd size, some convolutions, rows added at an odd number of indices) count
 * such lanes in. So their operands are copied first, with zeros in those lanes.
 */
import { size } from '../../shape/index.js'

/** The name of the kernel. */
export const clearLanes = 'clearLanes'

/** The program that copies matrices [batch, rows, columns] and clears what is beyond their edges. */
export const clearingProgram = (shape: readonly number[]): object => {
  const [rows = 1, columns = 1] = shape.slice(-2)
  return {
    variableNames: ['A'],
    outputShape: [size(shape.slice(0, -2)), rows, columns],
    packedInputs: true,
    packedOutput: true,
    userCode: `
      void main() {
        ivec3 at = getOutputCoords();
        vec4 four = getA(at.x, at.y, at.z);
        bool right = at.z + 1 < ${columns};
        bool below = at.y + 1 < ${rows};
        setOutput(vec4(four.r, right ? four.g : 0.0, below ? four.b : 0.0, right && below ? four.a : 0.0));
      }`,
  }
}
