/** Programs of webgpu with one invocation an element of the result. */
import { size } from '../../shape/index.js'

const groupSize = 128

/** A program over so many variables; programs of the same key share what was compiled. */
export const perElement = (
  variableNames: readonly string[],
  shape: readonly number[],
  key: string,
  code: string,
): object => ({
  variableNames,
  outputShape: [...shape],
  dispatchLayout: { x: shape.map((_, axis) => axis) },
  dispatch: [Math.ceil(size(shape) / groupSize), 1, 1],
  workgroupSize: [groupSize, 1, 1],
  size: true,
  shaderKey: `reparam_${key}`,
  getUserCode: () => code,
})
