/** Our own functions as programs of the two GPU backends of TensorFlow.js: one program an operation. */
import type { KernelBackend } from '@tensorflow/tfjs-core'
import { broadcastShapes, size } from '../../shape/index.js'
import { InternalError } from '../../tensor/expression.js'
import type { Kernel, TensorInfo } from '../device/device.js'
import { numberAt } from '../device/property.js'
import { type Fold, foldingProgram, isFold } from './fold.js'
import type { ShaderFunction } from './function.js'
import { type ShaderKernel, shaderFunctions } from './functions.js'
import { clearingProgram, clearLanes } from './lanes.js'
import { glsl, wgsl } from './language.js'
import { perElement } from './per-element.js'
import { poolMaximum, webglPool, webgpuPool } from './pool.js'

/** The part of the webgl backend that runs a program. */
interface WebGL {
  readonly runWebGLProgram: (program: object, inputs: readonly TensorInfo[], dtype: string) => TensorInfo
}

/** The part of the webgpu backend that runs a program. */
interface WebGPU {
  readonly runWebGPUProgram: (program: object, inputs: readonly TensorInfo[], dtype: string) => TensorInfo
}

const isWebGL = (device: object): device is WebGL => 'runWebGLProgram' in device
const isWebGPU = (device: object): device is WebGPU => 'runWebGPUProgram' in device

/** The names of our kernels. */
export type OwnKernel = ShaderKernel | typeof poolMaximum | WebGLKernel

/** Those of webgl alone. */
type WebGLKernel = Fold | typeof clearLanes

const isForWebGL = (name: string): name is WebGLKernel => isFold(name) || name === clearLanes

const letters = ['A', 'B']

/** What a kernel applies to each element: the last of its functions. */
const applied = (name: ShaderKernel): ShaderFunction => {
  const found = shaderFunctions[name].at(-1)
  if (found === undefined) throw new InternalError(`shader: ${name} has no function`)
  return found
}

/** Makes the program of a kernel for operands of a shape. */
type Program = (shape: readonly number[]) => object

/** Four neighbours share a texel, as in most programs of TensorFlow.js, so that nothing has to be packed anew. */
const webglProgram = (name: ShaderKernel): Program => {
  const { name: f, parameters } = applied(name)
  const names = letters.slice(0, parameters.length)
  const lanes = ['r', 'g', 'b', 'a'].map((lane) => `${f}(${names.map((n) => `at${n}.${lane}`).join(', ')})`)
  const userCode = `${glsl(shaderFunctions[name])}
    void main() {
      ${names.map((n) => `vec4 at${n} = get${n}AtOutCoords();`).join('\n')}
      setOutput(vec4(${lanes.join(', ')}));
    }`
  return (shape) => ({
    variableNames: names,
    outputShape: [...shape],
    packedInputs: true,
    packedOutput: true,
    userCode,
  })
}

const webgpuProgram = (name: ShaderKernel): Program => {
  const { name: f, parameters } = applied(name)
  const names = letters.slice(0, parameters.length)
  const code = `${wgsl(shaderFunctions[name])}
    fn main(index: i32) {
      if (index < uniforms.size) {
        setOutputAtIndex(index, ${f}(${names.map((n) => `get${n}ByOutputIndex(index)`).join(', ')}));
      }
    }`
  return (shape) => perElement(names, shape, name, code)
}

/** Whether a kernel is one of ours. */
export const isOwnKernel = (name: string): name is OwnKernel =>
  isForWebGL(name) || name === poolMaximum || Object.hasOwn(shaderFunctions, name)

/** Our kernel of this name on a GPU: an elementwise one takes operands whose shapes broadcast. */
export const ownKernel = (name: OwnKernel, device: KernelBackend, attributes?: object): Kernel => {
  if (isWebGL(device)) {
    const program = webglProgramOf(name, attributes)
    const seen = name === clearLanes ? asMatrices : (x: TensorInfo): TensorInfo => x
    return (inputs) => {
      const operands = Object.values(inputs).map(seen)
      return device.runWebGLProgram(program(shapeOf(name, operands)), operands, 'float32')
    }
  }
  if (isWebGPU(device) && !isForWebGL(name)) {
    const program = name === poolMaximum ? webgpuPool(attributes) : webgpuProgram(name)
    return (inputs) => {
      const operands = Object.values(inputs)
      return device.runWebGPUProgram(program(shapeOf(name, operands)), operands, 'float32')
    }
  }
  throw new InternalError(`shader: there is no ${name} for this backend`)
}

const webglProgramOf = (name: OwnKernel, attributes: object | undefined): Program => {
  if (name === clearLanes) return clearingProgram
  if (name === poolMaximum) return webglPool(attributes)
  return isFold(name) ? foldingProgram(name, numberAt(attributes, 'window') ?? 1) : webglProgram(name)
}

const shapeOf = (name: string, operands: readonly TensorInfo[]): readonly number[] =>
  operands.map(({ shape }) => shape).reduce((a, b) => broadcastShapes(name, a, b))

const asMatrices = (x: TensorInfo): TensorInfo => ({
  ...x,
  shape: [size(x.shape.slice(0, -2)), ...[1, 1, ...x.shape].slice(-2)],
})
